public import WSManClient
import WSManProtocol
import WSManService

/// Connects to the computer itself without a network: as the user who runs the program, or as the
/// account of a credential.
public struct LocalConnector: TransportConnector {
  private let computer: LabLocalComputer

  /// A connector to the computer itself.
  public init(computer: LabLocalComputer) {
    self.computer = computer
  }

  /// A transport to the computer itself; nil when the target is another computer, or has a port,
  /// an application or TLS, which only a real connection has. Who names a mechanism or a user is
  /// treated as at any computer.
  ///
  /// - Throws: `ClientRefusal` when the client's policy forbids the mechanism.
  public func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard target.isLocalSession || (target.isPlainName && computer.isNamed(target.host)) else {
      return nil
    }
    let isOwn = options.credential == nil && [.default, .none].contains(options.authentication)
    guard target.isLocalSession || isOwn else {
      var options = options
      options.authentication = try ClientPolicy.mechanism(for: target, options)
      let authentication = LabAuthentication(local: computer, target: target, options: options)
      return InProcessTransport(
        to: computer.service, address: target.url,
        authenticate: { try await authentication.caller(for: $0, isClockWrong: $1) })
    }
    return InProcessTransport(to: computer.service, as: computer.caller, target, options)
  }

  /// In process, for the targets that `connect` reaches.
  public func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    target.isLocalSession || (target.isPlainName && computer.isNamed(target.host))
      ? .inProcess : nil
  }
}
