import WSManClient

/// Asks one connector after the other who is responsible for a target.
struct ConnectorChain: TransportConnector {
  private let connectors: [any TransportConnector]

  init(_ connectors: [any TransportConnector]) { self.connectors = connectors }

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    for connector in connectors {
      if let transport = try await connector.connect(to: target, options: options) {
        return transport
      }
    }
    return nil
  }

  func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    for connector in connectors {
      if let probe = try await connector.probe(target, options: options) { return probe }
    }
    return nil
  }
}
