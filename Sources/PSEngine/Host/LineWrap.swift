/// Breaking of prompt texts at the width of the window.
enum LineWrap {
  /// Breaks each line of a text at blanks so that none is wider than the window.
  static func wrap(_ text: String, width: Int) -> String {
    let limit = max(20, width - 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { wrapLine(String($0), limit) }.joined(separator: "\n")
  }

  private static func wrapLine(_ line: String, _ limit: Int) -> String {
    guard line.count > limit else { return line }
    var lines: [String] = []
    var current = ""
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      if current.isEmpty {
        current = String(word)
      } else if current.count + 1 + word.count <= limit {
        current += " " + word
      } else {
        lines.append(current)
        current = String(word)
      }
      while current.count > limit {
        lines.append(String(current.prefix(limit)))
        current = String(current.dropFirst(limit))
      }
    }
    lines.append(current)
    return lines.joined(separator: "\n")
  }
}

extension String {
  /// Without blanks, tabs and line ends around it.
  var trimmingBlanks: String {
    var rest = Substring(self)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// Without blanks, tabs and line ends behind it.
  var trimmingTrailingBlanks: String {
    var rest = Substring(self)
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  /// With the first occurrence of a character replaced.
  func replacingFirst(_ character: Character, with text: String) -> String {
    guard let index = firstIndex(of: character) else { return self }
    return String(self[..<index]) + text + String(self[self.index(after: index)...])
  }
}
