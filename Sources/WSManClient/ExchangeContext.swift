/// What a transport must know about one exchange besides the request.
public struct ExchangeContext: Sendable {
  /// How long to wait for the answer: the operation timeout and the configured network delay.
  public var timeout: Duration
  /// Takes down how the exchange goes; `nil` when nobody observes it.
  public var recorder: WireRecorder?
  /// Counts the bytes that go over the network.
  public var traffic: WireTraffic

  /// A context.
  public init(
    timeout: Duration, recorder: WireRecorder? = nil, traffic: WireTraffic = WireTraffic()
  ) {
    self.timeout = timeout
    self.recorder = recorder
    self.traffic = traffic
  }
}
