import PSLanguage

extension SensitiveInput {
  /// The text with its secrets replaced by stars.
  ///
  /// Of a text that ``mayContainSecret(_:)`` the values are found that something around them says are
  /// secrets. Where that cannot be done for sure, in programs with statements and in what is no
  /// correct input, only names of commands and parameters, variables, types, keywords and operators
  /// are kept; values go, harmless ones too.
  public static func masked(_ text: String) -> String {
    guard mayContainSecret(text) else { return text }
    let parsed = Parser.parse(text)
    let bytes = Array(text.utf8)
    guard isUnderstood(parsed, bytes) else { return maskedWithoutValues(bytes, parsed.tokens) }
    let values = SecretValues(parsed.tokens)
    let secrets = values.found
    if secrets.isEmpty, !values.hasHarmless, mayContainSwitch(text) {
      return maskedWithoutValues(bytes, parsed.tokens)
    }
    let comments = parsed.tokens.filter { $0.kind == .comment && !secrets.isEmpty }.map {
      $0.extent.startOffset + 1..<$0.extent.endOffset
    }
    return replaced(
      bytes, (secrets.map(\.range) + comments).sorted { $0.lowerBound < $1.lowerBound })
  }

  /// Whether it is a correct input without statements of a program and without comments about
  /// secrets, and all of it is tokens.
  private static func isUnderstood(_ parsed: ParseResult, _ bytes: [UInt8]) -> Bool {
    guard parsed.diagnostics.isEmpty else { return false }
    var position = 0
    for token in parsed.tokens {
      if token.kind == .keyword || token.kind == .comment && mayContainSecret(token.text) {
        return false
      }
      guard token.extent.startOffset >= position, token.extent.endOffset <= bytes.count else {
        continue
      }
      guard isBlank(bytes[position..<token.extent.startOffset]) else { return false }
      position = token.extent.endOffset
    }
    return isBlank(bytes[position...])
  }

  private static func replaced(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> String {
    var result: [UInt8] = []
    var position = 0
    for range in ranges where range.lowerBound >= position && range.upperBound <= bytes.count {
      result += bytes[position..<range.lowerBound]
      result += SessionRecording.mask.utf8
      position = range.upperBound
    }
    return String(decoding: result + bytes[position...], as: UTF8.self)
  }

  private static func maskedWithoutValues(_ bytes: [UInt8], _ tokens: [Token]) -> String {
    var result: [UInt8] = []
    var position = 0
    for token in tokens {
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
    isBlank(bytes) ? bytes : Array((" " + SessionRecording.mask).utf8)[...]
  }

  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: "`") }
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
