extension StringProtocol {
  /// The text without blanks, tabs and line ends at both ends; XML counts no others as space.
  public func trimmingXMLSpace() -> String {
    // By scalars: a carriage return before a line feed is one character, which would be missed.
    let scalars = Substring(self).unicodeScalars
    guard let first = scalars.firstIndex(where: { !isXMLSpace($0) }),
      let last = scalars.lastIndex(where: { !isXMLSpace($0) })
    else { return "" }
    return String(String.UnicodeScalarView(scalars[first...last]))
  }

  private func isXMLSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }
}
