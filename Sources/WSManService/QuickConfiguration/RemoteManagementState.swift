/// What decides, beside the settings, whether other computers get through to the service.
public struct RemoteManagementState: Sendable, Equatable {
  /// How the service starts when the computer does.
  public enum StartMode: String, Sendable {
    case automatic = "Automatic"
    case manual = "Manual"
    case disabled = "Disabled"
  }

  /// The kind of network that the computer is in.
  public enum NetworkProfile: String, Sendable {
    case domain = "Domain"
    case `private` = "Private"
    case `public` = "Public"
  }

  /// Whether the service runs.
  public var isRunning: Bool
  /// How often the service was started: whoever has seen another number has missed a start.
  public private(set) var starts: UInt64
  /// How the service starts.
  public var startMode: StartMode
  /// The kind of network.
  public var networkProfile: NetworkProfile
  /// The rules of the firewall, in the order in which they were made.
  public var firewall: [FirewallRule]
  /// What the firewall does in each kind of network.
  public internal(set) var firewallProfiles = FirewallProfileState.standard
  /// Whether the firewall lets requests over HTTP through.
  public var allowsHTTP: Bool {
    get { firewall.allowsHTTP }
    set { if newValue != firewall.allowsHTTP { firewall.allowsHTTP = newValue } }
  }
  /// Whether local administrators keep their rights when they come from another computer
  /// (`LocalAccountTokenFilterPolicy`).
  public var keepsRemoteRights: Bool
  /// Name and domain of the computer since its last start; nil while they are those that it began
  /// with.
  public var membership: ComputerMembership?

  /// A server as it is after installation: set up for requests over HTTP.
  public init(
    isRunning: Bool = true, starts: UInt64 = 0, startMode: StartMode = .automatic,
    networkProfile: NetworkProfile = .private, allowsHTTP: Bool = true,
    keepsRemoteRights: Bool = true, membership: ComputerMembership? = nil
  ) {
    firewall = FirewallRule.standard
    self.isRunning = isRunning
    self.starts = starts
    self.startMode = startMode
    self.networkProfile = networkProfile
    self.keepsRemoteRights = keepsRemoteRights
    self.membership = membership
    self.allowsHTTP = allowsHTTP
  }

  /// Starts the service, or starts it again.
  mutating func start() {
    isRunning = true
    starts &+= 1
  }
}
