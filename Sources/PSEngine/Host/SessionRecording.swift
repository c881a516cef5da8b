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

  private struct State {
    var recorders: [any SessionRecorder] = []
    var secrets = RecordedSecrets()
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
  public func hide(_ secret: String) { state.withLock { $0.secrets.hide(secret) } }

  /// Takes note of a text that runs: what errors repeat of it may hold a secret.
  func note(source: String) { state.withLock { $0.secrets.note(source) } }

  /// Hands an event to the recorders.
  func record(_ event: SessionEvent) {
    let (recorders, event) = state.withLock { state in
      (state.recorders, state.recorders.isEmpty ? event : state.secrets.masked(event))
    }
    for recorder in recorders { recorder.record(event) }
  }
}
