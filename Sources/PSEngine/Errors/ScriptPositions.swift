public import PSLanguage

/// The position message of errors (`language.md` 9.2): place, source line, marks.
public enum ScriptPositions {
  private static let longestLine = 69
  private static let before = 12
  private static let after = 8

  /// Three lines: `At line:1 char:5`, `+ source`, `+     ~~~`.
  /// - Parameter ellipsis: what stands where a long line is cut.
  public static func message(for extent: ScriptExtent, ellipsis: String = "...") -> String {
    let start = extent.startPosition
    let place = extent.fileName.map { "\($0):" } ?? "line:"
    let lines = sourceLines(for: extent, ellipsis: ellipsis)
    return "At \(place)\(start.lineNumber) char:\(start.columnNumber)\n+ \(lines.source)\n"
      + "+ \(lines.marks)"
  }

  /// The source line, cut around the extent when it is long, and the marks below it.
  public static func sourceLines(
    for extent: ScriptExtent, ellipsis: String = "..."
  ) -> (source: String, marks: String) {
    let start = extent.startPosition
    let line = Array(
      extent.source.line(start.lineNumber).map { $0 == "\t" ? "    " : String($0) }.joined())
    let raw = extent.source.line(start.lineNumber)
    // Columns count UTF-16 units and tabs once; marks stand below characters.
    var first = 0
    var units = 0
    for character in raw {
      if units >= start.columnNumber - 1 { break }
      units += character.utf16.count
      first += character == "\t" ? 4 : 1
    }
    let end = extent.endPosition
    var length = line.count - first
    if end.lineNumber == start.lineNumber {
      length = extent.text.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
    }
    first = min(first, line.count)
    length = max(1, min(length, max(1, line.count - first)))
    guard line.count > longestLine else {
      return (String(line), blanks(first) + marks(length))
    }
    // What the mark and its nearest surroundings leave free goes to the front, then to the end.
    var lead = min(first, before)
    let behind = max(0, line.count - first - length)
    let free = longestLine - lead - length - min(behind, after)
    if free > 0 { lead += min(first - lead, free) }
    let from = max(0, min(first - lead, line.count - longestLine))
    lead = first - from
    let to = min(line.count, from + longestLine)
    var source = String(line[from..<to])
    if from > 0 { source = "\(ellipsis) " + source }
    if to < line.count { source += " \(ellipsis)" }
    let shift = from > 0 ? ellipsis.count + 1 : 0
    return (source, blanks(lead + shift) + marks(max(1, min(length, longestLine - lead))))
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
  private static func marks(_ count: Int) -> String { String(repeating: "~", count: count) }
}
