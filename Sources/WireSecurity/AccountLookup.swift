/// What an acceptor asks about accounts. `HTTPListener` adapts the service's accounts to it.
public protocol AccountLookup: Sendable {
  /// The verifier of the account with exactly this name; nil when there is none, or it may not
  /// log on.
  ///
  /// - Parameter userName: the name as the client sent it: not empty, without control characters.
  func passwordVerifier(of userName: String) async -> PasswordVerifier?
}
