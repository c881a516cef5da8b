extension Parser {
  /// A value with the member accesses and operators behind it.
  func parsePostfixLimit(_ links: Int) throws(SyntaxError) {
    if depth + links > Self.maximumDepth {
      throw lexer.failure(.nestedTooDeeply, lexer.position, lexer.position + 1)
    }
  }

  /// A literal, variable or bracketed expression, with what is attached behind it.
  mutating func parseOperand() throws(SyntaxError) -> ExpressionAst {
    try parsePostfix(try parsePrimary())
  }

  /// A literal, variable or bracketed expression.
  mutating func parsePrimary() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    switch lexer.byte() {
    case 0x24: return try parseDollarPrimary()
    case 0x28: return try parseParen()
    case 0x7B:
      let block = try parseScriptBlock()
      return .scriptBlock(ScriptBlockExpressionAst(scriptBlock: block, extent: block.extent))
    case 0x40:
      switch lexer.byte(1) {
      case 0x28: return try parseArrayExpression()
      case 0x7B: return try parseHashtable()
      default: break
      }
    default: break
    }
    if let string = try parseString() { return string }
    if let value = try lexer.scanNumber(in: .expression) {
      return .number(ConstantExpressionAst(value: value, extent: extent(from: start)))
    }
    if lexer.byte() == 0x40 { throw splattingFailure() }
    throw unexpectedToken()
  }

  private func splattingFailure() -> SyntaxError {
    let end = lexer.endOfVariableName(from: lexer.position + 1)
    guard end > lexer.position + 1 else { return unexpectedToken() }
    let name = lexer.source.text(lexer.position + 1, end)
    return lexer.failure(.splattingNotPermitted(name), lexer.position, end)
  }

  private mutating func parseDollarPrimary() throws(SyntaxError) -> ExpressionAst {
    if let expression = try parseDollar() { return expression }
    throw unexpectedToken()
  }

  // MARK: Brackets

  /// `( pipeline )`
  mutating func parseParen() throws(SyntaxError) -> ExpressionAst {
    try nested { parser throws(SyntaxError) in
      let start = parser.lexer.position
      parser.lexer.take(.bracket, 1)
      let outer = parser.isCommaDelimiter
      parser.isCommaDelimiter = false
      try parser.lexer.skipLines()
      if parser.lexer.byte() == 0x29 || parser.lexer.isAtEnd {
        throw parser.failureHere(.expectedExpression)
      }
      let pipeline = try parser.parsePipelineStatement()
      try parser.lexer.skipLines()
      try parser.require(0x29, .missingEndParenthesis)
      parser.isCommaDelimiter = outer
      return .paren(ParenExpressionAst(pipeline: pipeline, extent: parser.extent(from: start)))
    }
  }

  /// `$( statements )`
  mutating func parseSubExpression() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    let block = try parseStatementsInParentheses()
    return .subExpression(SubExpressionAst(block: block, extent: extent(from: start)))
  }

  /// `@( statements )`
  private mutating func parseArrayExpression() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    let block = try parseStatementsInParentheses()
    return .array(ArrayExpressionAst(block: block, extent: extent(from: start)))
  }

  private mutating func parseStatementsInParentheses() throws(SyntaxError) -> StatementBlockAst {
    try nested { parser throws(SyntaxError) in
      let start = parser.lexer.position
      parser.lexer.take(.bracket, 2)
      let outer = parser.isCommaDelimiter
      parser.isCommaDelimiter = false
      let statements = try parser.parseStatements(until: 0x29)
      try parser.require(0x29, .missingEndOfSubexpression)
      parser.isCommaDelimiter = outer
      return StatementBlockAst(statements: statements, extent: parser.extent(from: start))
    }
  }

  // MARK: Member access

  /// Members, indexes and `++`/`--` behind a value.
  mutating func parsePostfix(_ operand: ExpressionAst) throws(SyntaxError) -> ExpressionAst {
    let result = try parseMemberChain(operand)
    let place = lexer.position
    try lexer.skipBlanks()
    let (code, length) = lexer.next
    let second = lexer.character(at: lexer.position + length)
    let isDecrement =
      CharacterTraits.isDash(code) && second.length > 0 && CharacterTraits.isDash(second.code)
    let isIncrement = code == 0x2B && second.code == 0x2B
    guard isIncrement || isDecrement else {
      lexer.position = place
      return result
    }
    try requireVariable(result, for: isIncrement ? "++" : "--")
    lexer.take(.operatorSymbol, length + second.length)
    return .unary(
      UnaryExpressionAst(
        operation: isIncrement ? .postfixIncrement : .postfixDecrement, operand: result,
        extent: extent(from: result.extent.startOffset)))
  }

  /// Members and indexes that follow without a blank.
  mutating func parseMemberChain(_ operand: ExpressionAst) throws(SyntaxError) -> ExpressionAst {
    var result = operand
    var links = 0
    let outerDepth = depth
    while true {
      let isStatic = lexer.startsWith("::")
      let isConditional =
        lexer.options.acceptsCoreSyntax && (lexer.startsWith("?.") || lexer.startsWith("?["))
      let first = lexer.byte(isConditional ? 1 : 0)
      let isIndex = first == 0x5B
      let isMember = isStatic || first == 0x2E && lexer.byte(isConditional ? 2 : 1) != 0x2E
      guard isIndex || isMember else { break }
      links += 1
      try parsePostfixLimit(links)
      depth = outerDepth + links
      if isIndex {
        result = try parseIndex(of: result, isConditional: isConditional)
      } else {
        lexer.take(.operatorSymbol, isStatic || isConditional ? 2 : 1)
        result = try parseMember(of: result, isStatic: isStatic, isConditional: isConditional)
      }
    }
    depth = outerDepth
    return result
  }

  private mutating func parseIndex(
    of target: ExpressionAst, isConditional: Bool
  ) throws(SyntaxError) -> ExpressionAst {
    lexer.take(.bracket, isConditional ? 2 : 1)
    let outer = isCommaDelimiter
    isCommaDelimiter = false
    try lexer.skipLines()
    guard beginsExpression() else { throw failureHere(.missingIndex) }
    let index = try parseExpression()
    try lexer.skipLines()
    try require(0x5D, .missingEndOfIndex)
    isCommaDelimiter = outer
    return .index(
      IndexExpressionAst(
        target: target, index: index, isNullConditional: isConditional,
        extent: extent(from: target.extent.startOffset)))
  }

  private mutating func parseMember(
    of target: ExpressionAst, isStatic: Bool, isConditional: Bool
  ) throws(SyntaxError) -> ExpressionAst {
    try lexer.skipLines()
    let member = try parseMemberName()
    let start = target.extent.startOffset
    guard let arguments = try parseMethodArguments() else {
      return .member(
        MemberExpressionAst(
          target: target, member: member, isStatic: isStatic, isNullConditional: isConditional,
          extent: extent(from: start)))
    }
    return .invokeMember(
      InvokeMemberExpressionAst(
        target: target, member: member, arguments: arguments, isStatic: isStatic,
        isNullConditional: isConditional, extent: extent(from: start)))
  }

  private mutating func parseMemberName() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    let end = lexer.endOfName(from: start)
    if end > start {
      lexer.position = end
      lexer.record(.word, from: start, role: .memberName)
      let extent = extent(from: start)
      return .string(
        StringConstantExpressionAst(value: extent.text, kind: .bareWord, extent: extent))
    }
    switch lexer.byte() {
    case 0x24:
      if let expression = try parseDollar() { return expression }
    case 0x28:
      return try parseParen()
    default:
      if let string = try parseString() { return string }
    }
    throw failureHere(.missingPropertyName)
  }

  /// `(a, b)` or `{ … }` directly behind the name of a method; `nil` when it is a property.
  private mutating func parseMethodArguments() throws(SyntaxError) -> [ExpressionAst]? {
    if lexer.byte() == 0x7B { return [try parsePrimary()] }
    guard lexer.byte() == 0x28 else { return nil }
    return try nested { parser throws(SyntaxError) in try parser.parseArgumentsInParentheses() }
  }

  private mutating func parseArgumentsInParentheses() throws(SyntaxError) -> [ExpressionAst] {
    var arguments: [ExpressionAst] = []
    lexer.take(.bracket, 1)
    let outer = isCommaDelimiter
    isCommaDelimiter = true
    try lexer.skipLines()
    if lexer.byte() != 0x29 {
      arguments.append(try parseExpression(after: "("))
      try lexer.skipLines()
      while lexer.byte() == 0x2C {
        lexer.take(.comma, 1)
        try lexer.skipLines()
        arguments.append(try parseExpression(after: ","))
        try lexer.skipLines()
      }
    }
    isCommaDelimiter = outer
    try require(0x29, .missingEndOfMethodCall)
    return arguments
  }
}
