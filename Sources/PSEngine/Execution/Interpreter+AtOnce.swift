import PSLanguage

// What can be worked out without waiting for anything: numbers, texts, variables and operators on
// them. Most steps of a loop are of this kind, and asynchronous calls cost ten times as much.
//
// Expressions evaluated here have no effects, so that giving up halfway (`nil`) does no harm.
extension Interpreter {
  /// The value of a simple expression; `nil` when it has to be evaluated asynchronously.
  func valueAtOnce(of expression: ExpressionAst) throws -> PSValue? {
    switch expression {
    case .number(let ast): return ast.psValue
    case .string(let ast): return .string(ast.value)
    case .variable(let ast): return try readAtOnce(ast.path)
    case .paren(let ast):
      guard let inner = ast.pipeline.soleExpression else { return nil }
      do {
        return try valueAtOnce(of: inner)
      } catch {
        let error = try Self.failure(error)
        context.locate(error.record, at: ast.pipeline.extent)
        throw error
      }
    case .expandableString(let ast): return try textAtOnce(of: ast)
    case .unary(let ast):
      guard ast.operation == .not, let operand = try valueAtOnce(of: ast.operand) else {
        return nil
      }
      return .bool(!Truth.isTrue(operand))
    case .binary(let ast): return try valueAtOnce(of: ast)
    default: return nil
    }
  }

  private func textAtOnce(of ast: ExpandableStringExpressionAst) throws -> PSValue? {
    var text = ""
    for part in ast.parts {
      switch part {
      case .text(let constant): text += constant
      case .expression(let expression):
        guard let value = try valueAtOnce(of: expression) else { return nil }
        let part = Operators.text(value, context)
        try ValueLimits.requireText(text.utf8.count &+ part.utf8.count)
        text += part
      }
    }
    return .string(text)
  }

  private func valueAtOnce(of ast: BinaryExpressionAst) throws -> PSValue? {
    guard var left = try valueAtOnce(of: ast.left)?.presentOrNull else { return nil }
    for operation in ast.operations {
      switch operation.operation {
      case .and where !Truth.isTrue(left): left = .bool(false)
      case .or where Truth.isTrue(left): left = .bool(true)
      default:
        guard let right = try valueAtOnce(of: operation.right),
          let value = try Operators.binaryAtOnce(operation.operation, left, right, in: context)
        else { return nil }
        left = value
      }
    }
    return left
  }

  // MARK: Statements

  /// Runs an assignment to a plain variable or a step of a counter.
  /// - Returns: whether it was one and has run.
  func runAtOnce(_ statement: StatementAst) throws -> Bool {
    switch statement {
    case .assignment(let ast):
      guard case .variable(let target) = ast.target, target.path.driveName == nil,
        let expression = ast.value.soleExpression
      else { return false }
      let path = target.path
      if ast.operation == .assign {
        guard let value = try valueAtOnce(of: expression) else { return false }
        try assignAtOnce(value, to: path)
      } else {
        guard let operation = ast.operation.binary, operation != .coalesce,
          let old = try readAtOnce(path)?.presentOrNull,
          let right = try valueAtOnce(of: expression),
          let value = try Operators.binaryAtOnce(operation, old, right, in: context)
        else { return false }
        try assignAtOnce(value, to: path)
      }
    case .pipeline:
      guard case .unary(let ast)? = statement.soleExpression,
        case .variable(let target) = ast.operand, target.path.driveName == nil,
        case .number(.int32(let old))? = try readAtOnce(target.path)
      else { return false }
      let step: Int32
      switch ast.operation {
      case .prefixIncrement, .postfixIncrement: step = 1
      case .prefixDecrement, .postfixDecrement: step = -1
      default: return false
      }
      let (new, overflows) = old.addingReportingOverflow(step)
      if overflows { return false }
      try assignAtOnce(.number(.int32(new)), to: target.path)
    default: return false
    }
    context.session.lastSucceeded = true
    return true
  }
}

extension AssignmentOperator {
  /// The operator that a compound assignment applies; `nil` for plain assignment.
  var binary: BinaryOperator? {
    switch self {
    case .assign: nil
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .remainder: .remainder
    case .coalesce: .coalesce
    }
  }
}

extension Operators {
  /// An operator without effects that needs no waiting; `nil` for any other.
  static func binaryAtOnce(
    _ operation: BinaryOperator, _ left: PSValue, _ right: PSValue, in context: ExecutionContext
  ) throws -> PSValue? {
    if case .number(.int32(let a)) = left, case .number(.int32(let b)) = right,
      let value = wholeAtOnce(operation, a, b)
    {
      return value
    }
    let right = present(right, after: left, operation)
    switch operation {
    case .and: return .bool(Truth.isTrue(left) && Truth.isTrue(right))
    case .or: return .bool(Truth.isTrue(left) || Truth.isTrue(right))
    case .xor: return .bool(Truth.isTrue(left) != Truth.isTrue(right))
    case .add: return try add(left, right, in: context)
    case .subtract, .multiply, .divide, .remainder: return try arithmetic(operation, left, right)
    case .equal, .notEqual, .lessThan, .lessOrEqual, .greaterThan, .greaterOrEqual:
      return try compare(operation, left, right, types: context.session.types)
    default: return nil
    }
  }

  private static func wholeAtOnce(
    _ operation: BinaryOperator, _ a: Int32, _ b: Int32
  ) -> PSValue? {
    let result: (partialValue: Int32, overflow: Bool)
    switch operation {
    case .add: result = a.addingReportingOverflow(b)
    case .subtract: result = a.subtractingReportingOverflow(b)
    case .multiply: result = a.multipliedReportingOverflow(by: b)
    case .remainder: result = b == 0 ? (0, true) : a.remainderReportingOverflow(dividingBy: b)
    case .equal: return .bool(a == b)
    case .notEqual: return .bool(a != b)
    case .lessThan: return .bool(a < b)
    case .lessOrEqual: return .bool(a <= b)
    case .greaterThan: return .bool(a > b)
    case .greaterOrEqual: return .bool(a >= b)
    default: return nil
    }
    return result.overflow ? nil : .number(.int32(result.partialValue))
  }
}
