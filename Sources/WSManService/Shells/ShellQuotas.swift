import WSManProtocol

/// What the settings of `WSMan:\<host>\Shell` allow (`configuration.md` 6).
struct ShellQuotas {
  /// Whether shells may be opened.
  let allowsShells: Bool
  /// How long a shell may be left alone, unless its client says something else.
  let idleTimeout: Duration
  /// How many users may have shells.
  let users: Int
  /// How many shells a user may have.
  let shellsPerUser: Int
  /// How many commands of a shell may run at the same time.
  let processesPerShell: Int
  /// How many bytes may wait in the streams of a command.
  let memory: Int
  /// How long a shell may live.
  let lifetime: Duration?

  /// What a client may ask for at least, in milliseconds (`configuration.md` 9.3).
  static let shortestIdleTimeout: Int64 = 60_000
  static let longestIdleTimeout: Int64 = 2_147_483_647
  /// What one computer keeps at most, whatever the settings say.
  static let mostShells = 10_000
  static let mostCommandsPerShell = 1000

  init(_ configuration: ComputerConfiguration) {
    func limit(_ name: String, otherwise: UInt32 = 2_147_483_647) -> UInt32 {
      configuration.number("Winrs.\(name)", otherwise: otherwise)
    }
    /// 0 stands for no limit.
    func quota(_ name: String) -> Int {
      let value = limit(name)
      return value == 0 ? .max : Int(value)
    }
    allowsShells = configuration.text("Winrs.AllowRemoteShellAccess") != "false"
    let idle = Int64(limit("IdleTimeout", otherwise: 7_200_000))
    idleTimeout = .milliseconds(
      configuration.profile == .winrm20 ? max(idle, Self.shortestIdleTimeout) : idle)
    users = Int(limit("MaxConcurrentUsers"))
    shellsPerUser = quota("MaxShellsPerUser")
    processesPerShell = quota("MaxProcessesPerShell")
    let (bytes, isTooMuch) = quota("MaxMemoryPerShellMB").multipliedReportingOverflow(by: 1 << 20)
    memory = isTooMuch ? .max : bytes
    let time = limit("MaxShellRunTime")
    lifetime = time == 2_147_483_647 ? nil : .milliseconds(Int64(time))
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
    return .milliseconds(min(duration.milliseconds, Self.longestIdleTimeout))
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
