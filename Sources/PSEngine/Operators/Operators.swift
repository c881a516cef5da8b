public import PSLanguage

/// The operators of the language on evaluated operands (`language.md` 3.4).
public enum Operators {
  /// Applies an operator between two operands. The interpreter evaluates `-and`, `-or` and `??`
  /// itself where the right operand must not run; with both values at hand they work here as well.
  /// - Throws: ``PSRuntimeError``; ``NativeFailure`` for a result that is too large.
  public static func binary(
    _ operation: BinaryOperator, _ left: PSValue, _ right: PSValue, in context: ExecutionContext
  ) async throws -> PSValue {
    let right = present(right, after: left, operation)
    switch operation {
    case .coalesce: return left.isNull ? right : left
    case .bitAnd, .bitOr, .bitXor, .shiftLeft, .shiftRight:
      return try bitwise(operation, left, right, types: context.session.types)
    case .range: return try range(left, right, types: context.session.types)
    case .contains(let rule):
      return .bool(try contains(left, right, rule, context))
    case .notContains(let rule):
      return .bool(try !contains(left, right, rule, context))
    case .in(let rule): return .bool(try contains(right, left, rule, context))
    case .notIn(let rule): return .bool(try !contains(right, left, rule, context))
    case .isType: return .bool(try isType(left, right, context))
    case .isNotType: return .bool(try !isType(left, right, context))
    case .asType: return try asType(left, right, context)
    case .like(let rule): return try like(left, right, rule, negated: false, context)
    case .notLike(let rule): return try like(left, right, rule, negated: true, context)
    case .match(let rule): return try match(left, right, rule, negated: false, context)
    case .notMatch(let rule): return try match(left, right, rule, negated: true, context)
    case .replace(let rule): return try await replace(left, right, rule, context)
    case .split(let rule): return try await split(left, right, rule, context)
    case .join: return try join(left, separator: text(right, context), context)
    case .format: return .string(try CompositeFormat.format(left, right, in: context))
    default: return try binaryAtOnce(operation, left, right, in: context) ?? .null
    }
  }

  /// A right operand, `$null` in place of an absent one, unless its elements are appended.
  static func present(
    _ right: PSValue, after left: PSValue, _ operation: BinaryOperator
  ) -> PSValue {
    guard right.isAbsent else { return right }
    if case .add = operation, collection(left) != nil { return right }
    return .null
  }

  /// Applies an operator to one operand. Increments give the new value; the interpreter assigns it.
  /// - Throws: ``PSRuntimeError``.
  public static func unary(
    _ operation: UnaryOperator, _ operand: PSValue, in context: ExecutionContext
  ) async throws -> PSValue {
    switch operation {
    case .not: return .bool(!Truth.isTrue(operand))
    case .bitNot: return try complement(operand)
    case .plus: return try arithmetic(.add, .int(Int32(0)), operand)
    case .minus: return try negate(operand)
    case .comma: return .list([operand])
    case .split: return splitOnWhiteSpace(operand, context)
    case .join: return try join(operand, separator: "", context)
    case .prefixIncrement, .postfixIncrement:
      return try arithmetic(.add, operand.isNull ? .int(Int32(0)) : operand, .int(Int32(1)))
    case .prefixDecrement, .postfixDecrement:
      return try arithmetic(.subtract, operand.isNull ? .int(Int32(0)) : operand, .int(Int32(1)))
    }
  }

  /// A value as text, with the session's `$OFS` between elements.
  static func text(_ value: PSValue, _ context: ExecutionContext) -> String {
    if case .string(let text) = value { return text }
    return TextConversion.text(of: value, separator: context.outputFieldSeparator)
  }

  /// The elements, when an operator filters or works element by element: arrays and lists.
  static func collection(_ value: PSValue) -> [PSValue]? {
    switch value.unwrapped {
    case .array(let array): return array.elements
    case .object(let object): return object.enumeratedElements
    default: return nil
    }
  }

  // MARK: Types

  private static func type(_ value: PSValue, _ context: ExecutionContext) throws -> PSTypeDefinition
  {
    if let type = value.asObject as? PSRuntimeType { return type.definition }
    if case .string(let name) = value.unwrapped {
      return try context.session.types.resolve(name: name)
    }
    throw PSRuntimeError(
      "The right operand of '-is' and '-as' must be a type such as [string].",
      id: "IsOperatorRequiresType")
  }

  private static func isType(
    _ value: PSValue, _ right: PSValue, _ context: ExecutionContext
  ) throws -> Bool {
    try type(right, context).isInstance(value)
  }

  private static func asType(
    _ value: PSValue, _ right: PSValue, _ context: ExecutionContext
  ) throws -> PSValue {
    let type = try type(right, context)
    do {
      return try Conversion.convert(value, to: type, types: context.session.types)
    } catch {
      return .null
    }
  }

  // MARK: Collections

  private static func contains(
    _ container: PSValue, _ item: PSValue, _ rule: CaseRule, _ context: ExecutionContext
  ) throws -> Bool {
    let elements = collection(container) ?? [container]
    var check = CancellationCheck()
    return try elements.contains {
      try check.pass()
      return Comparison.areEqual(
        $0, item, caseSensitive: rule.isSensitive, types: context.session.types)
    }
  }

  private static func join(
    _ value: PSValue, separator: String, _ context: ExecutionContext
  ) throws -> PSValue {
    let elements = collection(value) ?? [value]
    var check = CancellationCheck()
    var texts: [String] = []
    texts.reserveCapacity(elements.count)
    for element in elements {
      try check.pass()
      texts.append(text(element, context))
    }
    return .string(try ValueLimits.joined(texts, separator: separator))
  }

  /// `a..b`, ascending or descending.
  private static func range(_ left: PSValue, _ right: PSValue, types: TypeTable) throws -> PSValue {
    let first = try bound(left)
    let last = try bound(right)
    try ValueLimits.requireElements(abs(Int(first) - Int(last)) + 1)
    let elements: [PSValue] =
      first <= last
      ? (first...last).map { .int($0) } : (last...first).reversed().map { .int($0) }
    return .list(elements)
  }

  private static func bound(_ value: PSValue) throws -> Int32 {
    guard case .int32(let number) = try Conversion.convertToNumber(value, .int32) else { return 0 }
    return number
  }
}

extension ExecutionContext {
  /// What joins the elements of a collection that becomes text: `$OFS`, a blank when it is not set.
  public var outputFieldSeparator: String {
    guard let value = variable("OFS") else { return " " }
    return TextConversion.text(of: value)
  }
}
