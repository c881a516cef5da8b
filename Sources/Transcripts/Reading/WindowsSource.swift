import PSEngine

/// Reads transcripts of Windows PowerShell and of PowerShell 7 (`language.md` 12.2 to 12.4): each
/// header begins a section; what the recording itself has added is left out.
struct WindowsSource: TranscriptSource {
  private var lines: NumberedLines
  private let reader = InteractionReader(style: .init(hasBarePrompts: true))
  private var waiting: [TranscriptPart] = []
  private var isInSection = false
  private var section = (title: "", line: 1)
  /// Waits for the next one: the last one may be what has ended the recording.
  private var held: Transcript.Interaction?

  init(_ source: any LineSource, name: String) {
    lines = NumberedLines(source)
  }

  /// Whether a line is the row of stars around headers.
  static func isRule(_ line: Substring) -> Bool {
    line.utf8.count >= 22 && line.utf8.allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// Whether a text begins like a transcript of Windows.
  static func begins(with lines: [Substring]) -> Bool {
    let first = lines.drop { $0.isBlank }.prefix(2)
    return first.count == 2 && isRule(first[first.startIndex])
      && first[first.startIndex + 1].hasSuffix("transcript start")
  }

  mutating func next() throws(Transcript.Failure) -> TranscriptPart? {
    while true {
      if !waiting.isEmpty { return waiting.removeFirst() }
      guard let line = try lines.next() else {
        guard held != nil else { return nil }
        release()
        continue
      }
      if Self.isRule(line.text) {
        try readRule()
      } else if try isNote(line) {
        while let next = try lines.peek(), next.text.hasPrefix(">> ") { _ = try lines.next() }
      } else if let prompt = reader.prompt(line.text) {
        try readInteraction(prompt, line)
      } else if held != nil {
        held?.add(line)
      }
    }
  }

  /// What stands below a row of stars, up to the next one.
  private mutating func readRule() throws(Transcript.Failure) {
    guard let first = try lines.next() else { return }
    if first.text.hasSuffix("transcript start") {
      release()
      isInSection = false
      section = (title: "", line: first.number)
    } else if first.text.hasSuffix("transcript end") {
      if held?.command.trimmed.lowercased() == "stop-transcript" { held = nil }
      release()
    } else if !first.text.hasPrefix("Command start time: ") {
      held?.add(NumberedLine(number: first.number - 1, text: Substring(repeating: "*", count: 22)))
      return held?.add(first) ?? ()
    }
    while let line = try lines.next(), !Self.isRule(line.text) {
      if section.title.isEmpty, line.text.hasPrefix("Start time: ") {
        section.title = String(line.text)
      }
    }
  }

  /// Whether a line is a note of the engine: an error that is shown below, a bound parameter.
  private func isNote(_ line: NumberedLine) throws(Transcript.Failure) -> Bool {
    guard line.text.hasPrefix("PS>") else { return false }
    return ["TerminatingError(", "NonTerminatingError(", "CommandInvocation(", "ParameterBinding("]
      .contains { line.text.dropFirst(3).hasPrefix($0) }
  }

  private mutating func readInteraction(
    _ prompt: PromptLine, _ line: NumberedLine
  ) throws(Transcript.Failure) {
    release()
    let command = try reader.input(prompt.command, &lines)
    held = Transcript.Interaction(
      line: line.number, prompt: prompt, command: command, expected: [],
      expectedLines: lines.last + 1..<lines.last + 1)
  }

  private mutating func release() {
    guard var interaction = held else { return }
    held = nil
    if !isInSection {
      isInSection = true
      waiting.append(
        .section(
          title: section.title, line: section.line, directives: Transcript.Directives()))
    }
    // Blanks at the ends of lines and empty lines around results depend on the version.
    interaction.endBlock()
    waiting.append(.interaction(interaction))
  }
}

extension Transcript.Interaction {
  /// Adds a line of output.
  fileprivate mutating func add(_ line: NumberedLine) {
    expected.append(line.text)
    expectedLines = expectedLines.lowerBound..<line.number + 1
  }
}
