extension Parser {
  /// `@{ key = statement; … }`
  mutating func parseHashtable() throws(SyntaxError) -> ExpressionAst {
    try nested { parser throws(SyntaxError) in
      let start = parser.lexer.position
      parser.lexer.take(.bracket, 2)
      let outer = parser.isCommaDelimiter
      parser.isCommaDelimiter = false
      let entries = try parser.parseEntries()
      try parser.require(0x7D, .incompleteHashLiteral)
      parser.isCommaDelimiter = outer
      return .hashtable(HashtableAst(entries: entries, extent: parser.extent(from: start)))
    }
  }

  private mutating func parseEntries() throws(SyntaxError) -> [HashtableEntry] {
    var entries: [HashtableEntry] = []
    var seen: Set<String> = []
    try lexer.skipSeparators()
    while !lexer.isAtEnd, lexer.byte() != 0x7D {
      let key = try parseKey()
      if let name = key.constantKey, !seen.insert(name.lowercased()).inserted {
        report(
          lexer.failure(
            .duplicateKey(name), key.extent.startOffset, key.extent.endOffset))
      }
      try lexer.skipBlanks()
      guard lexer.byte() == 0x3D else { throw failureHere(.missingEqualsAfterKey) }
      lexer.take(.operatorSymbol, 1)
      try lexer.skipLines()
      if lexer.isAtEnd || lexer.byte() == 0x7D || lexer.byte() == 0x3B {
        throw failureHere(.missingStatementAfterKey)
      }
      entries.append(HashtableEntry(key: key, value: try parseStatement()))
      try lexer.skipBlanks()
      switch lexer.byte() {
      case 0x3B, 0x0A, 0x0D, 0x7D: break
      default:
        throw lexer.isAtEnd ? failureHere(.incompleteHashLiteral) : unexpectedToken()
      }
      try lexer.skipSeparators()
    }
    return entries
  }

  private mutating func parseKey() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    if CharacterTraits.isNameStart(lexer.next.code) {
      lexer.position = lexer.endOfName(from: start)
      lexer.record(.word, from: start, role: .hashtableKey)
      let extent = extent(from: start)
      return .string(
        StringConstantExpressionAst(value: extent.text, kind: .bareWord, extent: extent))
    }
    guard beginsExpression() else { throw failureHere(.missingKey) }
    isCommaDelimiter = true
    let key = try parseUnary()
    isCommaDelimiter = false
    return key
  }
}

extension ExpressionAst {
  /// The text of a key that is known before anything runs.
  fileprivate var constantKey: String? {
    switch self {
    case .string(let ast): ast.value
    case .number(let ast): ast.extent.text
    default: nil
    }
  }
}
