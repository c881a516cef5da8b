import Transcripts

/// What is played: the sections of a transcript one after the other, each in a session of its own.
struct PlayScript: Sendable {
  /// A section, and the commands of it that are left.
  struct Section: Sendable {
    /// What it asks for.
    let directives: Transcript.Directives
    fileprivate var rest: ArraySlice<Transcript.Interaction>
  }

  private var sections: ArraySlice<Section>
  private var answers = TranscriptAnswers()
  /// Whether the first of the sections is being played.
  private var isInSection = false

  /// - Parameter transcript: sections and commands that are skipped in a replay are left out.
  init(_ transcript: Transcript) {
    sections =
      transcript.sections.filter { $0.directives.skipReason == nil }
      .map { section in
        Section(
          directives: section.directives,
          rest: section.interactions.filter {
            $0.skipReason == nil && $0.revealedCommand(section.directives) != nil
          }[...])
      }
      .filter { !$0.rest.isEmpty }[...]
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { sections.allSatisfy(\.rest.isEmpty) }

  /// Begins the next section, when the present one is at its end or there is none yet.
  mutating func beginSection() -> Section? {
    if isInSection, sections.first?.rest.isEmpty == false { return nil }
    return endSection()
  }

  /// Leaves out what is left of the present section, which can no longer run, and begins the next.
  mutating func endSection() -> Section? {
    if isInSection { sections = sections.dropFirst() }
    guard let section = sections.first else {
      isInSection = false
      return nil
    }
    isInSection = true
    answers = TranscriptAnswers(given: section.directives.answers)
    return section
  }

  /// Takes the next command of the section, as the lines that are typed.
  mutating func next() -> [String]? {
    guard isInSection, let interaction = sections[sections.startIndex].rest.popFirst() else {
      return nil
    }
    let directives = sections[sections.startIndex].directives
    answers.begin(
      expected: interaction.expected, answers: interaction.answers,
      secrets: interaction.secretAnswers(directives))
    let command = interaction.revealedCommand(directives) ?? interaction.command
    return command.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// What is typed at a question of the command; `nil` when the transcript does not say.
  mutating func answer(to prompt: String, isSecret: Bool) -> TranscriptAnswers.Answer? {
    let answer = answers.answer(to: prompt, isSecret: isSecret)
    return answer?.isMasked == true ? nil : answer
  }
}
