/// The parts of a script block while it is parsed.
struct ScriptBlockBody {
  var usings: [UsingStatementAst] = []
  var paramBlock: ParamBlockAst?
  var named: [String: NamedBlockAst] = [:]

  /// The finished node.
  func scriptBlock(extent: ScriptExtent, bodyExtent: ScriptExtent) -> ScriptBlockAst {
    ScriptBlockAst(
      usings: usings, paramBlock: paramBlock, dynamicParamBlock: named["dynamicparam"],
      beginBlock: named["begin"], processBlock: named["process"], endBlock: named["end"],
      extent: extent, bodyExtent: bodyExtent)
  }
}

extension Parser {
  /// `{ … }` as a script block.
  mutating func parseScriptBlock(isFilter: Bool = false) throws(SyntaxError) -> ScriptBlockAst {
    try nested { parser throws(SyntaxError) in
      let start = parser.lexer.position
      parser.lexer.take(.bracket, 1)
      let outer = parser.isCommaDelimiter
      parser.isCommaDelimiter = false
      let body = try parser.parseScriptBlockBody(isFilter: isFilter, closing: 0x7D)
      let bodyExtent = parser.lexer.source.extent(start + 1, parser.lexer.position)
      try parser.require(0x7D, .missingEndCurlyBrace)
      parser.isCommaDelimiter = outer
      return body.scriptBlock(extent: parser.extent(from: start), bodyExtent: bodyExtent)
    }
  }

  /// What stands in a script or between the braces of a script block.
  mutating func parseScriptBlockBody(
    isFilter: Bool, closing: UInt8?
  ) throws(SyntaxError) -> ScriptBlockBody {
    var body = ScriptBlockBody()
    try lexer.skipSeparators()
    while closing == nil, lexer.peekKeyword() == "using" {
      body.usings.append(try parseUsing())
      try requireStatementEnd()
      try lexer.skipSeparators()
    }
    body.paramBlock = try parseParamBlock()
    try lexer.skipSeparators()
    if try beginsNamedBlock() {
      body.named = try parseNamedBlocks(closing: closing)
    } else {
      let start = lexer.position
      let statements = try parseStatements(until: closing)
      let block = NamedBlockAst(statements: statements, extent: extent(from: start))
      body.named[isFilter ? "process" : "end"] = block
    }
    return body
  }

  /// Statements up to the closing bracket or the end of the text.
  mutating func parseStatements(until closing: UInt8?) throws(SyntaxError) -> [StatementAst] {
    var statements: [StatementAst] = []
    try lexer.skipSeparators()
    while !lexer.isAtEnd, lexer.byte() != closing {
      let statement = try parseStatement()
      statements.append(statement)
      if !statement.endsInBlock { try requireStatementEnd() }
      try lexer.skipSeparators()
    }
    return statements
  }

  /// A statement must be followed by a separator or a closing bracket.
  mutating func requireStatementEnd() throws(SyntaxError) {
    try lexer.skipBlanks()
    switch lexer.byte() {
    case 0x0A, 0x0D, 0x3B, 0x29, 0x7D: return
    default: if !lexer.isAtEnd { throw unexpectedToken() }
    }
  }

  // MARK: Named blocks

  private static let blockNames: Set<String> = ["begin", "process", "end", "dynamicparam"]

  /// Whether `begin {` or the like follows; without the brace the word is a command.
  private mutating func beginsNamedBlock() throws(SyntaxError) -> Bool {
    guard let keyword = lexer.peekKeyword(), Self.blockNames.contains(keyword) else {
      return false
    }
    let place = lexer.position
    lexer.position += keyword.utf8.count
    try lexer.skipLines()
    let isBlock = lexer.isAtEnd || lexer.byte() == 0x7B
    lexer.position = place
    return isBlock
  }

  private mutating func parseNamedBlocks(
    closing: UInt8?
  ) throws(SyntaxError) -> [String: NamedBlockAst] {
    var blocks: [String: NamedBlockAst] = [:]
    while !lexer.isAtEnd, lexer.byte() != closing {
      guard let keyword = lexer.peekKeyword(), Self.blockNames.contains(keyword) else {
        throw lexer.failure(
          .statementBesideNamedBlocks(lexer.describeNext()), lexer.position,
          lexer.position + lexer.lengthOfNext)
      }
      let start = lexer.position
      if blocks[keyword] != nil {
        throw lexer.failure(.duplicateNamedBlock(keyword), start, start + keyword.utf8.count)
      }
      lexer.take(.keyword, keyword.utf8.count)
      let block = try parseBlock(after: keyword)
      blocks[keyword] = NamedBlockAst(
        statements: block.statements, extent: extent(from: start))
      try lexer.skipSeparators()
    }
    return blocks
  }

  // MARK: Parameters

  /// `[attributes] param( … )`; attributes without `param` are kept for the first statement.
  private mutating func parseParamBlock() throws(SyntaxError) -> ParamBlockAst? {
    let start = lexer.position
    var list: [AttributeOrType] = []
    if lexer.byte() == 0x5B {
      list.append(try parseAttributeOrType())
      var end = lexer.position
      try lexer.skipLines()
      while lexer.byte() == 0x5B, isAttributeBeforeParam(list) {
        list.append(try parseAttributeOrType())
        end = lexer.position
        try lexer.skipLines()
      }
      if lexer.peekKeyword() != "param" {
        pendingAttributes = PendingAttributes(start: start, end: end, attributes: list)
        lexer.position = start
        return nil
      }
    }
    guard lexer.takeKeyword("param") else { return nil }
    try lexer.skipLines()
    try require(0x28, .missingOpenParenthesis(keyword: "param"))
    let parameters = try parseParameters()
    let attributes: [AttributeAst] = list.compactMap { element in
      if case .attribute(let attribute) = element { attribute } else { nil }
    }
    return ParamBlockAst(
      attributes: attributes, parameters: parameters, extent: extent(from: start))
  }

  /// A type such as `[int]` cannot stand before `param`, so the list ends with the first of them.
  private func isAttributeBeforeParam(_ list: [AttributeOrType]) -> Bool {
    if case .attribute = list.last { true } else { false }
  }

  /// Parameters up to and with the closing parenthesis.
  mutating func parseParameters() throws(SyntaxError) -> [ParameterAst] {
    try nested { parser throws(SyntaxError) in
      var parameters: [ParameterAst] = []
      let outer = parser.isCommaDelimiter
      parser.isCommaDelimiter = true
      try parser.lexer.skipLines()
      while parser.lexer.byte() != 0x29 {
        parameters.append(try parser.parseParameter())
        try parser.lexer.skipLines()
        guard parser.lexer.byte() == 0x2C else { break }
        parser.lexer.take(.comma, 1)
        try parser.lexer.skipLines()
        if parser.lexer.byte() == 0x29 {
          throw parser.failureHere(.missingExpression(after: ","))
        }
      }
      try parser.require(0x29, .missingEndOfParameters)
      parser.isCommaDelimiter = outer
      return parameters
    }
  }

  private mutating func parseParameter() throws(SyntaxError) -> ParameterAst {
    let start = lexer.position
    let list = try parseAttributeList()
    let nameStart = lexer.position
    guard lexer.byte() == 0x24, let path = try lexer.scanVariable() else {
      if list.isEmpty, lexer.isAtEnd { throw failureHere(.missingEndOfParameters) }
      throw failureHere(list.isEmpty ? .missingParameterVariable : .attributeWithoutTarget)
    }
    let name = VariableExpressionAst(
      path: path, isSplatted: false, extent: extent(from: nameStart))
    var typeName: TypeName?
    var attributes: [AttributeAst] = []
    for element in list {
      switch element {
      case .attribute(let attribute): attributes.append(attribute)
      case .type(let type): typeName = type
      }
    }
    var end = lexer.position
    var defaultValue: ExpressionAst?
    try lexer.skipLines()
    if lexer.byte() == 0x3D {
      lexer.take(.operatorSymbol, 1)
      try lexer.skipLines()
      defaultValue = try parseExpression(after: "=")
      end = lexer.position
    }
    return ParameterAst(
      name: name, typeName: typeName, attributes: attributes, defaultValue: defaultValue,
      extent: lexer.source.extent(start, end))
  }
}

extension StatementAst {
  /// Whether the statement ends in a block, so that the next one may follow without a separator.
  fileprivate var endsInBlock: Bool {
    switch self {
    case .ifElse, .whileLoop, .forLoop, .forEachLoop, .switchCase, .tryCatch, .trap,
      .functionDefinition, .enumDefinition, .data:
      true
    default: false
    }
  }
}
