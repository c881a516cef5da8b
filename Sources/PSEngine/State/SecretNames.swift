/// The words that announce a secret, wherever they stand.
enum SecretNames {
  private static let names = [
    "password", "passwd", "passphrase", "secret", "apikey", "token", "pwd",
  ]
  /// Parameters that hold such a word and take no secret.
  private static let harmlessParameters: Set<String> = ["asplaintext", "masksecret"]
  /// Parameters behind which there is no secret whatever the command is about.
  private static let placeParameters: Set<String> = [
    "path", "literalpath", "name", "computername", "username", "property", "filter", "encoding",
  ]
  private static let switches: Set<String> = ["p", "pp", "pass", "rp"]
  /// Values that say nothing.
  private static let harmlessValues: Set<String> = ["true", "false", "null", "none", "*"]
  /// What commands that take no secret begin with.
  private static let readingVerbs: Set<String> = [
    "get", "read", "select", "where", "sort", "group", "measure", "format", "test", "compare",
    "find",
    "resolve", "import", "convertfrom", "show", "help", "push", "pop", "foreach",
  ]
  private static let readingAliases: Set<String> = [
    "help", "man", "dir", "ls", "gi", "gci", "gp", "gc", "cat", "type", "cd", "sl", "set-location",
    "?", "%", "sort", "select", "sls", "h", "history", "fl", "ft", "fc", "fw", "gm", "gcm",
  ]

  /// Whether a text announces a secret.
  static func announce(_ text: some StringProtocol) -> Bool {
    let lower = text.lowercased()
    return names.contains { lower.contains($0) }
  }

  /// Whether a secret comes behind a parameter with this name.
  static func announceParameter(_ name: String) -> Bool {
    let lower = name.lowercased()
    return !harmlessParameters.contains(lower) && announce(lower)
  }

  /// Whether a switch of a program has its secret behind a colon.
  static func isSwitch(_ name: some StringProtocol) -> Bool {
    switches.contains(name.lowercased())
  }

  static func isPlaceParameter(_ name: String) -> Bool {
    placeParameters.contains(name.lowercased())
  }

  static func isHarmless(_ value: String) -> Bool { harmlessValues.contains(value.lowercased()) }

  /// Whether a command only looks, so that what is named behind it is no secret.
  static func isReading(_ command: String) -> Bool {
    let lower = command.lowercased()
    if readingAliases.contains(lower) { return true }
    let parts = lower.split(separator: "-", maxSplits: 1)
    return parts.count == 2 && readingVerbs.contains(String(parts[0]))
  }

  /// Whether a word is the program `net`.
  static func isNet(_ word: String) -> Bool {
    let name = word.lowercased().split { $0 == "\\" || $0 == "/" }.last ?? ""
    return ["net", "net1", "net.exe", "net1.exe"].contains(name)
  }

  /// The place behind a name that announces a secret and the `=` or `:` that follows it.
  static func endOfAssignment(in text: Substring) -> Substring.Index? {
    var rest = text
    while let mark = rest.firstIndex(where: { $0 == "=" || $0 == ":" }) {
      let name = text[..<mark].reversed().drop { $0 == " " || $0 == "\"" || $0 == "'" }
        .prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "/" }
      let word = String(String(name).reversed())
      let start = text.index(after: mark)
      let isOption = word.first == "-" || word.first == "/"
      if start < text.endIndex, announce(word) || isOption && isSwitch(word.dropFirst()) {
        return start
      }
      rest = text[start...]
    }
    return nil
  }
}
