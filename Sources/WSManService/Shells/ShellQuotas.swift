import WSManProtocol

/// What the settings of `WSMan:\<host>\Shell` allow (`configuration.md` 6), and what the quotas of
/// the plugin that serves the shells leave of it (9.3): the smaller value counts.
struct ShellQuotas {
  /// Whether shells may be opened.
  let allowsShells: Bool
  /// How long a shell may be left alone, unless its client says something else.
  let idleTimeout: Duration
  /// How many users may have shells.
  let users: Int
  /// How many shells a user may have.
  let shellsPerUser: Int
  /// How many processes of a shell may run at the same time; each command is one.
  let processesPerShell: Int
  /// How many commands of a shell may run at the same time.
  let commandsPerShell: Int
  /// How many bytes may wait in the streams of a command.
  let memory: Int
  /// How long a shell may live.
  let lifetime: Duration?
  /// The quotas of the plugin; nil for the shells of the service itself.
  let plugin: PluginQuotas?
  /// What a client may ask for at most, in milliseconds.
  private let longestWish: Int64

  /// What a client may ask for at least, in milliseconds (`configuration.md` 9.3).
  static let shortestIdleTimeout: Int64 = 60_000
  static let longestIdleTimeout: Int64 = 2_147_483_647
  /// What one computer keeps at most, whatever the settings say.
  static let mostShells = 10_000
  static let mostCommandsPerShell = 1000

  init(_ configuration: ComputerConfiguration, plugin: PluginQuotas?) {
    func limit(_ name: String, otherwise: UInt32 = 2_147_483_647) -> UInt32 {
      configuration.number("Winrs.\(name)", otherwise: otherwise)
    }
    /// 0 stands for no limit.
    func quota(_ name: String, _ own: Int? = nil) -> Int {
      [Int(limit(name)), own ?? 0].filter { $0 > 0 }.min() ?? .max
    }
    allowsShells = configuration.text("Winrs.AllowRemoteShellAccess") != "false"
    let idle = Int64(limit("IdleTimeout", otherwise: 7_200_000))
    let general = configuration.profile == .winrm20 ? max(idle, Self.shortestIdleTimeout) : idle
    idleTimeout = .milliseconds(min(general, plugin.map { Int64($0.idleTimeout) } ?? general))
    longestWish = plugin.map { Int64($0.longestIdleTimeout) } ?? Self.longestIdleTimeout
    users = Int(limit("MaxConcurrentUsers"))
    shellsPerUser = quota("MaxShellsPerUser")
    processesPerShell = quota("MaxProcessesPerShell", plugin?.processesPerShell)
    commandsPerShell = plugin?.commandsPerShell ?? .max
    let (bytes, isTooMuch) = quota("MaxMemoryPerShellMB", plugin?.memoryPerShell)
      .multipliedReportingOverflow(by: 1 << 20)
    memory = isTooMuch ? .max : bytes
    let time = limit("MaxShellRunTime")
    lifetime = time == 2_147_483_647 ? nil : .milliseconds(Int64(time))
    self.plugin = plugin
  }

  /// The idle timeout for a client's wish.
  ///
  /// - Throws: ``WSManFault`` when it is no duration or too short; a longer one than any is cut.
  func idleTimeout(wish: String?) throws(WSManFault) -> Duration {
    guard let wish, !wish.isEmpty else { return idleTimeout }
    guard let duration = XSDDuration(wish) ?? Int64(wish).map(XSDDuration.init(milliseconds:))
    else {
      throw WSManFault(
        .schemaValidationError,
        message: "IdleTimeOut is \(ConfigurationProblem.quoted(wish)), and a duration such as "
          + "PT600S is expected.")
    }
    guard duration.milliseconds >= Self.shortestIdleTimeout else {
      throw WSManFault(
        .idleTimeoutOutOfRange,
        message:
          "IdleTimeOut is \(ConfigurationProblem.quoted(wish)), and at least PT60S is needed."
      )
    }
    return .milliseconds(min(duration.milliseconds, longestWish))
  }

  /// The life time for a client's wish and for the settings.
  func lifetime(wish: String?) throws(WSManFault) -> Duration? {
    guard let wish, !wish.isEmpty else { return lifetime }
    guard let duration = XSDDuration(wish) ?? Int64(wish).map({ XSDDuration(milliseconds: $0) }),
      duration.milliseconds > 0
    else {
      throw WSManFault(
        .schemaValidationError,
        message: "Lifetime is \(ConfigurationProblem.quoted(wish)), and a duration such as PT1H is "
          + "expected.")
    }
    let wanted = Duration.milliseconds(min(duration.milliseconds, Self.longestIdleTimeout))
    return lifetime.map { min($0, wanted) } ?? wanted
  }
}
