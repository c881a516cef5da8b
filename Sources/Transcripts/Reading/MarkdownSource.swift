import PSEngine
import PSLanguage

/// Reads pages of Markdown: sessions stand in fenced blocks, a heading opens a section, directives
/// stand in comments.
///
/// A block of commands for PowerShell without prompts is a session too; the block `Output` behind a
/// block is what the commands without output of their own have printed together.
struct MarkdownSource: TranscriptSource {
  /// A block larger than this is refused (64 MB): it is held as a whole.
  private static let largestBlock = 64 << 20

  private var lines: NumberedLines
  private var directives: DirectiveReader
  private let name: String
  private var section = (title: "", line: 1)
  private var isInSection = false
  private var waiting: [TranscriptPart] = []
  /// The interactions of the last block, until it is known whether its output follows.
  private var block: [Transcript.Interaction] = []

  init(_ source: any LineSource, name: String) {
    self.name = name
    lines = NumberedLines(source)
    directives = DirectiveReader(name: name)
  }

  /// A line that opens a block.
  struct Fence {
    /// Blanks in front of it.
    let indentation: String
    /// The row of backticks or tildes.
    let marker: String
    /// The first word behind it, in lower case.
    let language: String

    init?(_ line: Substring) {
      let text = line.drop { $0 == " " }
      guard text.hasPrefix("```") || text.hasPrefix("~~~"), let first = text.first else {
        return nil
      }
      let marker = text.prefix { $0 == first }
      let info = text[marker.endIndex...]
      guard first == "~" || !info.contains("`") else { return nil }
      indentation = String(line[..<text.startIndex])
      self.marker = String(marker)
      let word = info.split { $0.isWhitespace || "{},".contains($0) }.first ?? ""
      language = word.lowercased()
    }

    /// Whether a line closes the block.
    func isClosed(by line: Substring) -> Bool {
      let text = line.drop { $0 == " " }
      guard text.hasPrefix(marker) else { return false }
      return text.allSatisfy { $0 == marker.first || $0.isWhitespace }
    }

    /// Whether it holds commands for PowerShell.
    var isScript: Bool {
      ["powershell", "powershell-interactive", "posh", "pwsh", "ps1", "ps"].contains(language)
    }
    /// Whether it holds what commands have printed.
    var isOutput: Bool { language == "output" }

    /// A line of the block without the blanks that belong to the fence.
    func content(_ line: NumberedLine) -> NumberedLine {
      var text = line.text
      var count = indentation.count
      while count > 0, text.first == " " {
        text.removeFirst()
        count -= 1
      }
      return NumberedLine(number: line.number, text: text)
    }
  }

  mutating func next() throws(Transcript.Failure) -> TranscriptPart? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      guard let line = try lines.next() else {
        guard !block.isEmpty else { return nil }
        release()
        continue
      }
      if let fence = Fence(line.text) {
        try read(fence, line)
      } else if line.text.drop(while: { $0 == " " }).hasPrefix("<!-- wsmansh") {
        release()
        try readComment(line)
      } else if line.text.first == "#", let text = line.text.firstIndex(where: { $0 != "#" }),
        line.text[text] == " "
      {
        release()
        section = (title: String(line.text[text...]).trimmed, line: line.number)
        isInSection = false
        directives.beginSection()
      }
    }
  }

  /// The directives of a comment, one a line.
  private mutating func readComment(_ first: NumberedLine) throws(Transcript.Failure) {
    var line = first
    var text = first.text.drop { $0 == " " }.dropFirst("<!-- wsmansh".count)
    while true {
      let isEnd = text.contains("-->")
      if let end = text.firstRange(of: "-->") { text = text[..<end.lowerBound] }
      let directive = text.drop { $0 == " " || $0 == "\t" }
      if directive.hasPrefix("//") {
        try directives.read(directive.dropFirst(2), number: line.number)
      }
      if isEnd { return }
      guard let next = try lines.next() else {
        throw Transcript.Failure(
          line: first.number, message: "this comment does not end; close it with -->")
      }
      line = next
      text = next.text
    }
  }

  // MARK: Blocks

  private mutating func read(
    _ fence: Fence, _ first: NumberedLine
  ) throws(Transcript.Failure) {
    var content: [NumberedLine] = []
    var size = 0
    while true {
      guard let line = try lines.next() else {
        throw Transcript.Failure(
          line: first.number,
          message: "this fenced block does not end; close it with \(fence.marker)")
      }
      if fence.isClosed(by: line.text) { break }
      size += line.text.utf8.count + 1
      guard size <= Self.largestBlock else {
        throw Transcript.Failure(
          line: first.number,
          message: "this fenced block is larger than \(Self.largestBlock >> 20) MB")
      }
      content.append(fence.content(line))
    }
    if fence.isOutput, block.last?.expected.isEmpty == true {
      attach(content, behind: first.number, indentation: fence.indentation)
      return release()
    }
    release()
    let reader = InteractionReader(style: .init(isPage: true))
    let isSession = content.indices.contains { index in
      reader.prompt(content[index].text) != nil
        || WrappedPrompt.joined(
          content[index].text, index + 1 < content.count ? content[index + 1].text : nil) != nil
    }
    if isSession {
      try readSession(content, fence, reader)
    } else if fence.isScript {
      readScript(content, fence)
    }
  }

  private mutating func readSession(
    _ content: [NumberedLine], _ fence: Fence, _ reader: InteractionReader
  ) throws(Transcript.Failure) {
    var lines = NumberedLines(CollectedLines(content))
    while let line = try lines.next() {
      if let (prompt, isWrapped) = try reader.takePrompt(line, &lines) {
        var interaction = Transcript.Interaction(
          line: line.number, prompt: prompt, command: try reader.input(prompt.command, &lines),
          expected: [], expectedLines: lines.last + 1..<lines.last + 1,
          indentation: fence.indentation)
        interaction.isPromptWrapped = isWrapped
        interaction.take(directives.take())
        block.append(interaction)
      } else if line.text.hasPrefix("//") {
        try directives.read(line.text.dropFirst(2), number: line.number)
      } else if let title = TranscriptSyntax.title(line.text) {
        release()
        section = (title: title, line: line.number)
        isInSection = false
        directives.beginSection()
      } else if let last = block.indices.last, try !reader.isComment(line, &lines) {
        block[last].expected.append(line.text)
        block[last].expectedLines =
          block[last].expectedLines.lowerBound..<line.number + 1
      }
    }
    guard let last = block.indices.last else { return }
    block[last].endBlock()
    if let reason = block[0].skipReason {
      for index in block.indices { block[index].skipReason = reason }
    }
  }

  /// Commands without prompts: each complete input by itself.
  private mutating func readScript(_ content: [NumberedLine], _ fence: Fence) {
    var pending = PendingInput()
    var start = 0
    func interaction(_ command: String, _ last: Int) -> Transcript.Interaction {
      var interaction = Transcript.Interaction(
        line: start, prompt: nil, command: command, expected: [],
        expectedLines: last + 1..<last + 1, indentation: fence.indentation)
      interaction.comparison = .errorsOnly
      return interaction
    }
    for line in content {
      if pending.isBlank {
        if line.text.isBlank { continue }
        pending.clear()
        start = line.number
      }
      guard !pending.append(String(line.text)) else { continue }
      block.append(interaction(pending.text, line.number))
      pending.clear()
    }
    if !pending.isBlank { block.append(interaction(pending.text, content.last?.number ?? start)) }
    guard !block.isEmpty else { return }
    block[0].take(directives.take())
    for index in block.indices.dropFirst() { block[index].skipReason = block[0].skipReason }
    block[block.count - 1].endsBlock = true
  }

  /// The block `Output`: what the commands have printed that show nothing themselves.
  private mutating func attach(
    _ content: [NumberedLine], behind line: Int, indentation: String
  ) {
    let last = block.count - 1
    for index in block.indices.dropLast().reversed() {
      guard block[index].expected.isEmpty else { break }
      block[index].comparison = .withNext
    }
    block[last].comparison = .here
    block[last].expected = content.map(\.text)
    block[last].expectedLines = line + 1..<(content.last?.number ?? line) + 1
    block[last].indentation = indentation
    block[last].endBlock()
  }

  private mutating func release() {
    guard !block.isEmpty else { return }
    if !isInSection {
      isInSection = true
      waiting.append(
        .section(title: section.title, line: section.line, directives: directives.section))
    }
    waiting += block.map { .interaction($0) }
    block = []
  }
}
