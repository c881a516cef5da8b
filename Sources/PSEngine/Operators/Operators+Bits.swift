import PSLanguage

extension Operators {
  /// `-band -bor -bxor -shl -shr`
  static func bitwise(
    _ operation: BinaryOperator, _ left: PSValue, _ right: PSValue, types: TypeTable
  ) throws -> PSValue {
    if let item = left.asObject as? PSEnum {
      return try bitwise(operation, item, right, types: types)
    }
    if let item = right.asObject as? PSEnum, left.isNull == false,
      case .string = left.unwrapped
    {
      return try bitwise(
        operation, try EnumConversion.value(of: left, as: item.type), right, types: types)
    }
    let (a, b) = (try bits(left), try bits(right))
    switch operation {
    case .shiftLeft, .shiftRight:
      return .number(shifted(operation, a, Int64(truncatingIfNeeded: b.integer ?? 0)))
    default: break
    }
    let (x, y) = (a.integer ?? 0, b.integer ?? 0)
    let result: Int128
    switch operation {
    case .bitAnd: result = x & y
    case .bitOr: result = x | y
    default: result = x ^ y
    }
    let rank = max(NumericKind(a).rawValue, NumericKind(b).rawValue)
    let kind = NumericKind(rawValue: max(rank, NumericKind.int32.rawValue)) ?? .int64
    if let fitting = kind.number(result) { return .number(fitting) }
    return .number(.int64(Int64(truncatingIfNeeded: result)))
  }

  private static func bitwise(
    _ operation: BinaryOperator, _ item: PSEnum, _ right: PSValue, types: TypeTable
  ) throws -> PSValue {
    var other: Int64 = 0
    if let value = right.asObject as? PSEnum {
      other = value.value
    } else if case .string = right.unwrapped {
      other = try Self.enumeration(right, item.type).value
    } else {
      other = Int64(truncatingIfNeeded: try bits(right).integer ?? 0)
    }
    switch operation {
    case .bitAnd: return .object(PSEnum(item.type, item.value & other))
    case .bitOr: return .object(PSEnum(item.type, item.value | other))
    case .bitXor: return .object(PSEnum(item.type, item.value ^ other))
    default: return .number(shifted(operation, .widened(Int128(item.value)), other))
    }
  }

  private static func enumeration(_ value: PSValue, _ type: PSEnumType) throws -> PSEnum {
    do {
      return try EnumConversion.value(of: value, as: type)
    } catch let failure {
      throw Conversion.refused(
        value, type.name, failure, id: "InvalidCastFromStringToEnumeration")
    }
  }

  /// `-bnot`
  static func complement(_ value: PSValue) throws -> PSValue {
    if let item = value.asObject as? PSEnum { return .object(PSEnum(item.type, ~item.value)) }
    switch try bits(value) {
    case .int64(let number): return .number(.int64(~number))
    case .uint64(let number): return .number(.uint64(~number))
    case .uint32(let number): return .number(.uint32(~number))
    case let number: return .number(.widened(~(number.integer ?? 0)))
    }
  }

  /// A whole number for a bitwise operator: Int32 where it fits, else Int64 or UInt64.
  private static func bits(_ value: PSValue) throws -> PSNumber {
    let number = try Conversion.convertToNumber(value, .decimal, keepingIntegers: true)
    guard let whole = number.roundedInteger else {
      throw Conversion.refused(
        value, "System.Int64", .overflow(NumericKind.int64.overflowMessage),
        id: "InvalidCastIConvertible")
    }
    switch number {
    case .int64, .uint64, .uint32: return number
    default: break
    }
    for kind in [NumericKind.int32, .int64, .uint64] {
      if let fitting = kind.number(whole) { return fitting }
    }
    throw Conversion.refused(
      value, "System.Int64", .overflow(NumericKind.int64.overflowMessage),
      id: "InvalidCastIConvertible")
  }

  private static func shifted(
    _ operation: BinaryOperator, _ value: PSNumber, _ count: Int64
  ) -> PSNumber {
    let isLeft = operation == .shiftLeft
    switch value {
    case .int64(let number):
      let places = count & 63
      return .int64(isLeft ? number << places : number >> places)
    case .uint64(let number):
      let places = count & 63
      return .uint64(isLeft ? number << places : number >> places)
    case .uint32(let number):
      let places = count & 31
      return .uint32(isLeft ? number << places : number >> places)
    default:
      let places = count & 31
      let number = Int32(truncatingIfNeeded: value.integer ?? 0)
      return .int32(isLeft ? number << places : number >> places)
    }
  }
}

extension Conversion {
  /// A number of any type; texts are read, whole numbers stay as they are.
  static func convertToNumber(
    _ value: PSValue, _ kind: NumericKind, keepingIntegers: Bool
  ) throws(PSRuntimeError) -> PSNumber {
    switch value.unwrapped {
    case .number(let number) where keepingIntegers: return number
    case .string(let text):
      if keepingIntegers, let number = NumberParser.number(text) { return number }
      fallthrough
    default: return try convertToNumber(value, kind)
    }
  }
}
