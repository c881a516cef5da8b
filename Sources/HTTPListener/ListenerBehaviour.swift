public import WireSecurity

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
    /// The computer's clock is off by this much: tickets of Kerberos and challenges of NTLM are
    /// judged by it.
    case clockSkew(ClockDifference)
  }

  /// When a listener asks how to behave.
  public enum Moment: Sendable, Equatable {
    /// A connection was made.
    case connection
    /// An exchange of tokens begins.
    case logon
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

  /// How far the clock of the computer is off.
  var clock: ClockDifference {
    if case .clockSkew(let difference) = mode { difference } else { ClockDifference(seconds: 0) }
  }
}
