import WSManClient

/// What a cmdlet asks for: where to go and how.
struct SessionRequest: Sendable, Equatable {
  /// The connection string or URI; `nil` is the local session.
  var target: String?
  /// Authentication, TLS, timeouts, and the client configuration that is obeyed.
  var options: WSManSessionOptions
}
