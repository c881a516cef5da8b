import PSLanguage

/// `System.DateTime`: ticks of 100 nanoseconds since 0001-01-01 and what they are relative to.
public final class PSDateTime: PSObject {
  /// What the ticks are relative to.
  public enum Kind: Int64, Sendable {
    case unspecified = 0
    case utc = 1
    case local = 2
  }

  /// Ticks since 0001-01-01, within the calendar.
  public let ticks: Int64
  /// What the ticks are relative to.
  public let kind: Kind

  /// A moment; ticks beyond the calendar are clamped.
  public init(ticks: Int64, kind: Kind = .unspecified) {
    self.ticks = max(0, min(ticks, CivilDate.maxTicks))
    self.kind = kind
  }

  /// A moment in local time.
  /// - Parameter unixTime: seconds since 1970-01-01 UTC.
  public convenience init(unixTime: Double) {
    let universal = PSDateTime(universalUnixTime: unixTime)
    self.init(
      ticks: universal.ticks &+ LocalZone.offset(atUniversal: universal.ticks), kind: .local)
  }

  /// A moment in UTC.
  /// - Parameter unixTime: seconds since 1970-01-01 UTC.
  public convenience init(universalUnixTime unixTime: Double) {
    let limited = unixTime.isFinite ? max(-62_135_596_800, min(unixTime, 253_402_300_799)) : 0
    self.init(ticks: CivilDate.epochTicks &+ Int64(limited * 1e7), kind: .utc)
  }

  var civil: CivilDate { CivilDate(ticks: ticks) }

  /// The same moment in UTC; an unspecified one counts as local.
  public var universal: PSDateTime {
    if kind == .utc { return self }
    return PSDateTime(ticks: ticks &- LocalZone.offset(atLocal: ticks), kind: .utc)
  }

  /// The same moment in local time; an unspecified one counts as UTC.
  public var local: PSDateTime {
    if kind == .local { return self }
    return PSDateTime(ticks: ticks &+ LocalZone.offset(atUniversal: ticks), kind: .local)
  }

  public override var baseTypeNames: [String] {
    ["System.DateTime", "System.ValueType", "System.Object"]
  }
  /// Invariant culture: `MM/dd/yyyy HH:mm:ss`.
  public override var text: String { DateFormat.format(self, "MM/dd/yyyy HH:mm:ss") }
  public override var equalityKey: String? { String(ticks) }

  public override var declaredProperties: [PSPropertyInfo] {
    let numbers = [
      "Day", "DayOfYear", "Hour", "Millisecond", "Minute", "Month", "Second", "Year",
    ]
    return [
      PSPropertyInfo("Date", "System.DateTime"), PSPropertyInfo("DayOfWeek", "System.DayOfWeek"),
      PSPropertyInfo("Kind", "System.DateTimeKind"), PSPropertyInfo("Ticks", "System.Int64"),
      PSPropertyInfo("TimeOfDay", "System.TimeSpan"), PSPropertyInfo("DateTime", "System.Object"),
    ] + numbers.map { PSPropertyInfo($0, "System.Int32") }
  }

  public override func declaredValue(_ name: String) -> PSValue? {
    let civil = civil
    switch name.lowercased() {
    case "year": return .int(civil.year)
    case "month": return .int(civil.month)
    case "day": return .int(civil.day)
    case "hour": return .int(civil.hour)
    case "minute": return .int(civil.minute)
    case "second": return .int(civil.second)
    case "millisecond": return .int(civil.fraction / 10_000)
    case "dayofyear": return .int(civil.dayOfYear)
    case "dayofweek": return .object(PSEnum(DateEnums.dayOfWeek, Int64(civil.dayOfWeek)))
    case "kind": return .object(PSEnum(DateEnums.kind, kind.rawValue))
    case "ticks": return .number(.int64(ticks))
    case "date":
      return .object(PSDateTime(ticks: ticks - ticks % CivilDate.ticksPerDay, kind: kind))
    case "timeofday": return .object(PSTimeSpan(ticks: ticks % CivilDate.ticksPerDay))
    case "datetime":
      return .string(DateFormat.format(self, "dddd, MMMM d, yyyy h:mm:ss tt"))
    default: return nil
    }
  }

  public override var declaredMethods: [PSMethodInfo] { DateMethods.date.map(\.info) }

  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(
      DateMethods.date, name, on: .object(self), arguments, in: context)
  }

  /// The moment moved by ticks.
  /// - Throws: ``NativeFailure`` beyond the calendar.
  func adding(ticks delta: Int64) throws(NativeFailure) -> PSDateTime {
    try moved(to: ticks.addingReportingOverflow(delta))
  }

  /// The moment moved back by ticks.
  /// - Throws: ``NativeFailure`` beyond the calendar.
  func subtracting(ticks delta: Int64) throws(NativeFailure) -> PSDateTime {
    try moved(to: ticks.subtractingReportingOverflow(delta))
  }

  private func moved(
    to place: (partialValue: Int64, overflow: Bool)
  ) throws(NativeFailure) -> PSDateTime {
    let (moved, overflow) = place
    guard !overflow, (0...CivilDate.maxTicks).contains(moved) else {
      throw NativeFailure.outOfRange(
        "The added or subtracted value results in an un-representable DateTime.", "value")
    }
    return PSDateTime(ticks: moved, kind: kind)
  }

  /// `date ± span`, `date − date`, `span ± span`; `nil` when the left operand is neither.
  static func arithmetic(
    _ operation: BinaryOperator, _ left: PSObject, _ right: PSValue
  ) throws -> PSValue? {
    guard operation == .add || operation == .subtract else { return nil }
    do {
      if let date = left as? PSDateTime {
        if operation == .subtract, let other = right.asObject as? PSDateTime {
          return .object(PSTimeSpan(ticks: date.ticks &- other.ticks))
        }
        guard let span = right.asObject as? PSTimeSpan else { return nil }
        return .object(
          operation == .add
            ? try date.adding(ticks: span.ticks) : try date.subtracting(ticks: span.ticks))
      }
      if let span = left as? PSTimeSpan, let other = right.asObject as? PSTimeSpan {
        return .object(
          operation == .add
            ? try span.adding(other.ticks) : try span.subtracting(other.ticks))
      }
    } catch {
      throw NativeCall.wrapped(
        error, calling: operation == .add ? "op_Addition" : "op_Subtraction", 2)
    }
    return nil
  }
}

extension PSDateTime: OrderedObject, ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.DateTime") }
  func order(to other: PSObject) -> Int? {
    guard let other = other as? PSDateTime else { return nil }
    return ticks == other.ticks ? 0 : ticks < other.ticks ? -1 : 1
  }
}

/// Enumerations of dates.
enum DateEnums {
  static let dayOfWeek = PSEnumType(
    "System.DayOfWeek", CivilDate.dayNames.enumerated().map { ($0.element, Int64($0.offset)) })
  static let kind = PSEnumType(
    "System.DateTimeKind", [("Unspecified", 0), ("Utc", 1), ("Local", 2)])
}

extension PSDateTime {
  /// The moment in a .NET format: a standard letter or a custom pattern.
  public func formatted(_ format: String) -> String { DateFormat.format(self, format) }

  /// Milliseconds since 1970-01-01 UTC.
  public var unixMilliseconds: Int64 { (universal.ticks - CivilDate.epochTicks) / 10_000 }

  /// ISO 8601 with as many digits as needed: `2024-05-01T10:40:00Z`.
  public var isoText: String {
    formatted(
      ticks % CivilDate.ticksPerSecond == 0
        ? "yyyy-MM-ddTHH:mm:ssK" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFK")
  }

  /// Reads a moment in the form of ISO 8601; `nil` when the text is something else.
  public convenience init?(isoText text: String) {
    guard let date = DateParser.parse(text, today: PSDateTime(ticks: 0)) else { return nil }
    let isUniversal = text.hasSuffix("Z")
    self.init(
      ticks: isUniversal ? date.universal.ticks : date.ticks,
      kind: isUniversal ? .utc : date.kind)
  }

  /// The moment with some parts replaced; `nil` when there is no such date.
  public func replacing(
    year: Int32? = nil, month: Int32? = nil, day: Int32? = nil, hour: Int32? = nil,
    minute: Int32? = nil, second: Int32? = nil, millisecond: Int32? = nil
  ) -> PSDateTime? {
    var civil = civil
    if let year { civil.year = Int(year) }
    if let month { civil.month = Int(month) }
    if let day { civil.day = Int(day) }
    if let hour { civil.hour = Int(hour) }
    if let minute { civil.minute = Int(minute) }
    if let second { civil.second = Int(second) }
    if let millisecond { civil.fraction = Int(millisecond) * 10_000 }
    return civil.ticks.map { PSDateTime(ticks: $0, kind: kind) }
  }
}
