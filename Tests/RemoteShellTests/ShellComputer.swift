import PSEngine
import RemoteShell
import Synchronization
import Testing
import WSManProtocol
import WSManService
import XMLStream

/// A computer with remote shells, and requests to it as a client sends them.
struct ShellComputer: Sendable {
  static let alice = Caller(
    userName: #"SERVER01\alice"#, groups: [WellKnownSIDs.administrators], connection: .http)
  static let bob = Caller(
    userName: #"SERVER01\bob"#, groups: [WellKnownSIDs.administrators], connection: .http)
  static let carol = Caller(
    userName: #"SERVER01\carol"#, groups: [WellKnownSIDs.users], connection: .http)

  /// The time, which tests turn themselves.
  final class Clock: ServiceClock {
    private let offset = Mutex(Duration.zero)
    private let start = ContinuousClock.now

    var now: ContinuousClock.Instant { start + offset.withLock { $0 } }
    func advance(_ time: Duration) { offset.withLock { $0 += time } }
  }

  let clock = Clock()
  let service: WinRMService

  init(
    _ settings: [String: String] = [:], profile: ConfigurationProfile = .current,
    rules: [CommandRule] = [], plugins: [PluginDocument]? = nil,
    commands: ComputerCommands? = nil
  ) {
    let identity = ServiceIdentity(
      computerName: "SERVER01", fullName: "server01.contoso.com",
      addresses: ["192.0.2.11", "127.0.0.1", "::1"])
    service = WinRMService(
      identity: identity,
      configuration: MemoryConfigurationStore(
        ComputerConfiguration(profile: profile, overrides: settings, plugins: plugins)),
      shellCommands: commands ?? ComputerCommands(EmulatedComputer(identity, rules: rules)),
      clock: clock)
  }

  /// The answer to a request; it goes through bytes, as over a connection.
  func send(
    _ body: RequestBody, to resource: ResourceURI = .commandShell, shell: String? = nil,
    options: OptionSet = OptionSet(), session: MessageID? = nil, as caller: Caller = alice,
    timeout: Int64 = 20_000, envelope: Int = 512_000
  ) async throws -> ResponseBody {
    var header = RequestHeader(
      to: "http://server01:5985/wsman", resource: resource, options: options, messageID: .random())
    if let shell { header.selectors = ["ShellId": shell] }
    header.sessionID = session
    header.maxEnvelopeSize = envelope
    header.operationTimeout = XSDDuration(milliseconds: timeout)
    let request = RequestEnvelope(header: header, body: body)
    let arrived = try EnvelopeDecoder.decodeRequest(EnvelopeEncoder.encode(request)).envelope
    #expect(arrived == request)
    let answer = await service.handle(arrived, caller: caller)
    let bytes = EnvelopeEncoder.encode(answer)
    #expect(bytes.count <= envelope)
    let returned = try EnvelopeDecoder.decodeResponse(bytes)
    #expect(returned == answer)
    return returned.body
  }

  /// Sends an action of shells.
  func send(
    _ action: ShellAction, _ input: XMLFragment?, shell: String, as caller: Caller = alice,
    timeout: Int64 = 20_000, envelope: Int = 512_000
  ) async throws -> ResponseBody {
    try await send(
      .invoke(action: action.uri, input: input), shell: shell, as: caller, timeout: timeout,
      envelope: envelope)
  }

  /// Opens a shell.
  ///
  /// - Returns: its id.
  func open(
    _ wish: ShellDescription = ShellDescription(), options: OptionSet = ShellComputer.utf8,
    as caller: Caller = alice
  ) async throws -> String {
    let answer = try await send(.create(wish.request), options: options, as: caller)
    guard case .create(let created) = answer else { throw Unexpected(answer: answer) }
    let described = try #require(created.additional.first.map(ShellDescription.init(element:)))
    #expect(created.reference.selectors["ShellId"] == described.id)
    return try #require(described.id)
  }

  static let utf8 = OptionSet([RequestOption(name: ShellOption.codePage, value: "65001")])

  /// Starts a command.
  ///
  /// - Returns: its id.
  func start(_ line: String, in shell: String, as caller: Caller = alice) async throws -> String {
    let answer = try await send(
      .command, ShellCommandLine(line).element, shell: shell, as: caller)
    guard case .invoke(ShellAction.command.responseURI, let output?) = answer else {
      throw Unexpected(answer: answer)
    }
    return try #require(ShellCommandLine.id(inResponse: output))
  }

  func receive(
    _ command: String, in shell: String, timeout: Int64 = 20_000, envelope: Int = 512_000
  ) async throws -> ShellOutput {
    let answer = try await send(
      .receive, ShellReceiveRequest(commandID: command).element, shell: shell, timeout: timeout,
      envelope: envelope)
    guard case .invoke(ShellAction.receive.responseURI, let output?) = answer else {
      throw Unexpected(answer: answer)
    }
    return try #require(ShellOutput(element: output))
  }

  /// What a command wrote, from its start to its end.
  struct Outcome: Equatable {
    var output = ""
    var errors = ""
    var code: Int32?
  }

  /// Receives until a command has ended.
  func finish(
    _ command: String, in shell: String, envelope: Int = 512_000
  ) async throws -> Outcome {
    var bytes: [String: [UInt8]] = [:]
    while true {
      let output = try await receive(command, in: shell, envelope: envelope)
      for block in output.blocks { bytes[block.name, default: []] += block.bytes }
      guard case .done(let code)? = output.state else { continue }
      return Outcome(
        output: String(decoding: bytes["stdout"] ?? [], as: UTF8.self),
        errors: String(decoding: bytes["stderr"] ?? [], as: UTF8.self), code: code)
    }
  }

  /// Runs a line in a shell of its own.
  func run(_ line: String, _ wish: ShellDescription = ShellDescription()) async throws -> Outcome {
    let shell = try await open(wish)
    let outcome = try await finish(try await start(line, in: shell), in: shell)
    _ = try await send(.delete, shell: shell)
    return outcome
  }

  /// An answer that is not the one that was expected.
  struct Unexpected: Error, CustomStringConvertible {
    let answer: ResponseBody
    var description: String { "\(answer)" }
  }
}

/// Sessions with the language and nothing else.
struct PlainSessions: PowerShellSessions {
  func session(
    for command: RemoteCommand, in folder: String, environment: [String: String],
    host: any PSHost, programs: any PSModule
  ) throws -> PowerShellSession {
    PowerShellSession(
      runspace: Runspace(
        configuration: RunspaceConfiguration(startFolder: "/"), host: host, modules: [programs]))
  }
}

extension ResponseBody {
  /// The number of the fault; nil when it is none.
  var faultCode: UInt32? {
    if case .fault(let fault) = self { return fault.code.rawValue }
    return nil
  }
}
