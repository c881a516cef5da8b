/// A service or driver of an emulated computer.
public struct ServiceRecord: Sendable, Equatable {
  /// What kind of program it is.
  public enum Kind: String, Sendable {
    case kernelDriver = "Kernel Driver"
    case fileSystemDriver = "File System Driver"
    case ownProcess = "Own Process"
    case shareProcess = "Share Process"

    /// Whether it is a driver, which listings of services leave out.
    public var isDriver: Bool { self == .kernelDriver || self == .fileSystemDriver }
  }

  /// When it starts; the numbers are those of Windows.
  public enum StartMode: Int, Sendable {
    case boot = 0
    case system = 1
    case automatic = 2
    case manual = 3
    case disabled = 4
  }

  /// An account under which services run.
  public enum ServiceAccount: String, Sendable {
    case localSystem = "LocalSystem"
    case localService = #"NT AUTHORITY\LocalService"#
    case networkService = #"NT AUTHORITY\NetworkService"#
  }

  /// The name, such as `WinRM`.
  public let name: String
  /// The name for people.
  public internal(set) var displayName: String
  /// What it is for; empty unless somebody has described it.
  public internal(set) var description = ""
  /// What kind of program it is.
  public let kind: Kind
  /// When it starts.
  public internal(set) var startMode: StartMode
  /// Whether it runs.
  public internal(set) var isRunning: Bool
  /// Whether it can be stopped while it runs.
  public let canStop: Bool
  /// The account under which it runs.
  public let account: ServiceAccount
  /// The command line of its program.
  public let path: String
  /// The names of the services and drivers that have to run before it.
  public let requiredServices: [String]

  init(
    _ name: String, _ displayName: String, _ kind: Kind = .shareProcess, start: StartMode,
    runs: Bool = false, stops: Bool = false, account: ServiceAccount = .localSystem, path: String,
    needs: [String] = []
  ) {
    self.name = name
    self.displayName = displayName
    self.kind = kind
    startMode = start
    isRunning = runs
    canStop = stops
    self.account = account
    self.path = path
    requiredServices = needs
  }
}

/// Why the service control manager of a computer refuses something.
public enum ServiceProblem: Error, Sendable, Equatable {
  /// There is no service of that name.
  case unknown(String)
  /// The service is disabled.
  case disabled(String)
  /// A service that it needs cannot start.
  case dependencyFailed(String, needs: String)
  /// The service does not take that control.
  case cannotStop(String)
  /// Services that need it are running.
  case dependentsRunning(String, [String])
  /// The service has failed to start or to stop, for a reason of its own.
  case failed(String, reason: String)
}

extension ServiceProblem: CustomStringConvertible {
  /// A sentence for people.
  public var description: String {
    switch self {
    case .unknown(let name): "There is no service \(name)."
    case .disabled(let name):
      "The service \(name) is disabled. Allow it to start: Set-Service \(name) -StartupType Manual"
    case .dependencyFailed(let name, let needed):
      "The service \(name) needs the service \(needed), which cannot start."
    case .cannotStop(let name): "The service \(name) cannot be stopped while the computer runs."
    case .dependentsRunning(let name, let others):
      "Running services need the service \(name): \(others.joined(separator: ", "))."
    case .failed(_, let reason): reason
    }
  }
}
