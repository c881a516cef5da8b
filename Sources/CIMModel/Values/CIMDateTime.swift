/// A value of the CIM type `datetime` (DSP0004 5.2.4): a point in time or a length of time.
public enum CIMDateTime: Sendable, Hashable {
  /// A point in time with the offset of the clock that told it.
  case timestamp(Timestamp)
  /// A length of time.
  case interval(Interval)

  /// A point in time.
  public struct Timestamp: Sendable, Hashable {
    /// Microseconds since the beginning of 1970 in UTC.
    public let microseconds: Int64
    /// How far the clock was ahead of UTC, in minutes.
    public let offset: Int

    /// A point in time.
    public init(microseconds: Int64, offset: Int = 0) {
      self.microseconds = microseconds
      self.offset = offset
    }
  }

  /// A length of time, at most 99,999,999 days.
  public struct Interval: Sendable, Hashable {
    /// The whole length in microseconds.
    public let microseconds: Int64

    /// A length of time in microseconds.
    public init(microseconds: Int64) {
      self.microseconds = microseconds
    }
  }

  /// Where a value stands among others of its kind: microseconds since 1970, or of the interval.
  public var order: Int64 {
    switch self {
    case .timestamp(let time): time.microseconds
    case .interval(let length): length.microseconds
    }
  }
}

/// The fields that a clock and a calendar show for a point in time.
struct CalendarFields: Hashable {
  var year = 1970
  var month = 1
  var day = 1
  var hour = 0
  var minute = 0
  var second = 0
  var microsecond = 0

  static let microsecondsPerDay: Int64 = 86_400_000_000

  /// The fields of a moment in UTC, by the proleptic Gregorian calendar.
  init(microseconds: Int64) {
    let day = microseconds.floorDivided(by: Self.microsecondsPerDay)
    var rest = microseconds - day * Self.microsecondsPerDay
    setDate(daysSince1970: Int(day))
    microsecond = Int(rest % 1_000_000)
    rest /= 1_000_000
    second = Int(rest % 60)
    minute = Int(rest / 60 % 60)
    hour = Int(rest / 3600)
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
    let seconds = ((Int64(daysSince1970) * 24 + Int64(hour)) * 60 + Int64(minute)) * 60
    return (seconds + Int64(second)) * 1_000_000 + Int64(microsecond)
  }

  // Days are counted in eras of 400 years that begin in March, so that a leap day is the last of its year.
  private var daysSince1970: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = marchYear.floorDivided(by: 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private mutating func setDate(daysSince1970 days: Int) {
    let shifted = days + 719_468
    let era = shifted.floorDivided(by: 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  private static func days(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension BinaryInteger {
  /// The quotient rounded down, also for negative numbers.
  func floorDivided(by divisor: Self) -> Self {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
