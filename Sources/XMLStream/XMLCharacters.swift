/// The characters that XML 1.0 cannot carry, not even as references: control characters but tab,
/// line feed and carriage return, and U+FFFE and U+FFFF. A writer puts question marks in their place.
public enum XMLCharacters {
  /// The first character of the text that XML cannot carry.
  public static func firstForbidden(in text: String) -> Unicode.Scalar? {
    var text = text
    return text.withUTF8 { firstForbidden(in: $0) }
  }

  static func firstForbidden(in bytes: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    var position = 0
    while position < bytes.count {
      if let found = forbidden(bytes, position) { return found }
      position &+= 1
    }
    return nil
  }

  /// The character that begins there, when XML cannot carry it.
  static func forbidden(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: Int
  ) -> Unicode.Scalar? {
    let byte = bytes[position]
    guard byte < 0x20 || byte == 0xEF else { return nil }
    switch byte {
    case 0x09, 0x0A, 0x0D: return nil
    case 0xEF:
      guard position &+ 2 < bytes.count, bytes[position &+ 1] == 0xBF,
        bytes[position &+ 2] >= 0xBE
      else { return nil }
      return bytes[position &+ 2] == 0xBE ? "\u{FFFE}" : "\u{FFFF}"
    default: return Unicode.Scalar(byte)
    }
  }
}

extension XMLFragment {
  /// The first character in texts or attributes that XML cannot carry.
  public var firstForbiddenCharacter: Unicode.Scalar? {
    storage.text.withUnsafeBufferPointer { XMLCharacters.firstForbidden(in: $0) }
  }
}
