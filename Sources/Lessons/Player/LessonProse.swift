/// Markdown of lessons as lines for a terminal: paragraphs are wrapped, lists hang, fenced blocks
/// keep their lines, and the marks of code and emphasis go.
enum LessonProse {
  private static let margin = "    "
  /// Longer lines are hard to read.
  private static let widest = 100

  /// The lines of a text.
  /// - Parameter width: columns of the terminal.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var paragraph = ""
    var fence: Substring?
    func flush() {
      guard !paragraph.isEmpty else { return }
      lines += wrapped(paragraph, width: width)
      paragraph = ""
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if let marker = fence {
        if line.hasPrefix(marker) { fence = nil } else { lines.append(margin + line) }
      } else if line.hasPrefix("```") || line.hasPrefix("~~~") {
        flush()
        fence = line.prefix(3)
      } else if line.allSatisfy(\.isWhitespace) {
        flush()
        lines.append("")
      } else if line.hasPrefix("- ") || paragraph.isEmpty {
        flush()
        paragraph = String(line)
      } else {
        paragraph += " " + line.drop { $0 == " " }
      }
    }
    flush()
    return squeezed(lines)
  }

  /// Without empty lines at the ends, and with one where there are several.
  private static func squeezed(_ lines: [String]) -> [String] {
    var result: [String] = []
    for line in lines where !(line.isEmpty && (result.last?.isEmpty ?? true)) {
      result.append(line)
    }
    if result.last?.isEmpty == true { result.removeLast() }
    return result
  }

  private static func wrapped(_ paragraph: String, width: Int) -> [String] {
    let hanging = paragraph.hasPrefix("- ") ? "  " : ""
    let limit = max(20, min(width - 1, widest))
    var lines: [String] = []
    var line = ""
    for word in plain(paragraph).split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.count + 1 + word.count <= limit {
        line += " " + word
      } else {
        lines.append(line)
        line = hanging + word
      }
    }
    return lines + [line]
  }

  /// Without the marks of code and of strong emphasis. A backtick within code does not occur in
  /// lessons; one in a fenced block stays.
  private static func plain(_ text: String) -> String {
    text.filter { $0 != "`" }.replacing("**", with: "")
  }
}

extension String {
  /// With another text in the place of each occurrence of one.
  fileprivate func replacing(_ text: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while !rest.isEmpty {
      if rest.hasPrefix(text) {
        result += other
        rest = rest.dropFirst(text.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}
