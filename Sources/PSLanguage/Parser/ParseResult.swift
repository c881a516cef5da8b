/// What the parser makes of a text.
public struct ParseResult: Sendable {
  /// The tree. With diagnostics it holds what could be read, and nothing of it may run.
  public let ast: ScriptBlockAst
  /// All tokens up to the end of the text, comments included, also behind an error.
  public let tokens: [Token]
  /// What is wrong, in the order of the text; empty when the text may run.
  public let diagnostics: [Diagnostic]

  /// Whether the text wants what is piped into it: by a `process` block of its own, or by `$input`
  /// outside of functions.
  public let readsInput: Bool

  /// Whether the text only ends too early, so that more lines may cure it (`language.md` 2.11).
  public var isIncompleteInput: Bool { diagnostics.first?.isIncompleteInput ?? false }
}

/// Which syntax is accepted.
public struct ParserOptions: Sendable, Equatable {
  /// Whether operators and literals that came with PowerShell 7 are accepted (`language.md` 2.8).
  public var acceptsCoreSyntax: Bool

  /// Options; Windows PowerShell 5.1 by default.
  public init(acceptsCoreSyntax: Bool = false) {
    self.acceptsCoreSyntax = acceptsCoreSyntax
  }
}
