import PSEngine

/// Reads sessions: prompts, inputs and what they print, with directives between them.
struct SessionSource: TranscriptSource {
  private var lines: NumberedLines
  private var directives: DirectiveReader
  private let reader: InteractionReader
  private var title = ""
  private var titleLine = 1
  private var isInSection = false
  private var waiting: [TranscriptPart] = []

  /// - Parameter width: columns that the recording tells.
  init(_ source: any LineSource, name: String, width: Int? = nil) {
    lines = NumberedLines(source)
    directives = DirectiveReader(name: name)
    reader = InteractionReader(style: InteractionReader.Style())
    if let width { directives.set(width: width) }
  }

  mutating func next() throws(Transcript.Failure) -> TranscriptPart? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      guard let line = try lines.next() else {
        try directives.finish()
        return nil
      }
      if let (prompt, isWrapped) = try reader.takePrompt(line, &lines) {
        try readInteraction(prompt, line, isWrapped: isWrapped)
      } else if line.text.hasPrefix("//") {
        try directives.read(line.text.dropFirst(2), number: line.number)
      } else if let title = TranscriptSyntax.title(line.text) {
        self.title = title
        titleLine = line.number
        isInSection = false
        try directives.beginSection(level: 1)
      }
    }
  }

  private mutating func readInteraction(
    _ prompt: PromptLine, _ line: NumberedLine, isWrapped: Bool
  ) throws(Transcript.Failure) {
    let pending = directives.take()
    if !isInSection {
      isInSection = true
      waiting.append(.section(title: title, line: titleLine, directives: directives.section))
    }
    var interaction = Transcript.Interaction(
      line: line.number, prompt: prompt, command: try reader.input(prompt.command, &lines),
      expected: [], expectedLines: 0..<0)
    interaction.isPromptWrapped = isWrapped
    interaction.take(pending)
    try readExpected(&interaction)
    waiting.append(.interaction(interaction))
  }

  private mutating func readExpected(
    _ interaction: inout Transcript.Interaction
  ) throws(Transcript.Failure) {
    let start = lines.last + 1
    var end = start
    while let line = try lines.peek() {
      if try reader.isBeforePrompt(&lines) {
        interaction.expectedLines = start..<end
        return
      }
      if TranscriptSyntax.title(line.text) != nil { break }
      if line.text.hasPrefix("//") {
        try directives.read(line.text.dropFirst(2), number: line.number)
      } else {
        interaction.expected.append(line.text)
        end = line.number + 1
      }
      _ = try lines.next()
    }
    interaction.expectedLines = start..<end
    interaction.endBlock()
  }
}

extension Transcript.Interaction {
  /// Empty lines in front of the end of a block belong to the page, not to the session.
  mutating func endBlock() {
    endsBlock = true
    while expected.last?.isBlank == true {
      expected.removeLast()
      if expectedLines.upperBound > expectedLines.lowerBound {
        expectedLines = expectedLines.lowerBound..<expectedLines.upperBound - 1
      }
    }
  }

  mutating func take(_ pending: DirectiveReader.Pending) {
    exitCode = pending.exitCode
    errorId = pending.errorId
    answers = pending.answers
    secrets = pending.secrets
    skipReason = pending.skipReason
  }
}
