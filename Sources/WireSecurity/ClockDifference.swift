/// How far the clocks of two computers are apart, in seconds; positive where the other one is ahead.
public struct ClockDifference: Sendable, Equatable {
  /// The seconds.
  public let seconds: Int

  /// A difference.
  public init(seconds: Int) {
    self.seconds = seconds
  }

  /// How old an answer to a challenge of NTLM may be, as Windows has it (`MaxLifetime`, [MS-NLMP]
  /// 3.2.5.1.2).
  static let mostOfNTLM = 36 * 3600
  /// From here on a refusal by NTLM may be due to the clocks: older versions of Windows stop there.
  static let suspicious = 30 * 60
  /// What Kerberos allows (RFC 4120 1.6).
  static let mostOfKerberos = 300

  /// The difference between two times of NTLM, 8 bytes each; nil where one is none.
  init?(of other: [UInt8], from own: [UInt8]) {
    guard other.count == 8, own.count == 8 else { return nil }
    let (other, own) = (Int64(clamping: Self.ticks(other)), Int64(clamping: Self.ticks(own)))
    seconds = Int(other / Self.ticksPerSecond - own / Self.ticksPerSecond)
  }

  private static func ticks(_ bytes: [UInt8]) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static let ticksPerSecond: Int64 = 10_000_000

  /// Whether it is larger than a number of seconds, in either direction.
  func exceeds(_ most: Int) -> Bool { seconds.magnitude > most.magnitude }

  /// A time of NTLM as a clock shows it that is off by this much.
  func shifting(_ time: [UInt8]) -> [UInt8] {
    guard seconds != 0, time.count == 8 else { return time }
    let shift = Int64(seconds).multipliedReportingOverflow(by: Self.ticksPerSecond).partialValue
    var bytes: [UInt8] = []
    bytes.appendLittleEndian(Self.ticks(time) &+ UInt64(bitPattern: shift))
    return bytes
  }
}

extension ClockDifference: CustomStringConvertible {
  /// Such as `2 days ahead`, in the largest unit that leaves a whole number above 1.
  public var description: String {
    let units = [("days", 86_400), ("hours", 3_600), ("minutes", 60)]
    let size = seconds.magnitude
    let unit = units.first { size >= 2 * $0.1.magnitude } ?? ("seconds", 1)
    return "\(size / unit.1.magnitude) \(unit.0) \(seconds < 0 ? "behind" : "ahead")"
  }
}
