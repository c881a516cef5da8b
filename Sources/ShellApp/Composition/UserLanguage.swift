/// The language that the environment asks for, by the rules of POSIX and gettext.
enum UserLanguage {
  /// What the texts are written in.
  private static let available = ["en": "en-US", "fr": "fr-FR"]

  /// `fr_FR.UTF-8` as `fr-FR`. A variable that is empty counts as not set. The first language of the
  /// list in `LANGUAGE` that there are texts in goes before the locale, unless that is named and is C.
  static func culture(_ environment: [String: String]) -> String {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(value).first ?? ""
    if !isC(locale) {
      for wanted in (value("LANGUAGE") ?? "").split(separator: ":") {
        guard let fallback = available[base(wanted.prefix { $0 != "_" })] else { continue }
        return culture(of: String(wanted)) ?? fallback
      }
    }
    return culture(of: locale) ?? available[base(locale[...])] ?? "en-US"
  }

  private static func base(_ name: Substring) -> String {
    String(name.prefix { $0 != "." && $0 != "@" }).lowercased()
  }

  private static func isC(_ locale: String) -> Bool {
    ["c", "posix"].contains(base(locale[...]))
  }

  private static func culture(of locale: String) -> String? {
    let parts = base(locale[...]).split(separator: "_")
    guard parts.count == 2, parts[0].count == 2, parts[1].count == 2 else { return nil }
    return "\(parts[0])-\(parts[1].uppercased())"
  }

  /// Whether a text has the form of a culture's name: a language, then a script or a country.
  static func isName(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return (2...3).contains(parts[0].count) && parts[0].allSatisfy { $0.isASCII && $0.isLetter }
      && parts.dropFirst().allSatisfy {
        (2...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
  }
}
