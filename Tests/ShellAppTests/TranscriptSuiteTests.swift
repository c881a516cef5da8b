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
    await check(file, try Self.socketRunner(file, .http), Self.overHTTPCount)
  }

  @Test("computers of labs over HTTPS", arguments: TranscriptFiles.drive)
  func overHTTPS(_ file: TranscriptFile) async throws {
    await check(file, try Self.socketRunner(file, .https), Self.overHTTPSCount) { text in
      let transcript = try TranscriptParser.parse(text, name: file.fullPath)
      // What needs no computer of a lab is the same as over HTTP.
      return Transcript(
        name: transcript.name, sections: transcript.sections.filter { !$0.directives.labs.isEmpty })
    }
  }

  private static func socketRunner(
    _ file: TranscriptFile, _ transport: ConnectionTarget.Transport
  ) throws -> TranscriptRunner {
    let composition = try composition(file)
    let name = transport == .http ? "http" : "https"
    return TranscriptRunner(setup: file.setup, transport: name) { directives, host in
      let labs = Mutex<[SocketLab]>([])
      var composition = composition
      composition.labConnector = { network, _, _ in
        let lab = SocketLab(network, over: transport)
        labs.withLock { $0.append(lab) }
        return lab
      }
      return SocketShell(
        shell: try composition.transcriptShell(directives, host), labs: labs.withLock { $0 })
    }
  }

  /// The drive of another computer must be the drive of this one: every section about `localhost`
  /// runs against a service in another process, under a name as long as `localhost`.
  @Test("over HTTP to another process", arguments: TranscriptFiles.drive)
  func overHTTPToAnotherProcess(_ file: TranscriptFile) async throws {
    try await remote(file, Self.httpComputers, "http", Self.remoteHTTPCount)
  }

  @Test("over HTTPS to another process", arguments: TranscriptFiles.drive)
  func overHTTPSToAnotherProcess(_ file: TranscriptFile) async throws {
    try await remote(file, Self.httpsComputers, "https", Self.remoteHTTPSCount)
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

  private static let remoteName = "farserver"

  private func remote(
    _ file: TranscriptFile, _ computers: RemoteComputers, _ transport: String, _ count: Count
  ) async throws {
    var composition = try Self.composition(file)
    composition.credential = RemoteComputers.credential
    let base = composition
    let runner = TranscriptRunner(
      setup: ["Connect-WSMan \(Self.remoteName)"] + file.setup, transport: transport
    ) { directives, host in
      var composition = base
      composition.assignedComputers = [Self.remoteName: try await computers.next()]
      return try composition.transcriptShell(directives, host)
    }
    await check(file, runner, count) { text in
      let transcript = try TranscriptParser.parse(
        text.replacing("localhost", with: Self.remoteName)
          .replacing("LOCALHOST", with: Self.remoteName.uppercased()), name: file.fullPath)
      // Computers of labs are behind sockets in the run above.
      return Transcript(
        name: transcript.name, sections: transcript.sections.filter(\.directives.labs.isEmpty))
    }
    if count.isComplete { try await computers.close() }
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
  private static let overHTTPSCount = Count(
    "computers of labs over HTTPS", of: TranscriptFiles.drive.count)
  private static let remoteHTTPCount = Count(
    "over HTTP to another process", of: TranscriptFiles.drive.count)
  private static let remoteHTTPSCount = Count(
    "over HTTPS to another process", of: TranscriptFiles.drive.count)
  private static let httpComputers = RemoteComputers(.http)
  private static let httpsComputers = RemoteComputers(.https)

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

/// A shell whose lab is behind sockets; they go with it.
private struct SocketShell: TranscriptShell {
  let shell: any TranscriptShell
  let labs: [SocketLab]

  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome {
    await shell.run(input, isTyped: isTyped)
  }

  func promptText() async -> String { await shell.promptText() }

  func close() async {
    await shell.close()
    for lab in labs { await lab.close() }
  }
}
