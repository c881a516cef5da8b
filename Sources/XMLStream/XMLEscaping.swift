/// The replacement of characters that cannot stand as they are in text or in attribute values.
enum XMLEscaping {
  static func append(_ value: String, to bytes: inout [UInt8], inAttribute: Bool) {
    value.withBytes { append($0, to: &bytes, inAttribute: inAttribute) }
  }

  static func append(
    _ source: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8], inAttribute: Bool
  ) {
    var runStart = 0
    var position = 0
    while true {
      position = nextSuspicious(source, from: position)
      guard position < source.count else { break }
      guard let (replacement, length) = replacement(source, position, inAttribute: inAttribute)
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

  /// The next place that needs a closer look; the end when there is none.
  private static func nextSuspicious(
    _ source: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int {
    let bytes = UnsafeRawBufferPointer(source)
    var position = start
    while position &+ 8 <= bytes.count,
      isPlain(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    {
      position &+= 8
    }
    while position < source.count, !isSuspicious(source[position]) { position &+= 1 }
    return position
  }

  /// Whether eight bytes at once are ASCII and hold no control character and no mark.
  private static func isPlain(_ bytes: UInt64) -> Bool {
    let each: UInt64 = 0x0101_0101_0101_0101
    let highest = each &* 0x80
    // A byte below a limit borrows its highest bit; without that bit it is zero.
    func isBelow(_ limit: UInt64, _ bytes: UInt64) -> UInt64 { (bytes &- each &* limit) & ~bytes }
    // `"` and `&` differ in one bit, and so do `<` and `>`.
    let quotes = (bytes & ~(each &* 0x04)) ^ (each &* UInt64(UInt8(ascii: "\"")))
    let brackets = (bytes & ~(each &* 0x02)) ^ (each &* UInt64(UInt8(ascii: "<")))
    return (bytes | isBelow(0x20, bytes) | isBelow(1, quotes) | isBelow(1, brackets)) & highest == 0
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

extension String {
  /// The bytes of the text. Unlike `withUTF8` this needs no copy of the string that could change.
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
  }
}
