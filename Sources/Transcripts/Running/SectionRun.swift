import PSEngine

/// The sections of one transcript while they run, one after the other.
struct SectionRun {
  private let runner: TranscriptRunner
  private let observer: TranscriptRunner.Observer?
  private let only: Int?
  /// Whether it is a page, which may leave out questions.
  private let isPage: Bool
  private(set) var report: TranscriptRunner.Report

  private var shell: (any TranscriptShell)?
  private var host = RecordingHost(width: 120)
  private var directives = Transcript.Directives()
  private var secrets = MaskedSecrets()
  private var matcher = OutputMatcher(isExact: false)
  private var start = ContinuousClock.now
  /// Line of the interaction that has ended the session of the section.
  private var exitLine: Int?
  /// Whether the output of the last interaction belongs to the next one.
  private var keepsOutput = false
  /// Waits until it is known whether it is the one that is compared.
  private var held: Transcript.Interaction?

  init(
    runner: TranscriptRunner, observer: TranscriptRunner.Observer?, only: Int?, isPage: Bool,
    report: TranscriptRunner.Report
  ) {
    self.isPage = isPage
    self.runner = runner
    self.observer = observer
    self.only = only
    self.report = report
  }

  /// Begins a section, after the end of the one before.
  mutating func begin(
    _ title: String, _ line: Int, _ directives: Transcript.Directives
  ) async {
    await end()
    exitLine = nil
    self.directives = directives
    secrets = MaskedSecrets()
    report.sections.append(TranscriptRunner.Section(title: title, line: line))
    if let reason = runner.reasonToSkip(directives) {
      report.sections[report.sections.count - 1].skipReason = reason
      return report.skipped.append(title.isEmpty ? reason : "\(title): \(reason)")
    }
    host = RecordingHost(
      width: directives.width, answers: directives.answers, passesOverQuestions: isPage)
    matcher = OutputMatcher(
      isExact: runner.isExact || directives.isExact, patterns: directives.patterns)
    do {
      shell = try await runner.prepare(directives, host)
    } catch {
      report.add(TranscriptRunner.Failure(text: error.text))
    }
  }

  /// Ends the section.
  mutating func end() async {
    if let interaction = held {
      held = nil
      await run(interaction, isCompared: true)
    }
    keepsOutput = false
    if let last = report.sections.indices.last {
      report.sections[last].duration = ContinuousClock.now - start
    }
    start = ContinuousClock.now
    await closeShell()
  }

  private mutating func closeShell() async {
    guard let closing = shell else { return }
    shell = nil
    await closing.close()
  }

  /// Runs an interaction of the section.
  mutating func run(_ interaction: Transcript.Interaction) async {
    guard only != nil else { return await run(interaction, isCompared: true) }
    // The last one is the one that is meant.
    if let earlier = held { await run(earlier, isCompared: false) }
    held = interaction
  }

  private mutating func run(_ interaction: Transcript.Interaction, isCompared: Bool) async {
    guard let shell else { return reportBehindExit(interaction) }
    if let reason = interaction.skipReason {
      return report.skipped.append("line \(interaction.line): \(reason)")
    }
    guard let command = interaction.revealedCommand(directives) else {
      return report.skipped.append("line \(interaction.line): \(MaskedSecrets.reason)")
    }
    secrets.add(interaction.secrets(directives))
    report.interactions += 1
    report.sections[report.sections.count - 1].interactions += 1
    let prompt = isCompared ? await otherPrompt(interaction, shell) : nil
    host.begin(
      expected: interaction.expected, answers: interaction.answers,
      secrets: interaction.secretAnswers(directives), keepsOutput: keepsOutput)
    keepsOutput = interaction.comparison == .withNext
    let outcome = await TimeLimit.run(runner.timeLimit) {
      await shell.run(command, isTyped: true)
    }
    switch outcome {
    case .finished(let outcome):
      if isCompared { await compare(interaction, outcome, prompt) }
      if outcome.hasExited {
        exitLine = interaction.line
        await closeShell()
      }
    case .stopped:
      report.add(
        TranscriptRunner.Failure(
          line: interaction.line, text: "\(interaction.typed): \(runner.lateness); stopped"))
    case .abandoned:
      report.add(
        TranscriptRunner.Failure(
          line: interaction.line,
          text: "\(interaction.typed): \(runner.lateness) and cannot be stopped;"
            + " the rest of the section was not run"))
      await closeShell()
    }
  }

  /// What stands behind `exit` can never run: the first command of it is reported.
  private mutating func reportBehindExit(_ interaction: Transcript.Interaction) {
    guard let line = exitLine, interaction.skipReason == nil else { return }
    exitLine = nil
    report.add(
      TranscriptRunner.Failure(
        line: interaction.line,
        text:
          "\(interaction.typed): not run, nor what follows it: line \(line) has ended the session;"
          + " a heading in between starts another one"))
  }

  private mutating func compare(
    _ interaction: Transcript.Interaction, _ outcome: TranscriptOutcome, _ prompt: OtherPrompt?
  ) async {
    var text = prompt?.difference ?? []
    var output: [Substring] = []
    var outputDiffers = false
    // A prompt over two lines stays: where the new one breaks is up to the window.
    let isFixedPrompt = prompt != nil && interaction.isPromptWrapped
    var differsOtherwise = isFixedPrompt
    switch interaction.comparison {
    case .here:
      var difference: [String]?
      (output, difference) = compareOutput(interaction)
      outputDiffers = difference != nil
      text += difference ?? []
    case .withNext: break
    case .errorsOnly:
      if interaction.errorId == nil, !outcome.errorIds.isEmpty {
        differsOtherwise = true
        text += ["- no error"] + matcher.normalized(Self.lines(host.output)).map { "+ " + $0 }
      }
    }
    if let code = interaction.exitCode, outcome.exitCode != code {
      differsOtherwise = true
      text += ["- exit code \(code)", "+ exit code \(outcome.exitCode.map(String.init) ?? "none")"]
    }
    if let id = interaction.errorId, !outcome.errorIds.contains(where: { $0.hasPrefix(id) }) {
      differsOtherwise = true
      let actual = outcome.errorIds.isEmpty ? "none" : outcome.errorIds.joined(separator: ", ")
      text += ["- error \(id)", "+ error \(actual)"]
    }
    guard !text.isEmpty else { return }
    let difference = TranscriptRunner.Difference(
      line: interaction.line, input: interaction.typed, text: text)
    report.add(difference)
    await observer?(
      TranscriptRunner.Observation(
        interaction: interaction, matcher: matcher, output: output, outputDiffers: outputDiffers,
        prompt: isFixedPrompt ? nil : prompt?.shown, differsOtherwise: differsOtherwise,
        difference: difference))
  }

  /// Compares what was printed, with all questions and without those that the text does not show.
  /// - Returns: the one that comes nearer to what is expected, and its difference; `nil` for none.
  private func compareOutput(
    _ interaction: Transcript.Interaction
  ) -> (output: [Substring], difference: [String]?) {
    let output = host.output
    let shown = matcher.isExact ? output : host.shownOutput
    let texts = shown == output ? [output] : [output, shown]
    let choices = (texts + texts.compactMap(secrets.masked)).map(Self.lines)
    func matches(_ lines: [Substring]) -> Bool {
      matcher.matches(
        expected: interaction.expected, actual: lines, ignoresEnd: interaction.endsBlock)
    }
    if let match = choices.first(where: matches) { return (match, nil) }
    let expected = matcher.normalized(interaction.expected)
    let differences = choices.map {
      LineDifference.text(expected: expected, actual: matcher.normalized($0))
    }
    func size(_ index: Int) -> Int { differences[index].count { !$0.hasPrefix(" ") } }
    let nearest = choices.indices.min { size($0) < size($1) } ?? 0
    let hint = matcher.elisionHint(expected: interaction.expected, actual: choices[nearest])
    return (choices[nearest], differences[nearest] + (hint.map { ["? " + $0] } ?? []))
  }

  private static func lines(_ output: String) -> [Substring] {
    var lines = Array(TextLines(output[...]))
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  // MARK: Prompts

  /// A prompt that is not the one that the transcript states.
  private struct OtherPrompt {
    let shown: String
    let difference: [String]
  }

  /// A prompt that states a location of a provider drive must state the shell's; `PS>` and the
  /// folders of the machine on which a page was written are never an error unless exact.
  private func otherPrompt(
    _ interaction: Transcript.Interaction, _ shell: any TranscriptShell
  ) async -> OtherPrompt? {
    guard let prompt = interaction.prompt, let stated = prompt.location else { return nil }
    let actual = await shell.promptText()
    let parsed = PromptLine(actual)
    let shown = parsed?.prompt ?? actual
    if matcher.isExact {
      guard shown != prompt.prompt else { return nil }
      return OtherPrompt(
        shown: shown, difference: ["- prompt \(prompt.prompt)", "+ prompt \(shown)"])
    }
    let drive = stated.prefix { $0 != ":" }
    guard drive.count > 1, drive.lowercased() != "ps", let location = parsed?.location
    else { return nil }
    func normalized(_ path: String) -> String {
      var path = path.lowercased().split(separator: "\\", omittingEmptySubsequences: true)
      if path.first == drive.lowercased() + ":" { path.removeFirst() }
      return path.joined(separator: "\\")
    }
    guard location.prefix(while: { $0 != ":" }).lowercased() == drive.lowercased(),
      normalized(location) == normalized(stated)
    else {
      return OtherPrompt(
        shown: shown, difference: ["- location \(stated)", "+ location \(location)"])
    }
    return nil
  }
}

extension Transcript.Interaction {
  /// Prompt and command as typed.
  var typed: String { prompt.map { "\($0.prompt) \(command)" } ?? command }
}
