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

  mutating func next() throws(Transcript.Failure) -> TranscriptPart? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      guard let line = try lines.next() else {
        guard !block.isEmpty else {
          try directives.finish()
          return nil
        }
        release()
        continue
      }
      let text = MarkdownFence.Margin.dropped(from: line.text)
      if line.number == 1, line.text.isFrontMatterMark {
        try skipFrontMatter()
      } else if let fence = MarkdownFence(line.text) {
        try read(fence, line)
      } else if text.hasPrefix("<!--") {
        try readComment(text.dropFirst("<!--".count), line)
      } else if let (title, level) = Self.heading(line.text) {
        release()
        try beginSection(title, level: level, line)
      }
    }
  }

  /// The title and the level of a heading; at most three blanks stand in front of one.
  private static func heading(_ line: Substring) -> (title: String, level: Int)? {
    let text = line.drop { $0 == " " }
    let level = text.prefix { $0 == "#" }.count
    guard 1...6 ~= level, line.count - text.count <= 3 else { return nil }
    let title = text.dropFirst(level)
    return title.first == " " ? (String(title).trimmed, level) : nil
  }

  private mutating func beginSection(
    _ title: String, level: Int, _ line: NumberedLine
  ) throws(Transcript.Failure) {
    section = (title: title, line: line.number)
    isInSection = false
    try directives.beginSection(level: level)
  }

  /// Leaves out the YAML between the first line and the next one of its kind; without that one the
  /// first line is a rule.
  private mutating func skipFrontMatter() throws(Transcript.Failure) {
    var length = 0
    while let line = try lines.peek(length) {
      length += 1
      guard line.text.isFrontMatterMark || line.text.isFrontMatterEnd else { continue }
      for _ in 0..<length { _ = try lines.next() }
      return
    }
  }

  /// Reads a comment: the directives in it, one a line, or nothing when it is another's.
  private mutating func readComment(
    _ text: Substring, _ first: NumberedLine
  ) throws(Transcript.Failure) {
    var line = first
    var text = text.drop(while: \.isWhitespace)
    let isOurs =
      text.hasPrefix(Self.name) && text.dropFirst(Self.name.count).first?.isLetter != true
    if isOurs {
      release()
      text = text.dropFirst(Self.name.count)
    }
    while true {
      let end = text.firstRange(of: "-->")
      if let end { text = text[..<end.lowerBound] }
      if isOurs { try directives.read(line: text, number: line.number) }
      if end != nil { return }
      guard let next = try lines.next() else {
        throw Transcript.Failure(
          line: first.number, message: "this comment does not end; close it with -->")
      }
      line = next
      text = MarkdownFence.Margin.dropped(from: next.text)
    }
  }

  /// The word with which our comments begin.
  private static let name = "wsmansh"

  // MARK: Blocks

  /// The level of a title within a block, below all headings.
  private static let lowestLevel = 7

  private mutating func read(
    _ fence: MarkdownFence, _ first: NumberedLine
  ) throws(Transcript.Failure) {
    var content: [NumberedLine] = []
    var size = 0
    while true {
      guard let line = try lines.peek() else {
        throw Transcript.Failure(
          line: first.number,
          message: "this fenced block does not end; close it with \(fence.marker)")
      }
      // The end of a quote ends what is in it.
      guard let text = fence.margin.content(line.text) else { break }
      _ = try lines.next()
      if fence.isClosed(by: text) { break }
      size += text.utf8.count + 1
      guard size <= Self.largestBlock else {
        throw Transcript.Failure(
          line: first.number,
          message: "this fenced block is larger than \(Self.largestBlock >> 20) MB")
      }
      content.append(NumberedLine(number: line.number, text: text))
    }
    if fence.isOutput, block.last?.expected.isEmpty == true {
      attach(content, behind: first.number, indentation: fence.margin.text)
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
    _ content: [NumberedLine], _ fence: MarkdownFence, _ reader: InteractionReader
  ) throws(Transcript.Failure) {
    var lines = NumberedLines(CollectedLines(content))
    while let line = try lines.next() {
      if let (prompt, isWrapped) = try reader.takePrompt(line, &lines) {
        var interaction = Transcript.Interaction(
          line: line.number, prompt: prompt, command: try reader.input(prompt.command, &lines),
          expected: [], expectedLines: lines.last + 1..<lines.last + 1,
          indentation: fence.margin.text)
        interaction.isPromptWrapped = isWrapped
        interaction.take(directives.take())
        block.append(interaction)
      } else if line.text.hasPrefix("//") {
        try directives.read(line.text.dropFirst(2), number: line.number)
      } else if let title = TranscriptSyntax.title(line.text) {
        release()
        try beginSection(title, level: Self.lowestLevel, line)
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
  private mutating func readScript(_ content: [NumberedLine], _ fence: MarkdownFence) {
    var pending = PendingInput()
    var start = 0
    func interaction(_ command: String, _ last: Int) -> Transcript.Interaction {
      var interaction = Transcript.Interaction(
        line: start, prompt: nil, command: command, expected: [],
        expectedLines: last + 1..<last + 1, indentation: fence.margin.text)
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
    block[last].hasOutputBlock = true
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

extension Substring {
  /// Whether it is the line in front of the YAML of a page.
  fileprivate var isFrontMatterMark: Bool { hasPrefix("---") && dropFirst(3).isBlank }
  /// Whether it is another line that ends it.
  fileprivate var isFrontMatterEnd: Bool { hasPrefix("...") && dropFirst(3).isBlank }
}
