public import WSManClient

/// The WinRM service of the computer that the program runs on, as the drive needs it
/// (`provider.md` 11).
public protocol LocalServiceState: Sendable {
  /// Whether a name means this computer: `localhost` or the computer's own name.
  func isNamed(_ computer: String) -> Bool
  /// Whether the service runs.
  func isRunning() async throws -> Bool
  /// Starts the service, or starts it again.
  func start() async throws
  /// The settings of the client, which hold while the service is stopped and for who may not read
  /// them as well; `nil` when only the service knows them.
  func clientConfiguration() async throws -> ClientConfiguration?
  /// What shows and restores what quick configuration changes; `nil` when nothing can.
  var control: (any RemoteManagementControl)? { get }
}

extension LocalServiceState {
  /// Nothing can.
  public var control: (any RemoteManagementControl)? { nil }

  /// Only the service knows them.
  public func clientConfiguration() async throws -> ClientConfiguration? { nil }
}

/// A service that always runs: of a program that has no way to stop it.
struct AlwaysRunning: LocalServiceState {
  func isNamed(_ computer: String) -> Bool {
    computer.lowercased() == ConnectionTable.localName
  }

  func isRunning() async throws -> Bool { true }
  func start() async throws {}
}
