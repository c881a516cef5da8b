/// Lays out one text an object in columns of equal width (`language.md` 10.9).
struct WideWriter {
  private let widths: [Int]
  private let ellipsis: String
  private var line = ""
  private var used = 0

  /// Prepares a listing.
  /// - Parameters:
  ///   - shape: the number of columns.
  ///   - texts: the texts that the columns must hold; `nil` when the shape does not follow them.
  ///   - lineWidth: cells of a line.
  ///   - style: edition.
  init(_ shape: WideShape, measuring texts: [String]?, lineWidth: Int, style: OutputStyle) {
    var count = shape.columns ?? 2
    if let texts {
      let widest = texts.reduce(1) { max($0, DisplayWidth.cells($1)) }
      count = lineWidth / (widest + 1)
    }
    count = min(max(count, 1), max((lineWidth + 1) / 2, 1))
    widths =
      ColumnLayout(
        declared: Array(repeating: 0, count: count), lineWidth: max(lineWidth, 1)
      ).widths
    ellipsis = style.ellipsis
  }

  /// Adds a cell; appends the line when it is full.
  mutating func append(_ text: String, to lines: inout [OutputLine]) {
    let width = widths[used]
    let first = CellFitting.firstLine(text, ellipsis: ellipsis)
    let cell = CellFitting.cut(first, width: width, alignment: .left, ellipsis: ellipsis)
    if used > 0 { line += " " }
    CellFitting.append(cell, to: &line, width: width, alignment: .left)
    used += 1
    if used == widths.count { finish(to: &lines) }
  }

  /// Appends a line that is not full.
  mutating func finish(to lines: inout [OutputLine]) {
    guard used > 0 else { return }
    lines.append(OutputLine(CellFitting.trimmingEnd(line)))
    line = ""
    used = 0
  }
}
