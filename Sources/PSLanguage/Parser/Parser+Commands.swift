extension Parser {
  /// A command with its arguments; `position` stands on its first character.
  mutating func parseCommand() throws(SyntaxError) -> CommandAst {
    let start = lexer.position
    let (invocation, name) = try parseCommandName()
    var elements: [CommandElementAst] = []
    var redirections: [RedirectionAst] = []
    var areParametersOver = false
    var end = lexer.position
    while true {
      try lexer.skipBlanks()
      if endsCommand() { break }
      if let redirection = try parseRedirection(behind: redirections) {
        redirections.append(redirection)
      } else if lexer.byte() == 0x2C {
        throw failureHere(.missingArgument)
      } else {
        let element = try parseCommandElement(areParametersOver: areParametersOver)
        if case .endOfParameters = element { areParametersOver = true }
        elements.append(element)
      }
      end = lexer.position
    }
    return CommandAst(
      invocation: invocation, name: name, elements: elements, redirections: redirections,
      extent: lexer.source.extent(start, end))
  }

  /// Whether a command ends at the current place.
  private func endsCommand() -> Bool {
    switch lexer.byte() {
    case 0, 0x0A, 0x0D, 0x3B, 0x7C, 0x29, 0x7D, 0x26: true
    default: lexer.isAtEnd
    }
  }

  private mutating func parseCommandName() throws(SyntaxError) -> (
    InvocationOperator, ExpressionAst
  ) {
    let (code, length) = lexer.next
    if code == 0x26, lexer.byte(1) != 0x26 {
      return (.call, try parseInvoked("&"))
    }
    if code == 0x2E {
      let second = lexer.character(at: lexer.position + 1)
      let isQuote =
        CharacterTraits.isSingleQuote(second.code) || CharacterTraits.isDoubleQuote(second.code)
      let isInvocation =
        second.length == 0 || isQuote || second.code == 0x24
        || CharacterTraits.endsWord(second.code)
      if isInvocation { return (.dotSource, try parseInvoked(".")) }
    }
    switch code {
    case 0, 0x3C, 0x3E, 0x5D, 0x40, 0x26, 0x7C: throw unexpectedToken()
    default:
      if length == 0 || CharacterTraits.endsWord(code) || CharacterTraits.isDash(code) {
        throw unexpectedToken()
      }
    }
    return (.none, try parseWord(role: .commandName, expands: false))
  }

  /// What stands behind `&` or `.`.
  private mutating func parseInvoked(_ symbol: String) throws(SyntaxError) -> ExpressionAst {
    lexer.take(.operatorSymbol, 1)
    try lexer.skipBlanks()
    if endsCommand() || lexer.byte() == 0x2C {
      throw failureHere(.missingExpression(after: symbol))
    }
    return try parseArgument(role: .commandName)
  }

  private mutating func parseCommandElement(
    areParametersOver: Bool
  ) throws(SyntaxError) -> CommandElementAst {
    if !areParametersOver, CharacterTraits.isDash(lexer.next.code) {
      if let element = try parseDashed() { return element }
    }
    return .argument(try parseArgumentList())
  }

  // MARK: Parameters

  /// `-Name`, `-Name:value`, `--`, `--%`; `nil` for a word or number that begins with a dash.
  private mutating func parseDashed() throws(SyntaxError) -> CommandElementAst? {
    let start = lexer.position
    let dashLength = lexer.next.length
    if lexer.startsWith("--%"), endsWord(at: start + 3) { return .verbatim(parseVerbatim()) }
    if lexer.startsWith("--"), endsWord(at: start + 2) {
      lexer.take(.parameter, 2)
      return .endOfParameters(EndOfParametersAst(extent: extent(from: start)))
    }
    let first = lexer.character(at: start + dashLength).code
    guard CharacterTraits.isNameStart(first) || first == 0x3F else { return nil }
    var end = start + dashLength
    var endsInColon = false
    while end < lexer.endOffset {
      let (code, length) = lexer.character(at: end)
      if CharacterTraits.endsWord(code) || code == 0x2E || code == 0x5B { break }
      if CharacterTraits.isSingleQuote(code) || CharacterTraits.isDoubleQuote(code) { return nil }
      if code == 0x3A {
        endsInColon = true
        break
      }
      end += length
    }
    let name = lexer.source.text(start + dashLength, end)
    lexer.position = endsInColon ? end + 1 : end
    lexer.record(.parameter, from: start)
    let nameExtent = extent(from: start)
    guard endsInColon else {
      return .parameter(
        CommandParameterAst(
          name: name, argument: nil, hasBlankBeforeArgument: false, nameExtent: nameExtent,
          extent: nameExtent))
    }
    let colonEnd = lexer.position
    try lexer.skipBlanks()
    if endsCommand() || lexer.byte() == 0x2C {
      throw failureHere(.parameterRequiresArgument(nameExtent.text))
    }
    let hasBlank = lexer.position > colonEnd
    let argument = try parseArgumentList()
    return .parameter(
      CommandParameterAst(
        name: name, argument: argument, hasBlankBeforeArgument: hasBlank, nameExtent: nameExtent,
        extent: extent(from: start)))
  }

  private func endsWord(at index: Int) -> Bool {
    let (code, length) = lexer.character(at: index)
    return length == 0 || CharacterTraits.endsWord(code)
  }

  /// `--%` and everything up to `|`, `&&` or the line end, outside double quotes.
  private mutating func parseVerbatim() -> VerbatimArgumentAst {
    let start = lexer.position
    lexer.position += 3
    var isQuoted = false
    while !lexer.isAtEnd, !CharacterTraits.isNewLine(UInt32(lexer.byte())) {
      if !isQuoted, lexer.byte() == 0x7C || lexer.startsWith("&&") { break }
      if lexer.byte() == 0x22 { isQuoted.toggle() }
      lexer.position += 1
    }
    lexer.record(.verbatimArgument, from: start)
    let raw = lexer.source.text(start + 3, lexer.position)
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let value = raw.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    return VerbatimArgumentAst(value: String(value), extent: extent(from: start))
  }

  // MARK: Arguments

  /// An argument, or several with commas between them.
  private mutating func parseArgumentList() throws(SyntaxError) -> ExpressionAst {
    let first = try parseArgument(role: .argument)
    var elements = [first]
    var end = lexer.position
    try lexer.skipBlanks()
    while lexer.byte() == 0x2C {
      lexer.take(.comma, 1)
      try lexer.skipLines()
      if endsCommand() || lexer.byte() == 0x2C { throw failureHere(.missingArgument) }
      elements.append(try parseArgument(role: .argument))
      end = lexer.position
      try lexer.skipBlanks()
    }
    lexer.position = end
    if elements.count == 1 { return first }
    return .arrayLiteral(
      ArrayLiteralAst(elements: elements, extent: extent(from: first.extent.startOffset)))
  }

  /// One argument (`language.md` 2.6, the table of unquoted words).
  mutating func parseArgument(role: TokenRole) throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    let (code, _) = lexer.next
    switch code {
    case 0x24:
      if lexer.byte(1) == 0x28 { return try parseMemberChain(try parseSubExpression()) }
      return try parseVariableArgument(role: role)
    case 0x28, 0x7B:
      return try parseMemberChain(try parsePrimary())
    case 0x40:
      let second = lexer.byte(1)
      if second == 0x28 || second == 0x7B { return try parseMemberChain(try parsePrimary()) }
      if lexer.peekHereString() != nil { return try parsePrimary() }
      let end = lexer.endOfVariableName(from: start + 1)
      guard end > start + 1 else { return try parseWord(role: role) }
      return try parseSplat(nameEnd: end)
    default:
      if CharacterTraits.isSingleQuote(code) || CharacterTraits.isDoubleQuote(code) {
        return try parsePrimary()
      }
      if let value = try lexer.scanNumber(in: .argument) {
        return .number(ConstantExpressionAst(value: value, extent: extent(from: start)))
      }
      return try parseWord(role: role)
    }
  }

  /// `@name`, possibly with a scope before the name.
  private mutating func parseSplat(nameEnd: Int) throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    var end = nameEnd
    if lexer.byte(at: end) == 0x3A {
      let scoped = lexer.endOfVariableName(from: end + 1)
      if scoped > end + 1 { end = scoped }
    }
    guard endsWord(at: end) else { return try parseWord(role: .argument) }
    lexer.position = end
    lexer.record(.splattedVariable, from: start)
    return .variable(
      VariableExpressionAst(
        path: VariablePath(lexer.source.text(start + 1, end)), isSplatted: true,
        extent: extent(from: start)))
  }

  /// A variable, a variable with members behind it, or a word that begins with a variable.
  private mutating func parseVariableArgument(role: TokenRole) throws(SyntaxError) -> ExpressionAst
  {
    let start = lexer.position
    guard let path = try lexer.scanVariable() else { return try parseWord(role: role) }
    noteInput(path)
    let variable = VariableExpressionAst(
      path: path, isSplatted: false, extent: extent(from: start))
    let (code, length) = lexer.next
    if length == 0 || CharacterTraits.endsWord(code) || code == 0x3D { return .variable(variable) }
    let second = lexer.character(at: lexer.position + 1).code
    let beginsMember =
      CharacterTraits.isName(second) || second == 0x24 || second == 0x28
      || CharacterTraits.isSingleQuote(second) || CharacterTraits.isDoubleQuote(second)
    if code == 0x5B || code == 0x3A && second == 0x3A || code == 0x2E && beginsMember {
      return try parseMemberChain(.variable(variable))
    }
    lexer.position = start
    return try parseWord(role: role)
  }
}
