/// A numeric type, for conversions that are driven by its name or rank.
enum NumericKind: Int, CaseIterable, Sendable {
  case sbyte, byte, int16, uint16, int32, uint32, int64, uint64, single, double, decimal

  init?(typeName: String) {
    guard let kind = Self.byName[typeName] else { return nil }
    self = kind
  }

  init(_ number: PSNumber) {
    switch number {
    case .sbyte: self = .sbyte
    case .byte: self = .byte
    case .int16: self = .int16
    case .uint16: self = .uint16
    case .int32: self = .int32
    case .uint32: self = .uint32
    case .int64: self = .int64
    case .uint64: self = .uint64
    case .single: self = .single
    case .double: self = .double
    case .decimal: self = .decimal
    }
  }

  private static let byName: [String: NumericKind] = [
    "System.SByte": .sbyte, "System.Byte": .byte, "System.Int16": .int16,
    "System.UInt16": .uint16, "System.Int32": .int32, "System.UInt32": .uint32,
    "System.Int64": .int64, "System.UInt64": .uint64, "System.Single": .single,
    "System.Double": .double, "System.Decimal": .decimal,
  ]

  var typeName: String { number(0)?.typeName ?? "" }

  /// A whole number as this type; `nil` when it does not fit.
  func number(_ value: Int128) -> PSNumber? {
    switch self {
    case .sbyte: return Int8(exactly: value).map { .sbyte($0) }
    case .byte: return UInt8(exactly: value).map { .byte($0) }
    case .int16: return Int16(exactly: value).map { .int16($0) }
    case .uint16: return UInt16(exactly: value).map { .uint16($0) }
    case .int32: return Int32(exactly: value).map { .int32($0) }
    case .uint32: return UInt32(exactly: value).map { .uint32($0) }
    case .int64: return Int64(exactly: value).map { .int64($0) }
    case .uint64: return UInt64(exactly: value).map { .uint64($0) }
    case .single: return .single(Float(value))
    case .double: return .double(Double(value))
    case .decimal: return PSDecimal(value).map { .decimal($0) }
    }
  }

  /// Another number as this type, rounded half to even; `nil` when it does not fit.
  func number(_ value: PSNumber) -> PSNumber? {
    switch self {
    case .single: return .single(Float(value.doubleValue))
    case .double: return .double(value.doubleValue)
    case .decimal: return value.decimalValue.map { .decimal($0) }
    default: return value.roundedInteger.flatMap { number($0) }
    }
  }

  /// `Value was either too large or too small for an Int32.`
  var overflowMessage: String {
    let name = TypeNames.shortName(typeName)
    let noun =
      switch self {
      case .sbyte: "a signed byte"
      case .byte: "an unsigned byte"
      case .int16, .int32, .int64: "an \(name)"
      default: "a \(name)"
      }
    return "Value was either too large or too small for \(noun)."
  }
}

extension Conversion {
  /// Converts a value to a numeric type.
  static func convertToNumber(
    _ value: PSValue, _ kind: NumericKind
  ) throws(PSRuntimeError) -> PSNumber {
    switch value.unwrapped {
    case .null: return kind.number(0) ?? .int32(0)
    case .bool(let flag): return kind.number(flag ? 1 : 0) ?? .int32(0)
    case .number(let number): return try convert(number, kind, shown: value)
    case .char(let scalar):
      return try convert(.int32(Int32(bitPattern: scalar.value)), kind, shown: value)
    case .string(let text): return try convert(text, kind)
    case .object(let object):
      if let item = object as? PSEnum { return try convert(.int64(item.value), kind, shown: value) }
      if let flag = object as? PSSwitch { return kind.number(flag.isPresent ? 1 : 0) ?? .int32(0) }
      throw final(value, kind.typeName)
    case .array: throw final(value, kind.typeName)
    }
  }

  private static func convert(
    _ number: PSNumber, _ kind: NumericKind, shown: PSValue
  ) throws(PSRuntimeError) -> PSNumber {
    if let result = kind.number(number) { return result }
    throw refused(
      shown, kind.typeName, .overflow(kind.overflowMessage), id: "InvalidCastIConvertible")
  }

  private static func convert(
    _ text: String, _ kind: NumericKind
  ) throws(PSRuntimeError) -> PSNumber {
    guard let number = NumberParser.number(text) else {
      throw refused(
        .string(text), kind.typeName, .format("Input string was not in a correct format."),
        id: kind.rawValue >= NumericKind.single.rawValue
          ? "InvalidCastFromStringToDoubleOrSingle" : "InvalidCastFromStringToInteger")
    }
    if kind == .decimal, let exact = PSDecimal(text: text.trimmingWhiteSpace()) {
      return .decimal(exact)
    }
    guard let result = kind.number(number) else {
      throw refused(
        .string(text), kind.typeName, .overflow(kind.overflowMessage),
        id: "InvalidCastFromStringToInteger")
    }
    return result
  }
}
