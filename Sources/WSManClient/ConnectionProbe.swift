/// What was found out on the way to a computer.
public enum ConnectionProbe: Sendable, Equatable {
  /// The computer is emulated in this process, so that there is no network in between.
  case inProcess
  /// A walk over the network with an anonymous Identify.
  case network(ConnectionTrace)
}

/// The steps of the way to a computer, as far as it came.
public struct ConnectionTrace: Sendable, Equatable {
  /// A step.
  public enum Step: String, Sendable {
    case dns = "DNS"
    case tcp = "TCP"
    case tls = "TLS"
    case http = "HTTP"
    case identify = "Identify"
  }

  /// How a step went.
  public struct Entry: Sendable, Equatable {
    /// The step.
    public var step: Step
    /// How long it took.
    public var duration: Duration
    /// What was found.
    public var detail: String
    /// Why the way ends here; nil when it does not.
    public var failure: TransportFailure?

    /// An entry.
    public init(
      _ step: Step, _ duration: Duration, detail: String, failure: TransportFailure? = nil
    ) {
      self.step = step
      self.duration = duration
      self.detail = detail
      self.failure = failure
    }
  }

  /// The steps in their order.
  public var entries: [Entry]
  /// The names of the authentication schemes that the service offers, as in user interfaces; nil
  /// when it was not reached.
  public var offeredSchemes: [String]?

  /// A trace.
  public init(entries: [Entry] = [], offeredSchemes: [String]? = nil) {
    self.entries = entries
    self.offeredSchemes = offeredSchemes
  }
}
