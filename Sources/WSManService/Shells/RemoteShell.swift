import Synchronization
import WSManProtocol

/// An open shell of one user.
final class RemoteShell: Sendable {
  let id: String
  let name: String?
  /// The account, as it is told to others.
  let owner: String
  let isAdministrator: Bool
  let clientAddress: String
  /// The plugin that serves the shell, in lower case; nil for the service itself.
  let plugin: String?
  let environment: [ShellDescription.Variable]
  let workingDirectory: String?
  let inputStreams: [String]
  let outputStreams: [String]
  let codePage: Int?
  let opened: ContinuousClock.Instant
  let lifetime: Duration?
  /// Whether the client chose the id, without which there is no way back to a shell that was left.
  let canDisconnect: Bool

  private struct State {
    var commands: [RunningCommand] = []
    var lastUse: ContinuousClock.Instant
    /// How many requests for the shell are being answered.
    var requests = 0
    var idleTimeout: Duration
    var isDisconnected = false
    var isClosed = false
    /// When somebody looks whether the shell is still wanted.
    var watch: Watchdog.Watch?
  }

  private let state: Mutex<State>

  init(
    id: String, _ wish: ShellDescription, caller: Caller, plugin: String?, codePage: Int?,
    lifetime: Duration?, idleTimeout: Duration, now: ContinuousClock.Instant
  ) {
    self.id = id
    name = wish.name
    owner = caller.userName
    isAdministrator = caller.isAdministrator
    clientAddress = caller.address
    self.plugin = plugin
    environment = wish.environment
    workingDirectory = wish.workingDirectory.flatMap { $0.isEmpty ? nil : $0 }
    inputStreams = wish.inputStreams ?? ["stdin"]
    outputStreams = wish.outputStreams ?? ["stdout", "stderr"]
    self.codePage = codePage
    self.lifetime = lifetime
    canDisconnect = wish.id != nil
    opened = now
    state = Mutex(State(lastUse: now, idleTimeout: idleTimeout))
  }

  /// Whether a user is the one who opened the shell.
  func belongs(to userName: String) -> Bool { owner.lowercased() == userName.lowercased() }

  // MARK: Time

  /// Counts a request that is being answered.
  func beginRequest() { state.withLock { $0.requests += 1 } }

  /// Counts a request that was answered: the shell is idle from now on.
  func endRequest(now: ContinuousClock.Instant) {
    state.withLock { state in
      state.requests -= 1
      state.lastUse = now
    }
  }

  /// When nobody wants the shell any more, unless it is used until then.
  func expiry(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
    let idle = state.withLock {
      $0.requests > 0 ? now + $0.idleTimeout : $0.lastUse + $0.idleTimeout
    }
    guard let lifetime else { return idle }
    return min(idle, opened + lifetime)
  }

  /// Keeps what looks after the shell, to end it with the shell.
  func keep(_ watch: Watchdog.Watch) {
    let isLate = state.withLock { state in
      state.watch = watch
      return state.isClosed
    }
    if isLate { _ = Watchdog.shared.end(watch) }
  }

  // MARK: Commands

  /// All commands that the client has not had forgotten.
  var commands: [RunningCommand] { state.withLock { $0.commands } }

  /// A command by its id.
  /// - Throws: ``WSManFault`` when there is none.
  func command(_ id: String) throws(WSManFault) -> RunningCommand {
    let wanted = id.lowercased()
    guard let command = commands.first(where: { $0.id.lowercased() == wanted }) else {
      throw WSManFault(
        .unexpectedSelectors,
        message: "The shell has no command with the id \(ConfigurationProblem.quoted(id)). It was "
          + "ended, or is one of another shell.")
    }
    return command
  }

  /// Adds a command unless the shell was closed meanwhile or has too many.
  func add(
    _ quotas: ShellQuotas, _ start: () -> RunningCommand, id: String
  ) throws(WSManFault) -> RunningCommand {
    let result: Result<RunningCommand, WSManFault> = state.withLock { state in
      guard !state.isClosed else { return .failure(RemoteShells.unknownShell) }
      guard !state.commands.contains(where: { $0.id.lowercased() == id.lowercased() }) else {
        return .failure(WSManFault(.commandIDTaken))
      }
      let running = state.commands.count(where: \.isRunning)
      guard state.commands.count < ShellQuotas.mostCommandsPerShell,
        running < quotas.commandsPerShell
      else {
        return .failure(
          quotas.plugin?.reached(.quotaMaxCommandsPerShell)
            ?? WSManFault(.quotaMaxCommandsPerShell))
      }
      guard running < quotas.processesPerShell else {
        return .failure(
          WSManFault(
            .notEnoughQuota,
            message: "The shell may run \(quotas.processesPerShell) processes at a time "
              + "(MaxProcessesPerShell)."))
      }
      let command = start()
      state.commands.append(command)
      return .success(command)
    }
    return try result.get()
  }

  /// Ends a command and forgets it.
  func forget(_ command: RunningCommand) {
    command.interrupt()
    state.withLock { $0.commands.removeAll { $0 === command } }
  }

  /// Ends everything.
  func close() {
    let (commands, watch) = state.withLock { state in
      state.isClosed = true
      defer { state.commands = [] }
      return (state.commands, state.watch)
    }
    if let watch { _ = Watchdog.shared.end(watch) }
    for command in commands { command.interrupt() }
  }

  // MARK: Leaving and coming back

  /// Whether the client has left the shell.
  var isDisconnected: Bool { state.withLock { $0.isDisconnected } }

  /// Leaves the shell.
  func disconnect(idleTimeout: Duration?) throws(WSManFault) {
    guard canDisconnect else { throw WSManFault(.shellDisconnectNotSupported) }
    let isDone = state.withLock { state in
      guard !state.isDisconnected else { return false }
      state.isDisconnected = true
      if let idleTimeout { state.idleTimeout = idleTimeout }
      return true
    }
    guard isDone else { throw WSManFault(.shellAlreadyDisconnected) }
  }

  /// Goes on with the shell.
  func reconnect() throws(WSManFault) {
    guard canDisconnect else { throw WSManFault(.shellDisconnectNotSupported) }
    let isDone = state.withLock { state in
      defer { state.isDisconnected = false }
      return state.isDisconnected
    }
    guard isDone else { throw WSManFault(.shellNotDisconnected) }
  }

  // MARK: Description

  /// The shell as Create tells it, and with more as Get and Enumerate do.
  func description(now: ContinuousClock.Instant, inFull: Bool) -> ShellDescription {
    let (commands, lastUse, idleTimeout, isDisconnected) = state.withLock {
      ($0.commands, $0.lastUse, $0.idleTimeout, $0.isDisconnected)
    }
    var shell = ShellDescription()
    shell.id = id
    shell.resource = ResourceURI.commandShell.text
    shell.owner = owner
    shell.clientAddress = clientAddress
    shell.environment = environment
    shell.workingDirectory = workingDirectory
    shell.idleTimeout = XSDDuration(milliseconds: idleTimeout.milliseconds).text
    shell.inputStreams = inputStreams
    shell.outputStreams = outputStreams
    shell.runTime = max(0, (now - opened).components.seconds)
    shell.inactivity = max(0, (now - lastUse).components.seconds)
    guard inFull else { return shell }
    shell.name = name
    if canDisconnect { shell.state = isDisconnected ? "Disconnected" : "Connected" }
    let backlog = commands.reduce(0) { $0 + $1.streams.backlog }
    shell.memoryUsed = "\(backlog >> 20)MB"
    shell.childProcesses = commands.count(where: \.isRunning)
    return shell
  }
}

extension Duration {
  /// The whole milliseconds, at most those that fit.
  var milliseconds: Int64 {
    let (whole, isTooLong) = components.seconds.multipliedReportingOverflow(by: 1000)
    guard !isTooLong else { return .max }
    return whole &+ components.attoseconds / 1_000_000_000_000_000
  }
}
