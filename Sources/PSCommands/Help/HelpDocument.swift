import PSEngine

/// A page of help as it is written: Markdown with the name as its title, the synopsis below it, and
/// headings of the second level for its parts. Examples are sessions, which are replayed as tests.
struct HelpDocument {
  /// The parts that every page may have; headings may be English or French.
  private enum Part: String {
    case description, syntax, parameters, examples, notes, links

    init?(heading: String) {
      switch heading.lowercased() {
      case "description": self = .description
      case "syntax", "syntaxe": self = .syntax
      case "parameters", "paramètres": self = .parameters
      case "examples", "exemples": self = .examples
      case "notes": self = .notes
      case "see also", "voir aussi": self = .links
      default: return nil
      }
    }
  }

  /// A heading with the lines below it.
  private struct Block {
    var level: Int
    var title: String
    var lines: [Substring] = []
  }

  private let blocks: [Block]

  /// Takes a page apart at its headings; lines of comments are left out.
  init(_ text: String) {
    var blocks: [Block] = []
    var isCode = false
    var isComment = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if isComment {
        isComment = !line.hasSuffix("-->")
      } else if !isCode, line.hasPrefix("<!--") {
        isComment = !line.hasSuffix("-->")
      } else if !isCode, let level = Self.level(line) {
        blocks.append(Block(level: level, title: String(line.dropFirst(level + 1))))
      } else {
        if line.hasPrefix("```") { isCode.toggle() }
        if !blocks.isEmpty { blocks[blocks.count - 1].lines.append(line) }
      }
    }
    self.blocks = blocks
  }

  private static func level(_ line: Substring) -> Int? {
    let count = line.prefix { $0 == "#" }.count
    guard (1...3).contains(count), line.dropFirst(count).first == " " else { return nil }
    return count
  }

  /// The topic of the page; `nil` when it has no title.
  /// - Parameter pathId: see ``HelpTopic/pathId``.
  func topic(pathId: String?) -> HelpTopic? {
    guard let title = blocks.first, title.level == 1 else { return nil }
    var topic = HelpTopic(
      name: title.title, category: category(title.title),
      synopsis: Self.text(title.lines), pathId: pathId)
    var part: Part? = .description
    for block in blocks.dropFirst() {
      if block.level == 2 {
        part = Part(heading: block.title)
        read(block, as: part, into: &topic)
      } else {
        switch part {
        case .parameters: topic.parameters[block.title] = Self.text(block.lines)
        case .examples: topic.examples.append(Self.example(block))
        default:
          topic.sections.append(.init(title: block.title, text: Self.text(block.lines)))
        }
      }
    }
    return topic
  }

  /// What kind of help the page is; a command says it of itself.
  private func category(_ title: String) -> String {
    if title.hasPrefix("about_") || title == HelpSearch.start { return "HelpFile" }
    let isProvider = blocks.contains { ["Drives", "Lecteurs"].contains($0.title) }
    return isProvider ? "Provider" : "Cmdlet"
  }

  private func read(_ block: Block, as part: Part?, into topic: inout HelpTopic) {
    switch part {
    case .description: topic.text = Self.text(block.lines)
    case .syntax: topic.syntax = Self.code(block.lines)
    case .notes: topic.notes = Self.text(block.lines)
    case .links:
      topic.links = block.lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
    case .parameters, .examples: break
    case nil: topic.sections.append(.init(title: block.title, text: Self.text(block.lines)))
    }
  }

  /// The entries of a page of data: each heading of the second level, its text, and the labelled items
  /// of its list.
  var entries: [HelpEntry] {
    blocks.filter { $0.level == 2 }.map { block in
      var entry = HelpEntry(title: block.title, text: "", fields: [])
      var isField = false
      for line in block.lines {
        if line.hasPrefix("- "), let colon = line.firstIndex(of: ":") {
          let label = line[line.index(line.startIndex, offsetBy: 2)..<colon]
          let text = line[colon...].dropFirst().drop { $0 == " " }
          entry.fields.append((Self.trimmed(label), Self.plain(text)))
          isField = true
        } else if isField, line.hasPrefix("  "), let last = entry.fields.indices.last {
          entry.fields[last].text += " " + Self.plain(line.drop { $0 == " " })
        } else if !line.isEmpty, !isField {
          entry.text += (entry.text.isEmpty ? "" : " ") + Self.plain(line)
        }
      }
      return entry
    }
  }

  // MARK: Text

  /// The lines of fenced blocks.
  private static func code(_ lines: [Substring]) -> [String] {
    var isCode = false
    return lines.compactMap { line in
      if line.hasPrefix("```") {
        isCode.toggle()
        return nil
      }
      return isCode ? String(line) : nil
    }
  }

  private static func example(_ block: Block) -> HelpTopic.Example {
    var code: [Substring] = []
    var remarks: [Substring] = []
    var isCode = false
    for line in block.lines {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if isCode {
        code.append(line)
      } else {
        remarks.append(line)
      }
    }
    while code.last?.isEmpty == true { code.removeLast() }
    return HelpTopic.Example(
      title: block.title, code: code.joined(separator: "\n"), remarks: text(remarks[...]))
  }

  /// Paragraphs as ``HelpTopic`` has them. The lines of a fenced block keep their form by an indent,
  /// and items of a list stand apart.
  private static func text(_ lines: some Sequence<Substring>) -> String {
    var result: [String] = []
    var isCode = false
    for line in lines {
      if line.hasPrefix("```") {
        isCode.toggle()
        result.append("")
      } else if isCode {
        result.append(line.isEmpty ? "" : "  " + line)
      } else {
        if line.hasPrefix("- ") { result.append("") }
        result.append(plain(line))
      }
    }
    while result.first?.isEmpty == true { result.removeFirst() }
    while result.last?.isEmpty == true { result.removeLast() }
    return result.joined(separator: "\n")
  }

  /// Without the marks of code and emphasis.
  private static func plain(_ line: some StringProtocol) -> String {
    var text = ""
    var stars = 0
    for character in line where character != "`" {
      if character == "*" {
        stars += 1
        continue
      }
      // Two stars are a mark, one is a star.
      if stars == 1 { text += "*" }
      stars = 0
      text.append(character)
    }
    return stars == 1 ? text + "*" : text
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
