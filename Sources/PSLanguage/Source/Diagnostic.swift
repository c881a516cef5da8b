/// What the parser has to say against a text.
public struct Diagnostic: Sendable {
  /// Stable identifier, as PowerShell names it (`MissingEndCurlyBrace`); the error id of the record.
  public let id: String
  /// One sentence or two: what is wrong, what was expected.
  public let message: String
  /// Where the caret goes.
  public let extent: ScriptExtent
  /// What the parser would have accepted at the place; `nil` when that is no single thing.
  public let expected: String?
  /// Whether the text only ends too early, so that more lines may cure it (`language.md` 2.11).
  public let isIncompleteInput: Bool
}
