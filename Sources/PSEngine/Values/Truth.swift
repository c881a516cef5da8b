/// Truth of values (`language.md` 4.2).
public enum Truth {
  /// Whether a value counts as true.
  public static func isTrue(_ value: PSValue) -> Bool {
    switch value {
    case .null: return false
    case .bool(let flag): return flag
    case .number(let number): return !number.isZero
    case .char(let scalar): return scalar.value != 0
    case .string(let text): return !text.isEmpty
    case .array(let array): return isTrue(elements: array.elements)
    case .object(let object):
      if let list = object as? PSList { return isTrue(elements: list.elements) }
      return object.isTrue
    }
  }

  private static func isTrue(elements: [PSValue]) -> Bool {
    guard elements.count == 1 else { return !elements.isEmpty }
    if case .array(let nested) = elements[0] { return !nested.elements.isEmpty }
    if case .object(let object) = elements[0], let list = object as? PSList {
      return !list.elements.isEmpty
    }
    return isTrue(elements[0])
  }
}

extension PSNumber {
  /// Whether the number is 0.
  public var isZero: Bool {
    switch self {
    case .byte(let value): return value == 0
    case .sbyte(let value): return value == 0
    case .int16(let value): return value == 0
    case .uint16(let value): return value == 0
    case .int32(let value): return value == 0
    case .uint32(let value): return value == 0
    case .int64(let value): return value == 0
    case .uint64(let value): return value == 0
    case .single(let value): return value == 0
    case .double(let value): return value == 0
    case .decimal(let value): return value.isZero
    }
  }
}
