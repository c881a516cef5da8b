import Synchronization

/// Collects what the parts of a transport know about one exchange that somebody observes.
public final class WireRecorder: Sendable {
  struct State {
    var legs: [WireLeg] = []
    var isMessageEncrypted = false
  }

  private let state = Mutex(State())

  /// Nothing is known yet.
  public init() {}

  var known: State { state.withLock { $0 } }

  /// Adds an HTTP request with its answer.
  /// - Parameter carriesEncryptedMessage: whether its body is the message, encrypted.
  public func add(_ leg: WireLeg, carriesEncryptedMessage: Bool) {
    state.withLock {
      $0.legs.append(leg)
      if carriesEncryptedMessage { $0.isMessageEncrypted = true }
    }
  }
}
