import PSLanguage

/// What a text that ends too early waits for (`language.md` 2.11).
///
/// Every further line could be answered by parsing everything again; with this, only lines that can
/// make a difference need it.
public struct AwaitedInput: Sendable, Equatable {
  /// Characters of which one must come before the text can be complete; `nil` when any line may
  /// complete it.
  private let enders: [Unicode.Scalar]?

  /// - Returns: `nil` when the parsed text needs no more lines.
  init?(_ result: ParseResult) {
    guard result.isIncompleteInput, let diagnostic = result.diagnostics.first else { return nil }
    enders = diagnostic.expected.flatMap { Self.enders[$0] }
  }

  /// Whether the text may be complete with this line behind it. Without the ender of what is open, it
  /// is not.
  public func mayArrive(in line: some StringProtocol) -> Bool {
    guard let enders else { return true }
    return line.unicodeScalars.contains(where: enders.contains)
  }

  /// What ends strings, comments and brackets, by what the parser says it expects. Quotes come in
  /// the typographic forms that PowerShell takes as well (`language.md` 2.4).
  private static let enders: [String: [Unicode.Scalar]] = [
    "'": ["'", "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}"],
    "\"": ["\"", "\u{201C}", "\u{201D}", "\u{201E}"],
    "'@": ["@"], "\"@": ["@"], "#>": [">"],
    ")": [")"], "]": ["]"], "}": ["}"], "(": ["("], "{": ["{"],
  ]
}
