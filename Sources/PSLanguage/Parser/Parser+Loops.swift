extension Parser {
  /// The loop or `switch` that `keyword` begins; `nil` for other keywords.
  mutating func parseLoop(
    _ keyword: String, label: String?
  ) throws(SyntaxError) -> StatementAst? {
    switch keyword {
    case "while": return try parseWhile(label)
    case "do": return try parseDo(label)
    case "for": return try parseFor(label)
    case "foreach": return try parseForEach(label)
    case "switch": return try parseSwitch(label)
    default: return nil
    }
  }

  private mutating func parseWhile(_ label: String?) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 5)
    let condition = try parseCondition("while")
    let body = try parseBlock(after: "while ( condition )")
    return .whileLoop(
      WhileStatementAst(
        label: label, condition: condition, body: body, extent: extent(from: start)))
  }

  private mutating func parseDo(_ label: String?) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 2)
    let body = try parseBlock(after: "'do' keyword")
    let isUntil: Bool
    if try takeFollowing("while") {
      isUntil = false
    } else if try takeFollowing("until") {
      isUntil = true
    } else {
      throw failureHere(.missingWhileOrUntil)
    }
    let condition = try parseCondition(isUntil ? "until" : "while")
    return .doLoop(
      DoStatementAst(
        label: label, body: body, condition: condition, isUntil: isUntil,
        extent: extent(from: start)))
  }

  private mutating func parseFor(_ label: String?) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 3)
    try lexer.skipLines()
    try require(0x28, .missingOpenParenthesis(keyword: "for"))
    let initializer = try parseForPart()
    let condition = try parseForPart()
    let iterator = try parseForPart()
    try lexer.skipLines()
    try require(0x29, .missingEndParenthesisAfter(keyword: "for"))
    let body = try parseBlock(after: "for ( … )")
    return .forLoop(
      ForStatementAst(
        label: label, initializer: initializer, condition: condition, iterator: iterator,
        body: body, extent: extent(from: start)))
  }

  /// A pipeline with the `;` or line end behind it; `nil` when the part is empty.
  private mutating func parseForPart() throws(SyntaxError) -> StatementAst? {
    try lexer.skipBlanks()
    var part: StatementAst?
    switch lexer.byte() {
    case 0x3B, 0x29, 0x0A, 0x0D: break
    default:
      if lexer.isAtEnd { return nil }
      part = try nested { parser throws(SyntaxError) in try parser.parsePipelineStatement() }
      try lexer.skipBlanks()
    }
    if lexer.byte() == 0x3B {
      lexer.take(.semicolon, 1)
    } else if lexer.byte() == 0x0A || lexer.byte() == 0x0D {
      lexer.skipLineEnd()
    }
    return part
  }

  private mutating func parseForEach(_ label: String?) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 7)
    try lexer.skipLines()
    try require(0x28, .missingOpenParenthesis(keyword: "foreach"))
    try lexer.skipLines()
    let nameStart = lexer.position
    guard lexer.byte() == 0x24, let path = try lexer.scanVariable() else {
      throw failureHere(.missingLoopVariable)
    }
    let variable = VariableExpressionAst(
      path: path, isSplatted: false, extent: extent(from: nameStart))
    try lexer.skipLines()
    guard lexer.takeKeyword("in") else { throw failureHere(.missingIn) }
    try lexer.skipLines()
    if lexer.byte() == 0x29 || lexer.isAtEnd {
      throw failureHere(.missingExpression(after: "in"))
    }
    let collection = try nested { parser throws(SyntaxError) in
      try parser.parsePipelineStatement()
    }
    try lexer.skipLines()
    try require(0x29, .missingEndParenthesisAfter(keyword: "foreach"))
    let body = try parseBlock(after: "foreach ( … )")
    return .forEachLoop(
      ForEachStatementAst(
        label: label, variable: variable, collection: collection, body: body,
        extent: extent(from: start)))
  }

  // MARK: Switch

  /// The options before the input of `switch`.
  private struct SwitchOptions {
    var match = SwitchMatch.exact
    var isCaseSensitive = false
    var isFile = false

    /// Takes an option by any prefix of its name.
    mutating func take(_ name: String) -> Bool {
      guard !name.isEmpty else { return false }
      if "wildcard".hasPrefix(name) {
        match = .wildcard
      } else if "regex".hasPrefix(name) {
        match = .regex
      } else if "exact".hasPrefix(name) {
        match = .exact
      } else if "casesensitive".hasPrefix(name) {
        isCaseSensitive = true
      } else if "file".hasPrefix(name) {
        isFile = true
      } else {
        return false
      }
      return true
    }
  }

  private mutating func parseSwitch(_ label: String?) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 6)
    var options = SwitchOptions()
    try lexer.skipLines()
    while CharacterTraits.isDash(lexer.next.code) {
      let optionStart = lexer.position
      let nameStart = optionStart + lexer.next.length
      lexer.position = lexer.endOfName(from: nameStart)
      lexer.record(.parameter, from: optionStart)
      guard options.take(lexer.source.text(nameStart, lexer.position).lowercased()) else {
        throw lexer.failure(
          .invalidSwitchFlag(lexer.text(from: optionStart)), optionStart, lexer.position)
      }
      try lexer.skipLines()
    }
    let input: StatementAst
    if options.isFile, lexer.byte() != 0x28, !lexer.isAtEnd {
      input = try parseFileOfSwitch()
    } else {
      input = try parseCondition("switch")
    }
    let (clauses, defaultBody) = try parseClauses()
    return .switchCase(
      SwitchStatementAst(
        label: label, match: options.match, isCaseSensitive: options.isCaseSensitive,
        isFile: options.isFile, input: input, clauses: clauses, defaultBody: defaultBody,
        extent: extent(from: start)))
  }

  /// The file behind `-file` as a pipeline of one expression.
  private mutating func parseFileOfSwitch() throws(SyntaxError) -> StatementAst {
    let file = try parseArgument(role: .argument)
    let element = CommandExpressionAst(expression: file, redirections: [], extent: file.extent)
    return .pipeline(
      PipelineAst(elements: [.expression(element)], isBackground: false, extent: file.extent))
  }

  private mutating func parseClauses() throws(SyntaxError) -> (
    [SwitchClause], StatementBlockAst?
  ) {
    var clauses: [SwitchClause] = []
    var defaultBody: StatementBlockAst?
    try lexer.skipLines()
    guard lexer.byte() == 0x7B else { throw failureHere(.missingSwitchBrace) }
    lexer.take(.bracket, 1)
    try descend()
    try lexer.skipSeparators()
    while !lexer.isAtEnd, lexer.byte() != 0x7D {
      let start = lexer.position
      if lexer.takeKeyword("default") {
        if defaultBody != nil {
          throw lexer.failure(.multipleSwitchDefaults, start, lexer.position)
        }
        defaultBody = try parseClauseBody()
      } else {
        let test = try parseArgument(role: .plain)
        if lexer.position == start { throw unexpectedToken() }
        clauses.append(SwitchClause(test: test, body: try parseClauseBody()))
      }
      try lexer.skipSeparators()
    }
    try require(0x7D, .missingEndCurlyBrace)
    depth -= 1
    return (clauses, defaultBody)
  }

  private mutating func parseClauseBody() throws(SyntaxError) -> StatementBlockAst {
    try lexer.skipLines()
    guard lexer.byte() == 0x7B else { throw failureHere(.missingSwitchStatement) }
    return try parseBraces()
  }
}
