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

  /// Wraps at blanks; every line gets the indent, those after the first one a hanging one as well.
  static func wrap(_ text: String, width: Int, indent: Int, hanging: Int = 0) -> [String] {
    var result: [String] = []
    for source in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if indent + source.count <= width {
        result.append(source.isEmpty ? "" : String(repeating: " ", count: indent) + source)
        continue
      }
      let own = source.prefix { $0 == " " }.count
      var line = String(repeating: " ", count: indent + own)
      var isEmpty = true
      for word in source.split(separator: " ") {
        if !isEmpty && line.count + 1 + word.count > max(width, indent + 20) {
          result.append(line)
          line = String(repeating: " ", count: indent + own + hanging)
          isEmpty = true
        }
        line += (isEmpty ? "" : " ") + word
        isEmpty = false
      }
      result.append(isEmpty ? "" : line)
    }
    return result
  }
}
