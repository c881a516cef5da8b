/// Calendar arithmetic of the proleptic Gregorian calendar on .NET ticks: 100 nanoseconds since
/// 0001-01-01.
struct CivilDate: Equatable {
  var year: Int
  var month: Int
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0
  /// Ticks within the second, 0 to 9 999 999.
  var fraction = 0

  static let ticksPerSecond: Int64 = 10_000_000
  static let ticksPerDay: Int64 = 864_000_000_000
  /// Ticks of 1970-01-01.
  static let epochTicks: Int64 = 621_355_968_000_000_000
  /// Ticks of 9999-12-31 23:59:59.9999999.
  static let maxTicks: Int64 = 3_155_378_975_999_999_999
  /// Ticks of 1601-01-01, where the times of files begin.
  static let fileTimeTicks: Int64 = 504_911_232_000_000_000
  /// Milliseconds of the whole calendar.
  static let maxMilliseconds = Double(maxTicks / 10_000)

  init(
    year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0,
    fraction: Int = 0
  ) {
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.fraction = fraction
  }

  /// The date of ticks; ticks outside the calendar are clamped.
  init(ticks: Int64) {
    let ticks = max(0, min(ticks, Self.maxTicks))
    let days = Int(ticks / Self.ticksPerDay)
    var rest = Int(ticks % Self.ticksPerDay)
    // Days since 0000-03-01, in eras of 400 years.
    let shifted = days + 306
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    fraction = rest % 10_000_000
    rest /= 10_000_000
    second = rest % 60
    minute = rest / 60 % 60
    hour = rest / 3600
  }

  /// The ticks of the date, `nil` when a part is out of range.
  var ticks: Int64? {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.daysInMonth(year, month)).contains(day), (0...23).contains(hour),
      (0...59).contains(minute), (0...59).contains(second), (0..<10_000_000).contains(fraction)
    else { return nil }
    let seconds = Int64(hour * 3600 + minute * 60 + second)
    return Int64(Self.days(year, month, day)) * Self.ticksPerDay
      + seconds * Self.ticksPerSecond + Int64(fraction)
  }

  /// Days since 0001-01-01.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 306
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: return isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }

  /// 1 for 1 January.
  var dayOfYear: Int { Self.days(year, month, day) - Self.days(year, 1, 1) + 1 }

  /// 0 for Sunday.
  var dayOfWeek: Int { (Self.days(year, month, day) + 1) % 7 }

  /// Moves by months; the day is cut to the length of the month. `nil` beyond the calendar.
  func adding(months: Int) -> CivilDate? {
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, total >= 12, total < 120_000 else { return nil }
    var moved = self
    moved.year = total / 12
    moved.month = total % 12 + 1
    moved.day = min(day, Self.daysInMonth(moved.year, moved.month))
    return moved
  }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let dayNames = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
}
