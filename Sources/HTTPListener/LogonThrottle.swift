import Synchronization

/// Holds refusals back once wrong credentials come in numbers, so that guessing does not pay
/// (`protocol.md` 12.6). Right credentials are never held back.
final class LogonThrottle: Sendable {
  private struct State {
    var failures = 0
    var last = ContinuousClock.now
  }

  private let state = Mutex(State())

  /// Failures that cost nothing: people mistype.
  private static let freeFailures = 5
  private static let step = Duration.milliseconds(200)
  private static let longest = Duration.seconds(3)
  /// After this time without a failure the count begins anew.
  private static let memory = Duration.seconds(60)

  /// Notes that credentials were refused.
  ///
  /// - Returns: how long to hold the refusal back.
  func delayAfterFailure(now: ContinuousClock.Instant = .now) -> Duration {
    state.withLock { state in
      if now - state.last > Self.memory { state.failures = 0 }
      state.last = now
      state.failures = min(state.failures + 1, 1_000)
      guard state.failures > Self.freeFailures else { return .zero }
      return min(Self.step * (state.failures - Self.freeFailures), Self.longest)
    }
  }
}
