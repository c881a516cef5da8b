import PSLanguage

/// A value being typed behind `$variable =`.
struct AssignedWord {
  /// UTF-8 offset of the value.
  let start: Int
  private let variable: String
  private let typed: String

  init?(_ tokens: [Token], end: Int) {
    var before = tokens[...]
    if let last = tokens.last, last.extent.endOffset == end, last.kind != .operatorSymbol {
      start = last.extent.startOffset
      typed = last.text
      before.removeLast()
    } else {
      start = end
      typed = ""
    }
    guard let sign = before.popLast(), sign.kind == .operatorSymbol, sign.text == "=",
      let target = before.popLast(), target.kind == .variable
    else { return nil }
    variable = String(target.text.dropFirst())
  }

  /// What the variable is usually set to; nil when that is not known.
  func candidates(in scope: VariableScope) -> [CompletionCandidate]? {
    guard let known = scope.find(VariablePath(variable))?.knownValues, !known.isEmpty
    else { return nil }
    let quote: Character = typed.hasPrefix("\"") ? "\"" : "'"
    return known.filter { $0.hasPrefixIgnoringCase(CommandWord.unquoted(typed)) }.map {
      CompletionCandidate(CommandWord.quoted($0, with: quote), label: $0, kind: .value)
    }
  }
}
