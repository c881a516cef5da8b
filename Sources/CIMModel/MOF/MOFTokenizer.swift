/// The pieces of a text of class declarations.
struct MOFTokenizer {
  enum Token: Hashable {
    case word(String)
    case text(String)
    case sign(Character)
    case end

    /// The token as an error shows it.
    var shown: String {
      switch self {
      case .word(let word): "'\(word)'"
      case .text(let text): "\"\(text)\""
      case .sign(let sign): "'\(sign)'"
      case .end: "the end of the text"
      }
    }
  }

  private var rest: Substring
  /// The line of the next character, counted from 1.
  private(set) var line = 1

  init(_ text: String) {
    rest = text[...]
  }

  /// The next piece; blanks and comments are passed over.
  mutating func next() throws(MOFError) -> Token {
    try skipBlanks()
    guard let first = rest.first else { return .end }
    if first == "\"" { return .text(try readText()) }
    let word = rest.prefix { $0 == "_" || $0 == "." || $0.isLetter || $0.isNumber }
    guard word.isEmpty else {
      rest = rest[word.endIndex...]
      return .word(String(word))
    }
    rest = rest.dropFirst()
    return .sign(first)
  }

  private mutating func skipBlanks() throws(MOFError) {
    while let first = rest.first {
      if first.isWhitespace {
        advance()
      } else if rest.hasPrefix("//") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        let start = line
        rest = rest.dropFirst(2)
        while !rest.hasPrefix("*/") {
          guard !rest.isEmpty else {
            throw MOFError(line: start, problem: "the comment has no end")
          }
          advance()
        }
        rest = rest.dropFirst(2)
      } else {
        return
      }
    }
  }

  private mutating func readText() throws(MOFError) -> String {
    let start = line
    rest = rest.dropFirst()
    var text = ""
    while let character = rest.first {
      advance()
      if character == "\"" { return text }
      guard character == "\\" else {
        text.append(character)
        continue
      }
      guard let escaped = rest.first else { break }
      text.append(escaped)
      advance()
    }
    throw MOFError(line: start, problem: "the text has no closing quotation mark")
  }

  private mutating func advance() {
    if rest.first?.isNewline == true { line += 1 }
    rest = rest.dropFirst()
  }
}
