/// Comparison of values: the left operand decides how (`language.md` 4.6).
public enum Comparison {
  /// Whether two values are equal, as `-eq` sees two scalars.
  public static func areEqual(
    _ left: PSValue, _ right: PSValue, caseSensitive: Bool = false, types: TypeTable
  ) -> Bool {
    let (left, right) = (left.unwrapped, right.unwrapped)
    switch left {
    case .null: return right.isNull
    case .string(let text): return !right.isNull && equal(text, right, caseSensitive)
    case .char(let scalar):
      if case .string = right { return equal(String(scalar), right, caseSensitive) }
      if case .char(let other) = right {
        return caseSensitive ? scalar == other : equal(String(scalar), right, false)
      }
      guard let number = comparable(right) else { return false }
      return order(.int32(Int32(bitPattern: scalar.value)), number) == 0
    case .bool(let flag): return !right.isNull && flag == Truth.isTrue(right)
    case .number(let number):
      guard !right.isNull, let other = comparable(right) else { return false }
      return order(number, other) == 0
    case .array(let array):
      if case .array(let other) = right { return array === other }
      return false
    case .object(let object): return areEqual(object, right, types)
    }
  }

  private static func equal(_ text: String, _ right: PSValue, _ caseSensitive: Bool) -> Bool {
    let other = TextConversion.text(of: right)
    return caseSensitive ? text == other : text.equalsIgnoringCase(other)
  }

  private static func areEqual(
    _ object: PSObject, _ right: PSValue, _ types: TypeTable
  ) -> Bool {
    if case .object(let other) = right, other === object { return true }
    if right.isNull { return false }
    if let flag = object as? PSSwitch { return flag.isPresent == Truth.isTrue(right) }
    if let item = object as? PSEnum {
      if !isString(right), let number = comparable(right) {
        return order(.int64(item.value), number) == 0
      }
      guard let other = try? EnumConversion.value(of: right, as: item.type) else { return false }
      return item.value == other.value
    }
    guard let key = object.equalityKey else { return false }
    guard let other = sameType(object, right, types) else { return false }
    return key == other.equalityKey
  }

  private static func isString(_ value: PSValue) -> Bool {
    if case .string = value { return true }
    return false
  }

  /// The right operand as an object of the left one's type.
  private static func sameType(_ object: PSObject, _ right: PSValue, _ types: TypeTable)
    -> PSObject?
  {
    if case .object(let other) = right, other.typeName == object.typeName { return other }
    let converted = try? Conversion.convert(right, toTypeNamed: object.typeName, types: types)
    return converted?.asObject
  }

  /// A value as a number for comparison with one; `nil` when it is none.
  private static func comparable(_ value: PSValue) -> PSNumber? {
    switch value {
    case .number(let number): return number
    case .bool(let flag): return .int32(flag ? 1 : 0)
    case .char(let scalar): return .int32(Int32(bitPattern: scalar.value))
    case .string(let text): return NumberParser.number(text)
    case .object(let object):
      if let item = object as? PSEnum { return .int64(item.value) }
      if let flag = object as? PSSwitch { return .int32(flag.isPresent ? 1 : 0) }
      return nil
    case .null: return .int32(0)
    case .array: return nil
    }
  }

  /// The order of two values: negative, 0 or positive.
  /// - Throws: ``PSRuntimeError`` with id `NotIcomparable` or `ComparisonFailure`.
  public static func order(
    _ left: PSValue, _ right: PSValue, caseSensitive: Bool = false, types: TypeTable
  ) throws(PSRuntimeError) -> Int {
    let (left, right) = (left.unwrapped, right.unwrapped)
    if left.isNull { return right.isNull ? 0 : orderOfNull(against: right) }
    if right.isNull { return -orderOfNull(against: left) }
    switch left {
    case .null: return 0
    case .string(let text):
      return TextOrder.compare(
        text, TextConversion.text(of: right), caseSensitive: caseSensitive)
    case .char(let scalar):
      if case .string(let text) = right {
        return TextOrder.compare(String(scalar), text, caseSensitive: caseSensitive)
      }
      return order(
        .int32(Int32(bitPattern: scalar.value)), try number(right, comparedWith: left))
    case .bool(let flag):
      let other = Truth.isTrue(right)
      return flag == other ? 0 : flag ? 1 : -1
    case .number(let number): return order(number, try self.number(right, comparedWith: left))
    case .array: throw notComparable(left)
    case .object(let object): return try order(object, right, types)
    }
  }

  private static func order(
    _ object: PSObject, _ right: PSValue, _ types: TypeTable
  ) throws(PSRuntimeError) -> Int {
    if let item = object as? PSEnum {
      do {
        let other = try EnumConversion.value(of: right, as: item.type)
        return item.value == other.value ? 0 : item.value < other.value ? -1 : 1
      } catch let failure {
        throw failed(.object(object), right, failure.message)
      }
    }
    guard let ordered = object as? any OrderedObject else { throw notComparable(.object(object)) }
    guard let other = sameType(object, right, types), let result = ordered.order(to: other) else {
      let inner = Conversion.final(right, object.typeName)
      throw failed(.object(object), right, inner.record.message)
    }
    return result
  }

  private static func orderOfNull(against value: PSValue) -> Int {
    guard case .number(let number) = value else { return -1 }
    return number.doubleValue < 0 ? 1 : -1
  }

  private static func number(
    _ value: PSValue, comparedWith left: PSValue
  ) throws(PSRuntimeError) -> PSNumber {
    if let number = comparable(value) { return number }
    let inner: PSRuntimeError
    if case .string = value {
      inner = Conversion.refused(
        value, TypeNames.name(of: left), .format("Input string was not in a correct format."),
        id: "")
    } else {
      inner = Conversion.final(value, TypeNames.name(of: left))
    }
    throw failed(left, value, inner.record.message)
  }

  /// The order of two numbers, in the wider type; NaN is below everything.
  static func order(_ a: PSNumber, _ b: PSNumber) -> Int {
    if let left = a.integer, let right = b.integer {
      return left == right ? 0 : left < right ? -1 : 1
    }
    if a.isDecimal || b.isDecimal, let left = a.decimalValue, let right = b.decimalValue {
      return left == right ? 0 : left < right ? -1 : 1
    }
    let (left, right) = (a.doubleValue, b.doubleValue)
    if left.isNaN || right.isNaN { return left.isNaN ? (right.isNaN ? 0 : -1) : 1 }
    return left == right ? 0 : left < right ? -1 : 1
  }

  private static func notComparable(_ value: PSValue) -> PSRuntimeError {
    PSRuntimeError(
      "Cannot compare \"\(TextConversion.text(of: value))\" because it is not IComparable.",
      id: "NotIcomparable", category: .invalidOperation)
  }

  private static func failed(_ left: PSValue, _ right: PSValue, _ reason: String) -> PSRuntimeError
  {
    PSRuntimeError(
      "Could not compare \"\(TextConversion.text(of: left))\" to "
        + "\"\(TextConversion.text(of: right))\". Error: \"\(reason)\"",
      id: "ComparisonFailure", category: .invalidOperation)
  }
}

/// An object whose kind has an order: dates, time spans, versions.
protocol OrderedObject: PSObject {
  /// Negative, 0 or positive; `nil` when the other is of another kind.
  func order(to other: PSObject) -> Int?
}
