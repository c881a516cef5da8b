import PSEngine

/// A shell that a transcript is replayed in.
public protocol TranscriptShell: Sendable {
  /// Runs one input; what it prints goes to the ``RecordingHost`` that the shell was made with.
  /// - Parameter isTyped: whether the transcript shows it, so that it enters the history.
  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome
  /// The prompt, such as `PS WSMan:\> `.
  func promptText() async -> String
  /// Ends the shell and removes what it kept.
  func close() async
}

/// What came of one input.
public struct TranscriptOutcome: Sendable {
  /// Whether the shell asked to end.
  public var hasExited: Bool
  /// The code of `exit`, else `$LASTEXITCODE`.
  public var exitCode: Int32?
  /// Full ids of the errors, newest first.
  public var errorIds: [String]

  /// Makes an outcome.
  public init(hasExited: Bool = false, exitCode: Int32? = nil, errorIds: [String] = []) {
    self.hasExited = hasExited
    self.exitCode = exitCode
    self.errorIds = errorIds
  }
}

/// Replays transcripts: every section in a fresh shell from a factory, so this target knows no
/// module.
public struct TranscriptRunner: Sendable {
  /// Makes a shell for a section.
  public typealias Factory =
    @Sendable (Transcript.Directives, RecordingHost) async throws -> any TranscriptShell

  /// What came of a transcript.
  public struct Report: Sendable {
    /// The transcript's name.
    public var name: String
    /// Interactions that were run.
    public var interactions = 0
    /// Sections that were skipped, with the reason.
    public var skipped: [String] = []
    /// Interactions that differ.
    public var differences: [Difference] = []
    /// What could not be run, or not to its end.
    public var failures: [Failure] = []

    /// Whether everything matched.
    public var isMatch: Bool { differences.isEmpty && failures.isEmpty }
  }

  /// Something that could not be run.
  public struct Failure: Sendable, Equatable {
    /// Line of the prompt; `nil` when it is a section as a whole.
    public var line: Int?
    /// What happened.
    public var text: String
  }

  /// One interaction that differs.
  public struct Difference: Sendable {
    /// Line of the prompt.
    public var line: Int
    /// Prompt and command as typed.
    public var input: String
    /// Readable lines, see ``LineDifference``.
    public var text: [String]
  }

  /// The transport without a network.
  public static let inProcess = "inprocess"

  private let setup: [String]
  private let isExact: Bool
  private let transport: String
  private let timeLimit: Duration
  private let factory: Factory

  /// A runner.
  /// - Parameters:
  ///   - setup: commands to run before each section.
  ///   - isExact: whether blanks and empty lines count everywhere.
  ///   - transport: how the shells of the factory reach computers; sections that `//transport`
  ///     limits to other ways are skipped.
  ///   - timeLimit: how long one interaction may take. One that takes longer is stopped and counts as
  ///     a failure; the next one runs.
  ///   - factory: makes a shell for a section.
  public init(
    setup: [String] = [], isExact: Bool = false, transport: String = inProcess,
    timeLimit: Duration = .seconds(60), factory: @escaping Factory
  ) {
    self.setup = setup
    self.isExact = isExact
    self.transport = transport
    self.timeLimit = timeLimit
    self.factory = factory
  }

  /// Replays all sections of a transcript.
  public func run(_ transcript: Transcript) async -> Report {
    var report = Report(name: transcript.name)
    for section in transcript.sections {
      if let reason = reasonToSkip(section) {
        report.skipped.append(section.title.isEmpty ? reason : "\(section.title): \(reason)")
        continue
      }
      await run(section, &report)
    }
    return report
  }

  private func reasonToSkip(_ section: Transcript.Section) -> String? {
    if let reason = section.directives.skipReason { return reason }
    if transport != Self.inProcess, let reason = section.directives.localReason {
      return "local: \(reason)"
    }
    let transports = section.directives.transports
    guard !transports.isEmpty, !transports.contains(transport) else { return nil }
    return "only for transport \(transports.joined(separator: ", "))"
  }

  private func run(_ section: Transcript.Section, _ report: inout Report) async {
    let host = RecordingHost(
      width: section.directives.width, answers: section.directives.answers)
    let shell: any TranscriptShell
    do {
      shell = try await factory(section.directives, host)
    } catch {
      report.failures.append(Failure(text: "\(error)"))
      return
    }
    let failure = await prepare(section, shell, host)
    if let failure {
      report.failures.append(failure)
    } else {
      await run(section.interactions, of: section, shell, host, &report)
    }
    await shell.close()
  }

  /// Runs the commands that come before a section.
  /// - Returns: why it cannot be run.
  private func prepare(
    _ section: Transcript.Section, _ shell: any TranscriptShell, _ host: RecordingHost
  ) async -> Failure? {
    for command in setup + section.directives.setup {
      host.begin(expected: [])
      let outcome = await TimeLimit.run(timeLimit) { await shell.run(command, isTyped: false) }
      guard case .finished(let outcome) = outcome else {
        return Failure(text: "set-up '\(command)' \(lateness)")
      }
      guard outcome.errorIds.isEmpty else {
        return Failure(text: "set-up '\(command)' failed:\n\(host.output)")
      }
    }
    return nil
  }

  private var lateness: String { "took longer than \(timeLimit.components.seconds) s" }

  private func run(
    _ interactions: [Transcript.Interaction], of section: Transcript.Section,
    _ shell: any TranscriptShell, _ host: RecordingHost, _ report: inout Report
  ) async {
    let matcher = OutputMatcher(isExact: isExact || section.directives.isExact)
    for interaction in interactions {
      report.interactions += 1
      var text = await promptDifference(interaction, shell, matcher) ?? []
      host.begin(expected: interaction.expected)
      let outcome = await TimeLimit.run(timeLimit) {
        await shell.run(interaction.command, isTyped: true)
      }
      switch outcome {
      case .finished(let outcome):
        text += differences(interaction, host, outcome, matcher)
        if !text.isEmpty { report.differences.append(Difference(interaction, text)) }
        if outcome.hasExited { return }
      case .stopped:
        report.failures.append(
          Failure(line: interaction.line, text: "\(interaction.typed): \(lateness); stopped"))
      case .abandoned:
        report.failures.append(
          Failure(
            line: interaction.line,
            text: "\(interaction.typed): \(lateness) and cannot be stopped;"
              + " the rest of the section was not run"))
        return
      }
    }
  }

  private func differences(
    _ interaction: Transcript.Interaction, _ host: RecordingHost, _ outcome: TranscriptOutcome,
    _ matcher: OutputMatcher
  ) -> [String] {
    var text: [String] = []
    let actual = Self.lines(host.output)
    if !matcher.matches(
      expected: interaction.expected, actual: actual, ignoresEnd: interaction.endsBlock)
    {
      text += LineDifference.text(
        expected: matcher.normalized(interaction.expected), actual: matcher.normalized(actual))
    }
    if let code = interaction.exitCode, outcome.exitCode != code {
      text += ["- exit code \(code)", "+ exit code \(outcome.exitCode.map(String.init) ?? "none")"]
    }
    if let id = interaction.errorId, !outcome.errorIds.contains(where: { $0.hasPrefix(id) }) {
      let actual = outcome.errorIds.isEmpty ? "none" : outcome.errorIds.joined(separator: ", ")
      text += ["- error \(id)", "+ error \(actual)"]
    }
    return text
  }

  /// A prompt that states a location of a provider drive must state the shell's; `PS>` and the
  /// folders of the machine on which a page was written are never an error unless exact.
  private func promptDifference(
    _ interaction: Transcript.Interaction, _ shell: any TranscriptShell, _ matcher: OutputMatcher
  ) async -> [String]? {
    guard let stated = interaction.prompt.location else { return nil }
    let actual = await shell.promptText()
    if matcher.isExact {
      let shown = PromptLine(actual)?.prompt ?? actual
      return shown == interaction.prompt.prompt
        ? nil : ["- prompt \(interaction.prompt.prompt)", "+ prompt \(shown)"]
    }
    let drive = stated.prefix { $0 != ":" }
    guard drive.count > 1, drive.lowercased() != "ps", let location = PromptLine(actual)?.location
    else { return nil }
    func normalized(_ path: String) -> String {
      var path = path.lowercased().split(separator: "\\", omittingEmptySubsequences: true)
      if path.first == drive.lowercased() + ":" { path.removeFirst() }
      return path.joined(separator: "\\")
    }
    guard location.prefix(while: { $0 != ":" }).lowercased() == drive.lowercased(),
      normalized(location) == normalized(stated)
    else { return ["- location \(stated)", "+ location \(location)"] }
    return nil
  }

  private static func lines(_ output: String) -> [Substring] {
    var lines = Array(TextLines(output[...]))
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}

extension TranscriptRunner.Difference {
  fileprivate init(_ interaction: Transcript.Interaction, _ text: [String]) {
    self.init(line: interaction.line, input: interaction.typed, text: text)
  }
}

extension Transcript.Interaction {
  /// Prompt and command as typed.
  fileprivate var typed: String { "\(prompt.prompt) \(command)" }
}
