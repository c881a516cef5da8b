/// `System.Globalization.CultureInfo`: the session's culture or the invariant one.
public final class PSCulture: PSObject {
  /// Name such as `en-US`; empty for the invariant culture.
  public let name: String

  /// Makes a culture.
  public init(_ name: String) { self.name = name }

  /// Numeric identifier, name in English.
  private static let known: [String: (Int32, String)] = [
    "": (127, "Invariant Language (Invariant Country)"), "en": (9, "English"),
    "en-us": (1033, "English (United States)"), "en-gb": (2057, "English (United Kingdom)"),
    "de-de": (1031, "German (Germany)"), "fr-fr": (1036, "French (France)"),
    "es-es": (3082, "Spanish (Spain)"), "ja-jp": (1041, "Japanese (Japan)"),
  ]

  public override var baseTypeNames: [String] {
    ["System.Globalization.CultureInfo", "System.Object"]
  }
  public override var text: String { name }
  public override var equalityKey: String? { name.lowercased() }
  public override var declaredProperties: [PSPropertyInfo] {
    [
      PSPropertyInfo("LCID", "System.Int32"), PSPropertyInfo("Name"),
      PSPropertyInfo("DisplayName"), PSPropertyInfo("EnglishName"),
      PSPropertyInfo("TwoLetterISOLanguageName"), PSPropertyInfo("IetfLanguageTag"),
    ]
  }
  public override func declaredValue(_ property: String) -> PSValue? {
    let entry = Self.known[name.lowercased()] ?? (4096, name)
    switch property.lowercased() {
    case "lcid": return .int(entry.0)
    case "name", "ietflanguagetag": return .string(name)
    case "displayname", "englishname": return .string(entry.1)
    case "twoletterisolanguagename":
      return .string(name.isEmpty ? "iv" : String(name.prefix { $0 != "-" }))
    default: return nil
    }
  }
}
