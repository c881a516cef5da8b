/// The replacement of characters that cannot stand as they are in text or in attribute values.
enum XMLEscaping {
  static func append(_ value: String, to bytes: inout [UInt8], inAttribute: Bool) {
    var value = value
    value.withUTF8 { append($0, to: &bytes, inAttribute: inAttribute) }
  }

  static func append(
    _ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8], inAttribute: Bool
  ) {
    var runStart = 0
    var position = 0
    while position < source.count {
      let byte = source[position]
      guard isSuspicious(byte),
        let (replacement, length) = replacement(source, position, inAttribute: inAttribute)
      else {
        position &+= 1
        continue
      }
      bytes.append(contentsOf: source[runStart..<position])
      bytes.append(contentsOf: replacement.utf8)
      position &+= length
      runStart = position
    }
    bytes.append(contentsOf: source[runStart..<source.count])
  }

  /// A coarse test that passes nearly every byte of ordinary text by.
  private static func isSuspicious(_ byte: UInt8) -> Bool {
    // Letters lie above all marks.
    if byte > UInt8(ascii: ">") { return byte == 0xEF }
    return byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<")
      || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\"")
  }

  /// What stands for the character and how many bytes it has; nil when it may stay.
  private static func replacement(
    _ source: UnsafeBufferPointer<UInt8>, _ position: Int, inAttribute: Bool
  ) -> (String, Int)? {
    switch source[position] {
    // Windows replaces quotes in text too, where it need not be.
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""):
      return XMLMarkup.reference(for: Unicode.Scalar(source[position])).map { ($0, 1) }
    // A reader turns these into line feeds or blanks unless they are references.
    case 0x0D: return ("&#xD;", 1)
    case 0x09: return inAttribute ? ("&#x9;", 1) : nil
    case 0x0A: return inAttribute ? ("&#xA;", 1) : nil
    default:
      guard XMLCharacters.forbidden(source, position) != nil else { return nil }
      return ("?", source[position] == 0xEF ? 3 : 1)
    }
  }
}
