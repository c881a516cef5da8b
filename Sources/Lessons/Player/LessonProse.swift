import PSFormatting
import Transcripts

/// Markdown of lessons as lines for a terminal: paragraphs are wrapped, items of lists hang, quotes,
/// tables and fenced blocks keep their lines, and the marks of code and emphasis go.
enum LessonProse {
  private static let margin = "    "
  /// Longer lines are hard to read.
  private static let widest = 100
  /// What is indented more is cut to this.
  private static let deepest = 12

  /// What is to be wrapped: a paragraph, an item of a list, a quote.
  private struct Paragraph {
    /// What its first line begins with.
    var first = ""
    /// What its other lines begin with.
    var rest = ""
    var text = ""

    var isItem: Bool { first != rest }
  }

  /// The lines of a text.
  /// - Parameter width: columns of the terminal.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var paragraph: Paragraph?
    var fence: MarkdownFence?
    func flush() {
      guard let full = paragraph else { return }
      lines += wrapped(full, width: width)
      paragraph = nil
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if let open = fence {
        let content = open.margin.content(line) ?? line
        if open.isClosed(by: content) { fence = nil } else { lines.append(margin + content) }
      } else if let open = MarkdownFence(line) {
        flush()
        fence = open
      } else if line.allSatisfy(\.isWhitespace) {
        flush()
        lines.append("")
      } else if line.drop(while: \.isWhitespace).first == "|" {
        flush()
        lines.append(plain(line))
      } else if let title = heading(line) {
        flush()
        lines.append(plain(title))
      } else if let next = item(line, in: paragraph) ?? quote(line, in: paragraph) {
        flush()
        paragraph = next
      } else {
        var open = paragraph ?? Paragraph()
        let words = line.drop(while: \.isWhitespace)
        // A paragraph of an item stands below it.
        if paragraph == nil, words.count < line.count {
          open.first = blanks(line.count - words.count)
          open.rest = open.first
        }
        open.text += (open.text.isEmpty ? "" : " ") + content(words, of: open)
        paragraph = open
      }
    }
    flush()
    return squeezed(lines)
  }

  private static func blanks(_ count: Int) -> String {
    String(repeating: " ", count: min(count, deepest))
  }

  private static func heading(_ line: Substring) -> Substring? {
    let level = line.prefix { $0 == "#" }.count
    guard 1...6 ~= level, line.dropFirst(level).first == " " else { return nil }
    return line.dropFirst(level + 1)
  }

  /// An item of a list. Within a paragraph that is none, only the number 1 begins a list: others may
  /// be the end of a sentence.
  private static func item(_ line: Substring, in paragraph: Paragraph?) -> Paragraph? {
    let text = line.drop { $0 == " " }
    let digits = text.prefix { "0123456789".contains($0) }
    let mark: Substring
    if digits.isEmpty {
      mark = text.prefix { "-*+".contains($0) }.prefix(1)
    } else {
      guard digits.count <= 3, digits == "1" || paragraph?.isItem ?? true else { return nil }
      mark = text.prefix(digits.count + 1)
      guard mark.last == "." || mark.last == ")" else { return nil }
    }
    let words = text.dropFirst(mark.count)
    guard !mark.isEmpty, words.first == " " else { return nil }
    let indent = blanks(line.count - text.count)
    return Paragraph(
      first: indent + mark + " ", rest: indent + blanks(mark.count + 1),
      text: String(words.drop { $0 == " " }))
  }

  private static let quoteMark = "> "

  private static func quote(_ line: Substring, in paragraph: Paragraph?) -> Paragraph? {
    guard line.first == ">", paragraph?.rest != quoteMark else { return nil }
    return Paragraph(
      first: quoteMark, rest: quoteMark, text: String(line.dropFirst().drop { $0 == " " }))
  }

  private static func content(_ words: Substring, of paragraph: Paragraph) -> Substring {
    guard paragraph.rest == quoteMark, words.first == ">" else { return words }
    return words.dropFirst().drop { $0 == " " }
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

  private static func wrapped(_ paragraph: Paragraph, width: Int) -> [String] {
    let limit = max(20, min(width - 1, widest))
    return ParagraphWrap.lines(
      plain(paragraph.text[...]), width: limit, first: paragraph.first, rest: paragraph.rest)
  }

  /// Without the marks of code and of strong emphasis, and with the address behind the text of a link.
  /// Code stays as it is; a backtick within code does not occur in lessons.
  private static func plain(_ text: Substring) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset.isMultiple(of: 2) ? linked(unmarked($0.element)) : String($0.element) }
      .joined()
  }

  /// Two stars with blanks on both sides are none of emphasis.
  private static func unmarked(_ text: Substring) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map {
      $0 == "**" ? "**" : $0.replacing("**", with: "")
    }.joined(separator: " ")
  }

  private static func linked(_ text: String) -> String {
    text.replacing(#/!?\[([^\]]*)\]\(([^)\s]+:\/\/[^)\s]+)\)/#) {
      "\($0.output.1) (\($0.output.2))"
    }
  }
}
