/// A token with its place, as highlighting and completion need it.
public struct Token: Sendable {
  /// What the token is.
  public let kind: TokenKind
  /// Where it stands.
  public let extent: ScriptExtent
  /// What the parser took it for.
  public let role: TokenRole

  /// The characters of the token.
  public var text: String { extent.text }
}

/// What part a token plays in the statement around it.
public enum TokenRole: Sendable, Equatable {
  /// Nothing beyond its kind.
  case plain
  /// The name of a command.
  case commandName
  /// An argument of a command.
  case argument
  /// The name of a member behind `.` or `::`.
  case memberName
  /// A name in `[…]`.
  case typeName
  /// The key of a hashtable literal.
  case hashtableKey
  /// The target of a redirection.
  case redirectionTarget
  /// The name in a function definition.
  case functionName
}

/// Kinds of tokens.
public enum TokenKind: Sendable, Equatable {
  /// A line end that separates statements.
  case newLine
  /// `;`
  case semicolon
  /// A comment, on one line or in `<# #>`.
  case comment
  /// A backtick with the line end behind it.
  case lineContinuation
  /// A variable: `$name`, `${name}`.
  case variable
  /// A splatted variable: `@name`.
  case splattedVariable
  /// A number.
  case number
  /// A string in single quotes, or a literal here-string.
  case stringLiteral
  /// A string in double quotes, or an expandable here-string.
  case stringExpandable
  /// An unquoted word.
  case word
  /// A parameter of a command: `-Name`, `-Name:`.
  case parameter
  /// A keyword in its place.
  case keyword
  /// An operator.
  case operatorSymbol
  /// A bracket of any kind, with what belongs to it: `(`, `$(`, `@{`, `]`.
  case bracket
  /// `,`
  case comma
  /// A redirection: `>`, `2>&1`.
  case redirection
  /// A label of a loop: `:name`.
  case label
  /// `--%` and the raw text behind it.
  case verbatimArgument
  /// Characters that fit nowhere.
  case unknown
}
