/// A value of the CIM type `datetime` (DSP0004 5.2.4): a point in time, a length of time,
/// or a time of day.
public enum CIMDateTime: Sendable, Hashable {
  /// A point in time with the offset of the clock that told it.
  case timestamp(Timestamp)
  /// A length of time.
  case interval(Interval)
  /// A time of day on no certain date, which asterisks stand for: when jobs start, for example.
  case timeOfDay(TimeOfDay)

  /// Whether this is a length of time.
  public var isInterval: Bool { if case .interval = self { true } else { false } }

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

  /// A time of day with the offset of the clock that shows it.
  public struct TimeOfDay: Sendable, Hashable {
    /// Microseconds since midnight by that clock.
    public let microseconds: Int64
    /// How far the clock is ahead of UTC, in minutes.
    public let offset: Int

    /// A time of day.
    public init(microseconds: Int64, offset: Int = 0) {
      self.microseconds = microseconds
      self.offset = offset
    }
  }

  /// Where a value stands among others of its kind: microseconds since 1970, of the interval, or since
  /// midnight in UTC.
  public var order: Int64 {
    switch self {
    case .timestamp(let time): time.microseconds
    case .interval(let length): length.microseconds
    case .timeOfDay(let time): time.microseconds - Int64(time.offset) * 60_000_000
    }
  }
}
