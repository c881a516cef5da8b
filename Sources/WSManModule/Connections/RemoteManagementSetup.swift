/// What lies beside the drive and decides whether requests of other computers get through to the service.
/// Quick configuration changes it (`cmdlets.md` 5.10).
public struct RemoteManagementSetup: Sendable, Equatable {
  /// Whether the service runs.
  public var isRunning: Bool
  /// How the service starts, such as `Automatic`.
  public var startType: String
  /// Whether the firewall lets requests over HTTP through.
  public var allowsHTTP: Bool
  /// `LocalAccountTokenFilterPolicy`: whether local administrators keep their rights when they come
  /// from another computer.
  public var keepsRemoteRights: Bool

  /// A setup.
  public init(isRunning: Bool, startType: String, allowsHTTP: Bool, keepsRemoteRights: Bool) {
    self.isRunning = isRunning
    self.startType = startType
    self.allowsHTTP = allowsHTTP
    self.keepsRemoteRights = keepsRemoteRights
  }
}

extension RemoteManagementSetup {
  /// The parts under the names that they have on Windows, with their values.
  var parts: [(path: String, value: String)] {
    [
      ("(Get-Service WinRM).StartType", startType),
      ("(Get-Service WinRM).Status", isRunning ? "Running" : "Stopped"),
      ("(Get-NetFirewallRule WINRM-HTTP-In-TCP).Enabled", allowsHTTP ? "True" : "False"),
      (Self.policies + "LocalAccountTokenFilterPolicy", keepsRemoteRights ? "1" : "0"),
    ]
  }

  /// A present setup with what the change from this one to another has changed taken back.
  func back(from after: Self, in current: Self) -> Self {
    func value<Value: Equatable>(_ path: KeyPath<Self, Value>) -> Value {
      self[keyPath: path] == after[keyPath: path] ? current[keyPath: path] : self[keyPath: path]
    }
    return Self(
      isRunning: value(\.isRunning), startType: value(\.startType),
      allowsHTTP: value(\.allowsHTTP), keepsRemoteRights: value(\.keepsRemoteRights))
  }

  private static let policies =
    #"HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Policies\System\"#
}

/// Shows and restores the setup of the computer that the program runs on.
public protocol RemoteManagementControl: Sendable {
  /// The setup now.
  func setup() async throws -> RemoteManagementSetup
  /// Puts a setup back; a service that shall not run is stopped.
  func restore(_ setup: RemoteManagementSetup) async throws
}
