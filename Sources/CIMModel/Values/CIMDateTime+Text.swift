extension CIMDateTime {
  /// Reads the 25 characters of DSP0004 5.2.4 (`20130309030625.000000+060`,
  /// `00000001132312.000000:000`, `********143000.000000-420`) or an ISO 8601 time or duration
  /// (`2013-03-09T03:06:25Z`, `14:30:00-07:00`, `P1DT2H`).
  ///
  /// Asterisks, which stand for digits that are not known, count as zero; eight of them in front are
  /// a date that is left open.
  ///
  /// - Returns: nil when the text is none of them, or a field is out of its range.
  public init?(_ text: String) {
    guard text.utf8.count <= 64 else { return nil }
    let bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "P") || bytes.first == UInt8(ascii: "-") {
      guard let value = Self.isoDuration(bytes) else { return nil }
      self = value
    } else if bytes.count == 25, bytes[14] == UInt8(ascii: ".") {
      guard let value = Self.fixed(bytes) else { return nil }
      self = value
    } else if bytes.count > 2, bytes[2] == UInt8(ascii: ":") {
      guard let value = Self.isoTimeOfDay(bytes) else { return nil }
      self = value
    } else {
      guard let value = Self.isoTime(bytes) else { return nil }
      self = value
    }
  }

  /// The 25 characters of DSP0004 5.2.4.
  public var text: String {
    switch self {
    case .timestamp(let time):
      let fields = CIMCalendar(time)
      let sign = time.offset < 0 ? "-" : "+"
      return pad(fields.year, 4) + pad(fields.month, 2) + pad(fields.day, 2) + pad(fields.hour, 2)
        + pad(fields.minute, 2) + pad(fields.second, 2) + "." + pad(fields.microsecond, 6) + sign
        + pad(abs(time.offset), 3)
    case .interval(let length):
      let seconds = length.microseconds / 1_000_000
      return pad(Int(seconds / 86_400), 8) + pad(Int(seconds / 3600 % 24), 2)
        + pad(Int(seconds / 60 % 60), 2) + pad(Int(seconds % 60), 2) + "."
        + pad(Int(length.microseconds % 1_000_000), 6) + ":000"
    case .timeOfDay(let time):
      let seconds = time.microseconds / 1_000_000
      return "********" + pad(Int(seconds / 3600), 2) + pad(Int(seconds / 60 % 60), 2)
        + pad(Int(seconds % 60), 2) + "." + pad(Int(time.microseconds % 1_000_000), 6)
        + (time.offset < 0 ? "-" : "+") + pad(abs(time.offset), 3)
    }
  }

  /// The form of messages (`protocol.md` 9.1): `2013-03-09T03:06:25.5Z`, with an offset instead of `Z`
  /// where the clock was not in UTC, `P1DT2H3M4S`, or `03:06:25Z`.
  public var isoText: String {
    switch self {
    case .timestamp(let time):
      let fields = CIMCalendar(time)
      var text = "\(pad(fields.year, 4))-\(pad(fields.month, 2))-\(pad(fields.day, 2))T"
      text += "\(pad(fields.hour, 2)):\(pad(fields.minute, 2)):\(pad(fields.second, 2))"
      return text + fraction(fields.microsecond) + zone(time.offset)
    case .interval(let length):
      let seconds = length.microseconds / 1_000_000
      return "P\(seconds / 86_400)DT\(seconds / 3600 % 24)H\(seconds / 60 % 60)M\(seconds % 60)"
        + fraction(Int(length.microseconds % 1_000_000)) + "S"
    case .timeOfDay(let time):
      let seconds = time.microseconds / 1_000_000
      return "\(pad(Int(seconds / 3600), 2)):\(pad(Int(seconds / 60 % 60), 2)):"
        + pad(Int(seconds % 60), 2) + fraction(Int(time.microseconds % 1_000_000))
        + zone(time.offset)
    }
  }

  private func zone(_ offset: Int) -> String {
    guard offset != 0 else { return "Z" }
    let minutes = abs(offset)
    return (offset < 0 ? "-" : "+") + "\(pad(minutes / 60, 2)):\(pad(minutes % 60, 2))"
  }

  private func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  private func fraction(_ microseconds: Int) -> String {
    guard microseconds != 0 else { return "" }
    var digits = pad(microseconds, 6)
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
  }
}

extension CIMDateTime.Timestamp {
  /// What the clock showed, as if it were UTC; time at the edge of 64 bits stays at the edge.
  var localMicroseconds: Int64 {
    let (sum, isTooLarge) = microseconds.addingReportingOverflow(Int64(offset) * 60_000_000)
    return isTooLarge ? microseconds : sum
  }
}

extension CIMDateTime {
  private static func fixed(_ bytes: [UInt8]) -> CIMDateTime? {
    var digits = bytes
    for index in digits.indices where digits[index] == UInt8(ascii: "*") {
      digits[index] = UInt8(ascii: "0")
    }
    var scanner = ByteScanner(digits)
    if bytes[21] != UInt8(ascii: ":"), bytes[..<8].allSatisfy({ $0 == UInt8(ascii: "*") }) {
      return timeOfDay(digits)
    }
    switch digits[21] {
    case UInt8(ascii: ":"):
      guard let days = scanner.number(8), let hours = scanner.number(2), hours < 24,
        let minutes = scanner.number(2), minutes < 60, let seconds = scanner.number(2),
        seconds < 60,
        scanner.skip("."), let fraction = scanner.number(6), scanner.skip(":"),
        scanner.number(3) == 0
      else { return nil }
      let whole = ((Int64(days) * 24 + Int64(hours)) * 60 + Int64(minutes)) * 60 + Int64(seconds)
      return .interval(Interval(microseconds: whole * 1_000_000 + Int64(fraction)))
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard let year = scanner.number(4), let month = scanner.number(2),
        let day = scanner.number(2),
        let hour = scanner.number(2), let minute = scanner.number(2),
        let second = scanner.number(2),
        scanner.skip("."), let fraction = scanner.number(6), let sign = scanner.next(),
        let offset = scanner.number(3),
        let fields = CIMCalendar(
          year: year, month: month, day: day, hour: hour, minute: minute, second: second,
          microsecond: fraction)
      else { return nil }
      return timestamp(fields, offset: sign == UInt8(ascii: "-") ? -offset : offset)
    default: return nil
    }
  }

  private static func timestamp(_ fields: CIMCalendar, offset: Int) -> CIMDateTime {
    .timestamp(
      Timestamp(microseconds: fields.microseconds - Int64(offset) * 60_000_000, offset: offset))
  }

  /// The 25 characters with a date that is left open.
  private static func timeOfDay(_ digits: [UInt8]) -> CIMDateTime? {
    var scanner = ByteScanner(Array(digits[8...]))
    guard let hour = scanner.number(2), let minute = scanner.number(2),
      let second = scanner.number(2), scanner.skip("."), let fraction = scanner.number(6),
      let sign = scanner.next(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let offset = scanner.number(3)
    else { return nil }
    return timeOfDay(
      hour, minute, second, fraction, offset: sign == UInt8(ascii: "-") ? -offset : offset)
  }

  /// `14:30:00`, with a fraction, and `Z` or an offset.
  private static func isoTimeOfDay(_ bytes: [UInt8]) -> CIMDateTime? {
    var scanner = ByteScanner(bytes)
    guard let hour = scanner.number(2), scanner.skip(":"), let minute = scanner.number(2),
      scanner.skip(":"), let second = scanner.number(2)
    else { return nil }
    var fraction = 0
    if scanner.skip(".") {
      guard let parts = scanner.microseconds() else { return nil }
      fraction = parts
    }
    guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
    return timeOfDay(hour, minute, second, fraction, offset: offset)
  }

  private static func timeOfDay(
    _ hour: Int, _ minute: Int, _ second: Int, _ fraction: Int, offset: Int
  ) -> CIMDateTime? {
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let whole = Int64((hour * 60 + minute) * 60 + second)
    return .timeOfDay(
      TimeOfDay(microseconds: whole * 1_000_000 + Int64(fraction), offset: offset))
  }

  /// `2013-03-09`, or with `T03:06:25`, a fraction, and `Z` or an offset.
  private static func isoTime(_ bytes: [UInt8]) -> CIMDateTime? {
    var scanner = ByteScanner(bytes)
    guard let year = scanner.number(4), scanner.skip("-"), let month = scanner.number(2),
      scanner.skip("-"), let day = scanner.number(2)
    else { return nil }
    var hour = 0
    var minute = 0
    var second = 0
    var fraction = 0
    if scanner.skip("T") || scanner.skip(" ") {
      guard let hours = scanner.number(2), scanner.skip(":"), let minutes = scanner.number(2)
      else { return nil }
      hour = hours
      minute = minutes
      if scanner.skip(":") {
        guard let seconds = scanner.number(2) else { return nil }
        second = seconds
        if scanner.skip(".") {
          guard let parts = scanner.microseconds() else { return nil }
          fraction = parts
        }
      }
    }
    guard let offset = scanner.offset(), scanner.isAtEnd,
      let fields = CIMCalendar(
        year: year, month: month, day: day, hour: hour, minute: minute, second: second,
        microsecond: fraction)
    else { return nil }
    return timestamp(fields, offset: offset)
  }

  /// `P1DT2H3M4.5S`; years and months have no fixed length and are refused.
  private static func isoDuration(_ bytes: [UInt8]) -> CIMDateTime? {
    var scanner = ByteScanner(bytes)
    guard scanner.skip("P"), !scanner.isAtEnd else { return nil }
    var total: Int64 = 0
    var isTime = false
    var isEmpty = true
    while !scanner.isAtEnd {
      if !isTime, scanner.skip("T") {
        isTime = true
        guard !scanner.isAtEnd else { return nil }
        continue
      }
      guard let count = scanner.digits(), count <= 99_999_999 else { return nil }
      isEmpty = false
      var fraction = 0
      if scanner.skip(".") {
        guard let parts = scanner.microseconds() else { return nil }
        fraction = parts
      }
      let unit: Int64
      switch (scanner.next(), isTime) {
      case (UInt8(ascii: "D"), false): unit = 86_400
      case (UInt8(ascii: "H"), true): unit = 3600
      case (UInt8(ascii: "M"), true): unit = 60
      case (UInt8(ascii: "S"), true): unit = 1
      default: return nil
      }
      guard fraction == 0 || unit == 1 else { return nil }
      total += Int64(count) * unit * 1_000_000 + Int64(fraction)
    }
    return isEmpty ? nil : .interval(Interval(microseconds: total))
  }
}

/// Reads a text of fixed form from the left.
private struct ByteScanner {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func next() -> UInt8? {
    guard position < bytes.count else { return nil }
    position += 1
    return bytes[position - 1]
  }

  /// Passes over a character; false when another one stands there.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// A number of exactly so many digits.
  mutating func number(_ width: Int) -> Int? {
    guard position + width <= bytes.count else { return nil }
    var number = 0
    for byte in bytes[position..<position + width] {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * 10 + Int(byte - UInt8(ascii: "0"))
    }
    position += width
    return number
  }

  /// A number of one to fifteen digits.
  mutating func digits() -> Int? {
    let count = min(digitCount, 15)
    return count == 0 ? nil : number(count)
  }

  /// The digits after a decimal point as microseconds; what is finer is cut off.
  mutating func microseconds() -> Int? {
    let count = digitCount
    guard count > 0, let leading = number(min(count, 6)) else { return nil }
    position += count - min(count, 6)
    return (count..<max(count, 6)).reduce(leading) { value, _ in value * 10 }
  }

  /// `Z`, `+01:00`, or nothing, in minutes.
  mutating func offset() -> Int? {
    if isAtEnd || skip("Z") { return 0 }
    let isNegative = skip("-")
    guard isNegative || skip("+"), let hours = number(2), hours <= 14 else { return nil }
    guard skip(":"), let minutes = number(2), minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (isNegative ? -1 : 1)
  }

  private var digitCount: Int {
    bytes[position...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
  }
}
