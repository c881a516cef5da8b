extension Parser {
  /// An assignment, a pipeline or a chain of pipelines.
  mutating func parsePipelineStatement() throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    guard try beginsPipelineWithExpression() else {
      return try parsePipelineTail(.command(try parseCommand()), from: start)
    }
    let expression = try parseExpression()
    try lexer.skipBlanks()
    if let operation = lexer.peekAssignment() {
      return try parseAssignment(to: expression, operation)
    }
    let redirections = try parseRedirections()
    let element = CommandExpressionAst(
      expression: expression, redirections: redirections,
      extent: extent(from: start, of: expression, redirections))
    return try parsePipelineTail(.expression(element), from: start)
  }

  /// An expression with its redirections, without the blanks behind them.
  private func extent(
    from start: Int, of expression: ExpressionAst, _ redirections: [RedirectionAst]
  ) -> ScriptExtent {
    lexer.source.extent(start, (redirections.last?.extent ?? expression.extent).endOffset)
  }

  /// How the first token of an element of a pipeline decides (`language.md` 2.1).
  private mutating func beginsPipelineWithExpression() throws(SyntaxError) -> Bool {
    let code = lexer.next.code
    switch code {
    case 0x24:
      let second = lexer.character(at: lexer.position + 1).code
      return CharacterTraits.isVariableName(second) || [0x28, 0x7B, 0x24, 0x5E].contains(second)
    case 0x2E, 0x30...0x39:
      let place = lexer.position
      let number = try lexer.scanNumber(in: .expression)
      lexer.position = place
      return number != nil
    default:
      return beginsExpression()
    }
  }

  // MARK: Assignment

  private mutating func parseAssignment(
    to target: ExpressionAst, _ operation: AssignmentOperator
  ) throws(SyntaxError) -> StatementAst {
    guard target.isAssignable else {
      let extent = target.extent
      throw lexer.failure(.invalidAssignmentTarget, extent.startOffset, extent.endOffset)
    }
    let start = lexer.position
    let firstLength = operation == .coalesce ? 2 : operation == .assign ? 0 : lexer.next.length
    lexer.take(.operatorSymbol, firstLength + 1)
    let operatorExtent = extent(from: start)
    try lexer.skipLines()
    if lexer.isAtEnd || [0x29, 0x3B, 0x7C, 0x7D].contains(lexer.byte()) {
      let end = operatorExtent.endOffset
      throw lexer.failure(
        .missingValue(after: operation.rawValue), end, end, isIncomplete: lexer.isAtEnd)
    }
    let value = try nested { parser throws(SyntaxError) in try parser.parseStatement() }
    return .assignment(
      AssignmentStatementAst(
        target: target, operation: operation, operatorExtent: operatorExtent, value: value,
        extent: target.extent.joined(with: value.extent)))
  }

  // MARK: Elements and chains

  /// The elements behind the first one, then `&&`, `||` and `&` where they are allowed.
  private mutating func parsePipelineTail(
    _ first: CommandBaseAst, from start: Int
  ) throws(SyntaxError) -> StatementAst {
    let pipeline = try parseElements(first, from: start)
    var links: [PipelineChainLink] = []
    while try continuesChain() {
      let runsAfterSuccess = lexer.byte() == 0x26
      let symbol = runsAfterSuccess ? "&&" : "||"
      lexer.take(.operatorSymbol, 2)
      try lexer.skipLines()
      let linkStart = lexer.position
      if lexer.isAtEnd { throw failureHere(.missingExpression(after: symbol)) }
      let element = try parseElement(isFirst: true)
      let next = try parseElements(element, from: linkStart)
      links.append(PipelineChainLink(runsAfterSuccess: runsAfterSuccess, pipeline: next))
    }
    guard !links.isEmpty else { return .pipeline(pipeline) }
    return .pipelineChain(
      PipelineChainAst(first: pipeline, links: links, extent: extent(from: start)))
  }

  private mutating func continuesChain() throws(SyntaxError) -> Bool {
    let place = lexer.position
    try lexer.skipBlanks()
    let isChain = lexer.startsWith("&&") || lexer.startsWith("||")
    if isChain, !lexer.options.acceptsCoreSyntax { throw unexpectedToken() }
    if !isChain { lexer.position = place }
    return isChain
  }

  private mutating func parseElements(
    _ first: CommandBaseAst, from start: Int
  ) throws(SyntaxError) -> PipelineAst {
    var elements = [first]
    while try continuesPipeline() {
      lexer.take(.operatorSymbol, 1)
      try lexer.skipLines()
      if lexer.isAtEnd { throw failureHere(.emptyPipeElement) }
      elements.append(try parseElement(isFirst: false))
    }
    let end = elements.last?.extent ?? first.extent
    var isBackground = false
    let place = lexer.position
    try lexer.skipBlanks()
    if lexer.byte() == 0x26, lexer.byte(1) != 0x26 {
      guard lexer.options.acceptsCoreSyntax else { throw unexpectedToken() }
      lexer.take(.operatorSymbol, 1)
      isBackground = true
    } else {
      lexer.position = place
    }
    return PipelineAst(
      elements: elements, isBackground: isBackground,
      extent: lexer.source.extent(start, end.endOffset))
  }

  /// Whether `|` follows; in 7 it may stand at the beginning of a later line.
  private mutating func continuesPipeline() throws(SyntaxError) -> Bool {
    let place = lexer.position
    try lexer.skipBlanks()
    if lexer.options.acceptsCoreSyntax, CharacterTraits.isNewLine(lexer.next.code) {
      try lexer.skipLines()
    }
    let isPipe = lexer.byte() == 0x7C && lexer.byte(1) != 0x7C
    if !isPipe { lexer.position = place }
    return isPipe
  }

  private mutating func parseElement(isFirst: Bool) throws(SyntaxError) -> CommandBaseAst {
    let start = lexer.position
    guard try beginsPipelineWithExpression() else { return .command(try parseCommand()) }
    let expression = try parseExpression()
    guard isFirst else {
      throw lexer.failure(.expressionsMustBeFirst, start, lexer.position)
    }
    try lexer.skipBlanks()
    let redirections = try parseRedirections()
    return .expression(
      CommandExpressionAst(
        expression: expression, redirections: redirections,
        extent: extent(from: start, of: expression, redirections)))
  }
}
