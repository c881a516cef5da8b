import Transcripts

/// What is played: the commands of a transcript one after the other, in one session.
struct PlayScript: Sendable {
  /// Labs that the transcript wants.
  private(set) var labs: [String] = []
  /// Commands that run first and are not shown.
  private(set) var setup: [String] = []
  private var rest: ArraySlice<Transcript.Interaction>
  private var answers: TranscriptAnswers

  /// - Parameter transcript: sections and commands that are skipped in a replay are left out.
  init(_ transcript: Transcript) {
    let sections = transcript.sections.filter { $0.directives.skipReason == nil }
    var interactions: [Transcript.Interaction] = []
    for (index, section) in sections.enumerated() {
      for lab in section.directives.labs where !labs.contains(lab) { labs.append(lab) }
      if index == 0 { setup = section.directives.setup }
      var own = section.interactions.filter { $0.skipReason == nil }
      if !own.isEmpty { own[0].answers = section.directives.answers + own[0].answers }
      interactions += own
    }
    rest = interactions[...]
    answers = TranscriptAnswers()
  }

  /// Whether nothing is left.
  var isAtEnd: Bool { rest.isEmpty }

  /// Takes the next command, as the lines that are typed.
  mutating func next() -> [String]? {
    guard let interaction = rest.popFirst() else { return nil }
    answers.begin(expected: interaction.expected, answers: interaction.answers)
    return interaction.command.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// What is typed at a question of the command; `nil` when the transcript does not say.
  mutating func answer(to prompt: String, isSecret: Bool) -> TranscriptAnswers.Answer? {
    let answer = answers.answer(to: prompt, isSecret: isSecret)
    return answer?.isMasked == true ? nil : answer
  }
}
