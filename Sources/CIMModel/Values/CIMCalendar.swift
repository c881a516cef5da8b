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
  public var weekday: Int { daysSince1970 + 4 - (daysSince1970 + 4).floorDivided(by: 7) * 7 }

  /// The week of the month, from 1; weeks begin on Sunday.
  public var weekInMonth: Int { (day + 6 - weekday) / 7 + 1 }

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
