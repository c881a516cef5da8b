import PSEngine
import Synchronization
import Testing
import WSManProtocol
import WSManService

@testable import RemoteShell

/// Commands that never end by themselves.
@Suite struct EndlessCommandTests {
  /// The commands of a computer, with the exit codes of those that have ended.
  private final class Watched: ShellCommands {
    let commands: ComputerCommands
    let codes = Mutex<[Int32]>([])

    init(_ commands: ComputerCommands) { self.commands = commands }

    func run(_ command: RemoteCommand, _ streams: CommandStreams) async -> Int32 {
      let code = await commands.run(command, streams)
      codes.withLock { $0.append(code) }
      return code
    }
  }

  private static let identity = ServiceIdentity(computerName: "SERVER01")

  private func send(
    _ body: RequestBody, to service: WinRMService, shell: String? = nil
  ) async throws -> ResponseBody {
    var header = RequestHeader(
      to: "http://server01:5985/wsman", resource: .commandShell, options: ShellComputer.utf8,
      messageID: .random())
    if let shell { header.selectors = ["ShellId": shell] }
    header.maxEnvelopeSize = 512_000
    header.operationTimeout = XSDDuration(milliseconds: 20_000)
    return await service.handle(
      RequestEnvelope(header: header, body: body), caller: ShellComputer.alice
    ).body
  }

  /// Nobody asks for the shell any more: it ends with its command by the clock of the machine.
  @Test(arguments: ["for /l %i in (1,0,2) do @rem", "ping -n 1000 localhost", "sort"])
  func aShellThatIsOver(_ line: String) async throws {
    let watched = Watched(ComputerCommands(EmulatedComputer(Self.identity)))
    let service = WinRMService(
      identity: Self.identity,
      configuration: MemoryConfigurationStore(ComputerConfiguration()), shellCommands: watched)
    var wish = ShellDescription()
    wish.lifetime = "PT1S"
    guard case .create(let created) = try await send(.create(wish.request), to: service),
      let shell = created.reference.selectors["ShellId"]
    else {
      Issue.record("no shell")
      return
    }
    let command = ShellCommandLine(line).element
    _ = try await send(
      .invoke(action: ShellAction.command.uri, input: command), to: service, shell: shell)
    #expect(watched.codes.withLock { $0.isEmpty })
    for _ in 0..<100 where watched.codes.withLock({ $0.isEmpty }) {
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(watched.codes.withLock { $0.count } == 1)
    #expect(try await send(.get, to: service, shell: shell).faultCode == 0x8033_805B)
  }

  /// A script has a time of its own.
  @Test(arguments: ["while ($true) { }", "function f { f }; while ($true) { try { f } catch { } }"])
  func aScriptThatIsOver(_ script: String) async throws {
    var computer = EmulatedComputer(Self.identity)
    computer.longestScript = .seconds(1)
    let shell = ShellComputer(
      commands: ComputerCommands(computer, sessions: PlainSessions()))
    let outcome = try await shell.run("powershell -Command \"\(script)\"")
    // The session does not even have Set-Location.
    #expect(outcome.errors.hasSuffix("\r\nThe script was ended after 1 seconds.\r\n"))
    #expect(outcome.code == 1)
    #expect(try await shell.run("powershell 1+1").output == "2\r\n")
  }
}
