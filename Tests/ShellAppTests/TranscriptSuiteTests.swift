import ArgumentParser
import Lab
import PSEngine
import Synchronization
import Testing
import Transcripts

@testable import ShellApp

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
    let composition = try Self.composition(file)
    let runner = TranscriptRunner(setup: file.setup, transport: "http") { directives, host in
      let labs = Mutex<[SocketLab]>([])
      var composition = composition
      composition.labConnector = { network, _ in
        let lab = SocketLab(network)
        labs.withLock { $0.append(lab) }
        return lab
      }
      return SocketShell(
        shell: try composition.transcriptShell(directives, host), labs: labs.withLock { $0 })
    }
    await check(file, runner, Self.overHTTPCount)
  }

  @Test("there are transcripts") func found() {
    #expect(TranscriptFiles.all.count > 20)
    #expect(!TranscriptFiles.connecting.isEmpty)
    #expect(TranscriptFiles.all.contains { $0.path.hasSuffix("/disconnect-wsman.txt") })
  }

  private static func composition(_ file: TranscriptFile) throws -> Composition {
    let options = try SessionOptions.parse(file.labs.flatMap { ["--lab", $0] })
    return try Composition(options.choices, purpose: .replay(allowPrograms: false))
  }

  private func check(
    _ file: TranscriptFile, _ runner: TranscriptRunner, _ count: Count
  ) async {
    do {
      let transcript = try TranscriptParser.parse(try file.text(), name: file.fullPath)
      let report = await runner.run(transcript)
      count.add(report)
      if !report.isMatch {
        Issue.record(Comment(rawValue: "\n" + ReplaySummary.text(of: report)))
      }
    } catch {
      Issue.record("\(file.path): \(error)")
    }
  }

  private static let inProcessCount = Count("in process", of: TranscriptFiles.all.count)
  private static let overHTTPCount = Count("over HTTP", of: TranscriptFiles.connecting.count)

  /// Adds up what was run, and prints it after the last transcript.
  private final class Count: Sendable {
    private let name: String
    private let total: Int
    private let sum = Mutex(ReplaySummary())

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
