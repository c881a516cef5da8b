import RecordedMessages
import Synchronization
import Testing
import WSManClient
import WSManProtocol
import XMLStream

/// Our client in conversations that others had with Windows: it sends requests of its own, and gets what
/// Windows answered.
@Suite struct RecordedAnswerTests {
  /// Gives the bodies of recorded answers in their order.
  private final class Answers: Sendable {
    private let bodies: Mutex<ArraySlice<ResponseBody>>

    init(_ file: String) throws {
      let exchanges = Recordings.exchanges.filter { $0.file == file }
      bodies = Mutex(
        try exchanges.map {
          try EnvelopeDecoder.decodeResponse(Array($0.response.utf8)).body
        }[...])
    }

    func next() throws -> ResponseBody {
      guard let body = bodies.withLock({ $0.popFirst() }) else { throw Spent() }
      return body
    }

    struct Spent: Error {}
  }

  private func session(_ file: String) async throws -> WSManSession {
    let answers = try Answers(file)
    let transport = ScriptedTransport { _ in try answers.next() }
    return try await WSManSession.open(
      "server01", options: WSManSessionOptions(), connector: transport)
  }

  private static let wish = ShellDescription()

  @Test(arguments: [
    ("test_winrs_standard.yml", "hi\r\n", "", 0),
    ("test_winrs_stderr_rc.yml", "out \r\n", "err \r\n", 1),
    ("test_winrs_unicode.yml", "\u{3053}\u{3093}\u{306B}\u{3061}\u{306F}\n", "", 0),
    ("test_winrs_extra_opts.yml", "C:\\Windows\r\n", "", 0),
    ("test_winrs_operation_timeout.yml", "hi\nhi again\n", "", 0),
  ])
  func shells(_ file: String, _ output: String, _ errors: String, _ code: Int32) async throws {
    let shell = try await CommandShell.open(
      try await session(file), Self.wish, options: OptionSet())
    #expect(shell.id.count == 36)
    let command = try await shell.start(ShellCommandLine("anything"))
    var bytes: [String: [UInt8]] = [:]
    while true {
      // The faults that say "nothing yet" are not seen here.
      let more = try await shell.receive(command)
      for block in more.blocks { bytes[block.name, default: []] += block.bytes }
      guard case .done(let ended)? = more.state else { continue }
      #expect(ended == code)
      break
    }
    #expect(String(decoding: bytes["stdout"] ?? [], as: UTF8.self) == output)
    #expect(String(decoding: bytes["stderr"] ?? [], as: UTF8.self) == errors)
    try await shell.signal(.interrupt, to: command)
    try await shell.close()
  }

  @Test func input() async throws {
    let shell = try await CommandShell.open(
      try await session("test_winrs_send.yml"), Self.wish, options: OptionSet())
    let command = try await shell.start(ShellCommandLine("powershell.exe -"))
    try await shell.send(Array("Write-Host 1;".utf8), isEnd: false, to: command)
    try await shell.send(Array("Write-Host 2;".utf8), isEnd: true, to: command)
    #expect(try await shell.receive(command).state == .done(exitCode: 0))
  }

  @Test func aCommandThatIsNotThere() async throws {
    let shell = try await CommandShell.open(
      try await session("test_winrs_bad_cmd_id.yml"), Self.wish, options: OptionSet())
    let command = try await shell.start(ShellCommandLine("anything"))
    let fault = await #expect(throws: WSManFault.self) { try await shell.receive(command) }
    #expect(fault?.code == .unexpectedSelectors)
    #expect(fault?.message.contains("command identifier that does not exist") == true)
  }

  @Test func aProgramThatIsNotThere() async throws {
    let shell = try await CommandShell.open(
      try await session("test_winrs_no_cmd_shell.yml"), Self.wish, options: OptionSet())
    let fault = await #expect(throws: WSManFault.self) {
      try await shell.start(ShellCommandLine("anything"))
    }
    #expect(fault?.code == .fileNotFound)
    #expect(fault?.provider?.provider == "Shell cmd plugin")
  }

  @Test func aConfiguration() async throws {
    let session = try await session("test_wsman_update_envelope_size_4096.yml")
    let document = try await session.get(ResourceLocator(resource: .configuration))
    #expect(document.child(localName: "MaxEnvelopeSizekb")?.text == "4096")
    #expect(document.child(localName: "Winrs")?.child(localName: "MaxShellsPerUser") != nil)
  }
}
