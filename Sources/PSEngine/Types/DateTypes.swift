/// `[datetime]`, `[timespan]` and their enumerations.
enum DateTypes {
  static let all: [PSTypeDefinition] = [
    date, span, PSTypeDefinition(enumeration: DateEnums.dayOfWeek),
    PSTypeDefinition(enumeration: DateEnums.kind),
  ]

  private static let ticksOutOfRange = NativeFailure.outOfRange(
    "Ticks must be between DateTime.MinValue.Ticks and DateTime.MaxValue.Ticks.", "ticks")

  private static func now(_ context: ExecutionContext) -> PSDateTime {
    PSDateTime(unixTime: context.session.configuration.now())
  }

  private static func parse(_ text: String) throws(NativeFailure) -> PSDateTime {
    let today = PSDateTime(unixTime: WallClock.now())
    guard let date = DateParser.parse(text, today: today) else {
      throw .format("String was not recognized as a valid DateTime.")
    }
    return date
  }

  private static let date = PSTypeDefinition(
    "System.DateTime", accelerators: ["datetime"], baseNames: ScalarTypes.valueType,
    converter: { value, _ in
      switch value {
      case .string(let text): return .object(try parse(text))
      case .number(let number):
        guard let ticks = number.roundedInteger, (0...Int128(CivilDate.maxTicks)).contains(ticks)
        else { throw ticksOutOfRange }
        return .object(PSDateTime(ticks: Int64(ticks)))
      default: return nil
      }
    },
    constructors: [
      NativeOverload("datetime new(long ticks)") { _, arguments in
        let ticks = Int64(arguments.int(0))
        guard (0...CivilDate.maxTicks).contains(ticks) else { throw ticksOutOfRange }
        return .object(PSDateTime(ticks: ticks))
      },
      NativeOverload("datetime new(int year, int month, int day)") { _, arguments in
        try made(arguments)
      },
      NativeOverload(
        "datetime new(int year, int month, int day, int hour, int minute, int second)"
      ) { _, arguments in try made(arguments) },
      NativeOverload(
        "datetime new(int year, int month, int day, int hour, int minute, int second, System.DateTimeKind kind)"
      ) { _, arguments in try made(arguments) },
    ],
    staticProperties: [
      NativeProperty("Now", "System.DateTime") { .object(now($0)) },
      NativeProperty("UtcNow", "System.DateTime") {
        .object(PSDateTime(universalUnixTime: $0.session.configuration.now()))
      },
      NativeProperty("Today", "System.DateTime") {
        let now = now($0)
        return .object(
          PSDateTime(ticks: now.ticks - now.ticks % CivilDate.ticksPerDay, kind: .local))
      },
      NativeProperty("MinValue", "System.DateTime") { _ in .object(PSDateTime(ticks: 0)) },
      NativeProperty("MaxValue", "System.DateTime") { _ in
        .object(PSDateTime(ticks: CivilDate.maxTicks))
      },
    ],
    staticMethods: [
      NativeMethod(
        "Parse",
        [
          NativeOverload("datetime Parse(string s)") { _, arguments in
            .object(try parse(arguments.text(0)))
          },
          NativeOverload("datetime Parse(string s, System.IFormatProvider provider)") {
            _, arguments in
            .object(try parse(arguments.text(0)))
          },
        ]),
      NativeMethod(
        "ParseExact",
        "datetime ParseExact(string s, string format, System.IFormatProvider provider)"
      ) { _, arguments in
        guard let date = DatePattern.parse(arguments.text(0), arguments.text(1)) else {
          throw NativeFailure.format("String was not recognized as a valid DateTime.")
        }
        return .object(date)
      },
      NativeMethod("DaysInMonth", "int DaysInMonth(int year, int month)") { _, arguments in
        guard (1...9999).contains(arguments.int(0)), (1...12).contains(arguments.int(1)) else {
          throw NativeFailure.outOfRange("Month must be between one and twelve.", "month")
        }
        return .int(CivilDate.daysInMonth(arguments.int(0), arguments.int(1)))
      },
      NativeMethod("IsLeapYear", "bool IsLeapYear(int year)") { _, arguments in
        guard (1...9999).contains(arguments.int(0)) else {
          throw NativeFailure.outOfRange("Year must be between 1 and 9999.", "year")
        }
        return .bool(CivilDate.isLeap(arguments.int(0)))
      },
      NativeMethod("FromFileTime", "datetime FromFileTime(long fileTime)") { _, arguments in
        let fileTime = Int64(arguments.int(0))
        guard (0...CivilDate.maxTicks - CivilDate.fileTimeTicks).contains(fileTime) else {
          throw NativeFailure.outOfRange("Not a valid Win32 FileTime.", "fileTime")
        }
        return .object(PSDateTime(ticks: fileTime + CivilDate.fileTimeTicks, kind: .utc).local)
      },
    ])

  private static func made(_ arguments: NativeArguments) throws(NativeFailure) -> PSValue {
    let civil = CivilDate(
      year: arguments.int(0), month: arguments.int(1), day: arguments.int(2),
      hour: arguments.int(3), minute: arguments.int(4), second: arguments.int(5))
    guard let ticks = civil.ticks else {
      throw .outOfRange(
        "Year, Month, and Day parameters describe an un-representable DateTime.", "date")
    }
    let kind = PSDateTime.Kind(rawValue: arguments.count > 6 ? arguments.flags(6) : 0)
    return .object(PSDateTime(ticks: ticks, kind: kind ?? .unspecified))
  }

  private static func from(_ name: String, _ unit: Double) -> NativeMethod {
    NativeMethod(name, "timespan \(name)(double value)") { _, arguments in
      .object(try PSTimeSpan.of(milliseconds: arguments.double(0) * unit / 1e4))
    }
  }

  private static func span(_ text: String) throws(NativeFailure) -> PSTimeSpan {
    guard let span = PSTimeSpan.parse(text) else {
      throw .format("String was not recognized as a valid TimeSpan.")
    }
    return span
  }

  private static let span = PSTypeDefinition(
    "System.TimeSpan", accelerators: ["timespan"], baseNames: ScalarTypes.valueType,
    converter: { value, _ in
      switch value {
      case .string(let text): return .object(try span(text))
      case .number(let number):
        guard let ticks = number.roundedInteger.flatMap({ Int64(exactly: $0) }) else {
          throw NativeFailure.overflow(NumericKind.int64.overflowMessage)
        }
        return .object(PSTimeSpan(ticks: ticks))
      default: return nil
      }
    },
    constructors: [
      NativeOverload("timespan new(long ticks)") { _, arguments in
        .object(PSTimeSpan(ticks: Int64(arguments.int(0))))
      },
      NativeOverload("timespan new(int hours, int minutes, int seconds)") { _, arguments in
        .object(try total([0] + (0..<3).map(arguments.double)))
      },
      NativeOverload("timespan new(int days, int hours, int minutes, int seconds)") {
        _, arguments in
        .object(try total((0..<4).map(arguments.double)))
      },
      NativeOverload(
        "timespan new(int days, int hours, int minutes, int seconds, int milliseconds)"
      ) { _, arguments in
        .object(try total((0..<5).map(arguments.double)))
      },
    ],
    staticProperties: [
      NativeProperty("Zero", "System.TimeSpan") { _ in .object(PSTimeSpan(ticks: 0)) },
      NativeProperty("MaxValue", "System.TimeSpan") { _ in .object(PSTimeSpan(ticks: .max)) },
      NativeProperty("MinValue", "System.TimeSpan") { _ in .object(PSTimeSpan(ticks: .min)) },
    ],
    staticMethods: [
      from("FromDays", 864e9), from("FromHours", 36e9), from("FromMinutes", 6e8),
      from("FromSeconds", 1e7), from("FromMilliseconds", 1e4),
      NativeMethod("FromTicks", "timespan FromTicks(long value)") { _, arguments in
        .object(PSTimeSpan(ticks: Int64(arguments.int(0))))
      },
      NativeMethod("Parse", "timespan Parse(string s)") { _, arguments in
        .object(try span(arguments.text(0)))
      },
    ])

  /// Days, hours, minutes, seconds, milliseconds.
  /// - Throws: ``NativeFailure`` when it is too long.
  static func total(_ parts: [Double]) throws(NativeFailure) -> PSTimeSpan {
    let units = [864e5, 36e5, 6e4, 1e3, 1]
    let milliseconds = zip(parts, units).reduce(0) { $0 + $1.0 * $1.1 }
    return try PSTimeSpan.of(milliseconds: milliseconds)
  }
}
