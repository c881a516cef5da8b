/// Lays out the properties of one object below each other (`language.md` 10.8).
enum ListWriter {
  private static let separator = " : "

  /// Appends the lines of an object, without the empty line behind it.
  static func append(_ fields: [ListField], lineWidth: Int, to lines: inout [OutputLine]) {
    guard lineWidth >= 5 else { return }
    let labels = fields.map {
      String(DisplayWidth.prefix($0.label, cells: lineWidth - 4))
    }
    let labelWidth = labels.reduce(0) { max($0, DisplayWidth.cells($1)) }
    let indent = labelWidth + separator.utf8.count
    for (label, field) in zip(labels, fields) {
      let values = WordWrap.lines(field.value, width: max(lineWidth - indent, 1))
      for (number, value) in values.enumerated() {
        var line = ""
        if number == 0 {
          CellFitting.append(label, to: &line, width: labelWidth, alignment: .left)
          line += separator
        } else {
          CellFitting.appendBlanks(indent, to: &line)
        }
        line += value
        lines.append(OutputLine(CellFitting.trimmingEnd(line)))
      }
    }
  }
}
