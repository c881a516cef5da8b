public import WSManClient
import WSManProtocol
public import WireSecurity

/// Connects to the computers of labs without a network.
///
/// The client's policy holds as for real computers. Members of a domain can prove who they are, as
/// if Kerberos worked; those in a workgroup must be in `TrustedHosts` (`configuration.md` 11).
public struct LabConnector: TransportConnector {
  private let network: LabNetwork
  private let guarded: ClientPolicyConnector

  /// A connector for computers.
  ///
  /// - Parameters:
  ///   - network: the computers.
  ///   - currentUser: the user who runs the program, for connections without a credential.
  ///   - identities: finds the certificate of the client with its key by the thumbprint.
  public init(
    network: LabNetwork, currentUser: String,
    identities: @escaping @Sendable (_ thumbprint: String) throws -> CertifiedKey? = { _ in nil }
  ) {
    self.network = network
    guarded = ClientPolicyConnector(
      DirectLabConnector(network: network, currentUser: currentUser, identities: identities))
  }

  /// A transport to a lab computer; nil when no lab has one of that name.
  ///
  /// - Throws: `ClientRefusal` when the client's policy forbids the connection.
  public func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard let computer = try await network.findComputer(named: target.host) else { return nil }
    var options = options
    options.client.isWorkgroup = computer.domainShortName == nil
    return try await guarded.connect(to: target, options: options)
  }

  /// In process, for the computers of the labs.
  public func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    try await network.findComputer(named: target.host) == nil ? nil : .inProcess
  }
}

/// Makes the transports, with the mechanism that the policy has chosen.
private struct DirectLabConnector: TransportConnector {
  let network: LabNetwork
  let currentUser: String
  let identities: @Sendable (_ thumbprint: String) throws -> CertifiedKey?

  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard let computer = try await network.findComputer(named: target.host) else { return nil }
    let authentication = LabAuthentication(
      computer: computer, target: target, options: options, currentUser: currentUser,
      certificate: try options.certificateThumbprint.map { try certificate($0, target) })
    return InProcessTransport(
      to: computer.service, address: target.url, network: { computer.networkForNextMessage() },
      door: ListenerDoor(
        transport: target.transport, port: target.port, path: target.path,
        // The address of loopback at which `serve` has the computer stands for these.
        addresses: computer.addresses.filter { !$0.contains(":") }),
      authenticate: { try await authentication.caller(for: $0, isClockWrong: $1) })
  }

  private func certificate(
    _ thumbprint: String, _ target: ConnectionTarget
  ) throws -> Certificate {
    guard let identity = try identities(thumbprint), identity.privateKey != nil else {
      throw TransportFailure.noCertificate(thumbprint, address: target.url)
    }
    return identity.certificate
  }
}
