import PSLanguage

extension SensitiveInput {
  /// The values in a text that something before them says are secrets: behind `-Password`,
  /// `$password =`, `Password =` in a hashtable, `…\RunAsPassword`, `ConvertTo-SecureString`, in
  /// `-p:value`, `net user NAME value`, `https://name:value@host`.
  static func announced(in text: String) -> [String] {
    guard mayContainSecret(text) else { return [] }
    var search = AnnouncedValues()
    for token in Parser.parse(text).tokens { search.take(token) }
    search.endStatement()
    return search.found
  }
}

/// Looks for the values behind what announces a secret, token by token.
private struct AnnouncedValues {
  private(set) var found: [String] = []

  /// What the tokens before make of the next value.
  private enum State {
    case nothing
    /// A variable was met: what is assigned to it is a secret.
    case assigned
    /// A parameter, key or command was met: the next value is a secret.
    case next
    /// All values of the statement are secrets.
    case all
    /// The next value may be `name:secret` (`curl -u`).
    case account
  }

  private var state = State.nothing
  /// Words and strings of the statement, for `net user NAME PASSWORD`.
  private var words: [String] = []

  private static let names = [
    "password", "passwd", "passphrase", "secret", "apikey", "token", "pwd",
  ]
  private static let switches: Set<String> = ["p", "pp", "pass", "rp"]
  /// Values that say nothing.
  private static let harmless: Set<String> = ["true", "false", "null", "none"]

  mutating func take(_ token: Token) {
    switch token.kind {
    case .newLine, .semicolon: endStatement()
    case .variable:
      state =
        state != .all && Self.announces(token.text) ? .assigned : state == .all ? .all : .nothing
    case .operatorSymbol:
      if state == .assigned, token.text == "=" || token.text == "+=" { state = .next }
      if token.text == "|" || token.text == "||" || token.text == "&&" { endStatement() }
    case .parameter: takeParameter(token.text)
    case .word, .stringLiteral, .stringExpandable, .number, .unknown: takeValue(token)
    case .verbatimArgument: found += token.text.split(separator: " ").map(String.init)
    case .bracket where state != .all:
      if token.text != "@{" { state = .nothing }
    default: break
    }
  }

  /// What is left of a statement, at its end.
  mutating func endStatement() {
    if words.count > 3, Self.isNet(words[0]), ["user", "users", "use"].contains(words[1]) {
      for word in words[3...] where word.first != "/" { add(word) }
    }
    words = []
    state = .nothing
  }

  private mutating func takeParameter(_ text: String) {
    let parts = text.dropFirst().split(separator: ":", maxSplits: 1)
    let name = parts.first.map { $0.lowercased() } ?? ""
    if parts.count > 1, Self.switches.contains(name) || Self.announces(name) {
      add(String(parts[1]))
    } else if name == "u" || name == "user" || name == "-user" {
      state = .account
    } else if name != "asplaintext",
      Self.announces(name) || text.last == ":" && Self.switches.contains(name)
    {
      state = .next
    }
  }

  private mutating func takeValue(_ token: Token) {
    let value = Self.unquoted(token)
    let lower = value.lowercased()
    takeParts(of: value)
    if token.role == .hashtableKey || lower.hasSuffix("=") {
      state = Self.announces(lower) ? .next : state == .all ? .all : .nothing
      return
    }
    words.append(lower == value ? value : words.count < 2 ? lower : value)
    if lower.contains("networkcredential") {
      state = .all
    } else if lower == "convertto-securestring" {
      state = .next
    } else if token.role == .commandName, state == .next, value.contains("-") {
      state = .nothing
    } else if token.role != .memberName, token.role != .typeName {
      switch state {
      case .all: add(value)
      case .next:
        add(value)
        state = .nothing
      case .account:
        if let colon = value.firstIndex(of: ":") {
          add(String(value[value.index(after: colon)...]))
        }
        state = .nothing
      case .nothing, .assigned:
        let isPlace = value.contains("\\") && Self.names.contains { lower.hasSuffix($0) }
        state = isPlace ? .next : .nothing
      }
    }
  }

  /// Secrets inside a word: `/p:secret`, `"-password:secret"`, `https://name:secret@host`.
  private mutating func takeParts(of value: String) {
    if let first = value.first, first == "/" || first == "-",
      let colon = value.firstIndex(of: ":")
    {
      let name = value[..<colon].dropFirst().lowercased()
      if Self.switches.contains(name) || Self.announces(name) {
        add(String(value[value.index(after: colon)...]))
      }
    }
    if let scheme = value.firstRange(of: "://"), let at = value.lastIndex(of: "@"),
      scheme.upperBound < at,
      let colon = value[scheme.upperBound..<at].firstIndex(of: ":")
    {
      add(String(value[value.index(after: colon)..<at]))
    }
  }

  private mutating func add(_ value: String) {
    guard !Self.harmless.contains(value.lowercased()) else { return }
    found.append(value)
  }

  private static func announces(_ text: String) -> Bool {
    let lower = text.lowercased()
    return names.contains { lower.contains($0) }
  }

  private static func isNet(_ word: String) -> Bool {
    let name = word.split { $0 == "\\" || $0 == "/" }.last ?? ""
    return ["net", "net1", "net.exe", "net1.exe"].contains(name)
  }

  /// The text of a token without the quotes around it.
  private static func unquoted(_ token: Token) -> String {
    var text = token.text[...]
    guard token.kind == .stringLiteral || token.kind == .stringExpandable else { return token.text }
    let isHere = text.first == "@"
    if isHere { text = text.dropFirst() }
    guard let quote = text.first else { return "" }
    text = text.dropFirst()
    if isHere {
      text = text.drop(while: \.isNewline)
      if text.last == "@" { text = text.dropLast() }
    }
    if text.last == quote { text = text.dropLast() }
    if isHere, text.last?.isNewline == true { text = text.dropLast() }
    return String(text).replacing("\(quote)\(quote)", with: String(quote))
  }
}
