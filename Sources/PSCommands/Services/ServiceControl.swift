/// Drives the services of emulated computers; the services of the host are never touched.
public protocol ServiceControl: Sendable {
  /// The services and drivers of a computer as they are now, ordered by name.
  ///
  /// - Parameter computer: its name; nil is the local computer.
  /// - Throws: ``ServiceControlError``.
  func services(of computer: String?) async throws -> [ServiceDescription]

  /// Starts a service, and before it those that it needs; one that runs stays as it is.
  func start(_ name: String, on computer: String?) async throws

  /// Stops a service and the running services that need it; one that is stopped stays as it is.
  func stop(_ name: String, on computer: String?) async throws

  /// Changes how a service is set up.
  func configure(_ name: String, _ change: ServiceChange, on computer: String?) async throws
}

/// What `Set-Service` changes of a service; nil leaves things as they are.
public struct ServiceChange: Sendable, Equatable {
  /// When it starts.
  public var startType: ServiceDescription.StartType?
  /// The name for people.
  public var displayName: String?
  /// What it is for.
  public var description: String?

  /// Whether nothing changes.
  public var isEmpty: Bool { startType == nil && displayName == nil && description == nil }
}

/// A service at one moment.
public struct ServiceDescription: Sendable, Equatable {
  /// When a service starts, with the numbers of `ServiceStartMode`.
  public enum StartType: Int64, Sendable {
    case boot = 0
    case system = 1
    case automatic = 2
    case manual = 3
    case disabled = 4
  }

  /// The program of a service, with the numbers of `ServiceType`.
  public enum Kind: Int64, Sendable {
    case kernelDriver = 1
    case fileSystemDriver = 2
    case ownProcess = 16
    case shareProcess = 32

    var isDriver: Bool { self == .kernelDriver || self == .fileSystemDriver }
  }

  /// The name, such as `WinRM`.
  public var name: String
  /// The name for people.
  public var displayName: String
  /// Whether it runs.
  public var isRunning: Bool
  /// When it starts.
  public var startType: StartType
  /// Whether it can be stopped while it runs.
  public var canStop: Bool
  /// What kind of program it is.
  public var kind: Kind
  /// The services that have to run before it.
  public var requiredServices: [String]

  /// Describes a service.
  public init(
    name: String, displayName: String, isRunning: Bool, startType: StartType, canStop: Bool,
    kind: Kind, requiredServices: [String]
  ) {
    self.name = name
    self.displayName = displayName
    self.isRunning = isRunning
    self.startType = startType
    self.canStop = canStop
    self.kind = kind
    self.requiredServices = requiredServices
  }
}

/// Why services cannot be seen or driven.
public enum ServiceControlError: Error, Sendable {
  /// The computer does not answer, or is none of the emulated ones.
  case unreachable(computer: String)
  /// The user is no administrator.
  case accessDenied
  /// The service refuses; the reason is a sentence for people.
  case refused(reason: String)
  /// The service has failed for a reason of its own, such as a port that is taken.
  case failed(reason: String)
}

/// Stands where the program has composed no computer.
struct NoServices: ServiceControl {
  func services(of computer: String?) async throws -> [ServiceDescription] {
    throw ServiceControlError.unreachable(computer: computer ?? ".")
  }

  func start(_ name: String, on computer: String?) async throws {
    throw ServiceControlError.unreachable(computer: computer ?? ".")
  }

  func stop(_ name: String, on computer: String?) async throws {
    throw ServiceControlError.unreachable(computer: computer ?? ".")
  }

  func configure(_ name: String, _ change: ServiceChange, on computer: String?) async throws {
    throw ServiceControlError.unreachable(computer: computer ?? ".")
  }
}
