@testable import PSFormatting

/// The lines that records make in a terminal of a width.
func rendered(
  _ records: [FormatRecord], terminal width: Int, _ style: OutputStyle = .desktop
) -> [String] {
  let writer = FormatWriter(lineWidth: width - 1, style: style)
  for record in records { writer.write(record) }
  return writer.takeLines().map(\.text)
}

/// A document of one table with one group.
func table(
  _ columns: [TableShape.Column], _ rows: [[String]], header: GroupHeader? = nil,
  change: (inout TableShape) -> Void = { _ in }
) -> [FormatRecord] {
  var shape = TableShape(columns: columns)
  change(&shape)
  return [.start(.table(shape)), .groupStart(header)]
    + rows.map { .entry(.row($0)) } + [.groupEnd, .end]
}

/// A document of lists.
func lists(_ objects: [[(String, String)]], header: GroupHeader? = nil) -> [FormatRecord] {
  [.start(.list), .groupStart(header)]
    + objects.map { .entry(.list($0.map { ListField($0.0, $0.1) })) } + [.groupEnd, .end]
}

/// Text of several lines as an array, for golden texts; `·` stands for nothing at the end of a line
/// that would otherwise be invisible.
func golden(_ text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
