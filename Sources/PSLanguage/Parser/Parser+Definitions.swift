extension Parser {
  /// `function name (parameters) { … }`, `filter name { … }`
  mutating func parseFunction(_ keyword: String) throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, keyword.utf8.count)
    try lexer.skipLines()
    let name = try parseDefinedName(keyword)
    try lexer.skipLines()
    var parameters: [ParameterAst]?
    if lexer.byte() == 0x28 {
      lexer.take(.bracket, 1)
      parameters = try parseParameters()
      try lexer.skipLines()
    }
    guard lexer.byte() == 0x7B else { throw failureHere(.missingFunctionBody) }
    let isFilter = keyword == "filter"
    let meetsInput = meetsInput
    let body = try parseScriptBlock(isFilter: isFilter)
    self.meetsInput = meetsInput
    return .functionDefinition(
      FunctionDefinitionAst(
        name: name, isFilter: isFilter, parameters: parameters, body: body,
        extent: extent(from: start)))
  }

  private mutating func parseDefinedName(_ keyword: String) throws(SyntaxError) -> String {
    let (code, length) = lexer.next
    guard length > 0, !CharacterTraits.endsWord(code) else {
      throw failureHere(.missingName(keyword: keyword))
    }
    guard case .string(let name) = try parseWord(role: .functionName, expands: false) else {
      throw failureHere(.missingName(keyword: keyword))
    }
    return name.value
  }

  /// `data { … }`, `data name { … }`; anything else named `data` is a command.
  mutating func parseData() throws(SyntaxError) -> StatementAst? {
    let start = lexer.position
    lexer.position += 4
    try lexer.skipBlanks()
    let nameStart = lexer.position
    lexer.position = lexer.endOfName(from: nameStart)
    let name = lexer.text(from: nameStart)
    try lexer.skipLines()
    guard lexer.byte() == 0x7B else {
      lexer.position = start
      return nil
    }
    let body = try parseBraces()
    return .data(
      DataStatementAst(
        variable: name.isEmpty ? nil : name, body: body, extent: extent(from: start)))
  }

  /// `enum Name { A; B = 2 }`
  mutating func parseEnum() throws(SyntaxError) -> StatementAst {
    let start = lexer.position
    lexer.take(.keyword, 4)
    try lexer.skipLines()
    let name = try parseDefinedName("enum")
    try lexer.skipLines()
    guard lexer.byte() == 0x7B else { throw failureHere(.missingStatementBlock(after: name)) }
    lexer.take(.bracket, 1)
    var members: [EnumMember] = []
    try lexer.skipSeparators()
    while !lexer.isAtEnd, lexer.byte() != 0x7D {
      members.append(try parseEnumMember())
      try requireStatementEnd()
      try lexer.skipSeparators()
    }
    try require(0x7D, .missingEndCurlyBrace)
    return .enumDefinition(
      EnumDefinitionAst(name: name, members: members, extent: extent(from: start)))
  }

  private mutating func parseEnumMember() throws(SyntaxError) -> EnumMember {
    let start = lexer.position
    guard CharacterTraits.isNameStart(lexer.next.code) else { throw unexpectedToken() }
    lexer.position = lexer.endOfName(from: start)
    lexer.record(.word, from: start, role: .memberName)
    let name = lexer.text(from: start)
    try lexer.skipBlanks()
    guard lexer.byte() == 0x3D else { return EnumMember(name: name, value: nil) }
    lexer.take(.operatorSymbol, 1)
    try lexer.skipLines()
    return EnumMember(name: name, value: try parseExpression(after: "="))
  }

  /// `using namespace Name`; `position` stands on the keyword.
  mutating func parseUsing() throws(SyntaxError) -> UsingStatementAst {
    let start = lexer.position
    lexer.take(.keyword, 5)
    try lexer.skipBlanks()
    let kind: UsingKind
    switch lexer.peekKeyword() {
    case "namespace": kind = .namespace
    case "module": kind = .module
    case "assembly": kind = .assembly
    default: throw failureHere(.missingName(keyword: "using"))
    }
    lexer.take(.keyword, lexer.peekKeyword()?.utf8.count ?? 0)
    try lexer.skipBlanks()
    if lexer.isAtEnd || CharacterTraits.endsWord(lexer.next.code) {
      throw failureHere(.missingName(keyword: "\(kind)"))
    }
    let name = try parseArgument(role: .argument)
    return UsingStatementAst(kind: kind, name: name, extent: extent(from: start))
  }
}
