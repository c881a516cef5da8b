public import WireSecurity

/// How the network between the shell and a computer behaves.
public struct NetworkBehaviour: Sendable, Equatable {
  /// What happens to a request.
  public enum Mode: String, Sendable, CaseIterable {
    /// The computer answers.
    case answer
    /// The connection is refused: nothing listens.
    case refuse
    /// The connection is reset as soon as a request was sent.
    case reset
    /// The connection is reset in the middle of the answer.
    case resetAnswer = "reset-answer"
    /// The answer ends in its middle.
    case truncate
    /// Nothing comes back at all.
    case silent
    /// Credentials are refused, right or wrong.
    case unauthorized
    /// The computer answers that it is too busy.
    case quota
    /// The computer's clock is days off: tickets and challenges are refused.
    case clockSkew = "clock-skew"
  }

  /// How far the clock is off with ``Mode/clockSkew``: too far for Kerberos and for NTLM.
  public static let clockDifference = ClockDifference(seconds: 2 * 86_400)

  /// What happens to a request.
  public let mode: Mode
  /// How long an answer takes more than the computer needs.
  public let delay: Duration
  /// How many messages are answered before that happens.
  public let after: Int
  /// To how many messages it happens; nil for all that follow.
  public let times: Int?

  /// A behaviour; by default computers answer at once.
  public init(
    mode: Mode = .answer, delay: Duration = .zero, after: Int = 0, times: Int? = nil
  ) {
    self.mode = mode
    self.delay = delay
    self.after = after
    self.times = times
  }

  /// What happens to the message of a number, counted from 0; without its delay when it is answered
  /// because its turn has not come or is over.
  func behaviour(forMessage number: Int) -> NetworkBehaviour {
    let isStruck = number >= after && times.map { number < after &+ $0 } ?? true
    return isStruck ? self : NetworkBehaviour()
  }
}
