/// Work that must end in time.
enum TimeLimit {
  /// How the work ended.
  enum Outcome<Value: Sendable>: Sendable {
    /// By itself, in time.
    case finished(Value)
    /// After it was cancelled at the limit.
    case stopped
    /// Not at all: it does not heed its cancellation, and goes on alone.
    case abandoned
  }

  private enum Event<Value: Sendable>: Sendable {
    case done(Value)
    case limit
    case patienceEnded
  }

  /// Runs work, cancels it at the limit, and waits a little for its end.
  /// - Parameter patience: how long cancelled work may take to end.
  static func run<Value: Sendable>(
    _ limit: Duration, patience: Duration = .seconds(5),
    _ work: @escaping @Sendable () async -> Value
  ) async -> Outcome<Value> {
    let (events, continuation) = AsyncStream.makeStream(of: Event<Value>.self)
    let task = Task { _ = continuation.yield(.done(await work())) }
    let timer = Task {
      try await Task.sleep(for: limit)
      continuation.yield(.limit)
      task.cancel()
      try await Task.sleep(for: patience)
      continuation.yield(.patienceEnded)
    }
    defer {
      timer.cancel()
      task.cancel()
    }
    var isLate = false
    for await event in events {
      switch event {
      case .done(let value): return isLate ? .stopped : .finished(value)
      case .limit: isLate = true
      case .patienceEnded: return .abandoned
      }
    }
    return .abandoned
  }
}
