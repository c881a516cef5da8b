import PSLanguage

/// The word at the cursor inside a command, with what stands before it.
struct CommandWord {
  /// UTF-8 offset of the word; the end of the text when a new word begins.
  let start: Int
  /// The word without quotes and, for a parameter, without the dash.
  let value: String
  /// The quote that the word begins with.
  let quote: Character?
  /// Whether it is the name of a parameter.
  let isParameter: Bool
  /// Name of the command; `nil` when the word itself is the name.
  let command: String?
  /// Name of the parameter whose value the word is.
  let precedingParameter: String?
  /// The arguments before the word, as far as they can be told without evaluation.
  let arguments: [CommandArgument]
  /// The tokens before the command.
  let upstream: ArraySlice<Token>

  init(_ tokens: [Token], text: String) {
    let end = text.utf8.count
    var own = Self.command(in: tokens[...])
    upstream = tokens[..<own.startIndex]
    var word = ""
    var start = end
    // A word may consist of several tokens without a blank between them, such as `C:\a` behind `,`.
    if let last = own.last, last.extent.endOffset == end, last.kind != .comma,
      last.kind != .bracket, last.kind != .operatorSymbol || last.text.count > 2
    {
      word = last.text
      start = last.extent.startOffset
      own.removeLast()
    }
    // A later element of a list belongs to the parameter of the first one.
    while own.count > 2, own.last?.kind == .comma { own.removeLast(2) }
    var name: String?
    var inline: String?
    if let first = own.first {
      name = Self.unquoted(first.text)
      own.removeFirst()
    }
    if word.hasPrefix("-"), word.hasSuffix(":"), name != nil {
      inline = String(word.dropFirst().dropLast())
      word = ""
      start = end
    }
    let first = word.first
    quote = first == "\"" || first == "'" ? first : nil
    isParameter = name != nil && inline == nil && quote == nil && word.hasPrefix("-")
    value = isParameter ? String(word.dropFirst()) : Self.unquoted(word)
    self.start = start
    command = name
    var parameter = inline
    if parameter == nil, !isParameter, let last = own.last, last.kind == .parameter {
      parameter = String(last.text.dropFirst())
      if parameter?.hasSuffix(":") ?? false { parameter?.removeLast() }
      own.removeLast()
    }
    precedingParameter = parameter
    arguments = Self.arguments(own)
  }

  /// A value as it must be written: quoted when it holds blanks or signs of the language, or when
  /// the word was begun with a quote.
  func quoted(_ text: String) -> String {
    let signs = " ()[]{};,|&$'\"`@#<>"
    let needsQuotes = quote != nil || text.contains { signs.contains($0) || $0.isWhitespace }
    return needsQuotes ? Self.quoted(text, with: quote ?? "'") : text
  }

  /// A value between quotes.
  static func quoted(_ text: String, with quote: Character) -> String {
    if quote == "\"" {
      let escaped = text.map { "`$\"".contains($0) ? "`\($0)" : String($0) }.joined()
      return "\"\(escaped)\""
    }
    return "'" + text.map { $0 == "'" ? "''" : String($0) }.joined() + "'"
  }

  /// The tokens of the command that the text ends in.
  static func command(in tokens: ArraySlice<Token>) -> ArraySlice<Token> {
    var depth = 0
    var index = tokens.endIndex
    while index > tokens.startIndex {
      let token = tokens[index - 1]
      if token.kind == .bracket {
        if "})]".contains(token.text.last ?? " ") {
          depth += 1
        } else if depth == 0 {
          break
        } else {
          depth -= 1
        }
      }
      if depth == 0, separates(token) { break }
      index -= 1
    }
    return tokens[index...]
  }

  private static func separates(_ token: Token) -> Bool {
    switch token.kind {
    case .newLine, .semicolon, .keyword: return true
    case .operatorSymbol: return ["|", "||", "&&", "&", ".", "="].contains(token.text)
    default: return false
    }
  }

  private static func arguments(_ tokens: ArraySlice<Token>) -> [CommandArgument] {
    tokens.compactMap { token in
      switch token.kind {
      case .parameter:
        var name = token.text.dropFirst()
        if name.hasSuffix(":") { name = name.dropLast() }
        return .parameter(name: String(name), value: nil, extent: nil)
      case .word, .stringLiteral, .stringExpandable, .number, .variable:
        return .value(.string(unquoted(token.text)), nil)
      default: return nil
      }
    }
  }

  /// What a word means whose quote may still be open: a doubled quote, and what a backtick stands before,
  /// count once.
  static func unquoted(_ text: String) -> String {
    guard let quote = text.first, quote == "\"" || quote == "'" else { return text }
    var value = ""
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      if character == quote {
        guard rest.first == quote else { return value + rest }
        value.append(rest.removeFirst())
      } else if character == "`", quote == "\"" {
        value.append(contentsOf: rest.popFirst().map(String.init) ?? "")
      } else {
        value.append(character)
      }
    }
    return value
  }
}

/// A member being typed behind `$variable.` or `"text".`.
struct MemberWord {
  /// UTF-8 offset of the member's name.
  let start: Int
  /// The name so far.
  let prefix: String
  /// Name of the variable before the dot; `nil` when something else stands there.
  let variable: String?
  /// Whether a string stands before the dot.
  let isOfString: Bool

  init?(_ tokens: [Token], end: Int) {
    guard let last = tokens.last, last.extent.endOffset == end else { return nil }
    var index = tokens.count - 1
    if last.role == .memberName {
      start = last.extent.startOffset
      prefix = last.text
      index -= 1
    } else {
      start = end
      prefix = ""
    }
    guard index >= 1, tokens[index].kind == .operatorSymbol, tokens[index].text == ".",
      tokens[index - 1].extent.endOffset == tokens[index].extent.startOffset
    else { return nil }
    let target = tokens[index - 1]
    variable = target.kind == .variable ? String(target.text.dropFirst()) : nil
    isOfString = target.kind == .stringLiteral || target.kind == .stringExpandable
  }
}

/// A static member being typed behind `[type]::`.
struct StaticMemberWord {
  /// Name of the type.
  let type: String
  /// The name so far.
  let prefix: String

  init?(_ text: String) {
    let name = text.suffix(while: { $0.isLetter || $0.isNumber || $0 == "_" })
    let before = text[..<name.startIndex]
    guard before.hasSuffix("]::") else { return nil }
    let inside = before.dropLast(3)
    let type = inside.suffix(while: { $0.isLetter || $0.isNumber || $0 == "." || $0 == "_" })
    guard !type.isEmpty, inside[..<type.startIndex].hasSuffix("[") else { return nil }
    self.type = String(type)
    prefix = String(name)
  }
}

extension StringProtocol {
  /// The characters at the end that all fit.
  fileprivate func suffix(while fits: (Character) -> Bool) -> SubSequence {
    let last = lastIndex { !fits($0) }
    return self[(last.map { index(after: $0) } ?? startIndex)...]
  }
}
