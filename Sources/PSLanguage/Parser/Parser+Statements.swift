extension Parser {
  /// A statement of any kind; `position` stands on its first character.
  mutating func parseStatement() throws(SyntaxError) -> StatementAst {
    let label = try parseLabel()
    if let keyword = lexer.peekKeyword() {
      if let loop = try parseLoop(keyword, label: label) { return loop }
      if label == nil, let statement = try parseKeywordStatement(keyword) { return statement }
    }
    if let label {
      throw lexer.failure(
        .labelWithoutLoop(":" + label), lexer.position, lexer.position + lexer.lengthOfNext,
        isIncomplete: lexer.isAtEnd)
    }
    return try parsePipelineStatement()
  }

  /// `:name` before a loop.
  private mutating func parseLabel() throws(SyntaxError) -> String? {
    guard lexer.byte() == 0x3A, CharacterTraits.isNameStart(UInt32(lexer.byte(1))) else {
      return nil
    }
    let start = lexer.position
    lexer.position = lexer.endOfName(from: start + 1)
    lexer.record(.label, from: start)
    let label = lexer.source.text(start + 1, lexer.position)
    try lexer.skipLines()
    return label
  }

  /// Statements other than loops; `nil` when `keyword` is the name of a command here.
  private mutating func parseKeywordStatement(
    _ keyword: String
  ) throws(SyntaxError) -> StatementAst? {
    switch keyword {
    case "if": return try parseIf()
    case "try": return try parseTry()
    case "trap": return try parseTrap()
    case "function", "filter": return try parseFunction(keyword)
    case "return": return try parseExit(keyword)
    case "exit": return try parseExit(keyword)
    case "throw": return try parseExit(keyword)
    case "break", "continue": return try parseJump(keyword)
    case "data": return try parseData()
    case "enum": return try parseEnum()
    case "using": throw misplaced(.misplacedUsing, keyword)
    case "define", "from", "var": throw misplaced(.reservedKeyword(keyword), keyword)
    case "class", "configuration", "workflow", "parallel", "sequence", "inlinescript":
      throw misplaced(.unsupportedStatement(keyword), keyword)
    default: return nil
    }
  }

  private func misplaced(_ message: SyntaxMessage, _ keyword: String) -> SyntaxError {
    lexer.failure(message, lexer.position, lexer.position + keyword.utf8.count)
  }

  // MARK: Parts of statements

  /// `{ statements }`; `part` is what a message says it is missing behind.
  mutating func parseBlock(after part: String) throws(SyntaxError) -> StatementBlockAst {
    try lexer.skipLines()
    guard lexer.byte() == 0x7B else { throw failureHere(.missingStatementBlock(after: part)) }
    return try parseBraces()
  }

  /// `{ statements }`; `position` stands on the brace.
  mutating func parseBraces() throws(SyntaxError) -> StatementBlockAst {
    try nested { parser throws(SyntaxError) in
      let start = parser.lexer.position
      parser.lexer.take(.bracket, 1)
      let statements = try parser.parseStatements(until: 0x7D)
      try parser.require(0x7D, .missingEndCurlyBrace)
      return StatementBlockAst(statements: statements, extent: parser.extent(from: start))
    }
  }

  /// `( pipeline )` behind a keyword.
  mutating func parseCondition(_ keyword: String) throws(SyntaxError) -> StatementAst {
    try lexer.skipLines()
    try require(0x28, .missingOpenParenthesis(keyword: keyword))
    return try nested { parser throws(SyntaxError) in
      try parser.lexer.skipLines()
      if parser.lexer.byte() == 0x29 || parser.lexer.isAtEnd {
        throw parser.failureHere(.missingCondition(keyword: keyword + " ("))
      }
      let condition = try parser.parsePipelineStatement()
      try parser.lexer.skipLines()
      try parser.require(0x29, .missingEndParenthesisAfter(keyword: keyword))
      return condition
    }
  }

  /// Moves over `keyword` when it follows, also on a later line.
  mutating func takeFollowing(_ keyword: String) throws(SyntaxError) -> Bool {
    let place = lexer.position
    try lexer.skipLines()
    if lexer.takeKeyword(keyword) { return true }
    lexer.position = place
    return false
  }

  // MARK: Conditions and errors

  private mutating func parseIf() throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    var clauses: [IfClause] = []
    var keyword = "if"
    lexer.take(.keyword, 2)
    repeat {
      let condition = try parseCondition(keyword)
      let body = try parseBlock(after: "if ( condition )")
      clauses.append(IfClause(condition: condition, body: body))
      keyword = "elseif"
    } while try takeFollowing("elseif")
    var elseBody: StatementBlockAst?
    if try takeFollowing("else") { elseBody = try parseBlock(after: "'else' keyword") }
    return .ifElse(
      IfStatementAst(clauses: clauses, elseBody: elseBody, extent: extent(from: start)))
  }

  private mutating func parseTry() throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 3)
    let body = try parseBlock(after: "'try' keyword")
    var catches: [CatchClauseAst] = []
    while try takeFollowing("catch") {
      catches.append(try parseCatch(from: lexer.position - 5))
    }
    var finallyBody: StatementBlockAst?
    if try takeFollowing("finally") { finallyBody = try parseBlock(after: "'finally' keyword") }
    if catches.isEmpty, finallyBody == nil { throw failureHere(.missingCatchOrFinally) }
    return .tryCatch(
      TryStatementAst(
        body: body, catches: catches, finallyBody: finallyBody, extent: extent(from: start)))
  }

  private mutating func parseCatch(from start: Int) throws(SyntaxError) -> CatchClauseAst {
    var types: [TypeName] = []
    try lexer.skipLines()
    while lexer.byte() == 0x5B {
      types.append(try parseType())
      try lexer.skipLines()
      guard lexer.byte() == 0x2C else { break }
      lexer.take(.comma, 1)
      try lexer.skipLines()
      guard lexer.byte() == 0x5B else { throw failureHere(.missingExpression(after: ",")) }
    }
    let body = try parseBlock(after: "'catch' keyword")
    return CatchClauseAst(types: types, body: body, extent: extent(from: start))
  }

  /// `[Name]` where no attribute may stand.
  private mutating func parseType() throws(SyntaxError) -> TypeName {
    switch try parseAttributeOrType() {
    case .type(let name): return name
    case .attribute(let attribute):
      let extent = attribute.extent
      throw lexer.failure(.attributeWithoutTarget, extent.startOffset, extent.endOffset)
    }
  }

  private mutating func parseTrap() throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 4)
    try lexer.skipLines()
    let type = lexer.byte() == 0x5B ? try parseType() : nil
    let body = try parseBlock(after: "'trap' keyword")
    return .trap(TrapStatementAst(type: type, body: body, extent: extent(from: start)))
  }

  // MARK: Leaving

  /// Takes a keyword that something may follow, with the blanks in between.
  /// - Returns: whether something follows in the same statement; otherwise `position` stands right behind
  ///   the keyword.
  private mutating func takeKeyword(_ keyword: String) throws(SyntaxError) -> Bool {
    lexer.take(.keyword, keyword.utf8.count)
    let end = lexer.position
    try lexer.skipBlanks()
    let isAlone =
      switch lexer.byte() {
      case 0x0A, 0x0D, 0x3B, 0x29, 0x7D: true
      default: lexer.isAtEnd
      }
    if isAlone { lexer.position = end }
    return !isAlone
  }

  /// `return`, `exit` and `throw` with the pipeline behind them.
  private mutating func parseExit(_ keyword: String) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    var value: StatementAst?
    if try takeKeyword(keyword) {
      value = try nested { parser throws(SyntaxError) in try parser.parsePipelineStatement() }
    }
    let extent = lexer.source.extent(start, value?.extent.endOffset ?? lexer.position)
    switch keyword {
    case "return": return .returnValue(ReturnStatementAst(value: value, extent: extent))
    case "exit": return .exitScript(ExitStatementAst(value: value, extent: extent))
    default: return .throwError(ThrowStatementAst(value: value, extent: extent))
    }
  }

  /// `break` and `continue` with a label on the same line.
  private mutating func parseJump(_ keyword: String) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    let label = try takeKeyword(keyword) ? try parseArgument(role: .plain) : nil
    let extent = extent(from: start)
    return keyword == "break"
      ? .breakLoop(BreakStatementAst(label: label, extent: extent))
      : .continueLoop(ContinueStatementAst(label: label, extent: extent))
  }
}
