/// Recognises inputs that may contain a secret: they are kept out of every history.
public enum SensitiveInput {
  private static let words = [
    "password", "asplaintext", "passphrase", "secret", "apikey", "token", "convertto-securestring",
    "networkcredential",
  ]
  private static let switches = ["-p:", "-password:", "-pass:"]

  /// Whether the text may contain a secret: a word that announces one, a password switch of
  /// `winrm`, or `net user NAME PASSWORD`. Errs on the side of silence.
  public static func mayContainSecret(_ text: String) -> Bool {
    let lower = text.lowercased()
    if words.contains(where: lower.contains) || switches.contains(where: lower.contains) {
      return true
    }
    let parts = lower.split(whereSeparator: \.isWhitespace)
    guard let net = parts.firstIndex(where: { $0 == "net" || $0 == "net.exe" }) else {
      return false
    }
    return parts.count > net + 3 && parts[net + 1] == "user"
  }
}
