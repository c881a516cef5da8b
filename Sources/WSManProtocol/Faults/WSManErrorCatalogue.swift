/// The numbers with their symbols and texts, as lines `NUMBER SYMBOL TEXT` in the order of the
/// numbers. Lines are read at the first question: most runs of the program never ask.
enum WSManErrorCatalogue {
  struct Entry: Sendable {
    var code: UInt32
    var symbol: String
    var text: String
  }

  static let entries: [Entry] =
    [service, client, later, windows].flatMap(parse).sorted { $0.code < $1.code }

  private static func parse(_ lines: String) -> [Entry] {
    lines.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 2)
      guard parts.count >= 2, let code = UInt32(parts[0], radix: 16) else { return nil }
      return Entry(
        code: code, symbol: String(parts[1]), text: parts.count > 2 ? String(parts[2]) : "")
    }
  }
}
