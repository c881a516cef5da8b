/// Ends the parsing of a statement; never leaves the parser.
struct SyntaxError: Error {
  let diagnostic: Diagnostic
}

/// Everything the parser can say, with the identifiers that PowerShell uses for it.
enum SyntaxMessage {
  case unexpectedToken(String)
  case invalidStatementSeparator(String)
  case ampersandNotAllowed
  case redirectionNotSupported(String)
  case missingFileSpecification
  case streamAlreadyRedirected(String)
  case reservedKeyword(String)
  case unsupportedStatement(String)
  case nestedTooDeeply
  case trailingBacktick

  case missingEndOfString(String)
  case missingEndOfComment
  case charactersAfterHereStringHeader
  case whitespaceBeforeHereStringFooter
  case badNumericConstant(String)
  case variableNeedsNameAfterColon
  case emptyVariableName
  case unclosedVariableName
  case splattingNotPermitted(String)

  case emptyPipeElement
  case expressionsMustBeFirst
  case missingArgument
  case parameterRequiresArgument(String)
  case missingExpression(after: String)
  case missingOperand(unary: String)
  case missingValue(after: String)
  case expectedExpression
  case invalidAssignmentTarget
  case operatorRequiresVariable(String)

  case missingEndParenthesis
  case missingEndOfSubexpression
  case missingEndOfMethodCall
  case missingEndOfIndex
  case missingIndex
  case missingPropertyName
  case missingTypeName
  case missingEndOfType
  case missingColonInTernary

  case missingKey
  case missingEqualsAfterKey
  case missingStatementAfterKey
  case incompleteHashLiteral
  case duplicateKey(String)

  case missingEndCurlyBrace
  case missingOpenParenthesis(keyword: String)
  case missingEndParenthesisAfter(keyword: String)
  case missingStatementBlock(after: String)
  case missingCondition(keyword: String)
  case missingName(keyword: String)
  case missingFunctionBody
  case missingLoopVariable
  case missingIn
  case missingCatchOrFinally
  case missingWhileOrUntil
  case missingSwitchBrace
  case missingSwitchStatement
  case invalidSwitchFlag(String)
  case multipleSwitchDefaults
  case labelWithoutLoop(String)
  case attributeWithoutTarget
  case missingParameterVariable
  case missingEndOfParameters
  case duplicateNamedBlock(String)
  case statementBesideNamedBlocks(String)
  case misplacedUsing
}
