import WSManService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What emulated computers take from outside: the time, and the seed of their keys. A replay gives
/// both, so that it shows the same on every run.
public struct LabConditions: Sendable {
  /// The present time in seconds since 1970-01-01 UTC.
  public let now: @Sendable () -> Double
  /// What the keys of certificates are derived from; nil for keys that nobody can foresee.
  public let seed: UInt64?

  /// The clock of the machine, and keys that nobody can foresee.
  public static let live = LabConditions(now: { LabConditions.systemTime }, seed: nil)

  /// Conditions of a replay.
  public init(now: @escaping @Sendable () -> Double, seed: UInt64?) {
    self.now = now
    self.seed = seed
  }

  private static var systemTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Whole seconds since 1970.
  var seconds: Int64 { Int64(max(-1e11, min(1e11, now()))) }
}

/// The time that an emulated computer tells; it is in UTC.
struct LabClock: CIMClock {
  let conditions: LabConditions

  var microseconds: Int64 { Int64(max(-1e17, min(1e17, conditions.now() * 1e6))) }
  var offset: Int { 0 }
}
