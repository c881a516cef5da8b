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
    /// Nothing comes back at all.
    case silent
  }

  /// What happens to a request.
  public let mode: Mode
  /// How long an answer takes more than the computer needs.
  public let delay: Duration

  /// A behaviour; by default computers answer at once.
  public init(mode: Mode = .answer, delay: Duration = .zero) {
    self.mode = mode
    self.delay = delay
  }
}
