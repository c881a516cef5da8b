import WSManClient
import WSManService

extension InProcessTransport {
  /// The way of a session to the service of the computer on which it runs.
  ///
  /// - Parameters:
  ///   - user: whose session it is; without authentication nobody asks.
  ///   - target: the computer itself, named or not.
  convenience init(
    to service: WinRMService, as user: Caller, _ target: ConnectionTarget,
    _ options: WSManSessionOptions
  ) {
    var caller: Caller = options.authentication == .none ? .anonymous(over: .local) : user
    // Who names the computer, and the drive, count as sent over a connection to itself.
    caller.isLoopback = target.isDrive || !target.isLocalSession
    self.init(
      to: service, address: target.isLocalSession ? "localhost" : target.url,
      authenticate: { [caller] _, _ in caller })
  }
}
