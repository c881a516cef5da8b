import Synchronization

/// Tells work that its time is up. One for the whole process.
///
/// A task that sleeps for a minute keeps its memory for that minute, even when it was cancelled long
/// ago. So requests do not sleep themselves: they leave their deadline here, and as a rule a single
/// task sleeps until the earliest one.
final class Watchdog: Sendable {
  /// The watchdog of the process.
  static let shared = Watchdog()

  /// Names a deadline that was left here.
  struct Watch: Sendable {
    fileprivate let number: UInt64
  }

  private struct Deadline {
    var instant: ContinuousClock.Instant
    var action: @Sendable () -> Void
  }

  private struct State {
    var lastNumber: UInt64 = 0
    var deadlines: [UInt64: Deadline] = [:]
    /// When the sleeping tasks wake up: each earlier than those before it.
    var wakes: [ContinuousClock.Instant] = []
  }

  private let state = Mutex(State())

  /// Does something when the time is up, unless ``end(_:)`` is called before.
  func watch(for time: Duration, action: @escaping @Sendable () -> Void) -> Watch {
    let instant = ContinuousClock.now + time
    let (number, needsSleeper) = state.withLock { state in
      state.lastNumber &+= 1
      state.deadlines[state.lastNumber] = Deadline(instant: instant, action: action)
      let isEarliest = state.wakes.last.map { instant < $0 } ?? true
      if isEarliest { state.wakes.append(instant) }
      return (state.lastNumber, isEarliest)
    }
    if needsSleeper { Task.detached { await self.keepWatch(until: instant) } }
    return Watch(number: number)
  }

  /// Forgets a deadline.
  /// - Returns: whether its time had not come yet.
  func end(_ watch: Watch) -> Bool {
    state.withLock { $0.deadlines.removeValue(forKey: watch.number) != nil }
  }

  private func keepWatch(until first: ContinuousClock.Instant) async {
    var next: ContinuousClock.Instant? = first
    while let wake = next {
      try? await Task.sleep(until: wake, clock: .continuous)
      next = bark(at: wake)
    }
  }

  /// Does what is due.
  /// - Returns: when the calling task is to wake up again; nil when nobody needs it.
  private func bark(at wake: ContinuousClock.Instant) -> ContinuousClock.Instant? {
    let now = max(wake, ContinuousClock.now)
    let (due, next) = state.withLock { state in
      if let index = state.wakes.firstIndex(of: wake) { state.wakes.remove(at: index) }
      let due = state.deadlines.filter { $0.value.instant <= now }
      for number in due.keys { state.deadlines[number] = nil }
      let earliest = state.deadlines.values.map(\.instant).min()
      guard let earliest, state.wakes.last.map({ earliest < $0 }) ?? true else {
        return (due.values.map(\.action), nil as ContinuousClock.Instant?)
      }
      state.wakes.append(earliest)
      return (due.values.map(\.action), earliest)
    }
    for action in due { action() }
    return next
  }
}
