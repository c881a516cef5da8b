import Synchronization

/// A second Ctrl+C: nobody waits for anything any more.
final class Impatience: Sendable {
  private struct State {
    var hasBegun = false
    var actions: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  /// Lets go all who wait, and those who come later.
  func begin() {
    let actions = state.withLock { state in
      state.hasBegun = true
      defer { state.actions = [] }
      return state.actions
    }
    for action in actions { action() }
  }

  /// Does something when nobody waits any more, at once if that is so already.
  func whenBegun(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock { state in
      if !state.hasBegun { state.actions.append(action) }
      return state.hasBegun
    }
    if isLate { action() }
  }

  /// Waits for work, which goes on by itself when nobody waits any more.
  func wait(for work: @escaping @Sendable () async -> Void) async {
    await withCheckedContinuation { continuation in
      let waiter = Waiter(continuation)
      Task.detached {
        await work()
        waiter.resume()
      }
      whenBegun { waiter.resume() }
    }
  }

  /// Somebody who is let go once.
  private final class Waiter: Sendable {
    private let continuation: Mutex<CheckedContinuation<Void, Never>?>

    init(_ continuation: CheckedContinuation<Void, Never>) {
      self.continuation = Mutex(continuation)
    }

    func resume() {
      let waiting = continuation.withLock { continuation in
        defer { continuation = nil }
        return continuation
      }
      waiting?.resume()
    }
  }
}
