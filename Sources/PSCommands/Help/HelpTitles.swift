/// The fixed words of help pages (`language.md` 11.8), in the language of the session.
struct HelpTitles: Sendable {
  private let isFrench: Bool

  /// - Parameter culture: such as `fr-FR`; everything but French is English.
  init(culture: String) { isFrench = culture.prefix { $0 != "-" }.lowercased() == "fr" }

  private func word(_ english: String, _ french: String) -> String { isFrench ? french : english }

  var name: String { word("NAME", "NOM") }
  var synopsis: String { word("SYNOPSIS", "RÉSUMÉ") }
  var syntax: String { word("SYNTAX", "SYNTAXE") }
  var description: String { "DESCRIPTION" }
  var parameters: String { word("PARAMETERS", "PARAMÈTRES") }
  var inputs: String { word("INPUTS", "ENTRÉES") }
  var outputs: String { word("OUTPUTS", "SORTIES") }
  var notes: String { "NOTES" }
  var links: String { word("RELATED LINKS", "LIENS CONNEXES") }
  var remarks: String { word("REMARKS", "REMARQUES") }
  var topic: String { word("TOPIC", "RUBRIQUE") }
  var provider: String { word("PROVIDER NAME", "NOM DU FOURNISSEUR") }
  var setting: String { word("SETTING", "PARAMÈTRE") }
  var short: String { word("SHORT DESCRIPTION", "DESCRIPTION COURTE") }
  var long: String { word("LONG DESCRIPTION", "DESCRIPTION LONGUE") }
  var none: String { word("None", "Aucun") }

  func example(_ number: Int, _ title: String) -> String {
    word("Example \(number): \(title)", "Exemple \(number) : \(title)")
  }

  // MARK: Parameters

  var isRequired: String { word("Required?", "Obligatoire ?") }
  var position: String { word("Position?", "Position ?") }
  var defaultValue: String { word("Default value", "Valeur par défaut") }
  var pipelineInput: String { word("Accept pipeline input?", "Accepte le pipeline ?") }
  var wildcards: String { word("Accept wildcard characters?", "Accepte les génériques ?") }
  var aliases: String { "Aliases" }
  var isDynamic: String { word("Dynamic?", "Dynamique ?") }

  var addition: String {
    word(
      " (An addition of this shell; Windows PowerShell does not have it.)",
      " (Un ajout de ce shell ; Windows PowerShell ne l'a pas.)")
  }

  var commonParameters: String {
    word(
      "This command has the common parameters: Verbose, Debug, ErrorAction, ErrorVariable, "
        + "WarningAction, WarningVariable, OutBuffer, PipelineVariable and OutVariable. "
        + "For more, type: \"Get-Help about_CommonParameters\".",
      "Cette commande a les paramètres communs : Verbose, Debug, ErrorAction, ErrorVariable, "
        + "WarningAction, WarningVariable, OutBuffer, PipelineVariable et OutVariable. "
        + "Pour en savoir plus, tapez : \"Get-Help about_CommonParameters\".")
  }

  /// What else can be asked about a command.
  func remarkLines(_ name: String) -> [String] {
    [
      word("To see the examples, type: ", "Pour voir les exemples, tapez : ")
        + "\"Get-Help \(name) -Examples\"",
      word("For more information, type: ", "Pour plus d'informations, tapez : ")
        + "\"Get-Help \(name) -Detailed\"",
      word("For technical information, type: ", "Pour les détails techniques, tapez : ")
        + "\"Get-Help \(name) -Full\"",
    ]
  }
}
