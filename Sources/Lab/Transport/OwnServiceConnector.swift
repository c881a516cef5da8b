public import WSManClient
import WSManProtocol
public import WSManService

/// Connects a session that runs on an emulated computer to the service of that computer, and to
/// nothing else.
public struct OwnServiceConnector: TransportConnector {
  private let service: WinRMService
  private let caller: Caller

  /// A connector for a session.
  ///
  /// - Parameters:
  ///   - service: the service of the computer.
  ///   - caller: the user whose session it is.
  public init(service: WinRMService, caller: Caller) {
    self.service = service
    self.caller = caller
  }

  /// A transport to the computer itself; nil for all other targets.
  public func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)? {
    let identity = service.identity
    let names = [
      "localhost", ".", identity.computerName.lowercased(), identity.fullName.lowercased(),
    ]
    guard target.isLocalSession || (target.isPlainName && names.contains(target.host.lowercased()))
    else { return nil }
    return InProcessTransport(to: service, as: caller, target, options)
  }
}
