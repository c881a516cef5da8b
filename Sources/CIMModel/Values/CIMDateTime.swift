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
