/// A value of a property or parameter.
public enum CIMValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  /// A value of `uint8` to `uint64`.
  case unsigned(UInt64)
  /// A value of `sint8` to `sint64`.
  case signed(Int64)
  case real(Double)
  case string(String)
  case char16(UInt16)
  case datetime(CIMDateTime)
  case reference(CIMObjectPath)
  indirect case instance(CIMInstance)
  /// The values of an array; none of them is null or an array.
  case array([CIMValue])

  /// Whether there is no value.
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// The value of a type that a text stands for, as selectors, lab files and messages write it.
  ///
  /// Letter case of booleans is ignored, and blanks around all but strings. The empty text is a value
  /// of type string only.
  ///
  /// - Returns: nil when the text is no value of the type, or too large for it.
  public init?(_ text: some StringProtocol, as type: CIMType) {
    switch type {
    case .string:
      self = .string(String(text))
      return
    case .char16:
      self.init(character: String(text))
      return
    default: break
    }
    let trimmed = text.trimmingBlanks()
    switch type {
    case .boolean:
      switch trimmed.lowercased() {
      case "true", "1": self = .boolean(true)
      case "false", "0": self = .boolean(false)
      default: return nil
      }
    case .real32, .real64:
      guard let number = Self.real(trimmed) else { return nil }
      self = .real(type == .real32 ? Double(Float(number)) : number)
    case .datetime:
      guard let time = CIMDateTime(String(trimmed)) else { return nil }
      self = .datetime(time)
    case .reference:
      guard let path = CIMObjectPath(String(trimmed)) else { return nil }
      self = .reference(path)
    case .string, .char16, .instance: return nil
    default:
      // A text that is not in UTF-8 already is copied, so that it is.
      var digits = String(trimmed)
      guard let value = digits.withUTF8({ CIMValue(integer: $0, as: type) }) else { return nil }
      self = value
    }
  }

  /// The whole number of a type that decimal digits stand for, which may have a sign.
  ///
  /// - Parameter digits: the digits in ASCII.
  /// - Returns: nil when the text is no whole number, or too large for the type.
  public init?(integer digits: UnsafeBufferPointer<UInt8>, as type: CIMType) {
    guard let range = type.integerRange, let sign = digits.first else { return nil }
    let isNegative = sign == UInt8(ascii: "-")
    let hasSign = isNegative || sign == UInt8(ascii: "+")
    guard let magnitude = UInt64(decimal: digits[(hasSign ? 1 : 0)...]) else { return nil }
    if range.least == 0 {
      guard magnitude <= range.greatest, !isNegative || magnitude == 0 else { return nil }
      self = .unsigned(magnitude)
    } else if isNegative {
      guard magnitude <= range.least.magnitude else { return nil }
      self = .signed(Int64(truncatingIfNeeded: 0 &- magnitude))
    } else {
      guard magnitude <= range.greatest else { return nil }
      self = .signed(Int64(magnitude))
    }
  }

  private init?(character text: String) {
    let units = Array(text.utf16.prefix(2))
    if units.count == 1 {
      self = .char16(units[0])
    } else if let code = UInt16(text) {
      self = .char16(code)
    } else {
      return nil
    }
  }

  /// A number as XML Schema writes `xs:double`.
  private static func real(_ text: Substring) -> Double? {
    switch text {
    case "INF", "+INF": return .infinity
    case "-INF": return -.infinity
    case "NaN": return .nan
    default:
      guard text.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }) else { return nil }
      return Double(text)
    }
  }

  /// The value in text form: booleans as `true` and `false`, numbers in decimal, times as DSP0004
  /// writes them, references as paths. Null and arrays have no text of their own and are empty.
  public var text: String {
    switch self {
    case .null, .array, .instance: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .unsigned(let number): String(number)
    case .signed(let number): String(number)
    case .real(let number): Self.text(of: number)
    case .string(let text): text
    case .char16(let unit): String(unit)
    case .datetime(let time): time.text
    case .reference(let path): path.text
    }
  }

  private static func text(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-INF" : "INF" }
    if let whole = Int64(exactly: number), abs(number) < 1e15 { return String(whole) }
    return String(number)
  }

  /// The values of an array, a single value as an array of one, and nothing for null.
  public var elements: [CIMValue] {
    switch self {
    case .null: []
    case .array(let values): values
    default: [self]
    }
  }
}

extension UInt64 {
  /// The number that digits of ASCII stand for; nil when there are none, another sign, or too many.
  fileprivate init?(decimal digits: Slice<UnsafeBufferPointer<UInt8>>) {
    guard !digits.isEmpty else { return nil }
    self = 0
    for digit in digits {
      let value = digit &- UInt8(ascii: "0")
      let (tens, isTooLarge) = multipliedReportingOverflow(by: 10)
      let (sum, overflows) = tens.addingReportingOverflow(UInt64(value))
      guard value < 10, !isTooLarge, !overflows else { return nil }
      self = sum
    }
  }
}

extension StringProtocol {
  /// The text without the blanks, tabs and line ends around it.
  func trimmingBlanks() -> Substring {
    var rest = Substring(self)
    while let first = rest.utf8.first, first <= 0x20 { rest = rest.dropFirst() }
    while let last = rest.utf8.last, last <= 0x20 { rest = rest.dropLast() }
    return rest
  }
}
