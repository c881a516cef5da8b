/// Lays out the header and the rows of a table (`language.md` 10.5). No line ends in a blank.
struct TableWriter {
  private let columns: [TableShape.Column]
  private let widths: [Int]
  private let shape: TableShape
  private let style: OutputStyle

  /// Prepares a table.
  /// - Parameters:
  ///   - shape: its columns.
  ///   - rows: the rows that widths are measured by; `nil` for declared widths.
  ///   - lineWidth: cells of a line.
  ///   - style: edition.
  init(_ shape: TableShape, measuring rows: [[String]]?, lineWidth: Int, style: OutputStyle) {
    var declared = shape.columns.map(\.width)
    if let rows { declared = Self.measure(shape, rows, style) }
    widths = lineWidth < 4 ? [] : ColumnLayout(declared: declared, lineWidth: lineWidth).widths
    columns = Array(shape.columns.prefix(widths.count))
    self.shape = shape
    self.style = style
  }

  private static func measure(
    _ shape: TableShape, _ rows: [[String]], _ style: OutputStyle
  ) -> [Int] {
    var widths = shape.columns.map { max(DisplayWidth.cells($0.label), 1) }
    for row in rows {
      for (index, text) in row.prefix(widths.count).enumerated() {
        let cells: Int
        if shape.wraps, WordWrap.hasLineBreak(text) {
          cells = WordWrap.split(text).map(DisplayWidth.cells).max() ?? 0
        } else {
          cells = DisplayWidth.cells(CellFitting.firstLine(text, ellipsis: style.ellipsis))
        }
        if cells > widths[index] { widths[index] = cells }
      }
    }
    return widths
  }

  /// Appends labels and dashes.
  func appendHeader(to lines: inout [OutputLine]) {
    guard !widths.isEmpty, !shape.hidesHeaders else { return }
    let labels = zip(columns, widths).map { WordWrap.lines($0.label, width: $1) }
    appendLines(labels.map { $0.map(CellFitting.trimmingEnd) }, .header, to: &lines)
    let dashes = zip(columns, widths).map { column, width in
      String(repeating: "-", count: min(width, DisplayWidth.cells(column.label)))
    }
    appendLine(dashes, .header, to: &lines)
  }

  /// Appends a row.
  func append(row: [String], to lines: inout [OutputLine]) {
    guard !widths.isEmpty else { return }
    if shape.wraps {
      let cells = widths.indices.map { index in
        index < row.count
          ? WordWrap.lines(row[index], width: widths[index]).map(CellFitting.trimmingEnd) : [""]
      }
      appendLines(cells, .data, to: &lines)
      return
    }
    var line = ""
    line.reserveCapacity(128)
    for index in widths.indices {
      if index > 0 { line += " " }
      var text = index < row.count ? row[index] : ""
      text = CellFitting.firstLine(text, ellipsis: style.ellipsis)
      text = CellFitting.cut(
        text, width: widths[index], alignment: columns[index].alignment, ellipsis: style.ellipsis)
      CellFitting.append(
        text, to: &line, width: widths[index], alignment: columns[index].alignment)
    }
    lines.append(OutputLine(CellFitting.trimmingEnd(line)))
  }

  private func appendLines(
    _ cells: [[String]], _ kind: OutputLine.Kind, to lines: inout [OutputLine]
  ) {
    for number in 0..<(cells.map(\.count).max() ?? 0) {
      appendLine(cells.map { number < $0.count ? $0[number] : "" }, kind, to: &lines)
    }
  }

  private func appendLine(
    _ cells: [String], _ kind: OutputLine.Kind, to lines: inout [OutputLine]
  ) {
    var line = ""
    for index in widths.indices {
      if index > 0 { line += " " }
      CellFitting.append(
        cells[index], to: &line, width: widths[index], alignment: columns[index].alignment)
    }
    lines.append(OutputLine(CellFitting.trimmingEnd(line), kind))
  }
}
