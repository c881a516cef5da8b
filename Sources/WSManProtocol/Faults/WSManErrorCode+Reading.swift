extension WSManErrorCode {
  /// Reads a number as people have it before them: decimal, negative as .NET shows it, hexadecimal
  /// with `0x`, or the symbol with or without `ERROR_WSMAN_` or `ERROR_WINRS_`.
  ///
  /// Results of functions of COM that stand for a number of Win32 are that number: 0x80070005 is 5.
  public init?(reading text: String) {
    if let number = Self.number(text) {
      self.init(number & 0xFFFF_0000 == 0x8007_0000 ? number & 0xFFFF : number)
      return
    }
    let upper = text.uppercased()
    let candidates = ["", "ERROR_", "ERROR_WSMAN_", "ERROR_WINRS_"].map { $0 + upper }
    for code in WSManErrorTable.codes {
      guard let symbol = WSManErrorTable.symbol(for: code) else { continue }
      if candidates.contains(symbol) {
        self = code
        return
      }
    }
    return nil
  }

  private static func number(_ text: String) -> UInt32? {
    let lower = text.lowercased()
    if lower.hasPrefix("0x") { return UInt32(lower.dropFirst(2), radix: 16) }
    return UInt32(text) ?? Int32(text).map { UInt32(bitPattern: $0) }
  }
}
