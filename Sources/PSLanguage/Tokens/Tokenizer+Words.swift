extension Tokenizer {
  /// Offset behind the name (letters, digits, `_`) that begins at `start`; `start` if there is none.
  func endOfName(from start: Int) -> Int {
    var index = start
    while true {
      let (code, length) = character(at: index)
      guard length > 0, CharacterTraits.isName(code) else { return index }
      index += length
    }
  }

  /// The keyword, in lower case, that begins here: letters up to the end of an unquoted word.
  func peekKeyword() -> String? {
    var index = position
    while index - position <= 16 {
      let code = byte(at: index)
      guard (0x41...0x5A).contains(code) || (0x61...0x7A).contains(code) else { break }
      index += 1
    }
    guard index > position, index - position <= 16 else { return nil }
    if index < endOffset, !CharacterTraits.endsWord(character(at: index).code) { return nil }
    return source.text(position, index).lowercased()
  }

  /// Moves over `keyword` if it stands here.
  mutating func takeKeyword(_ keyword: String) -> Bool {
    guard peekKeyword() == keyword else { return false }
    take(.keyword, keyword.utf8.count)
    return true
  }

  /// What a message calls the token at the current place.
  func describeNext() -> String {
    guard !isAtEnd else { return "" }
    let (code, length) = next
    if CharacterTraits.isNewLine(code) { return "newline" }
    var index = position + length
    guard !CharacterTraits.endsWord(code) else { return source.text(position, index) }
    while index < endOffset, index - position < 60 {
      let (code, length) = character(at: index)
      if CharacterTraits.endsWord(code) { break }
      index += length
    }
    return source.text(position, index)
  }

  /// Length of what `describeNext` names, for the extent of a message.
  var lengthOfNext: Int {
    guard !isAtEnd else { return 0 }
    return CharacterTraits.isNewLine(next.code) ? 0 : describeNext().utf8.count
  }

  // MARK: Variables

  /// Reads the name behind `$`, if one stands there; `nil` leaves the place unchanged.
  ///
  /// `position` stands on the `$`.
  mutating func scanVariable() throws(SyntaxError) -> VariablePath? {
    let start = position
    let (code, length) = character(at: start + 1)
    if code == 0x7B { return try scanBracedVariable() }
    if code == 0x24 || code == 0x5E || code == 0x3F {
      position = start + 1 + length
      record(.variable, from: start)
      return VariablePath(qualifier: .unqualified, name: source.text(start + 1, position))
    }
    guard CharacterTraits.isName(code) else { return nil }
    position = endOfVariableName(from: start + 1)
    if byte() == 0x3A, byte(1) != 0x3A {
      guard CharacterTraits.isVariableName(character(at: position + 1).code) else {
        let end = position + 1
        let error = failure(.variableNeedsNameAfterColon, start, end)
        position = end
        throw error
      }
      position = endOfVariableName(from: position + 1)
    }
    record(.variable, from: start)
    return VariablePath(source.text(start + 1, position))
  }

  func endOfVariableName(from start: Int) -> Int {
    var index = start
    while true {
      let (code, length) = character(at: index)
      guard length > 0, CharacterTraits.isVariableName(code) else { return index }
      index += length
    }
  }

  private mutating func scanBracedVariable() throws(SyntaxError) -> VariablePath {
    let start = position
    var name: [UInt8] = []
    position += 2
    while byte() != 0x7D {
      if isAtEnd { throw failure(.unclosedVariableName, start, start + 2, isIncomplete: true) }
      if byte() == 0x60, position + 1 < endOffset { position += 1 }
      name.append(byte())
      position += 1
    }
    position += 1
    if name.isEmpty { throw failure(.emptyVariableName, start, position) }
    record(.variable, from: start)
    return VariablePath(String(decoding: name, as: UTF8.self))
  }

  // MARK: Escapes

  /// Reads a backtick and what it escapes, and appends the character.
  mutating func scanEscape(into text: inout [UInt8]) {
    let (code, length) = character(at: position + 1)
    position += 1 + length
    switch code {
    case 0x30: text.append(0)
    case 0x61: text.append(7)
    case 0x62: text.append(8)
    case 0x66: text.append(12)
    case 0x6E: text.append(10)
    case 0x72: text.append(13)
    case 0x74: text.append(9)
    case 0x76: text.append(11)
    case 0x65 where options.acceptsCoreSyntax: text.append(27)
    case 0x75 where options.acceptsCoreSyntax && byte() == 0x7B:
      scanCodePoint(into: &text)
    default:
      for index in (position - length)..<position { text.append(byte(at: index)) }
    }
  }

  /// `{h…}` behind `` `u ``; anything else stays as it is.
  private mutating func scanCodePoint(into text: inout [UInt8]) {
    var index = position + 1
    while index - position <= 7, byte(at: index) != 0x7D, index < endOffset { index += 1 }
    let digits = source.text(position + 1, index)
    guard byte(at: index) == 0x7D, let code = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(code)
    else {
      text.append(0x75)
      return
    }
    position = index + 1
    text.append(contentsOf: Array(String(Character(scalar)).utf8))
  }
}
