/// `System.TimeSpan`: a signed number of ticks of 100 nanoseconds.
public final class PSTimeSpan: PSObject {
  /// The length.
  public let ticks: Int64

  /// Makes a span.
  public init(ticks: Int64) { self.ticks = ticks }

  /// A span of milliseconds.
  /// - Throws: ``NativeFailure`` for what is no number or too long.
  public static func of(milliseconds: Double) throws(NativeFailure) -> PSTimeSpan {
    guard !milliseconds.isNaN else {
      throw .argument("TimeSpan does not accept floating point Not-a-Number values.")
    }
    let ticks = (milliseconds * 1e4).rounded()
    // As a Double the longest span is 2^63, one tick more than there are.
    guard ticks >= -0x1p63, ticks < 0x1p63 else { throw tooLong }
    return PSTimeSpan(ticks: Int64(ticks))
  }

  private static let tooLong = NativeFailure.overflow(
    "TimeSpan overflowed because the duration is too long.")

  /// The length in seconds.
  public var seconds: Double { Double(ticks) / 1e7 }

  public override var baseTypeNames: [String] {
    ["System.TimeSpan", "System.ValueType", "System.Object"]
  }
  public override var equalityKey: String? { String(ticks) }

  /// `[-][d.]hh:mm:ss[.fffffff]`
  public override var text: String {
    let parts = parts
    var text = ticks < 0 ? "-" : ""
    if parts.days != 0 { text += "\(parts.days)." }
    text += "\(two(parts.hours)):\(two(parts.minutes)):\(two(parts.seconds))"
    if parts.fraction != 0 { text += "." + padded(parts.fraction, 7) }
    return text
  }

  /// The parts of the magnitude.
  var parts: (days: UInt64, hours: UInt64, minutes: UInt64, seconds: UInt64, fraction: UInt64) {
    let magnitude = ticks.magnitude
    let whole = magnitude / 10_000_000
    return (
      whole / 86_400, whole / 3600 % 24, whole / 60 % 60, whole % 60, magnitude % 10_000_000
    )
  }

  private func two(_ value: UInt64) -> String { padded(value, 2) }

  func padded(_ value: UInt64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  public override var declaredProperties: [PSPropertyInfo] {
    ["Days", "Hours", "Milliseconds", "Minutes", "Seconds"].map {
      PSPropertyInfo($0, "System.Int32")
    } + [PSPropertyInfo("Ticks", "System.Int64")]
      + ["TotalDays", "TotalHours", "TotalMilliseconds", "TotalMinutes", "TotalSeconds"].map {
        PSPropertyInfo($0, "System.Double")
      }
  }

  public override func declaredValue(_ name: String) -> PSValue? {
    let parts = parts
    func signed(_ value: UInt64) -> PSValue {
      let value = Int(truncatingIfNeeded: value)
      return .int(ticks < 0 ? -value : value)
    }
    func total(_ unit: Double) -> PSValue { .number(.double(Double(ticks) / unit)) }
    switch name.lowercased() {
    case "days": return signed(parts.days)
    case "hours": return signed(parts.hours)
    case "minutes": return signed(parts.minutes)
    case "seconds": return signed(parts.seconds)
    case "milliseconds": return signed(parts.fraction / 10_000)
    case "ticks": return .number(.int64(ticks))
    case "totaldays": return total(864e9)
    case "totalhours": return total(36e9)
    case "totalminutes": return total(6e8)
    case "totalseconds": return total(1e7)
    case "totalmilliseconds": return total(1e4)
    default: return nil
    }
  }

  public override var declaredMethods: [PSMethodInfo] { DateMethods.span.map(\.info) }

  public override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    try await NativeCall.invoke(
      DateMethods.span, name, on: .object(self), arguments, in: context)
  }

  /// The sum.
  /// - Throws: ``NativeFailure`` when it is too long.
  func adding(_ delta: Int64) throws(NativeFailure) -> PSTimeSpan {
    let (sum, overflow) = ticks.addingReportingOverflow(delta)
    if overflow { throw Self.tooLong }
    return PSTimeSpan(ticks: sum)
  }

  /// The difference.
  /// - Throws: ``NativeFailure`` when it is too long.
  func subtracting(_ delta: Int64) throws(NativeFailure) -> PSTimeSpan {
    let (difference, overflow) = ticks.subtractingReportingOverflow(delta)
    if overflow { throw Self.tooLong }
    return PSTimeSpan(ticks: difference)
  }

  /// The span with the other sign.
  var negated: PSTimeSpan {
    get throws(NativeFailure) {
      if ticks == .min {
        throw .overflow("Negating the minimum value of a twos complement number is invalid.")
      }
      return PSTimeSpan(ticks: -ticks)
    }
  }

  /// Reads `[-][d.]hh:mm[:ss[.fffffff]]` or a number of days; `nil` when it is something else.
  public static func parse(_ text: String) -> PSTimeSpan? {
    var rest = Substring(text.trimmingWhiteSpace())
    let isNegative = rest.first == "-"
    if isNegative { rest = rest.dropFirst() }
    let fields = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard fields.count <= 4, let first = fields.first, !first.isEmpty else { return nil }
    var total: Int64 = 0
    func add(_ digits: Substring, _ unit: Int64, below limit: Int64) -> Bool {
      guard let value = Int64(digits), digits.first?.isNumber == true, value < limit else {
        return false
      }
      let (product, overflow) = value.multipliedReportingOverflow(by: unit)
      let (sum, overflow2) = total.addingReportingOverflow(product)
      total = sum
      return !overflow && !overflow2
    }
    let day: Int64 = 864_000_000_000
    if fields.count == 1 {
      guard add(first, day, below: 10_675_200) else { return nil }
    } else {
      var times = fields
      if times.count == 4 {
        guard add(times.removeFirst(), day, below: 10_675_200) else { return nil }
      } else if let dot = first.firstIndex(of: ".") {
        guard add(first[..<dot], day, below: 10_675_200) else { return nil }
        times[0] = first[first.index(after: dot)...]
      }
      guard add(times[0], 36_000_000_000, below: 24), add(times[1], 600_000_000, below: 60) else {
        return nil
      }
      if times.count > 2 {
        let seconds = times[2].split(separator: ".", omittingEmptySubsequences: false)
        guard seconds.count <= 2, add(seconds[0], 10_000_000, below: 60) else { return nil }
        if seconds.count == 2 {
          guard seconds[1].count <= 7, !seconds[1].isEmpty else { return nil }
          let padded = seconds[1] + String(repeating: "0", count: 7 - seconds[1].count)
          guard add(Substring(padded), 1, below: 10_000_000) else { return nil }
        }
      }
    }
    return PSTimeSpan(ticks: isNegative ? -total : total)
  }
}

extension PSTimeSpan: OrderedObject, ParameterValue {
  /// The type that the binder converts arguments to.
  public static var parameterType: ParameterType { .named("System.TimeSpan") }
  func order(to other: PSObject) -> Int? {
    guard let other = other as? PSTimeSpan else { return nil }
    return ticks == other.ticks ? 0 : ticks < other.ticks ? -1 : 1
  }
}
