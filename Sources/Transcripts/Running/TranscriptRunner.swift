import PSEngine

/// Replays transcripts: every section in a fresh shell from a factory, so this target knows no
/// module.
public struct TranscriptRunner: Sendable {
  /// Makes a shell for a section.
  public typealias Factory =
    @Sendable (Transcript.Directives, RecordingHost) async throws -> any TranscriptShell
  /// Is told of each interaction that differs.
  public typealias Observer = @Sendable (Observation) async -> Void

  /// The transport without a network.
  public static let inProcess = "inprocess"

  private let setup: [String]
  let isExact: Bool
  private let transport: String
  let timeLimit: Duration
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

  /// Replays all sections of a transcript that is held as a whole.
  public func run(_ transcript: Transcript) async -> Report {
    do {
      return try await run(OpenTranscript(transcript))
    } catch {
      return Report(
        name: transcript.name, failures: [Failure(line: error.line, text: error.message)])
    }
  }

  /// Replays a transcript while it is read.
  /// - Parameters:
  ///   - line: a line of the one interaction that is compared; what its section has before runs
  ///     without being compared. All when `nil`.
  ///   - observer: is told of what differs.
  /// - Throws: ``Transcript/Failure`` for what cannot be understood; what stands before it has run.
  public func run(
    _ transcript: OpenTranscript, only line: Int? = nil, observer: Observer? = nil
  ) async throws(Transcript.Failure) -> Report {
    var parts = transcript.source
    if let line { parts = try SelectedParts(parts, line: line) }
    var run = SectionRun(
      runner: self, observer: observer, only: line, isPage: transcript.form == .markdown,
      report: Report(name: transcript.name))
    var failure: Transcript.Failure?
    do {
      while let part = try parts.next() {
        switch part {
        case .section(let title, let line, let directives):
          await run.begin(title, line, directives)
        case .interaction(let interaction): await run.run(interaction)
        }
        if Task.isCancelled { break }
      }
    } catch {
      failure = error
    }
    await run.end()
    if let failure { throw failure }
    return run.report
  }

  func reasonToSkip(_ directives: Transcript.Directives) -> String? {
    if let reason = directives.skipReason { return reason }
    if transport != Self.inProcess, let reason = directives.localReason {
      return "local: \(reason)"
    }
    let transports = directives.transports
    guard !transports.isEmpty, !transports.contains(transport) else { return nil }
    return "only for transport \(transports.joined(separator: ", "))"
  }

  /// Makes the shell of a section and runs what comes before it.
  func prepare(
    _ directives: Transcript.Directives, _ host: RecordingHost
  ) async throws(SectionFailure) -> any TranscriptShell {
    let shell: any TranscriptShell
    do {
      shell = try await factory(directives, host)
    } catch {
      throw SectionFailure(text: "\(error)")
    }
    for command in setup + directives.setup {
      host.begin(expected: [])
      let outcome = await TimeLimit.run(timeLimit) { await shell.run(command, isTyped: false) }
      var text: String?
      if case .finished(let outcome) = outcome {
        if !outcome.errorIds.isEmpty {
          text = "set-up '\(command)' failed:\n\(host.output)"
        } else if outcome.hasExited {
          text = "set-up '\(command)' has ended the session"
        }
      } else {
        text = "set-up '\(command)' \(lateness)"
      }
      if let text {
        await shell.close()
        throw SectionFailure(text: text)
      }
    }
    return shell
  }

  /// Why a section cannot be run.
  struct SectionFailure: Error {
    let text: String
  }

  var lateness: String { "took longer than \(timeLimit.components.seconds) s" }
}

/// The parts of a transcript up to one interaction, without the sections before it.
private struct SelectedParts: TranscriptSource {
  private var rest: [TranscriptPart] = []

  init(_ parts: any TranscriptSource, line: Int) throws(Transcript.Failure) {
    var parts = parts
    var section: [TranscriptPart] = []
    while let part = try parts.next() {
      switch part {
      case .section(_, let start, _):
        if start > line, !section.isEmpty { break }
        section = [part]
        continue
      case .interaction(let interaction):
        if interaction.line <= line || section.count == 1 { section.append(part) }
        continue
      }
      break
    }
    rest = section.reversed()
  }

  mutating func next() -> TranscriptPart? { rest.popLast() }
}
