import PSEngine

/// Shows the times of files as the clock of a session would have told them: what the session writes
/// has the time of the machine, which a replay must not show.
struct FileClock: Sendable {
  /// The clock of the machine and that of the session, when the session began.
  private let start: (real: Double, shown: Double)
  private let now: @Sendable () -> Double

  /// Files that are older than this when the session begins are shown as they are, in seconds.
  private static let margin = 3600.0

  /// - Parameter now: the clock of the session.
  init(_ now: @escaping @Sendable () -> Double) {
    self.now = now
    start = (WallClock.now(), now())
  }

  /// The time to show.
  func shown(_ time: FileTime) -> FileTime {
    let real = Double(time.seconds) + Double(time.nanoseconds) / 1e9
    guard real > start.real - Self.margin, real < WallClock.now() + 1 else { return time }
    let shown = min(now(), max(start.shown, real - start.real + start.shown))
    guard abs(shown) < 1e11 else { return time }
    let seconds = shown.rounded(.down)
    return FileTime(seconds: Int64(seconds), nanoseconds: Int64((shown - seconds) * 1e9))
  }
}
