import PSEngine

/// Reads transcripts in plain text and in fenced blocks of Markdown.
public struct TranscriptParser {
  private var sections: [Transcript.Section] = []
  private var current = Transcript.Section(
    title: "", directives: Transcript.Directives(), interactions: [])
  private var pending = PendingExpectation()
  private var isContinuing = false
  /// The folder of the transcript with a slash at its end; empty for the current one.
  private let folder: String

  private struct PendingExpectation {
    var exitCode: Int32?
    var errorId: String?
  }

  private init(name: String) {
    folder = name.lastIndex(of: "/").map { String(name[...$0]) } ?? ""
  }

  /// Parses a transcript.
  /// - Parameters:
  ///   - text: its text; CRLF and a byte-order mark are accepted.
  ///   - name: its path; a name that ends in `.md` or `.markdown` makes it Markdown.
  /// - Throws: ``Transcript/Failure`` for an unknown directive or an unfinished block.
  public static func parse(_ text: String, name: String) throws(Transcript.Failure) -> Transcript {
    var text = Substring(text)
    if text.unicodeScalars.first == "\u{FEFF}" { text = Substring(text.unicodeScalars.dropFirst()) }
    let lines = TextLines(text)
    var parser = TranscriptParser(name: name)
    let lower = name.lowercased()
    if lower.hasSuffix(".md") || lower.hasSuffix(".markdown") {
      try parser.readMarkdown(lines)
    } else {
      for (index, line) in lines.enumerated() { try parser.read(line, number: index + 1) }
    }
    parser.endSection(title: "")
    return Transcript(name: name, sections: parser.sections)
  }

  private mutating func endSection(title: String) {
    endBlock()
    if !current.interactions.isEmpty { sections.append(current) }
    current = Transcript.Section(
      title: title, directives: Transcript.Directives(), interactions: [])
    isContinuing = false
  }

  /// Empty lines in front of the end belong to the page, not to the session.
  private mutating func endBlock() {
    isContinuing = false
    guard let index = current.interactions.indices.last else { return }
    current.interactions[index].endsBlock = true
    while current.interactions[index].expected.last?.allSatisfy(\.isWhitespace) == true {
      current.interactions[index].expected.removeLast()
    }
  }

  private mutating func read(_ line: Substring, number: Int) throws(Transcript.Failure) {
    if let prompt = PromptLine(line) {
      current.interactions.append(
        Transcript.Interaction(
          line: number, prompt: prompt, command: prompt.command, expected: [],
          exitCode: pending.exitCode, errorId: pending.errorId))
      pending = PendingExpectation()
      isContinuing = true
      return
    }
    if line.hasPrefix("//") {
      isContinuing = false
      return try readDirective(line.dropFirst(2), number: number)
    }
    if line.hasPrefix("# "), line.hasSuffix(" #"), line.count > 4 {
      endSection(title: String(line.dropFirst(2).dropLast(2)))
      return
    }
    guard !current.interactions.isEmpty else { return }
    let last = current.interactions.count - 1
    if isContinuing, line.hasPrefix(">> ") || line == ">>" {
      current.interactions[last].command += "\n" + line.dropFirst(3)
      return
    }
    isContinuing = false
    current.interactions[last].expected.append(line)
  }

  private mutating func readDirective(
    _ text: Substring, number: Int
  ) throws(Transcript.Failure) {
    guard let first = text.first, !first.isWhitespace else { return }
    let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let word = parts.first else { return }
    let value = parts.count > 1 ? String(parts[1]).trimmed : ""
    let words = value.split(whereSeparator: \.isWhitespace).map(String.init)
    switch word {
    case "lab": current.directives.labs += words.map(lab)
    case "setup": current.directives.setup.append(value)
    case "answers": current.directives.answers += words
    case "exact": current.directives.isExact = true
    case "transport": current.directives.transports += words
    case "local":
      guard !value.isEmpty else {
        throw Transcript.Failure(line: number, message: "//local takes the reason.")
      }
      current.directives.localReason = value
    case "skip": current.directives.skipReason = value
    case "error": pending.errorId = value
    case "width":
      guard let width = Int(value), (20...1000).contains(width) else {
        throw Transcript.Failure(line: number, message: "//width takes a number from 20 to 1000.")
      }
      current.directives.width = width
    case "exit":
      guard let code = Int32(value) else {
        throw Transcript.Failure(line: number, message: "//exit takes a number.")
      }
      pending.exitCode = code
    default:
      throw Transcript.Failure(
        line: number,
        message:
          "unknown directive //\(word); known: answers error exact exit lab local setup skip transport width; a comment has a blank behind //."
      )
    }
  }

  /// The name of a built-in lab as it stands; a lab file is found from the folder of the
  /// transcript.
  private func lab(_ name: String) -> String {
    guard name.contains("/") || name.contains("."), !name.hasPrefix("/") else { return name }
    return folder + name
  }

  // MARK: Markdown

  private mutating func readMarkdown(_ lines: TextLines) throws(Transcript.Failure) {
    var fence: (marker: Substring, line: Int)?
    var inComment = false
    for (index, line) in lines.enumerated() {
      let number = index + 1
      let trimmed = line.drop { $0 == " " }
      if let open = fence {
        if trimmed.hasPrefix(open.marker),
          trimmed.allSatisfy({ $0 == "`" || $0 == "~" || $0 == " " })
        {
          fence = nil
          endBlock()
        } else {
          try read(line, number: number)
        }
      } else if inComment {
        if line.contains("-->") {
          inComment = false
        } else if trimmed.hasPrefix("//") {
          try readDirective(trimmed.dropFirst(2), number: number)
        }
      } else if trimmed.hasPrefix("<!-- wsmansh") {
        inComment = !line.contains("-->")
      } else if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") {
        let marker = trimmed.prefix { $0 == trimmed.first }
        fence = (marker, number)
      } else if line.first == "#", let level = line.firstIndex(where: { $0 != "#" }),
        line[level] == " "
      {
        endSection(title: String(line[level...]).trimmed)
      }
    }
    if let fence {
      throw Transcript.Failure(
        line: fence.line, message: "this fenced block does not end; close it with \(fence.marker)")
    }
  }
}

extension String {
  var trimmed: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
