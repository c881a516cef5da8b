public import PSEngine
public import WSManClient

/// A connection of the drive, for those who show it.
public struct ConnectionSummary: Sendable {
  /// Name under which the drive lists it.
  public var name: String
  /// Where it goes, such as `http://server01:5985/wsman`; empty for the computer itself.
  public var address: String
  /// How messages travel: `InProcess`, `HTTP` or `HTTPS`.
  public var transport: String
  /// How the client proves who it is.
  public var authentication: AuthenticationMechanism
  /// What keeps others from reading the messages.
  public var protection: WireExchange.Protection
  /// What was exchanged.
  public var traffic: WireTraffic
}

extension SessionState {
  /// The connections of the drive, in its order.
  public var wsmanConnectionSummaries: [ConnectionSummary] {
    let table = wsmanConnections
    return table.names.compactMap { table.connection($0) }.map { connection in
      let session = connection.session
      return ConnectionSummary(
        name: connection.name,
        address: session.target.isLocalSession ? "" : session.target.url,
        transport: session.target.isLocalSession
          ? "InProcess" : session.target.transport.rawValue.uppercased(),
        authentication: session.mechanism, protection: session.protection,
        traffic: session.traffic)
    }
  }
}
