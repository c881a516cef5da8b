import CIMModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The clock of a computer.
public protocol CIMClock: Sendable {
  /// Microseconds since the beginning of 1970 in UTC.
  var microseconds: Int64 { get }
  /// How far local time is ahead of UTC, in minutes.
  var offset: Int { get }
}

/// The clock of the machine, shown in UTC.
public struct SystemCIMClock: CIMClock {
  /// A clock.
  public init() {}

  /// Microseconds since the beginning of 1970 in UTC.
  public var microseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  /// Emulated computers are in UTC.
  public var offset: Int { 0 }
}

/// Values that are not stored because they change by themselves.
struct CIMLiveValues {
  let clock: any CIMClock

  /// The only instance of a class that tells the time; nil for other classes.
  func instance(of asked: CIMClass) -> CIMInstance? {
    guard let isLocal = Self.clocks[CIMName(asked.name)] else { return nil }
    let time = CIMCalendar(
      .init(microseconds: clock.microseconds, offset: isLocal ? clock.offset : 0))
    return CIMInstance(
      className: asked.name,
      values: [
        "Year": .unsigned(UInt64(time.year)), "Month": .unsigned(UInt64(time.month)),
        "Day": .unsigned(UInt64(time.day)), "DayOfWeek": .unsigned(UInt64(time.weekday)),
        "Hour": .unsigned(UInt64(time.hour)), "Minute": .unsigned(UInt64(time.minute)),
        "Second": .unsigned(UInt64(time.second)),
        "Quarter": .unsigned(UInt64((time.month - 1) / 3 + 1)),
        "WeekInMonth": .unsigned(UInt64(time.weekInMonth)),
      ])
  }

  /// Whether a class tells the time, so that its instance is made when it is asked for.
  static func tellsTime(_ asked: CIMClass) -> Bool { clocks[CIMName(asked.name)] != nil }

  /// The classes that tell the time, and whether in the zone of the computer.
  private static let clocks = [
    CIMName("Win32_LocalTime"): true, CIMName("Win32_CurrentTime"): true,
    CIMName("Win32_UTCTime"): false,
  ]

  private static let timedClass = CIMName("Win32_OperatingSystem")
  private static let time = "LocalDateTime"

  /// Whether a property changes by itself, so that a document that was read before differs in it.
  static func contain(_ property: CIMProperty, of className: String) -> Bool {
    CIMName(className) == timedClass && property.name == time
  }

  /// The instance with the values that change by themselves as they are now.
  func refreshed(_ instance: CIMInstance) -> CIMInstance {
    guard CIMName(instance.className) == Self.timedClass else { return instance }
    var fresh = instance
    let clock = ShiftedCIMClock(clock, setBy: instance)
    fresh[Self.time] = .datetime(
      .timestamp(.init(microseconds: clock.microseconds, offset: clock.offset)))
    return fresh
  }
}
