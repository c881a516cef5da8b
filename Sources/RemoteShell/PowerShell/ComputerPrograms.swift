import PSEngine
import Synchronization
import WSManService

/// The programs of the emulated computer for its PowerShell: the same that `cmd` has.
final class ComputerPrograms: PSModule {
  let name = "EmulatedComputer"
  let version = "1.0.0.0"
  let shell: CommandInterpreter
  /// The policy that the session was started with.
  let policy: ExecutionPolicy?
  /// Known when the session is there.
  let exchange = Mutex<FileExchange?>(nil)

  init(shell: CommandInterpreter, policy: ExecutionPolicy? = nil) {
    self.shell = shell
    self.policy = policy
  }

  private static let names = [
    "certutil", "chcp", "chcp.com", "cmd", "find", "findstr", "hostname", "ipconfig", "more",
    "ping", "powershell", "reg", "whoami",
  ]

  func register(in registrar: ModuleRegistrar) {
    _ = registrar.session.service(SessionPolicies.self) {
      SessionPolicies(
        shell.computer.policies, user: shell.command.userName, process: policy)
    }
    registrar.add(cmdlets: [GetExecutionPolicy.self, SetExecutionPolicy.self])
    for name in Self.names { Self.add(name, to: registrar) { self } }
  }

  /// Adds a program.
  static func add(
    _ name: String, to registrar: ModuleRegistrar,
    of programs: @escaping @Sendable () -> ComputerPrograms
  ) {
    registrar.add(program: ComputerProgram(name: name, programs: programs))
  }
}

/// One of the programs. It writes when it has ended.
private struct ComputerProgram: BuiltInProgram {
  let name: String
  let programs: @Sendable () -> ComputerPrograms

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    let programs = programs()
    var shell = programs.shell
    let exchange = programs.exchange.withLock { $0 }
    try exchange?.takeBack()
    let (output, errors) = (OutputBuffer(), OutputBuffer())
    var streams = ProgramStreams(client: shell.client, codec: shell.codec)
    streams.output = .buffer(output)
    streams.error = .buffer(errors)
    let input = console.pipedInput ?? []
    streams.input = .bytes(shell.codec.encode(input.map { $0 + "\r\n" }.joined()))
    guard shell.enter(streams) else {
      try await write(errors, shell.codec) { try await console.writeError($0) }
      return 1
    }
    let words = arguments.map { $0.contains(" ") && !$0.contains("\"") ? "\"\($0)\"" : $0 }
    let code = await ProgramCall(([name] + words).joined(separator: " ")).run(in: &shell, streams)
    try Task.checkCancellation()
    try exchange?.bringIn()
    try await write(errors, shell.codec) { try await console.writeError($0) }
    try await write(output, shell.codec) { try await console.write($0) }
    return code
  }

  private func write(
    _ buffer: OutputBuffer, _ codec: TextCodec, _ write: (String) async throws -> Void
  ) async throws {
    var text = codec.decode(buffer.contents).replacing("\r\n", with: "\n")
    guard !text.isEmpty else { return }
    if text.hasSuffix("\n") { text.removeLast() }
    try await write(text)
  }

  func completions(for word: ProgramWord) -> [String]? { nil }
}
