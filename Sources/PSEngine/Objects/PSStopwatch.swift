/// `System.Diagnostics.Stopwatch`.
final class PSStopwatch: PSObject {
  private let clock: @Sendable () -> Duration
  private var started: Duration?
  private var collected: Duration = .zero

  init(_ clock: @escaping @Sendable () -> Duration) { self.clock = clock }

  func start() { if started == nil { started = clock() } }

  private func stop() {
    collected = elapsed
    started = nil
  }

  private var elapsed: Duration { collected + (started.map { clock() - $0 } ?? .zero) }

  private var ticks: Int64 {
    let (seconds, attoseconds) = elapsed.components
    return seconds &* 10_000_000 &+ attoseconds / 100_000_000_000
  }

  override var baseTypeNames: [String] { ["System.Diagnostics.Stopwatch", "System.Object"] }
  override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("IsRunning", "System.Boolean"), PSPropertyInfo("Elapsed", "System.TimeSpan"),
      PSPropertyInfo("ElapsedMilliseconds", "System.Int64"),
      PSPropertyInfo("ElapsedTicks", "System.Int64"),
    ]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "isrunning": return .bool(started != nil)
    case "elapsed": return .object(PSTimeSpan(ticks: ticks))
    case "elapsedmilliseconds": return .number(.int64(ticks / 10_000))
    case "elapsedticks": return .number(.int64(ticks))
    default: return nil
    }
  }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard arguments.isEmpty else { return nil }
    switch name.lowercased() {
    case "start": start()
    case "stop": stop()
    case "reset":
      started = nil
      collected = .zero
    case "restart":
      collected = .zero
      started = clock()
    default: return nil
    }
    return .absent
  }
}
