/// The layouts of `net`.
enum NetReport {
  static let rule = String(repeating: "-", count: 79)
  static let end = "The command completed successfully.\n"

  /// A list of names in three columns, as of accounts.
  static func columns(_ names: [String]) -> String {
    stride(from: 0, to: names.count, by: 3).map { start in
      names[start..<min(start + 3, names.count)].map { padded($0, 25) }.joined()
    }.joined(separator: "\n")
  }

  /// Rows of a name and a value.
  static func rows(_ rows: [(String, String)?], width: Int) -> String {
    rows.map { row in row.map { padded($0.0, width) + $0.1 } ?? "" }.joined(separator: "\n")
  }

  /// Names with stars, two in a row, cut off at the width of their column.
  static func memberships(_ names: [String]) -> String {
    let cells = (names.isEmpty ? ["None"] : names).map { "*" + padded(String($0.prefix(21)), 21) }
    return stride(from: 0, to: cells.count, by: 2).map { start in
      cells[start..<min(start + 2, cells.count)].joined()
    }.joined(separator: "\n" + padded("", 29))
  }

  static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
