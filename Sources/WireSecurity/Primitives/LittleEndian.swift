extension [UInt8] {
  /// Appends a number, its least significant byte first.
  mutating func appendLittleEndian(_ value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  /// Appends a text in UTF-16, without a byte-order mark.
  mutating func appendUTF16(_ text: String) {
    for unit in text.utf16 { appendLittleEndian(unit) }
  }

  /// A text in UTF-16, without a byte-order mark.
  static func utf16(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendUTF16(text)
    return bytes
  }
}

extension UInt32 {
  /// The number in four bytes of a sequence, which must be there.
  ///
  /// - Parameter offset: counted from the beginning of the slice.
  init(littleEndian bytes: ArraySlice<UInt8>, at offset: Int) {
    let start = bytes.startIndex + offset
    self = bytes[start..<(start + 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }
}
