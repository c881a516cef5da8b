extension Parser {
  /// An expression that must stand here.
  mutating func parseExpression(after token: String) throws(SyntaxError) -> ExpressionAst {
    guard beginsExpression() else { throw failureHere(.missingExpression(after: token)) }
    return try parseExpression()
  }

  /// An expression with all operators but assignment.
  mutating func parseExpression() throws(SyntaxError) -> ExpressionAst {
    let condition = try parseBinary(minimumLevel: 3)
    guard lexer.options.acceptsCoreSyntax else { return condition }
    try lexer.skipBlanks()
    guard lexer.byte() == 0x3F, lexer.byte(1) != 0x3F else { return condition }
    return try nested { parser throws(SyntaxError) in
      parser.lexer.take(.operatorSymbol, 1)
      try parser.lexer.skipLines()
      let ifTrue = try parser.parseExpression(after: "?")
      try parser.lexer.skipLines()
      guard parser.lexer.byte() == 0x3A else { throw parser.failureHere(.missingColonInTernary) }
      parser.lexer.take(.operatorSymbol, 1)
      try parser.lexer.skipLines()
      let ifFalse = try parser.parseExpression(after: ":")
      return .ternary(
        TernaryExpressionAst(
          condition: condition, ifTrue: ifTrue, ifFalse: ifFalse,
          extent: condition.extent.joined(with: ifFalse.extent)))
    }
  }

  /// Operands with operators of `minimumLevel` and higher between them.
  private mutating func parseBinary(minimumLevel: Int) throws(SyntaxError) -> ExpressionAst {
    var left = try parseCommaList()
    try lexer.skipBlanks()
    while let first = lexer.peekBinaryOperator(), first.operation.level >= minimumLevel {
      let level = first.operation.level
      var operations: [BinaryOperation] = []
      while let (operation, length) = lexer.peekBinaryOperator(), operation.level == level {
        let start = lexer.position
        lexer.take(.operatorSymbol, length)
        let operatorExtent = extent(from: start)
        try lexer.skipLines()
        guard beginsExpression() else { throw missingValue(after: operatorExtent) }
        let right = try parseBinary(minimumLevel: level + 1)
        operations.append(
          BinaryOperation(operation: operation, operatorExtent: operatorExtent, right: right))
        try lexer.skipBlanks()
      }
      let end = operations.last?.right.extent ?? left.extent
      left = .binary(
        BinaryExpressionAst(
          left: left, operations: operations, extent: left.extent.joined(with: end)))
    }
    return left
  }

  private mutating func missingValue(after operatorExtent: ScriptExtent) -> SyntaxError {
    let isAtEnd = lexer.isAtEnd
    let place = operatorExtent.endOffset
    return lexer.failure(
      .missingValue(after: operatorExtent.text), place, place, isIncomplete: isAtEnd)
  }

  /// Elements with commas between them.
  private mutating func parseCommaList() throws(SyntaxError) -> ExpressionAst {
    let first = try parseUnary()
    guard !isCommaDelimiter else { return first }
    try lexer.skipBlanks()
    guard lexer.byte() == 0x2C else { return first }
    var elements = [first]
    while lexer.byte() == 0x2C {
      lexer.take(.comma, 1)
      try lexer.skipLines()
      guard beginsExpression() else { throw failureHere(.missingExpression(after: ",")) }
      elements.append(try parseUnary())
      try lexer.skipBlanks()
    }
    let end = elements.last?.extent ?? first.extent
    return .arrayLiteral(
      ArrayLiteralAst(elements: elements, extent: first.extent.joined(with: end)))
  }

  // MARK: Prefix operators

  /// An operand with the operators and casts before it.
  mutating func parseUnary() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    if let pending = pendingAttributes, pending.start == start {
      pendingAttributes = nil
      lexer.position = pending.end
      return try parseAttributed(pending.attributes[...], from: start)
    }
    if lexer.byte() == 0x5B { return try parseBracket() }
    guard let (operation, length) = peekUnaryOperator() else { return try parseOperand() }
    if operation == .minus || operation == .plus,
      let value = try lexer.scanNumber(in: .expression)
    {
      let number = ConstantExpressionAst(value: value, extent: extent(from: start))
      return try parsePostfix(.number(number))
    }
    lexer.take(.operatorSymbol, length)
    let symbol = lexer.text(from: start)
    try lexer.skipLines()
    guard beginsExpression() else { throw failureHere(.missingOperand(unary: symbol)) }
    let operand = try nested { parser throws(SyntaxError) in try parser.parseUnary() }
    if operation == .prefixIncrement || operation == .prefixDecrement {
      try requireVariable(operand, for: symbol)
    }
    return .unary(
      UnaryExpressionAst(operation: operation, operand: operand, extent: extent(from: start)))
  }

  /// The prefix operator that begins here, and its length.
  private func peekUnaryOperator() -> (operation: UnaryOperator, length: Int)? {
    let (code, length) = lexer.next
    switch code {
    case 0x21: return (.not, 1)
    case 0x2C: return (.comma, 1)
    case 0x2B: return lexer.byte(1) == 0x2B ? (.prefixIncrement, 2) : (.plus, 1)
    default:
      guard CharacterTraits.isDash(code) else { return nil }
      if let (word, length) = lexer.peekOperatorWord() { return word.unary.map { ($0, length) } }
      let second = lexer.character(at: lexer.position + length)
      if CharacterTraits.isDash(second.code), second.length > 0 {
        return (.prefixDecrement, length + second.length)
      }
      return (.minus, length)
    }
  }

  /// Types and attributes before an operand, or a type that stands for itself.
  private mutating func parseBracket() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    return try parseAttributed([try parseAttributeOrType()][...], from: start)
  }

  /// The operand behind attributes; the last of them may be a type on its own.
  private mutating func parseAttributed(
    _ attributes: ArraySlice<AttributeOrType>, from start: Int
  ) throws(SyntaxError) -> ExpressionAst {
    guard let first = attributes.first else {
      return try nested { parser throws(SyntaxError) in try parser.parseUnary() }
    }
    let rest = attributes.dropFirst()
    switch first {
    case .attribute(let attribute):
      if rest.isEmpty { try lexer.skipLines() }
      if rest.isEmpty, !beginsExpression() { throw failureHere(.attributeWithoutTarget) }
      let operand = try parseAttributed(rest, from: lexer.position)
      return .attributed(
        AttributedExpressionAst(
          attribute: attribute, operand: operand, extent: extent(from: start)))
    case .type(let typeName):
      let typeEnd = lexer.position
      if rest.isEmpty {
        let isMember = lexer.byte() == 0x2E || lexer.startsWith("::")
        let isCast = isMember ? false : try beginsCastOperand()
        guard isCast else {
          lexer.position = typeEnd
          let type = TypeExpressionAst(typeName: typeName, extent: extent(from: start))
          return try parsePostfix(.typeLiteral(type))
        }
        try lexer.skipBlanks()
      }
      let operand = try parseAttributed(rest, from: lexer.position)
      return .convert(
        ConvertExpressionAst(
          typeName: typeName, operand: operand, extent: extent(from: start)))
    }
  }

  /// Whether what follows a type is the operand of a cast.
  private mutating func beginsCastOperand() throws(SyntaxError) -> Bool {
    let place = lexer.position
    try lexer.skipBlanks()
    let result = lexer.byte() != 0x2C && beginsExpression()
    lexer.position = place
    return result
  }

  func requireVariable(_ operand: ExpressionAst, for symbol: String) throws(SyntaxError) {
    guard operand.isAssignable else {
      throw SyntaxError(
        diagnostic: Diagnostic(
          id: SyntaxMessage.operatorRequiresVariable(symbol).id,
          message: SyntaxMessage.operatorRequiresVariable(symbol).text,
          extent: operand.extent, expected: "variable", isIncompleteInput: false))
    }
  }

  /// Whether an expression begins at the current place.
  func beginsExpression() -> Bool {
    let (code, length) = lexer.next
    guard length > 0 else { return false }
    switch code {
    case 0x21, 0x22, 0x27, 0x28, 0x2B, 0x2C, 0x5B, 0x7B, 0x24: return true
    case 0x2E: return CharacterTraits.isDigit(UInt32(lexer.byte(1)))
    case 0x30...0x39: return true
    case 0x40: return true
    default:
      if CharacterTraits.isSingleQuote(code) || CharacterTraits.isDoubleQuote(code) { return true }
      guard CharacterTraits.isDash(code) else { return false }
      guard let (word, _) = lexer.peekOperatorWord() else { return true }
      return word.unary != nil
    }
  }
}

extension ExpressionAst {
  /// Whether a value can be assigned to the expression (`language.md` 3.1).
  var isAssignable: Bool {
    switch self {
    case .variable, .member, .index: true
    case .convert(let ast): ast.operand.isAssignable
    case .attributed(let ast): ast.operand.isAssignable
    case .arrayLiteral(let ast): ast.elements.allSatisfy(\.isAssignable)
    case .paren(let ast): ast.pipeline.singleExpression?.isAssignable ?? false
    default: false
    }
  }
}

extension StatementAst {
  /// The expression, when the statement is nothing but one.
  public var singleExpression: ExpressionAst? {
    guard case .pipeline(let pipeline) = self, pipeline.elements.count == 1,
      case .expression(let element) = pipeline.elements[0], element.redirections.isEmpty
    else { return nil }
    return element.expression
  }
}
