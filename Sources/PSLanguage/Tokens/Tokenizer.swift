/// Reads characters, blanks, comments and small tokens of a source, and keeps the list of tokens.
///
/// PowerShell has no single set of tokens: what `-x` or `a.b` means depends on the place. So the
/// parser asks for what may stand at a place, and the tokenizer looks; nothing is read ahead. A token
/// recorded before the place of an earlier one replaces it, so that the parser may look twice.
struct Tokenizer {
  let source: SourceText
  let options: ParserOptions
  /// Offset of the next character.
  var position = 0
  private(set) var tokens: [Token] = []
  private let bytes: [UInt8]

  init(source: SourceText, options: ParserOptions) {
    self.source = source
    self.options = options
    bytes = source.utf8
  }

  // MARK: Characters

  var endOffset: Int { bytes.count }
  var isAtEnd: Bool { position >= bytes.count }

  /// The byte `ahead` bytes further; 0 behind the end.
  func byte(_ ahead: Int = 0) -> UInt8 {
    let index = position + ahead
    return index < bytes.count ? bytes[index] : 0
  }

  func byte(at index: Int) -> UInt8 {
    index >= 0 && index < bytes.count ? bytes[index] : 0
  }

  /// Code point and length of the character at an offset; code 0 and length 0 behind the end.
  func character(at index: Int) -> (code: UInt32, length: Int) {
    guard index < bytes.count else { return (0, 0) }
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard index + length <= bytes.count else { return (0xFFFD, bytes.count - index) }
    var code = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length { code = code << 6 | UInt32(bytes[index + offset] & 0x3F) }
    return (code, length)
  }

  /// Code point and length of the next character.
  var next: (code: UInt32, length: Int) { character(at: position) }

  /// Whether the next bytes are these ASCII characters.
  func startsWith(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for index in 0..<count where buffer[index] != bytes[position + index] { return false }
      return true
    }
  }

  func text(from start: Int) -> String { source.text(start, position) }

  // MARK: Blanks and comments

  /// Skips blanks, comments and continued line ends; stops before a line end.
  mutating func skipBlanks() throws(SyntaxError) {
    while !isAtEnd {
      let (code, length) = next
      switch code {
      case 0x09, 0x20:
        position += 1
      case 0x23:
        let start = position
        while !isAtEnd, byte() != 0x0A, byte() != 0x0D { position += 1 }
        record(.comment, from: start)
      case 0x3C where byte(1) == 0x23:
        try skipBlockComment()
      case 0x60:
        let start = position
        if position + 1 >= bytes.count {
          throw failure(.trailingBacktick, position, bytes.count, isIncomplete: true)
        }
        guard CharacterTraits.isNewLine(UInt32(byte(1))) else { return }
        position += 1
        skipLineEnd()
        record(.lineContinuation, from: start)
      default:
        guard CharacterTraits.isBlank(code) else { return }
        position += length
      }
    }
  }

  /// Skips blanks, comments and line ends.
  mutating func skipLines() throws(SyntaxError) {
    try skipBlanks()
    while !isAtEnd, byte() == 0x0A || byte() == 0x0D {
      let start = position
      skipLineEnd()
      record(.newLine, from: start)
      try skipBlanks()
    }
  }

  /// Skips what may stand between statements.
  mutating func skipSeparators() throws(SyntaxError) {
    try skipLines()
    while byte() == 0x3B, !isAtEnd {
      take(.semicolon, 1)
      try skipLines()
    }
  }

  /// Skips one line end of any kind.
  mutating func skipLineEnd() {
    if byte() == 0x0D, byte(1) == 0x0A { position += 2 } else { position += 1 }
  }

  /// Skips the rest of the line: where reading goes on after an error.
  mutating func skipToLineEnd() {
    while !isAtEnd, byte() != 0x0A, byte() != 0x0D { position += 1 }
  }

  private mutating func skipBlockComment() throws(SyntaxError) {
    let start = position
    position += 2
    while !isAtEnd {
      if byte() == 0x23, byte(1) == 0x3E {
        position += 2
        record(.comment, from: start)
        return
      }
      position += 1
    }
    record(.comment, from: start)
    throw failure(.missingEndOfComment, start, start + 2, isIncomplete: true)
  }

  // MARK: Recording

  /// Keeps the token from `start` to the current place.
  mutating func record(_ kind: TokenKind, from start: Int, role: TokenRole = .plain) {
    while let last = tokens.last, last.extent.startOffset >= start { tokens.removeLast() }
    tokens.append(Token(kind: kind, extent: source.extent(start, position), role: role))
  }

  /// Moves over `length` bytes and keeps them as a token.
  mutating func take(_ kind: TokenKind, _ length: Int, role: TokenRole = .plain) {
    let start = position
    position = min(position + length, bytes.count)
    record(kind, from: start, role: role)
  }

  /// Keeps a token that began at `start` and has others inside; `index` is what `openToken` gave.
  mutating func closeToken(_ index: Int, _ kind: TokenKind, from start: Int, role: TokenRole) {
    let token = Token(kind: kind, extent: source.extent(start, position), role: role)
    if index < tokens.count { tokens[index] = token } else { tokens.append(token) }
  }

  /// Begins a token with others inside, which come behind it in the list.
  mutating func openToken() -> Int {
    record(.unknown, from: position)
    return tokens.count - 1
  }

  // MARK: Errors

  func failure(
    _ message: SyntaxMessage, _ start: Int, _ end: Int, isIncomplete: Bool = false
  ) -> SyntaxError {
    SyntaxError(
      diagnostic: Diagnostic(
        id: message.id, message: message.text, extent: source.extent(start, end),
        expected: message.expected, isIncompleteInput: isIncomplete))
  }
}
