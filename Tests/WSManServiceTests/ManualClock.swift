import Synchronization
import WSManService

/// A clock whose hands the test turns.
final class ManualClock: ServiceClock {
  private let time = Mutex(ContinuousClock.now)

  var now: ContinuousClock.Instant { time.withLock { $0 } }

  func advance(by duration: Duration) {
    time.withLock { $0 += duration }
  }
}
