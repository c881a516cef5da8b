import PSLanguage

extension SensitiveInput {
  /// The text with whatever may be a secret replaced by stars.
  ///
  /// Of a text that ``mayContainSecret(_:)`` only what cannot be one is kept: names of commands and
  /// parameters, variables, types, keywords, operators. Values go, harmless ones too.
  public static func masked(_ text: String) -> String {
    guard mayContainSecret(text) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    for token in Parser.parse(text).tokens {
      let start = token.extent.startOffset
      let end = token.extent.endOffset
      guard start >= position, end <= bytes.count else { continue }
      result += gap(bytes[position..<start])
      result += mask(for: token).map { Array($0.utf8)[...] } ?? bytes[start..<end]
      position = end
    }
    return String(decoding: result + gap(bytes[position...]), as: UTF8.self)
  }

  /// What is written of the bytes between two tokens: a parser that has given up tells nothing of
  /// the rest.
  private static func gap(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank = bytes.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: "`") }
    return isBlank ? bytes : Array((" " + SessionRecording.mask).utf8)[...]
  }

  /// What is written instead of a token; `nil` when it is kept.
  private static func mask(for token: Token) -> String? {
    switch token.kind {
    case .stringLiteral: return "'\(SessionRecording.mask)'"
    case .stringExpandable: return "\"\(SessionRecording.mask)\""
    case .comment, .number, .verbatimArgument, .unknown: return SessionRecording.mask
    case .parameter:
      // `-p:secret` of programs is one word to those who type it.
      guard let colon = token.text.firstIndex(of: ":"), token.text.last != ":" else { return nil }
      return token.text[...colon] + SessionRecording.mask
    case .word:
      switch token.role {
      case .typeName, .memberName, .hashtableKey, .functionName: return nil
      case .commandName: return isCommand(token.text) ? nil : SessionRecording.mask
      default: return SessionRecording.mask
      }
    default: return nil
    }
  }

  private static let programs: Set<String> = ["winrm", "winrs", "net", "curl", "set", "echo"]

  /// Whether a word is a command's name for sure: `$password = hunter2` is a mistake that people make.
  private static func isCommand(_ word: String) -> Bool {
    word.contains("-") && word.first?.isUppercase == true
      && word.allSatisfy { $0.isLetter || $0 == "-" }
      || programs.contains(word.lowercased().split(separator: ".").first.map(String.init) ?? "")
  }
}
