/// Collects the parts of an expandable text.
struct StringPartBuilder {
  private(set) var parts: [StringPart] = []
  var text: [UInt8] = []

  /// Ends the text and adds an expression behind it.
  mutating func append(_ expression: ExpressionAst) {
    flush()
    parts.append(.expression(expression))
  }

  mutating func append(_ text: String) { self.text.append(contentsOf: Array(text.utf8)) }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    parts.append(.text(String(decoding: text, as: UTF8.self)))
    text.removeAll(keepingCapacity: true)
  }

  /// The finished expression: a constant when nothing is to be expanded.
  mutating func expression(_ kind: StringConstantKind, _ extent: ScriptExtent) -> ExpressionAst {
    if parts.isEmpty {
      let value = String(decoding: text, as: UTF8.self)
      return .string(StringConstantExpressionAst(value: value, kind: kind, extent: extent))
    }
    flush()
    return .expandableString(
      ExpandableStringExpressionAst(parts: parts, kind: kind, extent: extent))
  }
}

extension Parser {
  /// Any quoted string; `nil` when none begins here.
  mutating func parseString() throws(SyntaxError) -> ExpressionAst? {
    let start = lexer.position
    let code = lexer.next.code
    if CharacterTraits.isSingleQuote(code) {
      let value = try lexer.scanSingleQuoted()
      lexer.record(.stringLiteral, from: start)
      return .string(
        StringConstantExpressionAst(
          value: value, kind: .singleQuoted, extent: extent(from: start)))
    }
    if CharacterTraits.isDoubleQuote(code) { return try parseDoubleQuoted() }
    switch lexer.peekHereString() {
    case .singleQuotedHereString:
      let value = try lexer.scanLiteralHereString()
      lexer.record(.stringLiteral, from: start)
      return .string(
        StringConstantExpressionAst(
          value: value, kind: .singleQuotedHereString, extent: extent(from: start)))
    case .doubleQuotedHereString:
      return try parseExpandableHereString()
    default:
      return nil
    }
  }

  private mutating func parseDoubleQuoted() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    let token = lexer.openToken()
    var builder = StringPartBuilder()
    lexer.position += lexer.next.length
    try scanDoubleQuotedText(into: &builder, from: start, token: token)
    lexer.closeToken(token, .stringExpandable, from: start, role: .plain)
    return builder.expression(.doubleQuoted, extent(from: start))
  }

  /// Reads up to and with the closing quote.
  private mutating func scanDoubleQuotedText(
    into builder: inout StringPartBuilder, from start: Int, token: Int
  ) throws(SyntaxError) {
    while true {
      if lexer.isAtEnd {
        lexer.closeToken(token, .stringExpandable, from: start, role: .plain)
        throw lexer.failure(
          .missingEndOfString("\""), start, lexer.endOffset, isIncomplete: true)
      }
      let (code, length) = lexer.next
      if CharacterTraits.isDoubleQuote(code) {
        let second = lexer.character(at: lexer.position + length)
        lexer.position += length
        guard second.length > 0, CharacterTraits.isDoubleQuote(second.code) else { return }
        copyCharacter(into: &builder)
      } else {
        try scanExpandableCharacter(into: &builder)
      }
    }
  }

  private mutating func parseExpandableHereString() throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    let kind = StringConstantKind.doubleQuotedHereString
    let token = lexer.openToken()
    var builder = StringPartBuilder()
    try lexer.scanHereStringHeader()
    var indentedFooter: Int?
    var isFirstLine = true
    while true {
      let lineEnd = lexer.position
      if isFirstLine || CharacterTraits.isNewLine(UInt32(lexer.byte())) {
        if !isFirstLine { lexer.skipLineEnd() }
        let footer = lexer.lengthOfHereStringFooter(at: lexer.position, kind)
        if footer > 0 {
          lexer.position += footer
          lexer.closeToken(token, .stringExpandable, from: start, role: .plain)
          return builder.expression(kind, extent(from: start))
        }
        if indentedFooter == nil, lexer.isIndentedHereStringFooter(at: lexer.position, kind) {
          indentedFooter = lexer.position
        }
        if !isFirstLine { builder.append(lexer.source.text(lineEnd, lexer.position)) }
        isFirstLine = false
      } else if lexer.isAtEnd {
        lexer.closeToken(token, .stringExpandable, from: start, role: .plain)
        throw lexer.unterminatedHereString("\"@", from: start, indentedFooter: indentedFooter)
      } else {
        try scanExpandableCharacter(into: &builder)
      }
    }
  }

  /// A whole text without quotes.
  mutating func parseBareExpandable() throws(SyntaxError) -> ExpressionAst {
    var builder = StringPartBuilder()
    while !lexer.isAtEnd { try scanExpandableCharacter(into: &builder) }
    return builder.expression(.doubleQuoted, extent(from: 0))
  }

  /// Reads one character, escape, variable or sub-expression.
  mutating func scanExpandableCharacter(
    into builder: inout StringPartBuilder
  ) throws(SyntaxError) {
    switch lexer.byte() {
    case 0x60:
      if lexer.position + 1 >= lexer.endOffset {
        lexer.position += 1
      } else {
        lexer.scanEscape(into: &builder.text)
      }
    case 0x24:
      if let expression = try parseDollar() {
        builder.append(expression)
      } else {
        copyCharacter(into: &builder)
      }
    default:
      copyCharacter(into: &builder)
    }
  }

  /// What a `$` begins inside a text: a variable or a sub-expression, or nothing.
  mutating func parseDollar() throws(SyntaxError) -> ExpressionAst? {
    if lexer.byte(1) == 0x28 { return try parseSubExpression() }
    let start = lexer.position
    guard let path = try lexer.scanVariable() else { return nil }
    noteInput(path)
    return .variable(
      VariableExpressionAst(path: path, isSplatted: false, extent: extent(from: start)))
  }

  /// Takes note of `$input`.
  mutating func noteInput(_ path: VariablePath) {
    if path.key == "input", path.driveName == nil { meetsInput = true }
  }

  private mutating func copyCharacter(into builder: inout StringPartBuilder) {
    for _ in 0..<lexer.next.length {
      builder.text.append(lexer.byte())
      lexer.position += 1
    }
  }

  // MARK: Unquoted words

  /// Reads an unquoted word; quotes inside are parts of it, variables are expanded if `expands`.
  mutating func parseWord(
    role: TokenRole, expands: Bool = true
  ) throws(SyntaxError) -> ExpressionAst {
    let start = lexer.position
    let token = lexer.openToken()
    var builder = StringPartBuilder()
    while !lexer.isAtEnd {
      let (code, length) = lexer.next
      if CharacterTraits.endsWord(code) { break }
      if code == 0x60 {
        let escaped = lexer.character(at: lexer.position + length)
        if escaped.length == 0 || CharacterTraits.isNewLine(escaped.code) { break }
        lexer.scanEscape(into: &builder.text)
      } else if CharacterTraits.isSingleQuote(code) {
        builder.append(try lexer.scanSingleQuoted())
      } else if CharacterTraits.isDoubleQuote(code) {
        lexer.position += length
        try scanDoubleQuotedText(into: &builder, from: start, token: token)
      } else if code == 0x24, expands {
        try scanExpandableCharacter(into: &builder)
      } else {
        copyCharacter(into: &builder)
      }
    }
    lexer.closeToken(token, .word, from: start, role: role)
    return builder.expression(.bareWord, extent(from: start))
  }
}
