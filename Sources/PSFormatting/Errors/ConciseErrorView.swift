/// The error view of PowerShell 7 (`language.md` 9.3).
enum ConciseErrorView {
  private static let heading = "Line"

  /// One line at the prompt; the place, the source line and the message in a script or in input of
  /// several lines.
  static func lines(_ report: ErrorReport, lineWidth: Int) -> [String] {
    guard let position = report.position, position.fileName != nil || position.isMultiline else {
      return WordWrap.lines("\(report.conciseName): \(report.message)", width: lineWidth)
    }
    var lines: [String] = []
    if let file = position.fileName {
      lines.append("\(report.conciseName): \(file):\(position.line)")
    } else {
      lines.append("\(report.conciseName):")
    }
    let number = String(position.line)
    let width = max(heading.utf8.count, number.utf8.count)
    let blanks = String(repeating: " ", count: width)
    lines.append(heading + String(repeating: " ", count: width - heading.utf8.count) + " |")
    lines.append(blanks.dropLast(number.utf8.count) + number + " |  " + position.source)
    lines.append(blanks + " |  " + position.marks)
    for line in WordWrap.lines(report.message, width: max(lineWidth - width - 3, 1)) {
      lines.append(blanks + " | " + line)
    }
    return lines
  }
}
