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
    case nil: return !Self.surelyGoesOn(line)
    case .singleQuote: return scalars.contains { CharacterTraits.isSingleQuote($0.value) }
    case .doubleQuote: return scalars.contains { CharacterTraits.isDoubleQuote($0.value) }
    case .endOfComment: return line.utf8.contains(0x3E)
    case .singleQuotedFooter: return Self.isFooter(line, CharacterTraits.isSingleQuote)
    case .doubleQuotedFooter: return Self.isFooter(line, CharacterTraits.isDoubleQuote)
    case .bracket(let bracket): return brackets.closes(Array(line.utf8), awaited: bracket)
    }
  }

  /// Whether a line begins with the end of a here-string; one behind blanks is an error of its own.
  private static func isFooter(_ line: String, _ isQuote: (UInt32) -> Bool) -> Bool {
    let rest = line.unicodeScalars.drop { CharacterTraits.isBlank($0.value) }
    guard let quote = rest.first, isQuote(quote.value) else { return false }
    return rest.dropFirst().first == "@"
  }

  /// Whether a line of code ends in a way that wants another one, whatever stands before.
  private static func surelyGoesOn(_ line: String) -> Bool {
    let bytes = line.utf8
    guard !bytes.contains(where: { $0 == 0x22 || $0 == 0x23 || $0 == 0x27 || $0 >= 0x80 }) else {
      return false
    }
    let last = bytes.last { $0 != 0x20 && $0 != 0x09 }
    return last == UInt8(ascii: ",") || last == UInt8(ascii: "|")
      || bytes.last == UInt8(ascii: "`")
  }
}
