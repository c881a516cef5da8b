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
    /// Why a section could not be run at all.
    public var failures: [String] = []

    /// Whether everything matched.
    public var isMatch: Bool { differences.isEmpty && failures.isEmpty }
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
  private let factory: Factory

  /// A runner.
  /// - Parameters:
  ///   - setup: commands to run before each section.
  ///   - isExact: whether blanks and empty lines count everywhere.
  ///   - transport: how the shells of the factory reach computers; sections that `//transport`
  ///     limits to other ways are skipped.
  ///   - factory: makes a shell for a section.
  public init(
    setup: [String] = [], isExact: Bool = false, transport: String = inProcess,
    factory: @escaping Factory
  ) {
    self.setup = setup
    self.isExact = isExact
    self.transport = transport
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
      report.failures.append("\(error)")
      return
    }
    for command in setup + section.directives.setup {
      host.begin(expected: [])
      let outcome = await shell.run(command, isTyped: false)
      if !outcome.errorIds.isEmpty {
        report.failures.append("set-up '\(command)' failed:\n\(host.output)")
        await shell.close()
        return
      }
    }
    let matcher = OutputMatcher(isExact: isExact || section.directives.isExact)
    for interaction in section.interactions {
      report.interactions += 1
      let outcome = await run(interaction, shell, host, matcher, &report)
      if outcome.hasExited { break }
    }
    await shell.close()
  }

  private func run(
    _ interaction: Transcript.Interaction, _ shell: any TranscriptShell, _ host: RecordingHost,
    _ matcher: OutputMatcher, _ report: inout Report
  ) async -> TranscriptOutcome {
    var text: [String] = []
    if let difference = await promptDifference(interaction, shell, matcher) {
      text += difference
    }
    host.begin(expected: interaction.expected)
    let outcome = await shell.run(interaction.command, isTyped: true)
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
    if !text.isEmpty {
      report.differences.append(
        Difference(
          line: interaction.line, input: "\(interaction.prompt.prompt) \(interaction.command)",
          text: text))
    }
    return outcome
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

  private static func lines(_ output: String) -> [String] {
    var lines = output.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
