import PSLanguage

extension SensitiveInput {
  /// The values in a text that something around them says are secrets, in order: see
  /// ``SecretValues``.
  static func announced(in text: String) -> [String] {
    guard mayContainSecret(text) else { return [] }
    return SecretValues(Parser.parse(text).tokens).found.filter(\.isCertain).map(\.text)
  }
}
