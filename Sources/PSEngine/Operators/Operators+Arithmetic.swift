import PSLanguage

extension Operators {
  /// `+` with all its meanings.
  static func add(
    _ left: PSValue, _ right: PSValue, in context: ExecutionContext
  ) throws -> PSValue {
    switch left.unwrapped {
    case .null: return right
    case .string(let text): return .string(try joined(text, self.text(right, context)))
    case .char(let scalar):
      if case .string(let text) = right.unwrapped {
        return .string(try joined(String(scalar), text))
      }
      if case .char(let other) = right.unwrapped { return .string(String(scalar) + String(other)) }
      return try arithmetic(.add, left, right)
    case .array(let array): return .list(try joined(array.elements, right))
    case .object(let object):
      if let table = object as? PSHashtable { return try merge(table, right) }
      if let elements = object.enumeratedElements {
        return .list(try joined(elements, right))
      }
      return try arithmetic(.add, left, right)
    case .bool, .number:
      if let elements = collection(right), elements.count != 1 {
        throw missing(.add, right)
      }
      return try arithmetic(.add, left, right)
    }
  }

  private static func joined(_ left: String, _ right: String) throws -> String {
    try ValueLimits.requireText(left.utf8.count &+ right.utf8.count)
    return left + right
  }

  private static func joined(_ left: [PSValue], _ right: PSValue) throws -> [PSValue] {
    let more = collection(right) ?? [right]
    try ValueLimits.requireElements(left.count &+ more.count)
    return left + more
  }

  private static func merge(_ left: PSHashtable, _ right: PSValue) throws -> PSValue {
    if right.isNull { return .object(left) }
    guard let other = right.asObject as? PSHashtable else {
      throw PSRuntimeError(
        "A hash table can only be added to another hash table.", id: "AddHashTableToNonHashTable")
    }
    let result = PSHashtable(isOrdered: left.isOrdered, ignoresCase: left.ignoresCase)
    for (key, value) in left.entries { result[key] = value }
    for (key, value) in other.entries {
      if result[key] != nil {
        let name = TextConversion.text(of: key)
        throw PSRuntimeError(
          "Item has already been added. Key in dictionary: '\(name)'  Key being added: '\(name)'",
          id: "System.ArgumentException", category: .operationStopped,
          exception: "System.ArgumentException")
      }
      result[key] = value
    }
    return .object(result)
  }

  /// `+ - * / %` on numbers, and the forms of `*` that repeat.
  static func arithmetic(
    _ operation: BinaryOperator, _ left: PSValue, _ right: PSValue
  ) throws -> PSValue {
    if case .object(let object) = left.unwrapped,
      let result = try PSDateTime.arithmetic(operation, object, right)
    {
      return result
    }
    if operation == .multiply, let result = try repeated(left, right) { return result }
    if left.isNull, operation == .multiply { return .null }
    let a = try number(left, operation)
    let b = try number(right, operation, of: left)
    return .number(try arithmetic(operation, a, b))
  }

  private static func number(
    _ value: PSValue, _ operation: BinaryOperator, of other: PSValue? = nil
  ) throws -> PSNumber {
    switch value.unwrapped {
    case .null: return .int32(0)
    case .number(let number): return number
    case .bool(let flag): return .int32(flag ? 1 : 0)
    case .char(let scalar): return .int32(Int32(bitPattern: scalar.value))
    case .string(let text):
      if let number = NumberParser.number(text) { return number }
      throw Conversion.refused(
        value, "System.Int32", .format("Input string was not in a correct format."),
        id: "InvalidCastFromStringToInteger")
    case .object(let object):
      if let item = object as? PSEnum { return .widened(Int128(item.value)) }
      if let flag = object as? PSSwitch { return .int32(flag.isPresent ? 1 : 0) }
      throw missing(operation, other ?? value)
    case .array: throw missing(operation, value)
    }
  }

  /// The error of an operator that a type does not have.
  private static func missing(_ operation: BinaryOperator, _ value: PSValue) -> PSRuntimeError {
    let name =
      switch operation {
      case .add: "op_Addition"
      case .subtract: "op_Subtraction"
      case .multiply: "op_Multiply"
      case .divide: "op_Division"
      default: "op_Modulus"
      }
    return PSRuntimeError(
      "Method invocation failed because [\(TypeNames.name(of: value))] does not contain a method "
        + "named '\(name)'.", id: "MethodNotFound")
  }

  private static func arithmetic(
    _ operation: BinaryOperator, _ a: PSNumber, _ b: PSNumber
  ) throws -> PSNumber {
    if a.isDecimal || b.isDecimal {
      guard let left = a.decimalValue, let right = b.decimalValue else {
        return .double(try floating(operation, a.doubleValue, b.doubleValue))
      }
      return .decimal(try decimal(operation, left, right))
    }
    if a.isFloating || b.isFloating {
      let result = try floating(operation, a.doubleValue, b.doubleValue)
      if case .single = a, case .single = b { return .single(Float(result)) }
      return .double(result)
    }
    return try whole(operation, a, b)
  }

  private static func floating(
    _ operation: BinaryOperator, _ a: Double, _ b: Double
  ) throws -> Double {
    switch operation {
    case .add: return a + b
    case .subtract: return a - b
    case .multiply: return a * b
    case .divide: return a / b
    default: return a.truncatingRemainder(dividingBy: b)
    }
  }

  private static func decimal(
    _ operation: BinaryOperator, _ a: PSDecimal, _ b: PSDecimal
  ) throws -> PSDecimal {
    let result: PSDecimal?
    switch operation {
    case .add: result = .adding(a, b)
    case .subtract: result = .adding(a, b.negated)
    case .multiply: result = .multiplying(a, b)
    case .divide, .remainder:
      if b.isZero { throw divisionByZero }
      result = operation == .divide ? .dividing(a, by: b) : .remainder(a, by: b)
    default: result = nil
    }
    guard let result else {
      throw PSRuntimeError(
        "Value was either too large or too small for a Decimal.", id: "RuntimeException",
        category: .notSpecified)
    }
    return result
  }

  /// Whole numbers: exact in 128 bits, then as the wider of the operands' types (Int32 at least).
  /// A result that does not fit is a Double, as in PowerShell: `[int]::MaxValue + 1` is no Int64.
  private static func whole(
    _ operation: BinaryOperator, _ a: PSNumber, _ b: PSNumber
  ) throws -> PSNumber {
    let (left, right) = (a.integer ?? 0, b.integer ?? 0)
    let result: (partialValue: Int128, overflow: Bool)
    switch operation {
    case .add: result = left.addingReportingOverflow(right)
    case .subtract: result = left.subtractingReportingOverflow(right)
    case .multiply: result = left.multipliedReportingOverflow(by: right)
    case .divide:
      if right == 0 { throw divisionByZero }
      if left % right != 0 { return .double(Double(left) / Double(right)) }
      result = (left / right, false)
    default:
      if right == 0 { throw divisionByZero }
      result = (left % right, false)
    }
    if result.overflow { return .double(try floating(operation, Double(left), Double(right))) }
    let exact = result.partialValue
    return wholeKind(a, b).number(exact) ?? .double(Double(exact))
  }

  /// The type in which two whole numbers meet. An unsigned one meets a negative number in Int64.
  private static func wholeKind(_ a: PSNumber, _ b: PSNumber) -> NumericKind {
    let kind = [.int32, NumericKind(a), NumericKind(b)].max { $0.rawValue < $1.rawValue } ?? .int32
    let isNegative = (a.integer ?? 0) < 0 || (b.integer ?? 0) < 0
    return isNegative && (kind == .uint32 || kind == .uint64) ? .int64 : kind
  }

  private static var divisionByZero: PSRuntimeError {
    let message = "Attempted to divide by zero."
    return PSRuntimeError(
      ErrorRecord(
        PSException(
          "System.Management.Automation.RuntimeException", message,
          inner: PSException("System.DivideByZeroException", message)),
        id: "RuntimeException", category: .notSpecified))
  }

  static func negate(_ value: PSValue) throws -> PSValue {
    switch value.unwrapped {
    case .number(.double(let number)): return .number(.double(-number))
    case .number(.single(let number)): return .number(.single(-number))
    case .number(.decimal(let number)): return .number(.decimal(number.negated))
    case .object(let object):
      if let span = object as? PSTimeSpan { return .object(try span.negated) }
      fallthrough
    default: return try arithmetic(.subtract, .int(Int32(0)), value)
    }
  }

  // MARK: Repetition

  private static func repeated(_ left: PSValue, _ right: PSValue) throws -> PSValue? {
    switch left.unwrapped {
    case .string(let text):
      let count = try repetitions(right)
      if text.isEmpty { return .string("") }
      try ValueLimits.requireText(text.utf8.count, times: count)
      return .string(String(repeating: text, count: count))
    case .array(let array): return try repeated(array.elements, right)
    case .object(let object):
      return try object.enumeratedElements.flatMap { try repeated($0, right) }
    default: return nil
    }
  }

  private static func repeated(_ elements: [PSValue], _ right: PSValue) throws -> PSValue? {
    let count = try repetitions(right)
    if count == 0 || elements.isEmpty { return .list([]) }
    let (size, overflow) = elements.count.multipliedReportingOverflow(by: count)
    try ValueLimits.requireElements(overflow ? .max : size)
    var result: [PSValue] = []
    result.reserveCapacity(size)
    for _ in 0..<count { result += elements }
    return .list(result)
  }

  private static func repetitions(_ value: PSValue) throws -> Int {
    let number = try Conversion.convertToNumber(value, .int64)
    let count = Int(clamping: number.integer ?? 0)
    if count < 0 {
      throw PSRuntimeError(
        "A text or array cannot be repeated \(count) times; give a number that is not negative.",
        id: "NegativeRepetition", category: .invalidArgument)
    }
    return count
  }
}
