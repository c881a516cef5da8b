extension StringProtocol {
  /// The text without blanks, tabs and line ends at both ends; XML counts no others as space.
  public func trimmingXMLSpace() -> String {
    // By bytes: a carriage return before a line feed is one character, which would be missed.
    let text = Substring(self)
    let bytes = text.utf8
    guard let first = bytes.firstIndex(where: { !isXMLSpace($0) }),
      let last = bytes.lastIndex(where: { !isXMLSpace($0) })
    else { return "" }
    return String(text[first..<bytes.index(after: last)])
  }

  private func isXMLSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
