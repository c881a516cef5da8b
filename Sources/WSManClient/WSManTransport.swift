public import WSManProtocol

/// A way to one computer's service. A session owns its transport and uses it for one exchange at a
/// time.
public protocol WSManTransport: Sendable {
  /// Sends one request and returns its answer. A fault is an answer like the others.
  ///
  /// When the task is cancelled, the exchange ends soon with `CancellationError`.
  ///
  /// - Throws: `TransportFailure` when there is no answer or it cannot be read.
  func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope

  /// Gives back everything; later exchanges fail. Calling it twice is no error.
  func close() async
}

/// Someone who makes transports for some targets: the lab for its computers, libcurl for the rest.
public protocol TransportConnector: Sendable {
  /// A transport to the target; nil when this connector is not responsible for it. Nothing needs
  /// to be sent yet: the first exchange may open the connection.
  ///
  /// - Throws: `TransportFailure`.
  func connect(
    to target: ConnectionTarget, options: WSManSessionOptions
  ) async throws -> (any WSManTransport)?

  /// Walks the way to a target step by step and tells how each step went; without an answer from
  /// connectors that have nothing to tell about it.
  func probe(_ target: ConnectionTarget, options: WSManSessionOptions) async throws
    -> ConnectionProbe?
}

extension TransportConnector {
  /// Nothing.
  public func probe(_ target: ConnectionTarget, options: WSManSessionOptions) async throws
    -> ConnectionProbe?
  { nil }
}
