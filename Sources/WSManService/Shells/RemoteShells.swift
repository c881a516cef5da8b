import Synchronization
import WSManProtocol

/// The open shells of one computer, and who runs their commands.
final class RemoteShells: Sendable {
  private let commands: any ShellCommands
  private let clock: any ServiceClock
  private let shells = Mutex<[RemoteShell]>([])

  init(commands: any ShellCommands, clock: any ServiceClock) {
    self.commands = commands
    self.clock = clock
  }

  /// The answer for a shell that is not there, or is not the caller's (`protocol.md` 11.4).
  static let unknownShell = WSManFault(
    .unexpectedSelectors,
    provider: ProviderFault(
      provider: "Shell provider", path: #"%systemroot%\system32\WsmSvc.dll"#,
      code: .unexpectedSelectors))

  var now: ContinuousClock.Instant { clock.now }

  // MARK: Shells

  /// Opens a shell.
  func open(
    _ wish: ShellDescription, options: OptionSet, caller: Caller, _ quotas: ShellQuotas
  ) throws(WSManFault) -> RemoteShell {
    guard quotas.allowsShells else { throw WSManFault(.remoteShellsNotAllowed) }
    let id = try Self.id(wish.id, otherwise: .shellIDInvalid)
    if let name = wish.name, name.utf16.count > 255 { throw WSManFault(.shellNameInvalid) }
    try Self.check(wish)
    let shell = RemoteShell(
      id: id, wish, caller: caller, plugin: quotas.plugin?.plugin,
      codePage: try Self.codePage(options),
      lifetime: try quotas.lifetime(wish: wish.lifetime),
      idleTimeout: try quotas.idleTimeout(wish: wish.idleTimeout), now: now)
    removeExpired()
    let refusal: WSManFault? = shells.withLock { shells in
      if shells.contains(where: { $0.id == id }) { return WSManFault(.shellIDTaken) }
      let own = shells.count { $0.belongs(to: caller.userName) }
      if own >= quotas.shellsPerUser { return WSManFault(.quotaMaxShells) }
      if own == 0, Set(shells.map { $0.owner.lowercased() }).count >= quotas.users {
        return WSManFault(.quotaMaxShellUsers)
      }
      if let plugin = quotas.plugin,
        let refusal = Self.refusal(of: plugin, to: caller, shells)
      {
        return refusal
      }
      if shells.count >= ShellQuotas.mostShells {
        return WSManFault(
          .quotaMaxPluginShells,
          message: "There are \(ShellQuotas.mostShells) shells, the most that this service takes. "
            + "Close some.")
      }
      shells.append(shell)
      return nil
    }
    if let refusal { throw refusal }
    watch(shell)
    return shell
  }

  /// Why a plugin takes no further shell of a caller; nil when it does.
  private static func refusal(
    of plugin: PluginQuotas, to caller: Caller, _ shells: [RemoteShell]
  ) -> WSManFault? {
    let shells = shells.filter { $0.plugin == plugin.plugin }
    let own = shells.count { $0.belongs(to: caller.userName) }
    if own >= plugin.shellsPerUser { return plugin.reached(.quotaMaxPluginShellsPerUser) }
    if own == 0, Set(shells.map { $0.owner.lowercased() }).count >= plugin.users {
      return plugin.reached(.quotaMaxPluginUsers)
    }
    return shells.count >= plugin.shells ? plugin.reached(.quotaMaxPluginShells) : nil
  }

  /// The shells of a caller; nobody is shown those of others.
  func all(of caller: Caller) -> [RemoteShell] {
    removeExpired()
    return shells.withLock { shells in shells.filter { $0.belongs(to: caller.userName) } }
  }

  /// The caller's shell with an id.
  ///
  /// - Throws: ``WSManFault``; a shell of another user is as unknown as one that never was.
  func shell(_ id: String?, of caller: Caller) throws(WSManFault) -> RemoteShell {
    guard let id else {
      throw WSManFault(
        .insufficientSelectors, message: "The selector ShellId is missing: it names the shell.")
    }
    removeExpired()
    let wanted = Self.plain(id)
    let found = shells.withLock { shells in
      shells.first { $0.id == wanted && $0.belongs(to: caller.userName) }
    }
    guard let found else { throw Self.unknownShell }
    return found
  }

  /// Closes a shell.
  func close(_ shell: RemoteShell) {
    shells.withLock { shells in shells.removeAll { $0 === shell } }
    shell.close()
  }

  /// Closes all shells, because the service stops.
  func closeAll() {
    let all = shells.withLock { shells in
      defer { shells = [] }
      return shells
    }
    for shell in all { shell.close() }
  }

  // MARK: Commands

  /// Starts a command.
  func start(
    _ line: ShellCommandLine, in shell: RemoteShell, options: OptionSet, _ quotas: ShellQuotas
  ) throws(WSManFault) -> RunningCommand {
    let id = try Self.id(line.id, otherwise: .commandIDInvalid)
    var command = RemoteCommand(
      line: line.text, userName: shell.owner, isAdministrator: shell.isAdministrator,
      environment: shell.environment, workingDirectory: shell.workingDirectory,
      codePage: shell.codePage)
    command.hasPipedInput =
      options.option(named: ShellOption.consoleInput)?.value?.lowercased() == "false"
    guard command.line.utf16.count <= Self.longestLine else {
      throw WSManFault(
        .invalidParameterValue,
        message: "The command line has more than \(Self.longestLine) characters.")
    }
    let commands = commands
    if let refusal = commands.refusal(of: command) { throw refusal }
    return try shell.add(
      quotas, { [command] in RunningCommand(id: id, command, by: commands, memory: quotas.memory) },
      id: id)
  }

  // MARK: Rules

  private static let longestLine = 32_767
  private static let mostVariables = 1000

  /// The id that a client chose, or a new one.
  private static func id(
    _ chosen: String?, otherwise code: WSManErrorCode
  ) throws(WSManFault) -> String {
    guard let chosen else { return GUID.random() }
    let id = plain(chosen)
    let parts = id.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [8, 4, 4, 4, 12],
      parts.allSatisfy({ $0.utf8.allSatisfy(isHexadecimal) })
    else { throw WSManFault(code) }
    return id
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte)
  }

  /// An id in the form in which it is kept: old clients write `uuid:` in front.
  private static func plain(_ id: String) -> String {
    let id = id.trimmingXMLSpace().uppercased()
    return id.hasPrefix("UUID:") ? String(id.dropFirst(5)) : id
  }

  private static func check(_ wish: ShellDescription) throws(WSManFault) {
    let isPlain = wish.environment.allSatisfy {
      !$0.name.isEmpty && !$0.name.contains("=") && !$0.name.contains("\0")
    }
    guard isPlain, wish.environment.count <= mostVariables else {
      throw WSManFault(
        .schemaValidationError,
        message:
          "A variable of the environment has a name, in which \"=\" does not occur, and there "
          + "are at most \(mostVariables).")
    }
    guard wish.inputStreams ?? ["stdin"] == ["stdin"],
      Set(wish.outputStreams ?? ["stdout"]).isSubset(of: ["stdout", "stderr"])
    else {
      throw WSManFault(
        .invalidParameterValue,
        message:
          "A shell for commands has the input stream stdin and the output streams stdout and "
          + "stderr.")
    }
  }

  private static func codePage(_ options: OptionSet) throws(WSManFault) -> Int? {
    guard let text = options.option(named: ShellOption.codePage)?.value, !text.isEmpty else {
      return nil
    }
    guard let number = Int(text), (0...65_535).contains(number) else {
      throw WSManFault(
        .optionsInvalidValue,
        message: "\(ConfigurationProblem.quoted(text)) is no code page: a number such as 65001 is "
          + "expected.")
    }
    return number
  }

  // MARK: Expiry

  private func removeExpired() {
    let now = now
    let expired = shells.withLock { shells in
      let expired = shells.filter { $0.expiry(now: now) <= now }
      if !expired.isEmpty { shells.removeAll { $0.expiry(now: now) <= now } }
      return expired
    }
    for shell in expired { shell.close() }
  }

  /// Looks after a shell when nobody else does, so that its commands do not run for ever.
  private func watch(_ shell: RemoteShell) {
    let wait = max(shell.expiry(now: now) - now, .seconds(1))
    let watch = Watchdog.shared.watch(for: wait) { [weak self, weak shell] in
      guard let self, let shell else { return }
      removeExpired()
      let isOpen = shells.withLock { shells in shells.contains { $0 === shell } }
      if isOpen { self.watch(shell) }
    }
    shell.keep(watch)
  }
}
