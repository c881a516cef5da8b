import Testing

@testable import PSLanguage

/// The statements of a text as nested lists, without the script around them.
func tree(_ text: String, core: Bool = false) -> String {
  let result = Parser.parse(text, options: ParserOptions(acceptsCoreSyntax: core))
  if let first = result.diagnostics.first {
    return first.isIncompleteInput ? "incomplete \(first.id)" : "error \(first.id)"
  }
  let dump = result.ast.description
  guard dump.hasPrefix("(script "), dump.hasSuffix(")") else { return dump }
  return String(dump.dropFirst("(script ".count).dropLast())
}

/// A text with what its tree must be.
struct Case: CustomTestStringConvertible, Sendable {
  let text: String
  let tree: String

  init(_ text: String, _ tree: String) {
    self.text = text
    self.tree = tree
  }

  var testDescription: String { text }
}
