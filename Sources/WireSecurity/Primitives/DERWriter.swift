/// Writes DER of ASN.1 (X.690).
public enum DERWriter {
  /// An element.
  ///
  /// - Parameters:
  ///   - tag: its tag, of one byte.
  ///   - contents: what is in it.
  public static func element(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
    guard contents.count >= 0x80 else { return [tag, UInt8(contents.count)] + contents }
    var digits: [UInt8] = []
    var count = contents.count
    while count > 0 {
      digits.insert(UInt8(truncatingIfNeeded: count), at: 0)
      count >>= 8
    }
    return [tag, 0x80 | UInt8(digits.count)] + digits + contents
  }
}
