/// Blanks what HTTP headers tell about credentials before they are shown or logged
/// (`protocol.md` 20).
public enum HeaderRedaction {
  /// What stands in the place of a secret.
  public static let mark = "[redacted]"

  /// The value to show for a header: the scheme stays, what proves the identity goes.
  ///
  /// - Parameters:
  ///   - name: the name of the header, in any letter case.
  ///   - value: its value as it travels.
  public static func redacted(name: String, value: String) -> String {
    switch name.lowercased() {
    case "authorization", "proxy-authorization":
      let scheme = value.prefix { $0 != " " && $0 != "\t" }
      guard AuthenticationScheme(wireName: scheme) != nil else { return mark }
      return scheme.utf8.count == value.utf8.count ? value : "\(scheme) \(mark)"
    case "www-authenticate", "proxy-authenticate", "authentication-info":
      let challenges = WWWAuthenticate.challenges(in: [value])
      guard challenges.contains(where: { $0.token != nil }) else { return value }
      return challenges.map { $0.token == nil ? $0.name : "\($0.name) \(mark)" }
        .joined(separator: ", ")
    case "cookie", "set-cookie":
      return mark
    default:
      return value
    }
  }
}
