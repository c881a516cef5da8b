/// What stands in brackets before an expression or a parameter.
enum AttributeOrType {
  case attribute(AttributeAst)
  case type(TypeName)
}

extension Parser {
  /// `[Name]`, `[Name(arguments)]`; `position` stands on the bracket.
  mutating func parseAttributeOrType() throws(SyntaxError) -> AttributeOrType {
    try nested { parser throws(SyntaxError) in
      let start = parser.lexer.position
      parser.lexer.take(.bracket, 1)
      try parser.lexer.skipLines()
      let typeName = try parser.parseTypeName()
      if parser.lexer.byte() == 0x28 {
        let (positional, named) = try parser.parseAttributeArguments()
        try parser.lexer.skipLines()
        try parser.require(0x5D, .missingEndOfType)
        return .attribute(
          AttributeAst(
            typeName: typeName, positional: positional, named: named,
            extent: parser.extent(from: start)))
      }
      try parser.lexer.skipLines()
      try parser.require(0x5D, .missingEndOfType)
      return .type(typeName)
    }
  }

  /// A name with generic arguments and array brackets.
  private mutating func parseTypeName() throws(SyntaxError) -> TypeName {
    let start = lexer.position
    var index = start
    while true {
      let (code, length) = lexer.character(at: index)
      let isPart =
        CharacterTraits.isName(code) || code == 0x2E || code == 0x2B || code == 0x60
      guard length > 0, isPart else { break }
      index += length
    }
    guard index > start else { throw failureHere(.missingTypeName) }
    lexer.position = index
    lexer.record(.word, from: start, role: .typeName)
    let extent = extent(from: start)
    var result = TypeName(shape: .simple(extent.text), extent: extent)
    var links = 0
    while lexer.byte() == 0x5B {
      links += 1
      if depth + links > Self.maximumDepth {
        throw lexer.failure(.nestedTooDeeply, lexer.position, lexer.position + 1)
      }
      result = try parseTypeSuffix(of: result, from: start)
    }
    return result
  }

  /// `[]`, `[,]` or `[Argument, …]` behind a name.
  private mutating func parseTypeSuffix(
    of element: TypeName, from start: Int
  ) throws(SyntaxError) -> TypeName {
    lexer.take(.bracket, 1)
    try lexer.skipLines()
    if lexer.byte() == 0x5D || lexer.byte() == 0x2C {
      var rank = 1
      while lexer.byte() == 0x2C {
        lexer.take(.comma, 1)
        try lexer.skipLines()
        rank += 1
      }
      try require(0x5D, .missingEndOfType)
      return TypeName(shape: .array(element, rank: rank), extent: extent(from: start))
    }
    var arguments: [TypeName] = []
    while true {
      arguments.append(try nested { parser throws(SyntaxError) in try parser.parseTypeArgument() })
      try lexer.skipLines()
      guard lexer.byte() == 0x2C else { break }
      lexer.take(.comma, 1)
      try lexer.skipLines()
    }
    try require(0x5D, .missingEndOfType)
    return TypeName(
      shape: .generic(element, arguments: arguments), extent: extent(from: start))
  }

  /// A type argument, with or without brackets of its own.
  private mutating func parseTypeArgument() throws(SyntaxError) -> TypeName {
    guard lexer.byte() == 0x5B else { return try parseTypeName() }
    lexer.take(.bracket, 1)
    try lexer.skipLines()
    let name = try parseTypeName()
    try lexer.skipLines()
    try require(0x5D, .missingEndOfType)
    return name
  }

  /// The arguments in parentheses behind the name of an attribute.
  private mutating func parseAttributeArguments() throws(SyntaxError) -> (
    positional: [ExpressionAst], named: [NamedAttributeArgument]
  ) {
    var positional: [ExpressionAst] = []
    var named: [NamedAttributeArgument] = []
    lexer.take(.bracket, 1)
    try lexer.skipLines()
    let outer = isCommaDelimiter
    isCommaDelimiter = true
    while lexer.byte() != 0x29 {
      if let argument = try parseNamedArgument() {
        named.append(argument)
      } else {
        positional.append(try parseExpression(after: "("))
      }
      try lexer.skipLines()
      guard lexer.byte() == 0x2C else { break }
      lexer.take(.comma, 1)
      try lexer.skipLines()
      if lexer.byte() == 0x29 || lexer.isAtEnd { throw failureHere(.missingExpression(after: ",")) }
    }
    isCommaDelimiter = outer
    try require(0x29, .missingEndParenthesis)
    return (positional, named)
  }

  /// `Name` or `Name = expression`.
  private mutating func parseNamedArgument() throws(SyntaxError) -> NamedAttributeArgument? {
    let start = lexer.position
    let end = lexer.endOfName(from: start)
    guard end > start, CharacterTraits.isNameStart(lexer.next.code) else { return nil }
    lexer.position = end
    lexer.record(.word, from: start, role: .memberName)
    let name = lexer.text(from: start)
    try lexer.skipLines()
    guard lexer.byte() == 0x3D else { return NamedAttributeArgument(name: name, value: nil) }
    lexer.take(.operatorSymbol, 1)
    try lexer.skipLines()
    return NamedAttributeArgument(name: name, value: try parseExpression(after: "="))
  }

  /// All attributes and types that stand here one behind the other, on one line or several.
  mutating func parseAttributeList() throws(SyntaxError) -> [AttributeOrType] {
    var list: [AttributeOrType] = []
    while lexer.byte() == 0x5B {
      list.append(try parseAttributeOrType())
      try lexer.skipLines()
    }
    return list
  }
}
