import PSFormatting

// The pages are written for 120 columns. In a narrower window their prose flows anew, while command
// lines stay whole, so that they can be copied.
extension WinRMHelp {
  /// A page for a window.
  ///
  /// - Parameters:
  ///   - text: the page as it is written.
  ///   - width: the cells of a line of the window.
  static func flowed(_ text: String, width: Int) -> String {
    let limit = max(width - 1, 20)
    var result: [String] = []
    var paragraph: [Substring] = []
    func flush() {
      defer { paragraph = [] }
      guard let first = paragraph.first else { return }
      guard paragraph.contains(where: { DisplayWidth.cells(String($0)) > limit }) else {
        result += paragraph.map(String.init)
        return
      }
      let margin = hangingMargin(of: first, limit)
      let words = paragraph.map { $0.drop { $0 == " " } }.joined(separator: " ")
      let start = String(first.prefix { $0 == " " })
      let (head, rest) = split(start + words, at: margin)
      let lines = WordWrap.lines(rest, width: limit - margin).map(trimmed)
      let blank = String(repeating: " ", count: margin)
      for (place, line) in lines.enumerated() { result.append((place == 0 ? head : blank) + line) }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard isProse(line) else {
        flush()
        result.append(String(line))
        continue
      }
      if let first = paragraph.first, startsAnew(line, after: first) { flush() }
      paragraph.append(line)
    }
    flush()
    return result.joined(separator: "\n")
  }

  /// Command lines, rules and empty lines are none.
  private static func isProse(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    return !text.isEmpty && !text.hasPrefix("winrm ") && !text.hasPrefix("----")
  }

  /// Whether a line belongs to no paragraph before it: another margin, or a row of a list.
  private static func startsAnew(_ line: Substring, after first: Substring) -> Bool {
    func margin(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
    return margin(line) != margin(first) || column(in: line) != nil || column(in: first) != nil
  }

  /// Where the second column of a row begins: behind two blanks or more.
  private static func column(in line: Substring) -> Int? {
    let text = line.drop { $0 == " " }
    guard let gap = text.firstRange(of: "  ") else { return nil }
    let rest = text[gap.lowerBound...].drop { $0 == " " }
    return rest.isEmpty ? nil : line.distance(from: line.startIndex, to: rest.startIndex)
  }

  /// The margin of the lines that follow the first one.
  private static func hangingMargin(of line: Substring, _ limit: Int) -> Int {
    let margin = column(in: line) ?? line.prefix { $0 == " " }.count
    return margin < limit - 15 ? margin : line.prefix { $0 == " " }.count
  }

  private static func split(_ text: String, at margin: Int) -> (head: String, rest: String) {
    (String(text.prefix(margin)), String(text.dropFirst(margin)))
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
