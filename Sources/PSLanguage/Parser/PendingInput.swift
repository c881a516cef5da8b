/// The lines of one input while it is being typed or read: tells after each whether more are wanted
/// (`language.md` 2.11).
///
/// Parsing the whole text after every line would take the square of its length. So a line that cannot
/// complete the input, such as one inside a here-string, is only looked at. The text is still parsed
/// each time it has grown by a quarter: errors in it are found early.
public struct PendingInput: Sendable {
  private let options: ParserOptions
  /// The lines so far, with line feeds between them.
  public private(set) var text = ""
  /// What the text waited for when it was last parsed; `nil` when any line may complete it.
  private var awaited: Awaited?
  /// Bytes of the text when it was last parsed.
  private var parsedSize = 0
  private var brackets = BracketBalance()

  /// Texts up to this size are parsed after every line.
  private static let smallSize = 4096

  private enum Awaited {
    case singleQuote, doubleQuote, singleQuotedFooter, doubleQuotedFooter, endOfComment
    case bracket(UInt8)
  }

  /// An empty input.
  public init(options: ParserOptions = ParserOptions()) { self.options = options }

  /// Whether nothing but blanks has come.
  public var isBlank: Bool {
    text.unicodeScalars.allSatisfy {
      CharacterTraits.isBlank($0.value) || CharacterTraits.isNewLine($0.value)
    }
  }

  /// Adds a line.
  /// - Returns: whether the input needs further lines.
  public mutating func append(_ line: String) -> Bool {
    if text.isEmpty { text = line } else { text += "\n" + line }
    let size = text.utf8.count
    if size > Self.smallSize, size < parsedSize + parsedSize / 4, !mayComplete(line) {
      return true
    }
    parsedSize = size
    brackets = BracketBalance()
    let diagnostic = Parser.firstDiagnostic(in: text, options: options)
    awaited = diagnostic.flatMap(Self.awaited)
    return diagnostic?.isIncompleteInput ?? false
  }

  /// Forgets the lines.
  public mutating func clear() { self = PendingInput(options: options) }

  private static func awaited(by diagnostic: Diagnostic) -> Awaited? {
    switch diagnostic.expected {
    case "'": .singleQuote
    case "\"": .doubleQuote
    case "#>": .endOfComment
    case ")": .bracket(0x29)
    case "]": .bracket(0x5D)
    case "}": .bracket(0x7D)
    case let footer? where footer.utf8.last == 0x40:
      footer.unicodeScalars.first.map { CharacterTraits.isSingleQuote($0.value) } ?? false
        ? .singleQuotedFooter : .doubleQuotedFooter
    default: nil
    }
  }

  /// Whether the line may be the last one.
  private mutating func mayComplete(_ line: String) -> Bool {
    let scalars = line.unicodeScalars
    switch awaited {
    case nil: return true
    case .singleQuote: return scalars.contains { CharacterTraits.isSingleQuote($0.value) }
    case .doubleQuote: return scalars.contains { CharacterTraits.isDoubleQuote($0.value) }
    case .endOfComment: return line.utf8.contains(0x3E)
    case .singleQuotedFooter:
      return Self.firstCharacter(of: line).map(CharacterTraits.isSingleQuote) ?? false
    case .doubleQuotedFooter:
      return Self.firstCharacter(of: line).map(CharacterTraits.isDoubleQuote) ?? false
    case .bracket(let bracket): return brackets.closes(Array(line.utf8), awaited: bracket)
    }
  }

  /// The first character that is no blank: footers behind blanks are errors of their own.
  private static func firstCharacter(of line: String) -> UInt32? {
    line.unicodeScalars.first { !CharacterTraits.isBlank($0.value) }?.value
  }
}

/// The brackets that further lines of an incomplete input open and close.
///
/// It knows only what can be told without the grammar. Once a line holds something else, each line
/// with the awaited bracket counts as a possible end.
private struct BracketBalance {
  private var open: [UInt8] = []
  private var isSure = true

  /// Whether a line may close the bracket that was open before all of these lines.
  mutating func closes(_ line: [UInt8], awaited: UInt8) -> Bool {
    if isSure, let closes = scan(line) { return closes }
    isSure = false
    return line.contains(awaited)
  }

  /// Counts the brackets of a line; `nil` for what cannot be told.
  private mutating func scan(_ line: [UInt8]) -> Bool? {
    var index = 0
    var isTokenStart = true
    while index < line.count {
      let byte = line[index]
      let wasTokenStart = isTokenStart
      isTokenStart = false
      switch byte {
      case 0x20, 0x09, 0x2C, 0x3B, 0x7C, 0x26:
        isTokenStart = true
      case 0x28:
        open.append(0x29)
        isTokenStart = true
      case 0x7B:
        open.append(0x7D)
        isTokenStart = true
      case 0x29, 0x7D:
        guard let last = open.popLast() else { return true }
        if last != byte { return true }
        isTokenStart = true
      case 0x23:
        guard wasTokenStart else { return nil }
        return false
      case 0x27, 0x22:
        guard wasTokenStart, let end = Self.endOfString(line, index) else { return nil }
        index = end
      case 0x24 where index + 1 < line.count && line[index + 1] == 0x7B:
        guard let end = line[index...].firstIndex(of: 0x7D), !line[index..<end].contains(0x60)
        else { return nil }
        index = end
      case 0x60:
        // What is escaped means nothing; at the end of the line it continues it.
        index += 1
      case 0x3C, 0xE2: return nil
      case 0x40
      where index + 1 < line.count && (line[index + 1] == 0x27 || line[index + 1] == 0x22):
        return nil
      case 0x2D where line[index...].starts(with: [0x2D, 0x2D, 0x25]): return nil
      default: break
      }
      index += 1
    }
    return false
  }

  /// The place of the quote that ends a simple string begun at `start`.
  private static func endOfString(_ line: [UInt8], _ start: Int) -> Int? {
    let quote = line[start]
    var index = start + 1
    while index < line.count {
      let byte = line[index]
      if byte == quote {
        guard index + 1 < line.count, line[index + 1] == quote else { return index }
        index += 1
      } else if byte == 0xE2 {
        return nil
      } else if quote == 0x22 {
        if byte == 0x60 { index += 1 }
        if byte == 0x24, index + 1 < line.count, line[index + 1] == 0x28 { return nil }
      }
      index += 1
    }
    return nil
  }
}
