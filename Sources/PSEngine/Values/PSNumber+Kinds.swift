public import PSLanguage

extension PSNumber {
  /// The value of an integer type; `nil` for floating-point numbers and decimals.
  public var integer: Int128? {
    switch self {
    case .byte(let value): return Int128(value)
    case .sbyte(let value): return Int128(value)
    case .int16(let value): return Int128(value)
    case .uint16(let value): return Int128(value)
    case .int32(let value): return Int128(value)
    case .uint32(let value): return Int128(value)
    case .int64(let value): return Int128(value)
    case .uint64(let value): return Int128(value)
    case .single, .double, .decimal: return nil
    }
  }

  /// The nearest floating-point number.
  public var doubleValue: Double {
    switch self {
    case .single(let value): return Double(value)
    case .double(let value): return value
    case .decimal(let value): return value.doubleValue
    default: return Double(integer ?? 0)
    }
  }

  /// The nearest decimal; `nil` when it is out of range.
  public var decimalValue: PSDecimal? {
    switch self {
    case .decimal(let value): return value
    case .single(let value): return PSDecimal(Double(value))
    case .double(let value): return PSDecimal(value)
    default: return integer.flatMap { PSDecimal($0) }
    }
  }

  /// The nearest whole number, half to even; `nil` for what is no number or beyond 127 bits.
  public var roundedInteger: Int128? {
    switch self {
    case .single(let value): return Self.rounded(Double(value))
    case .double(let value): return Self.rounded(value)
    case .decimal(let value): return value.rounded
    default: return integer
    }
  }

  private static func rounded(_ value: Double) -> Int128? {
    guard value.isFinite, value.magnitude < 1e37 else { return nil }
    return Int128(value.rounded(.toNearestOrEven))
  }

  /// Whether it is a `Single` or `Double`.
  public var isFloating: Bool {
    switch self {
    case .single, .double: return true
    default: return false
    }
  }

  /// Whether it is a `Decimal`.
  public var isDecimal: Bool {
    if case .decimal = self { return true }
    return false
  }

  /// An integer of the smallest of Int32, Int64 and Double that holds it.
  public static func widened(_ value: Int128) -> PSNumber {
    if let small = Int32(exactly: value) { return .int32(small) }
    if let large = Int64(exactly: value) { return .int64(large) }
    return .double(Double(value))
  }

  /// The value of a number of the source.
  public init(_ literal: NumberLiteral) {
    switch literal {
    case .int8(let value): self = .sbyte(value)
    case .uint8(let value): self = .byte(value)
    case .int16(let value): self = .int16(value)
    case .uint16(let value): self = .uint16(value)
    case .int32(let value): self = .int32(value)
    case .uint32(let value): self = .uint32(value)
    case .int64(let value): self = .int64(value)
    case .uint64(let value): self = .uint64(value)
    case .double(let value): self = .double(value)
    case .decimal(let isNegative, let significand, let scale):
      if let value = PSDecimal(isNegative: isNegative, significand: significand, scale: scale) {
        self = .decimal(value)
      } else {
        let magnitude = Double(significand) / Double(PSDecimal.powerOfTen(scale))
        self = .double(isNegative ? -magnitude : magnitude)
      }
    }
  }
}
