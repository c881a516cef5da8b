import Dispatch

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
    /// The limit, and then the end of the patience.
    case tick
  }

  /// Runs work, cancels it at the limit, and waits a little for its end.
  ///
  /// The timer is one of Dispatch, which goes when it is cancelled: a sleeping task would stay in
  /// memory up to the limit, one for each of the interactions that end long before it.
  /// - Parameter patience: how long cancelled work may take to end.
  static func run<Value: Sendable>(
    _ limit: Duration, patience: Duration = .seconds(5),
    _ work: @escaping @Sendable () async -> Value
  ) async -> Outcome<Value> {
    let (events, continuation) = AsyncStream.makeStream(of: Event<Value>.self)
    let task = Task { _ = continuation.yield(.done(await work())) }
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.setEventHandler { continuation.yield(.tick) }
    timer.schedule(deadline: .now() + interval(limit), repeating: interval(patience))
    timer.resume()
    defer {
      timer.cancel()
      task.cancel()
    }
    var isLate = false
    for await event in events {
      switch event {
      case .done(let value): return isLate ? .stopped : .finished(value)
      case .tick:
        if isLate { return .abandoned }
        isLate = true
        task.cancel()
      }
    }
    return .abandoned
  }

  private static func interval(_ duration: Duration) -> DispatchTimeInterval {
    let parts = duration.components
    let nanoseconds = parts.seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !nanoseconds.overflow else { return .never }
    return .nanoseconds(
      Int(clamping: nanoseconds.partialValue &+ parts.attoseconds / 1_000_000_000))
  }
}
