public import WSManService

/// What the commands of an emulated computer tell about it.
public struct EmulatedComputer: Sendable {
  /// The short name in capitals, such as `SERVER01`.
  public private(set) var name: String
  /// The name with the domain; the short name in a workgroup.
  public private(set) var fullName: String
  /// The version of Windows, such as `10.0.20348`.
  public let version: String
  /// The addresses without those of loopback.
  public let addresses: [String]
  /// What the lab file says about commands.
  public let rules: [CommandRule]
  /// How long a script of PowerShell may run.
  public var longestScript = Duration.seconds(600)
  /// What the computer says of itself now: it may have another name than when it was made.
  private var identity: @Sendable () -> ServiceIdentity? = { nil }
  /// What PowerShell may run on the computer.
  let policies = ComputerPolicies()
  private let clock: (@Sendable () -> Double)?
  /// What `%RANDOM%` follows from; nil draws it.
  let seed: UInt64?

  /// A computer.
  public init(
    name: String, fullName: String, version: String, addresses: [String], rules: [CommandRule] = [],
    clock: (@Sendable () -> Double)? = nil, seed: UInt64? = nil
  ) {
    self.name = name
    self.fullName = fullName
    self.version = version
    self.addresses = addresses
    self.rules = rules
    self.clock = clock
    self.seed = seed
  }

  /// A computer as its service describes it.
  /// - Parameters:
  ///   - rules: what the lab file says about commands.
  ///   - clock: its time in seconds since 1970; nil takes that of the machine.
  ///   - seed: makes each of its sessions draw the same random numbers.
  ///   - present: what the service says later on, after a change of the name; nil for no change.
  public init(
    _ identity: ServiceIdentity, rules: [CommandRule] = [], clock: (@Sendable () -> Double)? = nil,
    seed: UInt64? = nil, present: @escaping @Sendable () -> ServiceIdentity? = { nil }
  ) {
    self.init(
      name: identity.computerName, fullName: identity.fullName,
      version: identity.operatingSystemVersion,
      addresses: identity.addresses.filter { $0 != "127.0.0.1" && $0 != "::1" }, rules: rules,
      clock: clock, seed: seed)
    self.identity = present
  }

  /// The computer with the name that it has at present.
  var present: EmulatedComputer {
    guard let identity = identity() else { return self }
    var computer = self
    (computer.name, computer.fullName) = (identity.computerName, identity.fullName)
    return computer
  }

  /// The time that the computer tells.
  func now() -> WallTime {
    guard let clock else { return .now }
    return WallTime(seconds: Int(max(-1e11, min(1e11, clock()))))
  }

  /// The domain, such as `contoso.com`; nil in a workgroup.
  var domain: String? {
    guard let dot = fullName.firstIndex(of: ".") else { return nil }
    return String(fullName[fullName.index(after: dot)...])
  }

  /// The folder of a user.
  func profileFolder(of user: String) -> String { #"C:\Users\"# + user }
}
