/// A duration as XML schemas write it, in milliseconds (`protocol.md` 4.2).
public struct XSDDuration: Sendable, Hashable, Comparable {
  /// The length in milliseconds; negative for durations written with a sign.
  public var milliseconds: Int64

  /// A duration of so many milliseconds.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Reads the text form, such as `PT60.000S`, `P0DT0H1M40S` or `P1W`; nil when it is none.
  ///
  /// Years count 365 days and months 30. Durations too long for the type become the longest one.
  public init?(_ text: String) {
    var parser = Parser(Array(text.trimmingXMLSpace().utf8))
    guard let value = parser.duration() else { return nil }
    milliseconds = value
  }

  /// The text as Windows writes it: seconds with three decimals, `PT60.000S`.
  public var text: String {
    let magnitude = milliseconds.magnitude
    // With a digit before the three, so that none is missing.
    let decimals = String(magnitude % 1000 + 1000).dropFirst()
    return "\(milliseconds < 0 ? "-" : "")PT\(magnitude / 1000).\(decimals)S"
  }

  /// Shorter durations are smaller.
  public static func < (left: XSDDuration, right: XSDDuration) -> Bool {
    left.milliseconds < right.milliseconds
  }

  private struct Parser {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) {
      self.text = text
    }

    mutating func duration() -> Int64? {
      let isNegative = take("-")
      guard take("P") else { return nil }
      var total: Int64 = 0
      var count = 0
      var units: [(unit: Character, milliseconds: Int64)] = Self.dateUnits
      var isTime = false
      while position < text.count {
        if !isTime, take("T") {
          isTime = true
          units = Self.timeUnits
          guard position < text.count else { return nil }
          continue
        }
        guard let (whole, thousandths) = number(), let unit = letter(),
          let index = units.firstIndex(where: { $0.unit == unit }),
          thousandths == nil || unit == "S"
        else { return nil }
        let scale = units[index].milliseconds
        // Units come in falling order, each at most once.
        units.removeFirst(index + 1)
        total = Self.sum(total, Self.product(whole, scale))
        total = Self.sum(total, thousandths ?? 0)
        count += 1
      }
      guard count > 0 else { return nil }
      return isNegative ? -total : total
    }

    private static let dateUnits: [(unit: Character, milliseconds: Int64)] = [
      ("Y", 31_536_000_000), ("M", 2_592_000_000), ("W", 604_800_000), ("D", 86_400_000),
    ]
    private static let timeUnits: [(unit: Character, milliseconds: Int64)] = [
      ("H", 3_600_000), ("M", 60_000), ("S", 1000),
    ]

    private mutating func take(_ character: Character) -> Bool {
      guard position < text.count, character.asciiValue == text[position] else { return false }
      position += 1
      return true
    }

    private mutating func letter() -> Character? {
      guard position < text.count else { return nil }
      defer { position += 1 }
      return Character(Unicode.Scalar(text[position]))
    }

    /// Digits, and after a point the thousandths; further digits are cut off.
    private mutating func number() -> (whole: Int64, thousandths: Int64?)? {
      guard let whole = digits(limit: .max) else { return nil }
      guard take(".") else { return (whole.value, nil) }
      guard let fraction = digits(limit: 3) else { return nil }
      let scale: Int64 = fraction.count == 1 ? 100 : fraction.count == 2 ? 10 : 1
      return (whole.value, fraction.value * scale)
    }

    /// The value of the first digits, up to a limit, and how many of them were counted.
    private mutating func digits(limit: Int) -> (value: Int64, count: Int)? {
      var value: Int64 = 0
      var count = 0
      var isFound = false
      while position < text.count, text[position] &- 0x30 < 10 {
        isFound = true
        if count < limit {
          value = Self.sum(Self.product(value, 10), Int64(text[position] &- 0x30))
          count += 1
        }
        position += 1
      }
      return isFound ? (value, count) : nil
    }

    private static func product(_ one: Int64, _ other: Int64) -> Int64 {
      let (value, isTooLarge) = one.multipliedReportingOverflow(by: other)
      return isTooLarge ? .max : value
    }

    private static func sum(_ one: Int64, _ other: Int64) -> Int64 {
      let (value, isTooLarge) = one.addingReportingOverflow(other)
      return isTooLarge ? .max : value
    }
  }
}
