public import WSManClient
import WSManProtocol
import WSManService

/// Connects to the computer itself without a network, as the user who runs the program.
public struct LocalConnector: TransportConnector {
  private let computer: LabLocalComputer

  /// A connector to the computer itself.
  public init(computer: LabLocalComputer) {
    self.computer = computer
  }

  /// A transport to the computer itself; nil when the target is another computer, or has a port,
  /// an application or TLS, which only a real connection has.
  public func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    guard target.isLocalSession || (target.isPlainName && computer.isNamed(target.host)) else {
      return nil
    }
    let caller: Caller =
      options.authentication == .none ? .anonymous(over: .local) : computer.caller
    return InProcessTransport(
      to: computer.service, address: target.isLocalSession ? "localhost" : target.url,
      authenticate: { _, _ in caller })
  }

  /// In process, for the targets that `connect` reaches.
  public func probe(
    _ target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> ConnectionProbe? {
    target.isLocalSession || (target.isPlainName && computer.isNamed(target.host))
      ? .inProcess : nil
  }
}
