#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The time zone of the machine.
enum LocalZone {
  /// The offset from UTC, in ticks, at a moment given in UTC ticks.
  static func offset(atUniversal ticks: Int64) -> Int64 {
    var seconds = time_t((ticks &- CivilDate.epochTicks) / CivilDate.ticksPerSecond)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return Int64(parts.tm_gmtoff) * CivilDate.ticksPerSecond
  }

  /// The offset from UTC, in ticks, at a moment given in local ticks.
  static func offset(atLocal ticks: Int64) -> Int64 {
    let guess = offset(atUniversal: ticks)
    return offset(atUniversal: ticks &- guess)
  }
}
