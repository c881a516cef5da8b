/// How the network in front of a listener behaves: what a lab file says about a computer.
public struct ListenerBehaviour: Sendable, Equatable {
  /// What becomes of a connection or a request.
  public enum Mode: Sendable, Equatable {
    /// Requests are answered.
    case answer
    /// Connections end as soon as they are made.
    case refuse
    /// The connection is reset as soon as a request was sent.
    case reset
    /// The connection is reset in the middle of the answer.
    case resetAnswer
    /// The answer ends in its middle.
    case truncate
    /// Requests are taken and never answered.
    case silent
    /// Credentials are refused, right or wrong.
    case unauthorized
    /// Requests are answered with the fault for a service that is too busy.
    case quota
  }

  /// When a listener asks how to behave.
  public enum Moment: Sendable, Equatable {
    /// A connection was made.
    case connection
    /// A message has come; others are the legs of an authentication.
    case request(carriesMessage: Bool)
  }

  /// What becomes of it.
  public var mode: Mode
  /// How long an answer is held back.
  public var delay: Duration

  /// A behaviour; by default requests are answered at once.
  public init(mode: Mode = .answer, delay: Duration = .zero) {
    self.mode = mode
    self.delay = delay
  }
}
