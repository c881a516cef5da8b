extension SyntaxMessage {
  /// What is wrong, for people.
  var text: String {
    switch self {
    case .unexpectedToken(let token):
      "Unexpected token '\(token)' in expression or statement."
    case .invalidStatementSeparator(let token):
      "The token '\(token)' is not a valid statement separator in this version."
    case .ampersandNotAllowed:
      "An ampersand (&) cannot stand here. Put it in quotes (\"&\") to pass it as text."
    case .redirectionNotSupported(let token):
      "The '\(token)' operator is reserved for future use."
    case .missingFileSpecification:
      "Missing file specification after redirection operator."
    case .streamAlreadyRedirected(let stream):
      "The \(stream) stream for this command is already redirected."
    case .reservedKeyword(let word):
      "The '\(word)' keyword is not supported in this version of the language."
    case .unsupportedStatement(let word):
      "'\(word)' is not supported by this shell. Use functions and hashtables instead."
    case .nestedTooDeeply:
      "The script is too complicated: brackets, blocks or operators are nested too deeply here."
    case .trailingBacktick:
      "A backtick ends the text, but no line follows that it could continue."
    case .missingEndOfString(let terminator):
      "The string is missing the terminator: \(terminator)."
    case .missingEndOfComment:
      "The terminator '#>' is missing from the multiline comment."
    case .charactersAfterHereStringHeader:
      "A here-string begins on the line after its header; nothing may follow the header."
    case .whitespaceBeforeHereStringFooter:
      "White space is not allowed before the string terminator."
    case .badNumericConstant(let text):
      "The numeric constant \(text) is not valid."
    case .variableNeedsNameAfterColon:
      "Variable reference is not valid: no name follows the ':'. Write ${name} to end the name before it."
    case .emptyVariableName:
      "Braced variable name cannot be empty."
    case .unclosedVariableName:
      "Missing closing '}' after the name of a variable."
    case .splattingNotPermitted(let name):
      "'@\(name)' can only be an argument of a command. Write '$\(name)' to use the variable in an expression."
    case .emptyPipeElement:
      "An empty pipe element is not allowed."
    case .expressionsMustBeFirst:
      "Expressions are only allowed as the first element of a pipeline."
    case .missingArgument:
      "Missing argument in parameter list."
    case .parameterRequiresArgument(let parameter):
      "The parameter '\(parameter)' ends in a colon, but no argument follows."
    case .missingExpression(let token):
      "Missing expression after '\(token)'."
    case .missingOperand(let token):
      "Missing expression after unary operator '\(token)'."
    case .missingValue(let token):
      "You must provide a value expression following the '\(token)' operator."
    case .expectedExpression:
      "An expression was expected after '('."
    case .invalidAssignmentTarget:
      "The left side of the assignment cannot take a value. Assign to a variable, a property or an element."
    case .operatorRequiresVariable(let token):
      "The '\(token)' operator works only on variables or on properties."
    case .missingEndParenthesis:
      "Missing closing ')' in expression."
    case .missingEndOfSubexpression:
      "Missing closing ')' in subexpression."
    case .missingEndOfMethodCall:
      "Missing ')' in method call."
    case .missingEndOfIndex:
      "Missing ']' after array index expression."
    case .missingIndex:
      "Array index expression is missing or not valid."
    case .missingPropertyName:
      "Missing property name after reference operator."
    case .missingTypeName:
      "Missing type name after '['."
    case .missingEndOfType:
      "Missing ] at end of attribute or type literal."
    case .missingColonInTernary:
      "Missing ':' in a conditional expression."
    case .missingKey:
      "Missing key before '=' in hash literal."
    case .missingEqualsAfterKey:
      "Missing '=' operator after key in hash literal."
    case .missingStatementAfterKey:
      "Missing statement after '=' in hash literal."
    case .incompleteHashLiteral:
      "The hash literal was incomplete."
    case .duplicateKey(let key):
      "Duplicate keys '\(key)' are not allowed in hash literals."
    default:
      statementText
    }
  }

  /// The texts about statements and script blocks.
  private var statementText: String {
    switch self {
    case .missingOpenParenthesis(let keyword):
      "Missing opening '(' after keyword '\(keyword)'."
    case .missingEndParenthesisAfter(let keyword):
      "Missing closing ')' after expression in '\(keyword)' statement."
    case .missingStatementBlock(let part):
      "Missing statement block after \(part)."
    case .missingCondition(let keyword):
      "Missing expression after '\(keyword)'."
    case .missingName(let keyword):
      "Missing name after \(keyword) keyword."
    case .missingFunctionBody:
      "Missing function body in function declaration."
    case .missingLoopVariable:
      "Missing variable name after foreach."
    case .missingIn:
      "Missing 'in' after variable in foreach loop."
    case .missingCatchOrFinally:
      "The Try statement is missing its Catch or Finally block."
    case .missingWhileOrUntil:
      "Missing while or until keyword in do loop."
    case .missingSwitchBrace:
      "Missing '{' in switch statement."
    case .missingSwitchStatement:
      "Missing statement block in switch statement clause."
    case .invalidSwitchFlag(let flag):
      "'\(flag)' is no option of switch. Use -wildcard, -regex, -exact, -casesensitive or -file."
    case .multipleSwitchDefaults:
      "The Default clause can appear only once in the Switch statement."
    case .labelWithoutLoop(let label):
      "A loop or switch statement must follow the label '\(label)'."
    case .attributeWithoutTarget:
      "An attribute needs a variable or a parameter list behind it."
    case .missingParameterVariable:
      "A parameter must be a variable, such as $Name."
    case .missingEndOfParameters:
      "Missing ')' in function parameter list."
    case .duplicateNamedBlock(let name):
      "A script block can have only one '\(name)' block."
    case .statementBesideNamedBlocks(let token):
      "Unexpected token '\(token)', expected 'begin', 'process', 'end', or 'dynamicparam'."
    case .misplacedUsing:
      "A 'using' statement must stand at the top of the script."
    default:
      "Missing closing '}' in statement block or type definition."
    }
  }

  /// What would have been right at the place, when that is a single thing.
  var expected: String? {
    switch self {
    case .missingEndOfString(let terminator): terminator
    case .missingEndOfComment: "#>"
    case .missingEndParenthesis, .missingEndOfSubexpression, .missingEndOfMethodCall,
      .missingEndParenthesisAfter, .missingEndOfParameters:
      ")"
    case .missingOpenParenthesis: "("
    case .missingEndOfIndex, .missingEndOfType: "]"
    case .missingEndCurlyBrace, .unclosedVariableName, .incompleteHashLiteral: "}"
    case .missingStatementBlock, .missingFunctionBody, .missingSwitchBrace,
      .missingSwitchStatement:
      "{"
    case .missingEqualsAfterKey: "="
    case .missingIn: "in"
    case .missingCatchOrFinally: "catch, finally"
    case .missingWhileOrUntil: "while, until"
    case .missingColonInTernary: ":"
    case .missingArgument, .missingExpression, .missingOperand, .missingValue,
      .expectedExpression, .missingIndex, .missingCondition:
      "expression"
    case .missingStatementAfterKey: "statement"
    case .missingKey: "key"
    case .missingPropertyName, .missingName: "name"
    case .missingTypeName: "type name"
    case .missingFileSpecification: "file name"
    case .missingLoopVariable, .missingParameterVariable: "variable"
    case .emptyPipeElement, .expressionsMustBeFirst: "command"
    default: nil
    }
  }
}
