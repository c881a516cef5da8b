extension Tokenizer {
  /// Reads a string in single quotes; `position` stands on the quote.
  mutating func scanSingleQuoted() throws(SyntaxError) -> String {
    let start = position
    var text: [UInt8] = []
    position += next.length
    while true {
      if isAtEnd {
        record(.stringLiteral, from: start)
        throw failure(.missingEndOfString("'"), start, endOffset, isIncomplete: true)
      }
      let (code, length) = next
      if CharacterTraits.isSingleQuote(code) {
        let second = character(at: position + length)
        guard second.length > 0, CharacterTraits.isSingleQuote(second.code) else {
          position += length
          return String(decoding: text, as: UTF8.self)
        }
        position += length
      }
      for _ in 0..<length {
        text.append(byte())
        position += 1
      }
    }
  }

  /// Whether `@` with a quote begins a here-string here, and of which kind.
  func peekHereString() -> StringConstantKind? {
    guard byte() == 0x40 else { return nil }
    let (code, length) = character(at: position + 1)
    guard length > 0 else { return nil }
    if CharacterTraits.isSingleQuote(code) { return .singleQuotedHereString }
    if CharacterTraits.isDoubleQuote(code) { return .doubleQuotedHereString }
    return nil
  }

  /// Moves behind the header of a here-string and its line end.
  mutating func scanHereStringHeader() throws(SyntaxError) {
    let start = position
    position += 1
    let quote = source.text(position, position + next.length)
    position += next.length
    while !isAtEnd, CharacterTraits.isBlank(next.code) { position += next.length }
    if isAtEnd {
      throw failure(
        .missingEndOfString(quote + "@"), start, endOffset, isIncomplete: true)
    }
    guard CharacterTraits.isNewLine(next.code) else {
      let end = position + 1
      throw failure(.charactersAfterHereStringHeader, position, end)
    }
    skipLineEnd()
  }

  /// Length of a terminator at `index`: the quote that fits `kind`, then `@`; 0 if there is none.
  func lengthOfHereStringFooter(at index: Int, _ kind: StringConstantKind) -> Int {
    let (code, length) = character(at: index)
    let isQuote =
      kind == .singleQuotedHereString
      ? CharacterTraits.isSingleQuote(code) : CharacterTraits.isDoubleQuote(code)
    return length > 0 && isQuote && byte(at: index + length) == 0x40 ? length + 1 : 0
  }

  /// Whether blanks and then a terminator begin the line at `index`.
  func isIndentedHereStringFooter(at index: Int, _ kind: StringConstantKind) -> Bool {
    var place = index
    while place < endOffset, CharacterTraits.isBlank(character(at: place).code) {
      place += character(at: place).length
    }
    return place > index && lengthOfHereStringFooter(at: place, kind) > 0
  }

  /// Reads a literal here-string; `position` stands on the `@`.
  mutating func scanLiteralHereString() throws(SyntaxError) -> String {
    let start = position
    try scanHereStringHeader()
    let textStart = position
    let kind = StringConstantKind.singleQuotedHereString
    var footer = lengthOfHereStringFooter(at: position, kind)
    if footer > 0 {
      position += footer
      return ""
    }
    var indentedFooter = isIndentedHereStringFooter(at: position, kind) ? position : nil
    while !isAtEnd {
      guard CharacterTraits.isNewLine(UInt32(byte())) else {
        position += 1
        continue
      }
      let textEnd = position
      skipLineEnd()
      footer = lengthOfHereStringFooter(at: position, kind)
      if footer > 0 {
        position += footer
        return source.text(textStart, textEnd)
      }
      if indentedFooter == nil, isIndentedHereStringFooter(at: position, kind) {
        indentedFooter = position
      }
    }
    record(.stringLiteral, from: start)
    throw unterminatedHereString("'@", from: start, indentedFooter: indentedFooter)
  }

  func unterminatedHereString(
    _ terminator: String, from start: Int, indentedFooter: Int?
  ) -> SyntaxError {
    guard let indentedFooter else {
      return failure(.missingEndOfString(terminator), start, start + 2, isIncomplete: true)
    }
    var end = indentedFooter
    while CharacterTraits.isBlank(character(at: end).code) { end += character(at: end).length }
    return failure(.whitespaceBeforeHereStringFooter, indentedFooter, end)
  }
}
