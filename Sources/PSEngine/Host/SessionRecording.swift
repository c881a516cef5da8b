import Synchronization

/// What happens in a session, as its recorders see it: in order, and without the secrets that the
/// session knows of.
public enum SessionEvent: Sendable, Equatable {
  /// An input begins to run.
  /// - Parameter prompt: what stood in front of it; `nil` when it was not typed at a prompt.
  case input(prompt: String?, text: String)
  /// Text was shown.
  case output(String)
  /// A question was asked and answered; the answer to a secret one is a row of stars.
  case answer(question: String, text: String)
  /// An error has ended a command; it is shown afterwards, unless something catches it.
  case terminatingError(command: String, message: String)
  /// The screen was cleared.
  case cleared
}

/// Why a recording ends.
public enum RecordingEnd: Sendable {
  /// A command has stopped it.
  case stopped
  /// The session ends.
  case sessionEnded
}

/// Takes down what happens in a session.
public protocol SessionRecorder: AnyObject, Sendable {
  /// Takes the next event; called on whatever thread it happens.
  func record(_ event: SessionEvent)
  /// Ends the recording; nothing is recorded afterwards.
  func finish(_ end: RecordingEnd)
}

/// The recorders of a session, and the secrets that none of them may see.
public final class SessionRecording: Sendable {
  /// What stands for a secret, whatever its length.
  public static let mask = "********"

  /// Secrets shorter than this are not looked for in what is shown: they would be found everywhere.
  private static let shortestSecret = 4
  /// Beyond this the oldest ones are forgotten.
  private static let mostSecrets = 256

  private struct State {
    var recorders: [any SessionRecorder] = []
    var secrets: [String] = []
  }

  private let state = Mutex(State())

  /// Nothing is recorded at first.
  public init() {}

  /// Whether anybody records.
  public var isActive: Bool { state.withLock { !$0.recorders.isEmpty } }

  /// The recorders, the one that was started last behind the others.
  public var recorders: [any SessionRecorder] { state.withLock { $0.recorders } }

  /// Starts a recorder.
  public func start(_ recorder: any SessionRecorder) {
    state.withLock { $0.recorders.append(recorder) }
  }

  /// Ends the recorder that was started last.
  /// - Returns: that recorder; `nil` when nobody records.
  public func stopLast() -> (any SessionRecorder)? {
    let last = state.withLock { $0.recorders.popLast() }
    last?.finish(.stopped)
    return last
  }

  /// Ends all recorders with the session.
  public func end() {
    let all = state.withLock { state -> [any SessionRecorder] in
      defer { state.recorders = [] }
      return state.recorders
    }
    for recorder in all.reversed() { recorder.finish(.sessionEnded) }
  }

  /// Keeps a text out of all recordings from now on.
  public func hide(_ secret: String) {
    guard secret.count >= Self.shortestSecret, secret.contains(where: { $0 != "*" }) else { return }
    state.withLock { state in
      guard !state.secrets.contains(secret) else { return }
      state.secrets.append(secret)
      if state.secrets.count > Self.mostSecrets { state.secrets.removeFirst() }
    }
  }

  /// Hands an event to the recorders.
  func record(_ event: SessionEvent) {
    let (recorders, secrets) = state.withLock { ($0.recorders, $0.secrets) }
    guard !recorders.isEmpty else { return }
    let event = Self.masked(event, secrets)
    for recorder in recorders { recorder.record(event) }
  }

  private static func masked(_ event: SessionEvent, _ secrets: [String]) -> SessionEvent {
    func masked(_ text: String) -> String {
      var text = text
      for secret in secrets where text.contains(secret) {
        text = text.replacing(secret, with: mask)
      }
      return text
    }
    switch event {
    case .input(let prompt, let text):
      return .input(prompt: prompt, text: masked(SensitiveInput.masked(text)))
    case .output(let text): return .output(masked(text))
    case .answer(let question, let text):
      return .answer(question: masked(question), text: masked(text))
    case .terminatingError(let command, let message):
      return .terminatingError(command: command, message: masked(message))
    case .cleared: return event
    }
  }
}
