import PSFormatting

/// Text of help pages: paragraphs and wrapping.
enum HelpText {
  /// Paragraphs are separated by blank lines; one with runs of blanks, such as a table, keeps its
  /// lines.
  static func paragraphs(_ text: String) -> [String] {
    var paragraphs: [String] = []
    var lines: [String] = []
    func flush() {
      guard !lines.isEmpty else { return }
      let isVerbatim = lines.contains { $0.contains("  ") }
      paragraphs.append(lines.joined(separator: isVerbatim ? "\n" : " "))
      lines = []
    }
    for line in TextLines.split(text) {
      if line.allSatisfy({ $0 == " " }) { flush() } else { lines.append(line) }
    }
    flush()
    return paragraphs
  }

  /// A column that is narrower than this stands below what it explains.
  private static let narrowestColumn = 20

  /// Wraps at blanks; every line gets the indent, those after the first one a hanging one as well. A line
  /// of a table is wrapped within its last column.
  static func wrap(_ text: String, width: Int, indent: Int, hanging: Int = 0) -> [String] {
    let limit = max(width, indent + 20)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      guard indent + DisplayWidth.cells(String(line)) > width else {
        return [line.isEmpty ? "" : blanks(indent) + line]
      }
      let margin = blanks(indent + line.prefix { $0 == " " }.count)
      guard let column = lastColumn(of: line) else {
        return ParagraphWrap.lines(
          line, width: limit, first: margin, rest: margin + blanks(hanging))
      }
      let head = blanks(indent) + line[..<column]
      let cells = DisplayWidth.cells(head)
      if limit - cells >= narrowestColumn {
        return ParagraphWrap.lines(
          line[column...], width: limit, first: head, rest: blanks(cells))
      }
      let below = margin + "  "
      return ParagraphWrap.lines(line[..<column], width: limit, first: margin, rest: below)
        + ParagraphWrap.lines(line[column...], width: limit, first: below, rest: below)
    }
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

  /// Where the last column begins: behind the last run of blanks within a line.
  private static func lastColumn(of line: Substring) -> Substring.Index? {
    let text = line.drop { $0 == " " }
    let begins = text.ranges(of: "  ").map { text[$0.upperBound...].drop { $0 == " " }.startIndex }
    return begins.last { $0 < text.endIndex }
  }
}
