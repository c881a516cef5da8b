import PSLanguage

// The values of expressions (`language.md` 3.2, 3.4).
extension Interpreter {
  /// The value of an expression; it may be absent.
  func value(of expression: ExpressionAst) async throws -> PSValue {
    if let value = try valueAtOnce(of: expression) { return value }
    switch expression {
    case .number(let ast): return ast.psValue
    case .string(let ast): return .string(ast.value)
    case .expandableString(let ast): return .string(try await text(of: ast))
    case .variable(let ast): return try await read(ast.path)
    case .typeLiteral(let ast): return .object(PSRuntimeType(try resolve(ast.typeName)))
    case .paren(let ast): return try await located(ast.pipeline)
    case .subExpression(let ast): return .outcome(of: try await output(of: ast.block))
    case .array(let ast): return .list(try await output(of: ast.block))
    case .arrayLiteral(let ast): return .list(try await values(of: ast.elements))
    case .hashtable(let ast): return .object(try await table(ast, isOrdered: false))
    case .scriptBlock(let ast): return .object(ScriptBlock(ast.scriptBlock))
    case .unary(let ast): return try await value(of: ast)
    case .binary(let ast): return try await value(of: ast)
    case .ternary(let ast):
      let condition = try await value(of: ast.condition)
      return try await value(of: Truth.isTrue(condition) ? ast.ifTrue : ast.ifFalse)
    case .convert(let ast): return try await value(of: ast)
    case .attributed(let ast):
      throw PSRuntimeError(
        "The attribute [\(ast.attribute.typeName.fullName)] stands before something that is not "
          + "assigned. Attributes belong to parameters and to variables that are assigned.",
        id: "UnexpectedAttribute", category: .invalidOperation, at: ast.extent)
    case .member(let ast): return try await value(of: ast)
    case .invokeMember(let ast): return try await value(of: ast)
    case .index(let ast): return try await value(of: ast)
    }
  }

  /// The value of a statement; an error in it is marked there.
  func located(_ statement: StatementAst) async throws -> PSValue {
    do {
      return try await value(of: statement)
    } catch {
      let error = try Self.failure(error)
      context.locate(error.record, at: statement.extent)
      throw error
    }
  }

  /// The values of operands that may not be absent.
  func values(of expressions: [ExpressionAst]) async throws -> [PSValue] {
    var values: [PSValue] = []
    values.reserveCapacity(expressions.count)
    for expression in expressions {
      values.append(try await value(of: expression).presentOrNull)
    }
    return values
  }

  private func output(of block: StatementBlockAst) async throws -> [PSValue] {
    let collector = ArrayCollector()
    try await run(block.statements, collector)
    return collector.values
  }

  // MARK: Texts

  private func text(of ast: ExpandableStringExpressionAst) async throws -> String {
    var text = ""
    for part in ast.parts {
      switch part {
      case .text(let constant): text += constant
      case .expression(let expression):
        let part = Operators.text(try await value(of: expression), context)
        try ValueLimits.requireText(text.utf8.count &+ part.utf8.count)
        text += part
      }
    }
    return text
  }

  // MARK: Operators

  private func value(of ast: UnaryExpressionAst) async throws -> PSValue {
    switch ast.operation {
    case .prefixIncrement, .prefixDecrement, .postfixIncrement, .postfixDecrement:
      let place = try await place(of: ast.operand)
      let old = try await read(place)
      let new = try await Operators.unary(ast.operation, old, in: context)
      try await write(new, to: place)
      let isPrefix = ast.operation == .prefixIncrement || ast.operation == .prefixDecrement
      if isPrefix { return new }
      return old.isNull ? .int(Int32(0)) : old
    default:
      let operand = try await value(of: ast.operand).presentOrNull
      return try await Operators.unary(ast.operation, operand, in: context)
    }
  }

  private func value(of ast: BinaryExpressionAst) async throws -> PSValue {
    var left = try await value(of: ast.left).presentOrNull
    for operation in ast.operations {
      switch operation.operation {
      case .and where !Truth.isTrue(left): left = .bool(false)
      case .or where Truth.isTrue(left): left = .bool(true)
      case .coalesce where !left.isNull: break
      default:
        let right = try await value(of: operation.right)
        left = try await Operators.binary(operation.operation, left, right, in: context)
      }
    }
    return left
  }

  private func value(of ast: ConvertExpressionAst) async throws -> PSValue {
    switch ast.typeName.fullName.lowercased() {
    case "ordered":
      if case .hashtable(let table) = ast.operand {
        return .object(try await self.table(table, isOrdered: true))
      }
    case "ref", "system.management.automation.psreference":
      if case .variable(let variable) = ast.operand { return reference(to: variable.path) }
    case "void", "system.void":
      _ = try await value(of: ast.operand)
      return .absent
    default: break
    }
    let type = try resolve(ast.typeName)
    let operand = try await value(of: ast.operand).presentOrNull
    do {
      return try Conversion.convert(operand, to: type, types: types)
    } catch {
      // A table names the properties of a new object.
      guard let table = operand.asObject as? PSHashtable,
        type.constructors.contains(where: { $0.parameters.isEmpty })
      else { throw error }
      return try await MemberAccess.construct(type, from: table, in: context)
    }
  }

  // MARK: Hashtables

  private func table(_ ast: HashtableAst, isOrdered: Bool) async throws -> PSHashtable {
    let table = PSHashtable(isOrdered: isOrdered)
    for entry in ast.entries {
      let key = try await value(of: entry.key).presentOrNull
      if key.isNull {
        throw PSRuntimeError(
          "A null key is not allowed in a hash literal.", id: "InvalidNullKey",
          at: entry.key.extent)
      }
      if table[key] != nil {
        throw PSRuntimeError(
          "Duplicate keys '\(TextConversion.text(of: key))' are not allowed in hash literals.",
          id: "DuplicateKeyInHashLiteral", at: entry.key.extent)
      }
      table[key] = try await value(of: entry.value).presentOrNull
    }
    return table
  }

  // MARK: Members

  private func value(of ast: MemberExpressionAst) async throws -> PSValue {
    let target = try await value(of: ast.target).presentOrNull
    if ast.isNullConditional, target.isNull { return .null }
    let name = try await memberName(ast.member)
    if ast.isStatic { return try MemberAccess.getStatic(target, name, in: context) }
    return try await MemberAccess.get(target, name, in: context)
  }

  private func value(of ast: InvokeMemberExpressionAst) async throws -> PSValue {
    let target = try await value(of: ast.target).presentOrNull
    if ast.isNullConditional, target.isNull { return .null }
    let name = try await memberName(ast.member)
    let arguments = try await values(of: ast.arguments)
    if ast.isStatic {
      return try await MemberAccess.invokeStatic(target, name, arguments, in: context)
    }
    return try await MemberAccess.invoke(target, name, arguments, in: context)
  }

  private func value(of ast: IndexExpressionAst) async throws -> PSValue {
    let target = try await value(of: ast.target).presentOrNull
    if ast.isNullConditional, target.isNull { return .null }
    return try await MemberAccess.index(target, try await indices(ast.index), in: context)
  }

  /// The name of a member: a constant, or the text of an expression.
  func memberName(_ expression: ExpressionAst) async throws -> String {
    if case .string(let constant) = expression { return constant.value }
    return TextConversion.text(of: try await value(of: expression))
  }

  /// One index, or several for a list of them.
  func indices(_ expression: ExpressionAst) async throws -> [PSValue] {
    if case .arrayLiteral(let list) = expression { return try await values(of: list.elements) }
    return [try await value(of: expression).presentOrNull]
  }
}

extension ConstantExpressionAst {
  /// The number as a value.
  var psValue: PSValue {
    switch value {
    case .int32(let number): return .number(.int32(number))
    case .double(let number): return .number(.double(number))
    case .int64(let number): return .number(.int64(number))
    case .int8(let number): return .number(.sbyte(number))
    case .uint8(let number): return .number(.byte(number))
    case .int16(let number): return .number(.int16(number))
    case .uint16(let number): return .number(.uint16(number))
    case .uint32(let number): return .number(.uint32(number))
    case .uint64(let number): return .number(.uint64(number))
    case .decimal(let isNegative, let significand, let scale):
      let decimal = PSDecimal(isNegative: isNegative, significand: significand, scale: scale)
      return decimal.map { .number(.decimal($0)) } ?? .null
    }
  }
}
