public import WSManProtocol

/// What a transport must know about one exchange besides the request.
public struct ExchangeContext: Sendable {
  /// How long to wait for the answer: the operation timeout and the configured network delay.
  public var timeout: Duration
  /// Who wants to see the messages.
  public var observer: (any WireObserver)?

  /// A context.
  public init(timeout: Duration, observer: (any WireObserver)? = nil) {
    self.timeout = timeout
    self.observer = observer
  }
}
