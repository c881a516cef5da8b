/// Word wrap as the console does it (`language.md` 10.11): list values, wrapped cells, column labels,
/// group lines and error text all go through it.
public enum WordWrap {
  /// The lines of a text in a width.
  /// - Parameters:
  ///   - text: any text; its line breaks are kept.
  ///   - width: cells of a line, at least 1.
  /// - Returns: at least one line. Lines may end in a blank.
  public static func lines(_ text: String, width: Int) -> [String] {
    let width = max(width, 1)
    if DisplayWidth.cells(text) <= width, !hasLineBreak(text) { return [text] }
    var result: [String] = []
    for line in split(text) { wrap(line, width: width, into: &result) }
    return result
  }

  /// The lines of a text, split at LF, CR LF and CR.
  public static func split(_ text: String) -> [String] {
    guard hasLineBreak(text) else { return [text] }
    var lines: [String] = []
    var current = ""
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where afterReturn: afterReturn = false
      case "\n", "\r":
        lines.append(current)
        current = ""
        afterReturn = scalar == "\r"
      default:
        current.unicodeScalars.append(scalar)
        afterReturn = false
      }
    }
    lines.append(current)
    return lines
  }

  /// Whether the text has more than one line.
  static func hasLineBreak(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x0A || $0 == 0x0D }
  }

  private static func wrap(_ line: String, width: Int, into lines: inout [String]) {
    if DisplayWidth.cells(line) <= width {
      lines.append(line)
      return
    }
    var current = ""
    var left = width
    for word in words(of: line) {
      let cells = DisplayWidth.cells(word)
      if cells > width {
        for scalar in word.unicodeScalars {
          let size = DisplayWidth.cells(scalar)
          if size > left, left < width {
            lines.append(current)
            current = ""
            left = width
          }
          current.unicodeScalars.append(scalar)
          left -= size
        }
      } else if cells > left {
        lines.append(current)
        current = word
        left = width - cells
      } else {
        current += word
        left -= cells
      }
    }
    lines.append(current)
  }

  /// The words of a line, each with the one blank or tab that follows it.
  private static func words(of line: String) -> [String] {
    var words: [String] = []
    var current = ""
    for scalar in line.unicodeScalars {
      current.unicodeScalars.append(scalar)
      if scalar == " " || scalar == "\t" {
        words.append(current)
        current = ""
      }
    }
    if !current.isEmpty { words.append(current) }
    return words
  }
}
