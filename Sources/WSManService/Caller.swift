/// Who sends a request, as the transport found out.
public struct Caller: Sendable, Equatable {
  /// The way on which the request came.
  public enum Connection: Sendable, Equatable {
    /// From the computer itself, without a connection.
    case local
    /// Over the network in clear text or with message protection.
    case http
    /// Over the network through TLS.
    case https
  }

  /// The account as other accounts are written, such as `SERVER01\administrator`; empty for an
  /// anonymous caller.
  public let userName: String
  /// The SIDs of the user's token: groups, everyone, and how the user is logged on.
  public let sids: Set<String>
  /// The way on which the request came.
  public let connection: Connection
  /// Whether a request of the computer itself counts as one over a connection to itself.
  public var isLoopback = false
  /// The address from which the request came, without brackets and scope.
  public var address = "127.0.0.1"

  /// A caller that proved to be a user.
  ///
  /// - Parameters:
  ///   - userName: the account, such as `SERVER01\administrator`.
  ///   - groups: the SIDs of the groups that the account is a member of.
  ///   - connection: the way on which the request came.
  public init(userName: String, groups: Set<String>, connection: Connection) {
    self.userName = userName
    self.connection = connection
    sids = groups.union([
      WellKnownSIDs.everyone, WellKnownSIDs.authenticatedUsers,
      connection == .local ? WellKnownSIDs.interactive : WellKnownSIDs.network,
    ])
  }

  private init(userName: String, sids: Set<String>, connection: Connection) {
    self.userName = userName
    self.sids = sids
    self.connection = connection
  }

  private init(anonymousOver connection: Connection) {
    userName = ""
    sids = []
    self.connection = connection
  }

  /// A caller that proved nothing; the service answers Identify only.
  public static func anonymous(over connection: Connection) -> Caller {
    Caller(anonymousOver: connection)
  }

  /// The caller with the rights that are left over the network (`configuration.md` 13.4): in a
  /// workgroup an account of the computer other than the built-in one is no administrator from
  /// elsewhere, unless `LocalAccountTokenFilterPolicy` says so.
  func limited(
    on computer: ServiceIdentity, by state: RemoteManagementState
  ) -> Caller {
    let parts = userName.split(separator: "\\", maxSplits: 1).map { $0.lowercased() }
    guard connection != .local, isAdministrator, !state.keepsRemoteRights, computer.isInWorkgroup,
      parts.count == 2, parts[0] == computer.computerName.lowercased(), parts[1] != "administrator"
    else { return self }
    var limited = Caller(
      userName: userName, sids: sids.subtracting([WellKnownSIDs.administrators]),
      connection: connection)
    limited.address = address
    return limited
  }

  /// Whether the caller proved to be a user.
  public var isAuthenticated: Bool { !userName.isEmpty }

  /// Whether the caller is a member of Administrators.
  public var isAdministrator: Bool { sids.contains(WellKnownSIDs.administrators) }
}
