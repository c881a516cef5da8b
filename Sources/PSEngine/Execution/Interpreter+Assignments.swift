import PSLanguage

// Assignments and their targets (`language.md` 3.1).
extension Interpreter {
  /// Something that can be read and assigned, with its parts evaluated once.
  enum Place {
    case variable(VariablePath)
    case member(of: PSValue, String)
    case element(of: PSValue, [PSValue])
    case staticMember(of: PSValue, String)
  }

  /// Runs an assignment.
  /// - Returns: the value, for an assignment in parentheses.
  func assign(_ ast: AssignmentStatementAst) async throws -> PSValue {
    guard let operation = ast.operation.binary else {
      let value = try await value(of: ast.value)
      if ast.value.soleExpression != nil { context.session.lastSucceeded = true }
      try await assign(value, to: ast.target)
      return value
    }
    let place = try await place(of: ast.target)
    let old = try await read(place)
    if operation == .coalesce, !old.isNull { return old }
    let right = try await value(of: ast.value)
    let value = try await Operators.binary(operation, old, right, in: context)
    try await write(value, to: place)
    context.session.lastSucceeded = true
    return value
  }

  /// Assigns a value to a target.
  func assign(_ value: PSValue, to target: ExpressionAst) async throws {
    switch target {
    case .variable(let ast): try await assign(value, to: ast.path)
    case .convert, .attributed: try await assign(value.presentOrNull, constrained: target)
    case .arrayLiteral(let ast): try await distribute(value, to: ast.elements)
    case .paren(let ast):
      guard let inner = ast.pipeline.soleExpression else { throw notAssignable(target) }
      try await assign(value, to: inner)
    default: try await write(value.presentOrNull, to: try await place(of: target))
    }
  }

  /// `$a, $b = …`: surplus values go to the last target, missing ones are `$null`.
  private func distribute(_ value: PSValue, to targets: [ExpressionAst]) async throws {
    let values = value.enumerated
    for (index, target) in targets.enumerated() {
      let isLast = index == targets.count - 1
      if isLast, values.count > targets.count {
        try await assign(.list(Array(values[index...])), to: target)
      } else {
        try await assign(index < values.count ? values[index] : .null, to: target)
      }
    }
  }

  // MARK: Places

  /// Evaluates the parts of a target.
  /// - Throws: ``PSRuntimeError`` for what cannot be assigned.
  func place(of target: ExpressionAst) async throws -> Place {
    switch target {
    case .variable(let ast): return .variable(ast.path)
    case .member(let ast) where !ast.isStatic:
      let object = try await value(of: ast.target).presentOrNull
      return .member(of: object, try await memberName(ast.member))
    case .member(let ast):
      let type = try await value(of: ast.target).presentOrNull
      return .staticMember(of: type, try await memberName(ast.member))
    case .index(let ast):
      let object = try await value(of: ast.target).presentOrNull
      return .element(of: object, try await indices(ast.index))
    case .convert(let ast): return try await place(of: ast.operand)
    case .paren(let ast):
      guard let inner = ast.pipeline.soleExpression else { throw notAssignable(target) }
      return try await place(of: inner)
    default: throw notAssignable(target)
    }
  }

  /// The value at a place.
  func read(_ place: Place) async throws -> PSValue {
    switch place {
    case .variable(let path): return try await read(path).presentOrNull
    case .member(let object, let name):
      return try await MemberAccess.get(object, name, in: context).presentOrNull
    case .element(let object, let index):
      return try await MemberAccess.index(object, index, in: context).presentOrNull
    case .staticMember(let type, let name):
      return try MemberAccess.getStatic(type, name, in: context)
    }
  }

  /// Assigns a place.
  func write(_ value: PSValue, to place: Place) async throws {
    switch place {
    case .variable(let path): try await assign(value, to: path)
    case .member(let object, let name):
      try await MemberAccess.set(object, name, value, in: context)
    case .element(let object, let index):
      try await MemberAccess.setIndex(object, index, value, in: context)
    case .staticMember(let type, let name):
      try MemberAccess.setStatic(type, name, value, in: context)
    }
  }

  private func notAssignable(_ target: ExpressionAst) -> PSRuntimeError {
    PSRuntimeError(
      "The assignment expression is not valid. The input to an assignment operator must be an "
        + "object that is able to accept assignments, such as a variable or a property.",
      id: "InvalidLeftHandSide", category: .parserError, at: target.extent)
  }
}
