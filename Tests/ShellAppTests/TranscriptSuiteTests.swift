import ArgumentParser
import Lab
import PSEngine
import Synchronization
import Testing
import WSManClient

@testable import ShellApp
@testable import Transcripts

/// Every transcript of the repository, through the code of `wsmansh replay`.
///
/// In debug builds the way within the process already writes and reads every message as XML; the
/// second run adds libcurl, sockets and the HTTP listener.
@Suite("Transcripts")
struct TranscriptSuiteTests {
  @Test("in process", arguments: TranscriptFiles.all)
  func inProcess(_ file: TranscriptFile) async throws {
    let composition = try Self.composition(file)
    let runner = TranscriptRunner(setup: file.setup) { directives, host in
      try composition.transcriptShell(directives, host)
    }
    await check(file, runner, Self.inProcessCount)
  }

  @Test("over HTTP", arguments: TranscriptFiles.connecting)
  func overHTTP(_ file: TranscriptFile) async throws {
    await check(file, try Self.socketRunner(file), Self.overHTTPCount)
  }

  /// Sockets between the shell and the computers of its labs.
  private static func socketRunner(_ file: TranscriptFile) throws -> TranscriptRunner {
    let composition = try composition(file)
    return TranscriptRunner(setup: file.setup, transport: "http") { directives, host in
      let labs = Mutex<[SocketLab]>([])
      var composition = composition
      composition.labConnector = { network, _, _ in
        let lab = SocketLab(network)
        labs.withLock { $0.append(lab) }
        return lab
      }
      let shell = try composition.transcriptShell(directives, host)
      return RemoteShell(shell: shell) {
        for lab in labs.withLock({ $0 }) { await lab.close() }
      }
    }
  }

  /// The drive of another computer must be the drive of this one: every section runs against
  /// services in another process. What is about `localhost` runs against a computer with a name as
  /// long; the computers of labs keep their names.
  @Test("over HTTP to another process", arguments: TranscriptFiles.drive)
  func overHTTPToAnotherProcess(_ file: TranscriptFile) async throws {
    try await remote(file, Self.http)
  }

  @Test("over HTTPS to another process", arguments: TranscriptFiles.drive)
  func overHTTPSToAnotherProcess(_ file: TranscriptFile) async throws {
    try await remote(file, Self.https)
  }

  @Test("there are transcripts") func found() {
    #expect(TranscriptFiles.all.count > 20)
    #expect(!TranscriptFiles.connecting.isEmpty)
    #expect(!TranscriptFiles.drive.isEmpty)
    #expect(TranscriptFiles.all.contains { $0.path.hasSuffix("/disconnect-wsman.txt") })
  }

  private static func composition(_ file: TranscriptFile) throws -> Composition {
    let options = try SessionOptions.parse(file.labs.flatMap { ["--lab", $0] })
    return try Composition(options.choices, purpose: .replay(allowPrograms: false))
  }

  /// What is behind one transport, in other processes.
  private struct Remote: Sendable {
    let name: String
    let count: Count
    let computers: RemoteComputers
    let labs: RemoteLabs

    init(_ name: String, _ transport: ConnectionTarget.Transport) {
      self.name = name
      count = Count(
        "over \(name.uppercased()) to another process", of: TranscriptFiles.drive.count)
      computers = RemoteComputers(transport)
      labs = RemoteLabs(transport)
    }
  }

  private func remote(_ file: TranscriptFile, _ remote: Remote) async throws {
    var composition = try Self.composition(file)
    composition.credential = RemoteComputers.credential
    let base = composition
    let runner = TranscriptRunner(
      setup: file.setup, transport: remote.name
    ) { directives, host in
      var composition = base
      guard !directives.labs.isEmpty else {
        composition.assignedComputers = [RemoteTranscript.name: try await remote.computers.next()]
        return try composition.transcriptShell(directives, host)
      }
      let lease = try await remote.labs.lease(directives.labs)
      composition.assignedComputers = lease.places
      return RemoteShell(shell: try composition.transcriptShell(directives, host)) {
        await remote.labs.end(lease)
      }
    }
    await check(file, runner, remote.count) {
      try RemoteTranscript.read($0, name: file.fullPath)
    }
    if remote.count.isComplete {
      try await remote.computers.close()
      try await remote.labs.close()
    }
  }

  private func check(
    _ file: TranscriptFile, _ runner: TranscriptRunner, _ count: Count,
    parse: ((String) throws -> Transcript)? = nil
  ) async {
    do {
      let text = try file.text()
      let transcript = try parse?(text) ?? TranscriptParser.parse(text, name: file.fullPath)
      let report = await runner.run(transcript)
      count.add(report)
      if !report.isMatch {
        Issue.record(Comment(rawValue: "\n" + TextReport.text(of: report)))
      }
    } catch {
      count.add(TranscriptRunner.Report(name: file.path, failures: [.init(text: "\(error)")]))
      Issue.record("\(file.path): \(error)")
    }
  }

  private static let inProcessCount = Count("in process", of: TranscriptFiles.all.count)
  private static let overHTTPCount = Count("over HTTP", of: TranscriptFiles.connecting.count)
  private static let http = Remote("http", .http)
  private static let https = Remote("https", .https)

  /// Adds up what was run, and prints it after the last transcript.
  private final class Count: Sendable {
    private let name: String
    private let total: Int
    private let sum = Mutex(ReplaySummary())

    /// Whether all transcripts have run.
    var isComplete: Bool { sum.withLock { $0.transcripts == total } }

    init(_ name: String, of total: Int) {
      self.name = name
      self.total = total
    }

    func add(_ report: TranscriptRunner.Report) {
      let sum = sum.withLock { sum -> ReplaySummary in
        sum.add(report)
        return sum
      }
      if sum.transcripts == total { print("Replayed \(name): \(sum.text)", terminator: "") }
    }
  }
}

/// A shell whose computers are behind sockets, and what ends them.
private struct RemoteShell: TranscriptShell {
  let shell: any TranscriptShell
  let end: @Sendable () async -> Void

  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome {
    await shell.run(input, isTyped: isTyped)
  }

  func promptText() async -> String { await shell.promptText() }

  func close() async {
    await shell.close()
    await end()
  }
}
