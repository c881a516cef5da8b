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
    let offset: Int
    switch CIMName(asked.name) {
    case CIMName("Win32_LocalTime"), CIMName("Win32_CurrentTime"): offset = clock.offset
    case CIMName("Win32_UTCTime"): offset = 0
    default: return nil
    }
    let time = CIMCalendar(
      .init(microseconds: clock.microseconds, offset: offset))
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

  /// Whether the instance of a class is made when it is asked for.
  static func compute(_ asked: CIMClass) -> Bool {
    clocks.contains(CIMName(asked.name))
  }

  private static let clocks: Set = [
    CIMName("Win32_LocalTime"), CIMName("Win32_CurrentTime"), CIMName("Win32_UTCTime"),
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
