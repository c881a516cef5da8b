/// When the steps of an exchange were complete, in microseconds since its start; 0 for steps that it
/// did not come to or did not need.
struct ExchangeTiming: Sendable, Equatable {
  /// The name had an address.
  var nameLookup = 0
  /// The connection stood.
  var connect = 0
  /// TLS stood.
  var handshake = 0
  /// The answer began.
  var answer = 0
  /// Everything was over.
  var total = 0
  /// The address that was connected to; empty when there was none.
  var remoteAddress = ""
}
