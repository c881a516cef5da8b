import PSEngine
import WSManProtocol

/// `Get-Help setting NAME`: what a setting of the drive means. Defaults and values come from the schema,
/// the prose from a file of data.
enum SettingHelp {
  private static let file = "settings"

  /// The topics of the settings that a name means: a name on the drive, a path, or a pattern.
  static func topics(_ name: String, _ session: SessionState) -> [HelpTopic] {
    let entries = session.help.library?.entries(of: file) ?? []
    let words = Words(culture: session.configuration.culture)
    let wanted = belowComputer(name)
    for isMeant in matchers(of: wanted) {
      let found = entries.filter { isMeant($0.title) }
      if !found.isEmpty { return found.map { topic($0, words) } }
    }
    return []
  }

  /// `WSMan:\localhost\Client\TrustedHosts` as `Client\TrustedHosts`.
  private static func belowComputer(_ name: String) -> String {
    let parts = name.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "wsman" else { return name }
    return ProviderPath.elements(parts[1]).dropFirst().joined(separator: "\\")
  }

  /// Ways to understand a name, the nearest first.
  private static func matchers(of name: String) -> [(String) -> Bool] {
    let pattern = WildcardPattern(name)
    let part = WildcardPattern("*\(name)*")
    return [
      { $0.equalsIgnoringCase(name) || WildcardPattern($0).matches(name) },
      { pattern.matches(ProviderPath.childName($0)) || pattern.matches($0) },
      { part.matches($0) },
    ]
  }

  private static func topic(_ entry: HelpEntry, _ words: Words) -> HelpTopic {
    let setting = ConfigurationSchema.setting(drivePath: entry.title)
    var sections = [words.section("Path", #"WSMan:\localhost\"# + entry.title)]
    if let setting {
      sections.append(words.section("Default", words.standard(of: setting)))
      sections.append(words.section("Values", words.values(of: setting)))
    }
    sections += entry.fields.map { words.section($0.label, $0.text) }
    if let policy = setting?.policyValue {
      sections.append(words.section("GroupPolicy", policy))
    }
    return HelpTopic(
      name: entry.title, category: "Setting", module: "Microsoft.WSMan.Management",
      synopsis: entry.text, sections: sections)
  }

  /// What is said about the rows of the schema.
  struct Words {
    private let isFrench: Bool

    init(culture: String) { isFrench = culture.lowercased().hasPrefix("fr") }

    private func word(_ english: String, _ french: String) -> String {
      isFrench ? french : english
    }

    /// Names of sections with their titles in English and French.
    private static let titles = [
      ("Path", "Path", "Chemin"), ("Default", "Default", "Défaut"),
      ("Values", "Values", "Valeurs"), ("Effect", "Effect", "Effet"),
      ("Risk", "Risk", "Risque"), ("GroupPolicy", "Group policy", "Stratégie de groupe"),
    ]

    /// A section.
    /// - Parameter label: its name, or its title in one of the languages.
    func section(_ label: String, _ text: String) -> HelpTopic.Section {
      let row = Self.titles.first { [$0.0, $0.1, $0.2].contains(label) }
      guard let row else { return HelpTopic.Section(title: label, text: text) }
      return HelpTopic.Section(title: isFrench ? row.2 : row.1, name: row.0, text: text)
    }

    /// The default; that of older systems where it was another one.
    func standard(of setting: ConfigurationSetting) -> String {
      func shown(_ profile: ConfigurationProfile) -> String? {
        setting.defaultValue(in: profile).map { $0.isEmpty ? word("empty", "vide") : $0 }
      }
      let current = shown(.current)
      let older = [(ConfigurationProfile.winrm20, "WinRM 2.0"), (.winrm11, "WinRM 1.1")]
        .compactMap { profile, name in
          shown(profile).flatMap { $0 == current ? nil : "\($0) \(word("in", "dans")) \(name)" }
        }
      return (current ?? "") + (older.isEmpty ? "" : " (\(older.joined(separator: ", ")))")
    }

    /// What a value may be, and whether it can be changed.
    func values(of setting: ConfigurationSetting) -> String {
      switch setting.access {
      case .readOnly:
        return word("Cannot be changed.", "Ne peut pas être modifié.")
      case .deprecated:
        return word(
          "Cannot be changed: the setting has no effect any more.",
          "Ne peut pas être modifié : ce paramètre n'a plus d'effet.")
      case .writable: return values(of: setting.type)
      }
    }

    private func values(of type: ConfigurationSetting.ValueType) -> String {
      switch type {
      case .boolean: "true, false"
      case .unsigned(let range): numbers("\(range.lowerBound)", "\(range.upperBound)")
      case .port: numbers("1", "65535")
      case .text(let rule): text(rule)
      }
    }

    private func numbers(_ low: String, _ high: String) -> String {
      word("A number from \(low) to \(high)", "Un nombre de \(low) à \(high)")
    }

    private func text(_ rule: ConfigurationSetting.TextRule) -> String {
      switch rule {
      case .urlPrefix:
        word(
          "Letters, digits, _ and /, with no / at either end",
          "Lettres, chiffres, _ et /, sans / aux extrémités")
      case .trustedHosts:
        word(
          "Names and addresses with commas in between; * for any, <local> for names without a dot",
          "Noms et adresses séparés par des virgules ; * pour tous, <local> pour les noms sans point"
        )
      case .ipv4Filter, .ipv6Filter:
        word(
          "Ranges such as ADDRESS-ADDRESS with commas in between; * for all; empty for none",
          "Plages de la forme ADRESSE-ADRESSE séparées par des virgules ; * pour toutes ; vide pour "
            + "aucune")
      case .thumbprint:
        word("Empty, or 40 hexadecimal digits", "Vide, ou 40 chiffres hexadécimaux")
      case .channelBindingLevel: "None, Relaxed, Strict"
      case .securityDescriptor:
        word("A security descriptor in SDDL", "Un descripteur de sécurité en SDDL")
      }
    }
  }
}
