/// Makes syntax trees of texts by recursive descent.
///
/// The first error ends the parsing of its statement; the rest of the text is still read for its
/// tokens, but further errors are not reported, since they are mostly consequences of the first.
public struct Parser {
  var lexer: Tokenizer
  /// Brackets, blocks, prefix operators and member accesses that are open.
  var depth = 0
  /// Whether a comma ends an expression, as between the arguments of a method.
  var isCommaDelimiter = false
  /// Attributes at the start of a script block that turned out to belong to an expression.
  var pendingAttributes: PendingAttributes?
  /// Whether `$input` was met, outside of functions: each of them has its own.
  var meetsInput = false
  private var diagnostics: [Diagnostic] = []

  private let stackGuard = StackGuard()

  /// More open brackets, blocks, prefix operators or links of a member chain than this are refused:
  /// printing and releasing a tree recurse, too, and on threads with small stacks.
  static let maximumDepth = 160

  struct PendingAttributes {
    let start: Int
    let end: Int
    let attributes: [AttributeOrType]
  }

  init(source: SourceText, options: ParserOptions) {
    lexer = Tokenizer(source: source, options: options)
  }

  /// Parses a script or an input line.
  ///
  /// It never throws: what is wrong is in the diagnostics of the result, and a text with diagnostics
  /// must not run, not even in part.
  public static func parse(
    _ text: String, fileName: String? = nil, options: ParserOptions = ParserOptions()
  ) -> ParseResult {
    let source = SourceText(text, fileName: fileName)
    var parser = Parser(source: source, options: options)
    let ast = parser.parseScript()
    return ParseResult(
      ast: ast, tokens: parser.lexer.tokens, diagnostics: parser.diagnostics,
      readsInput: parser.meetsInput || ast.processBlock != nil)
  }

  /// What is wrong first with a text, without reading what follows.
  static func firstDiagnostic(in text: String, options: ParserOptions) -> Diagnostic? {
    var parser = Parser(source: SourceText(text), options: options)
    do {
      _ = try parser.parseScriptBlockBody(isFilter: false, closing: nil)
    } catch {
      parser.report(error)
    }
    return parser.diagnostics.first
  }

  /// Parses a text by the rules of an expandable string (`language.md` 2.6), without quotes around it.
  ///
  /// The result is a string constant or an expandable string; `nil` with diagnostics when a
  /// sub-expression in the text is wrong.
  public static func parseExpandableText(
    _ text: String, options: ParserOptions = ParserOptions()
  ) -> (expression: ExpressionAst?, diagnostics: [Diagnostic]) {
    let source = SourceText(text)
    var parser = Parser(source: source, options: options)
    do {
      return (try parser.parseBareExpandable(), [])
    } catch {
      return (nil, [error.diagnostic])
    }
  }

  private mutating func parseScript() -> ScriptBlockAst {
    let end = lexer.endOffset
    do {
      let body = try parseScriptBlockBody(isFilter: false, closing: nil)
      return body.scriptBlock(
        extent: lexer.source.extent(0, end), bodyExtent: lexer.source.extent(0, end))
    } catch {
      diagnostics.append(error.diagnostic)
      return recover()
    }
  }

  /// Reads the statements behind an error, so that their tokens are known.
  private mutating func recover() -> ScriptBlockAst {
    var statements: [StatementAst] = []
    while !lexer.isAtEnd {
      depth = 0
      isCommaDelimiter = false
      pendingAttributes = nil
      lexer.skipToLineEnd()
      do {
        try lexer.skipSeparators()
        while !lexer.isAtEnd {
          statements.append(try parseStatement())
          try requireStatementEnd()
          try lexer.skipSeparators()
        }
      } catch {
        continue
      }
    }
    let extent = lexer.source.extent(0, lexer.endOffset)
    let block = NamedBlockAst(statements: statements, extent: extent)
    return ScriptBlockAst(
      usings: [], paramBlock: nil, dynamicParamBlock: nil, beginBlock: nil, processBlock: nil,
      endBlock: block, extent: extent, bodyExtent: extent)
  }

  // MARK: Helpers of all parts

  /// Keeps an error that does not disturb the reading of what follows.
  mutating func report(_ error: SyntaxError) { diagnostics.append(error.diagnostic) }

  func extent(from start: Int) -> ScriptExtent { lexer.source.extent(start, lexer.position) }

  /// An error at the next token; at the end of the text it means that more input may help.
  mutating func failureHere(_ message: SyntaxMessage) -> SyntaxError {
    let place = lexer.position
    do {
      try lexer.skipLines()
    } catch {
      return error
    }
    let isAtEnd = lexer.isAtEnd
    lexer.position = place
    return lexer.failure(message, place, place, isIncomplete: isAtEnd)
  }

  /// The error for a token that fits nowhere.
  func unexpectedToken() -> SyntaxError {
    let text = lexer.describeNext()
    let message: SyntaxMessage =
      switch lexer.byte() {
      case 0x3C: .redirectionNotSupported("<")
      case 0x26 where lexer.byte(1) == 0x26: .invalidStatementSeparator("&&")
      case 0x7C where lexer.byte(1) == 0x7C: .invalidStatementSeparator("||")
      case 0x26: .ampersandNotAllowed
      case 0x7C: .emptyPipeElement
      default: .unexpectedToken(text)
      }
    let length = message.id == "InvalidEndOfLine" ? 2 : lexer.lengthOfNext
    return lexer.failure(message, lexer.position, lexer.position + length)
  }

  /// Runs `body` one level deeper.
  mutating func nested<Result>(
    _ body: (inout Parser) throws(SyntaxError) -> Result
  ) throws(SyntaxError) -> Result {
    try descend()
    let result = try body(&self)
    depth -= 1
    return result
  }

  /// Enters a level; an error leaves the count as it is, since nothing is parsed behind it.
  mutating func descend() throws(SyntaxError) {
    depth += 1
    if depth > Self.maximumDepth || stackGuard.isExhausted {
      throw lexer.failure(.nestedTooDeeply, lexer.position, lexer.position + 1)
    }
  }

  /// Moves over a bracket or fails with `message`.
  mutating func require(
    _ byte: UInt8, _ message: @autoclosure () -> SyntaxMessage
  ) throws(SyntaxError) {
    guard lexer.byte() == byte, !lexer.isAtEnd else { throw failureHere(message()) }
    lexer.take(.bracket, 1)
  }
}
