/// The parts of a transcript one after the other, so that a large one is never held as a whole.
public protocol TranscriptSource {
  /// The next part; `nil` at the end.
  /// - Throws: ``Transcript/Failure`` for what cannot be understood.
  mutating func next() throws(Transcript.Failure) -> TranscriptPart?
}

/// A part of a transcript.
public enum TranscriptPart: Sendable {
  /// A section with at least one interaction begins.
  case section(title: String, line: Int, directives: Transcript.Directives)
  /// An interaction of the section.
  case interaction(Transcript.Interaction)
}

extension Transcript {
  /// The parts of a transcript that is held as a whole.
  public var parts: any TranscriptSource { Parts(self) }

  private struct Parts: TranscriptSource {
    private var rest: [TranscriptPart]

    init(_ transcript: Transcript) {
      rest = transcript.sections.flatMap { section in
        [.section(title: section.title, line: section.line, directives: section.directives)]
          + section.interactions.map { .interaction($0) }
      }
      rest.reverse()
    }

    mutating func next() -> TranscriptPart? { rest.popLast() }
  }
}
