/// Wrapping of prose for people, as lessons and help pages show it: lines end at blanks only, and a
/// word that is wider than a line stands out.
public enum ParagraphWrap {
  /// Signs that stand behind a blank in French and begin no line.
  private static let closing: Set<Character> = [":", ";", "?", "!", "»"]
  /// The sign that stands before one and ends no line.
  private static let opening: Character = "«"

  /// The lines of a paragraph; runs of blanks count as one.
  /// - Parameters:
  ///   - text: one paragraph.
  ///   - width: cells of a line.
  ///   - first: what the first line begins with.
  ///   - rest: what the other lines begin with.
  /// - Returns: at least one line.
  public static func lines(
    _ text: some StringProtocol, width: Int, first: String = "", rest: String = ""
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var cells = DisplayWidth.cells(first)
    var isEmpty = true
    for word in words(of: Substring(text)) {
      let size = DisplayWidth.cells(word)
      if !isEmpty, cells + 1 + size > width {
        lines.append(line)
        line = rest
        cells = DisplayWidth.cells(rest)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      cells += (isEmpty ? 0 : 1) + size
      isEmpty = false
    }
    return lines + [line]
  }

  /// What is not broken: words with the signs that belong to them.
  private static func words(of text: Substring) -> [String] {
    var words: [String] = []
    var isOpen = false
    for word in text.split(separator: " ") {
      if isOpen || isClosing(word), let last = words.popLast() {
        words.append(last + " " + word)
      } else {
        words.append(String(word))
      }
      isOpen = word.last == opening
    }
    return words
  }

  /// Whether a word is one of the signs, alone or with others behind it: `».`
  private static func isClosing(_ word: Substring) -> Bool {
    word.first.map(closing.contains) == true && word.allSatisfy(\.isPunctuation)
  }
}
