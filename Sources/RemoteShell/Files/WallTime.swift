#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A moment in UTC, as commands show it.
struct WallTime: Sendable, Equatable {
  /// Seconds since 1970-01-01 UTC.
  let seconds: Int

  /// When the emulated computers were set up.
  static let installation = WallTime(seconds: 1_767_225_600)

  /// The present moment of the machine.
  static var now: WallTime { WallTime(seconds: time(nil)) }

  private var parts: tm {
    var seconds = time_t(seconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return parts
  }

  /// Such as `01/31/2026`.
  var date: String {
    let parts = parts
    return "\(Self.two(parts.tm_mon + 1))/\(Self.two(parts.tm_mday))/\(Int(parts.tm_year) + 1900)"
  }

  /// Such as `1/31/2026`.
  var shortDate: String {
    let parts = parts
    return "\(Int(parts.tm_mon) + 1)/\(parts.tm_mday)/\(Int(parts.tm_year) + 1900)"
  }

  /// Such as `1/31/2026, 9:05:07 PM`.
  var dateAndTime: String {
    let parts = parts
    let hour = parts.tm_hour % 12
    return "\(shortDate), \(hour == 0 ? 12 : hour):\(Self.two(parts.tm_min)):"
      + "\(Self.two(parts.tm_sec)) \(parts.tm_hour < 12 ? "AM" : "PM")"
  }

  /// Such as `Sat`.
  var weekday: String {
    let names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let day = Int(parts.tm_wday)
    return names.indices.contains(day) ? names[day] : ""
  }

  /// Such as `09:05 PM`.
  var clock: String {
    let parts = parts
    let hour = parts.tm_hour % 12
    return "\(Self.two(hour == 0 ? 12 : hour)):\(Self.two(parts.tm_min)) "
      + (parts.tm_hour < 12 ? "AM" : "PM")
  }

  /// Such as ` 9:05:07.00`.
  var longClock: String {
    let parts = parts
    let hour = parts.tm_hour < 10 ? " \(parts.tm_hour)" : "\(parts.tm_hour)"
    return "\(hour):\(Self.two(parts.tm_min)):\(Self.two(parts.tm_sec)).00"
  }

  private static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
