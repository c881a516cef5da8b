/// How the network in front of a listener behaves: what a lab file says about a computer.
public struct ListenerBehaviour: Sendable, Equatable {
  /// What becomes of a connection.
  public enum Mode: Sendable, Equatable {
    /// Requests are answered.
    case answer
    /// Connections end as soon as they are made.
    case refuse
    /// The connection is reset as soon as a request was sent.
    case reset
    /// Requests are taken and never answered.
    case silent
  }

  /// What becomes of a connection.
  public var mode: Mode
  /// How long an answer is held back.
  public var delay: Duration

  /// A behaviour; by default requests are answered at once.
  public init(mode: Mode = .answer, delay: Duration = .zero) {
    self.mode = mode
    self.delay = delay
  }
}
