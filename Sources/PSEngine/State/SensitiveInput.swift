/// Recognises inputs that may contain a secret: they are kept out of every history.
public enum SensitiveInput {
  private static let words = [
    "password", "passwd", "asplaintext", "passphrase", "secret", "apikey", "token",
    "convertto-securestring", "networkcredential", "pwd=",
  ]
  private static let switches = ["-p:", "-pp:", "-pass:", "/p:", "/pp:", "/pass:", "/rp "]

  /// Whether the text may contain a secret: a word that announces one, a password switch of
  /// `winrm` and other tools, `net user NAME PASSWORD`, `net use PLACE PASSWORD`, or a name and a
  /// password with a colon between them in a URL or behind `-u`. Errs on the side of silence.
  public static func mayContainSecret(_ text: String) -> Bool {
    let lower = text.lowercased()
    return words.contains(where: lower.contains) || mayContainSwitch(lower)
  }

  /// Whether the text may hold a secret that no word announces.
  static func mayContainSwitch(_ text: String) -> Bool {
    let lower = text.lowercased()
    if switches.contains(where: lower.contains) { return true }
    let parts = lower.split(whereSeparator: \.isWhitespace)
    return parts.contains(where: isURLWithPassword) || hasUserWithPassword(parts)
      || isNetWithPassword(parts)
  }

  /// `https://alice:hunter2@server`
  private static func isURLWithPassword(_ word: Substring) -> Bool {
    guard let at = word.lastIndex(of: "@"), let scheme = word[..<at].firstRange(of: "://") else {
      return false
    }
    return word[scheme.upperBound..<at].contains(":")
  }

  /// `curl -u alice:hunter2`
  private static func hasUserWithPassword(_ parts: [Substring]) -> Bool {
    zip(parts, parts.dropFirst()).contains { option, value in
      ["-u", "--user"].contains(option) && value.contains(":")
    }
  }

  private static func isNetWithPassword(_ parts: [Substring]) -> Bool {
    parts.indices.contains { index in
      isNet(parts[index]) && parts.count > index + 3
        && ["user", "users", "use"].contains(parts[index + 1].trimmingQuotes)
    }
  }

  /// `net`, `net.exe` or `net1`, with a folder, quotes, or what begins a command before it.
  private static func isNet(_ word: Substring) -> Bool {
    let name = word.trimmingQuotes.split { #"\/(&;|{"'"#.contains($0) }.last ?? ""
    return ["net", "net1", "net.exe", "net1.exe"].contains(name)
  }
}

extension Substring {
  /// The word without quotes around it.
  fileprivate var trimmingQuotes: Substring {
    let isQuote: (Character) -> Bool = { $0 == "\"" || $0 == "'" }
    var word = drop(while: isQuote)
    while let last = word.last, isQuote(last) { word.removeLast() }
    return word
  }
}
