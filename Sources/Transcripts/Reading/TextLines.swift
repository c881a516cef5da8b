/// The lines of a text, one after the other, as slices of it: large transcripts are not copied.
struct TextLines: Sequence, IteratorProtocol {
  private var rest: Substring?

  init(_ text: Substring) { rest = text }

  /// The next line without its end. Line ends are those of `Character.isNewline`, looked for in bytes:
  /// characters take ten times as long.
  mutating func next() -> Substring? {
    guard let text = rest else { return nil }
    let bytes = text.utf8
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let next = bytes.index(after: index)
      if byte < 0x0E || byte == 0xC2 || byte == 0xE2,
        let end = Self.endOfLineEnd(byte, bytes[next...])
      {
        rest = text[end...]
        return text[..<index]
      }
      index = next
    }
    rest = nil
    return text
  }

  /// The index behind a line end.
  /// - Parameters:
  ///   - first: its first byte.
  ///   - following: the bytes behind that one.
  /// - Returns: `nil` when it is none.
  private static func endOfLineEnd(
    _ first: UInt8, _ following: Substring.UTF8View
  ) -> String.Index? {
    switch first {
    case 0x0D where following.first == 0x0A: following.index(after: following.startIndex)
    case 0x0A...0x0D: following.startIndex
    case 0xC2 where following.first == 0x85: following.index(after: following.startIndex)
    case 0xE2 where following.starts(with: [0x80, 0xA8]) || following.starts(with: [0x80, 0xA9]):
      following.index(following.startIndex, offsetBy: 2)
    default: nil
    }
  }
}
