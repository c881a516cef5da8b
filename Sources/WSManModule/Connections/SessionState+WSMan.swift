import PSEngine
import WSManClient

/// What the module keeps for a shell session.
private final class WSManSessionState {
  var services: SessionServices?
  var connections: ConnectionTable?
}

extension SessionState {
  private var wsmanState: WSManSessionState {
    service(WSManSessionState.self) { WSManSessionState() }
  }

  /// Opens sessions; set when the module is registered.
  var wsmanServices: SessionServices {
    get { wsmanState.services ?? SessionServices(connector: NoConnector(), observer: nil) }
    set { wsmanState.services = newValue }
  }

  /// The connected computers.
  var wsmanConnections: ConnectionTable {
    let state = wsmanState
    if let table = state.connections { return table }
    let services = wsmanServices
    let table = ConnectionTable {
      // Options that say nothing cannot contradict each other; without a session the entry is left
      // out, as Windows leaves it out when the local connection cannot be made.
      (try? services.localSession(isDrive: true)).map {
        WSManConnection(
          name: ConnectionTable.localName, session: $0,
          authentication: AuthenticationMechanism.default.displayName, transport: "InProcess")
      }
    }
    state.connections = table
    return table
  }
}

/// Knows no computer: what a session without a composed module has.
private struct NoConnector: TransportConnector {
  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? { nil }
}
