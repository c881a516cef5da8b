/// The text form of certificates and keys (RFC 7468).
enum PEM {
  /// A block of text.
  struct Block: Equatable {
    let label: String
    let bytes: [UInt8]
  }

  /// Bytes as a block, 64 characters a line.
  static func encode(_ bytes: [UInt8], label: String) -> String {
    var text = "-----BEGIN \(label)-----\n"
    var rest = Base64.encode(bytes)[...]
    while !rest.isEmpty {
      text += rest.prefix(64) + "\n"
      rest = rest.dropFirst(64)
    }
    return text + "-----END \(label)-----\n"
  }

  /// The blocks of a text, which may have anything between them. Blocks that are protected or
  /// damaged are left out.
  static func blocks(in text: String) -> [Block] {
    var blocks: [Block] = []
    var label: Substring?
    var content = ""
    for line in text.split(whereSeparator: \.isNewline) {
      if let begin = marker(line, "BEGIN") {
        label = begin
        content = ""
      } else if let end = marker(line, "END") {
        if let label, label == end, let bytes = Base64.decode(content) {
          blocks.append(Block(label: String(label), bytes: bytes))
        }
        label = nil
      } else if label != nil {
        content += line.filter { !$0.isWhitespace }
      }
    }
    return blocks
  }

  /// The label in a line such as `-----BEGIN CERTIFICATE-----`; nil for other lines.
  private static func marker(_ line: Substring, _ word: String) -> Substring? {
    var line = line
    while line.last?.isWhitespace ?? false { line.removeLast() }
    let start = "-----\(word) "
    guard line.hasPrefix(start), line.hasSuffix("-----") else { return nil }
    return line.dropFirst(start.count).dropLast(5)
  }
}
