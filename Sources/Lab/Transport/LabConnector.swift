public import WSManClient
import WSManProtocol

/// Connects to the computers of labs without a network.
public struct LabConnector: TransportConnector {
  private let network: LabNetwork
  private let currentUser: String

  /// A connector for computers.
  ///
  /// - Parameters:
  ///   - network: the computers.
  ///   - currentUser: the user who runs the program, for connections without a credential.
  public init(network: LabNetwork, currentUser: String) {
    self.network = network
    self.currentUser = currentUser
  }

  /// A transport to a lab computer; nil when no lab has one of that name.
  public func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard !target.isLocalSession, let computer = network.computer(named: target.host) else {
      return nil
    }
    let authentication = LabAuthentication(
      computer: computer, target: target, options: options, currentUser: currentUser)
    return InProcessTransport(
      to: computer.service, address: target.url, network: computer.network,
      door: ListenerDoor(transport: target.transport, port: target.port, path: target.path),
      authenticate: { try await authentication.caller() })
  }
}
