#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a clock and a calendar show for a point in time.
public struct CIMCalendar: Sendable, Hashable {
  /// The year, 1 to 9999.
  public private(set) var year = 1970
  /// The month, 1 to 12.
  public private(set) var month = 1
  /// The day of the month, from 1.
  public private(set) var day = 1
  /// The hour, 0 to 23.
  public private(set) var hour = 0
  /// The minute, 0 to 59.
  public private(set) var minute = 0
  /// The second, 0 to 59; 60 in a leap second.
  public private(set) var second = 0
  /// The microsecond, 0 to 999,999.
  public private(set) var microsecond = 0

  /// What a clock shows that is as far ahead of UTC as the one that told the time.
  public init(_ time: CIMDateTime.Timestamp) {
    self.init(microseconds: time.localMicroseconds)
  }

  /// The day of the week, 0 for Sunday.
  public var weekday: Int {
    var parts = parts
    _ = timegm(&parts)
    return Int(parts.tm_wday)
  }

  /// The week of the month, from 1; weeks begin on Sunday.
  public var weekInMonth: Int { (day + 6 - weekday) / 7 + 1 }

  /// The fields of a moment in UTC, by the proleptic Gregorian calendar.
  init(microseconds: Int64) {
    var (seconds, rest) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
    if rest < 0 {
      seconds -= 1
      rest += 1_000_000
    }
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    year = Int(parts.tm_year) + 1900
    month = Int(parts.tm_mon) + 1
    day = Int(parts.tm_mday)
    hour = Int(parts.tm_hour)
    minute = Int(parts.tm_min)
    second = Int(parts.tm_sec)
    microsecond = Int(rest)
  }

  /// The fields as they are given; nil when one of them is out of its range.
  init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, microsecond: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(of: month, in: year)).contains(day), (0...23).contains(hour),
      (0...59).contains(minute), (0...60).contains(second), (0...999_999).contains(microsecond)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.microsecond = microsecond
  }

  /// Microseconds since the beginning of 1970, the fields read as UTC.
  var microseconds: Int64 {
    var parts = parts
    return Int64(timegm(&parts)) * 1_000_000 + Int64(microsecond)
  }

  private var parts: tm {
    var parts = tm()
    parts.tm_year = Int32(year - 1900)
    parts.tm_mon = Int32(month - 1)
    parts.tm_mday = Int32(day)
    parts.tm_hour = Int32(hour)
    parts.tm_min = Int32(minute)
    parts.tm_sec = Int32(second)
    return parts
  }

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
