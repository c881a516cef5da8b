import Foundation
import Testing

/// The files of help. Their sessions are replayed with all other transcripts.
@Suite("Help in files")
struct HelpSuiteTests {
  private static let folder = Repository.root.appending(path: "help").path
  private static let data = ["settings.md", "parameters.md", "messages.md", "faults.md"]

  private static func files(_ language: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(language)").sorted()
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
  }

  private static func headings(_ text: String, _ level: String) -> [String] {
    text.split(separator: "\n").filter { $0.hasPrefix(level + " ") }
      .map { String($0.dropFirst(level.count + 1)) }
  }

  /// The parts of a page, by one word each: that of English.
  private static func parts(_ text: String) -> [String] {
    let french = [
      "Paramètres": "Parameters", "Exemples": "Examples", "Syntaxe": "Syntax",
      "Voir aussi": "See also", "Lecteurs": "Drives", "Capacités": "Capabilities",
      "Paramètres dynamiques": "Dynamic parameters", "Pannes voulues": "Failures on purpose",
    ]
    return headings(text, "##").map { french[$0] ?? $0 }
  }

  @Test("exist in French with the same parts") func translations() throws {
    let english = try Self.files("en")
    let french = try Self.files("fr")
    #expect(english.filter { !french.contains($0) } == [])
    #expect(french.filter { !english.contains($0) && !Self.data.contains($0) } == [])
    // Syntax and links are those of the English page; what parameters say of themselves is English.
    let shared = ["Syntax", "See also", "Parameters"]
    for file in english where !Self.data.contains(file) {
      let (one, other) = (try Self.text("en/\(file)"), try Self.text("fr/\(file)"))
      #expect(Self.headings(one, "#").first == Self.headings(other, "#").first, "\(file)")
      let wanted = Self.parts(one).filter { !shared.contains($0) }
      #expect(Self.parts(other).filter { !shared.contains($0) } == wanted, "\(file)")
      #expect(Self.examples(one).count == Self.examples(other).count, "\(file)")
    }
  }

  private static func examples(_ text: String) -> [String] {
    let cut = text.range(of: "\n## Examples\n") ?? text.range(of: "\n## Exemples\n")
    return cut.map { headings(String(text[$0.upperBound...]), "###") } ?? []
  }

  @Test("say in French what each parameter and each setting is for") func frenchTexts() async throws
  {
    let commands = #"""
      foreach ($command in (Get-Command -CommandType Cmdlet).Name) {
        foreach ($parameter in (Get-Help $command).parameters.parameter) {
          "$command -$($parameter.name): $($parameter.description)"
        }
      }
      foreach ($setting in Get-Help setting *) {
        foreach ($part in 'Synopsis', 'Values', 'Effect', 'Risk') { "$($setting.Name) ${part}: " + $setting.$part }
      }
      foreach ($command in (Get-Command -CommandType Cmdlet, Function, Application).Name) {
        "${command}: " + (Get-Help $command).Synopsis
      }
      """#
    let english = try await Program().run("shell", "--culture", "en-US", "-c", commands)
    let french = try await Program().run("shell", "--culture", "fr-FR", "-c", commands)
    #expect(english.outputLines.count == french.outputLines.count)
    #expect(english.outputLines.count > 1000)
    // What is the same word in both languages, or a list of values.
    let same = Set(english.outputLines).intersection(french.outputLines).filter {
      !$0.hasSuffix(": ") && !$0.hasSuffix("true, false") && !$0.hasSuffix("None, Relaxed, Strict")
    }
    #expect(same.sorted() == [])
  }

  @Test("explain messages and numbers in French") func frenchExplanations() async throws {
    let commands = #"""
      Trace-WSMan { Test-WSMan server01 | Out-Null; $null = dir WSMan:\localhost } -Detail Header
      Trace-WSMan { $null = dir WSMan:\localhost } -Detail Envelope
      ConvertFrom-WSManFault 2150858770
      (ConvertFrom-WSManFault 5).Advice[0]
      ConvertFrom-WSManFault 1
      """#
    let french = try await Program().run(
      "shell", "--culture", "fr-FR", "--lab", "contoso", "-c", commands)
    for text in [
      "Requête", "lit une ressource", "l'adresse du service (WS-Addressing 3)",
      "un groupe de paramètres", "Causes habituelles", "Donnez le compte",
      "Ce nombre n'est pas de ceux",
    ] {
      #expect(french.output.contains(text), "\(text) is missing in:\n\(french.output)")
    }
    for text in ["  Request  ", "the address", "a setting", "Usual causes"] {
      #expect(!french.output.contains(text), "\(text)")
    }
    let pages = try await Program().run(
      "--culture", "fr-FR", "-c", "Get-Help messages; Get-Help faults")
    #expect(pages.code == 1)
    #expect(pages.errors.contains("HelpNotFound"))
  }

  /// What a page is about: `Set-Item` for `Set-Item.Listener.md`, `sc.exe` for `sc.exe.md`.
  private static func subject(_ file: String) -> String {
    let name = file.dropLast(".md".count)
    return name.hasSuffix(".exe") || name.hasSuffix(".com")
      ? String(name) : String(name.prefix { $0 != "." })
  }

  @Test("are named as their titles, and link to what exists") func names() async throws {
    let pages = try Self.files("en").filter { !Self.data.contains($0) }
    let names = Set(pages.map(Self.subject))
    var links: Set<String> = []
    for file in pages {
      let text = try Self.text("en/\(file)")
      let name = Self.subject(file)
      #expect(Self.headings(text, "#").first == name)
      let rest = text.components(separatedBy: "## See also").dropFirst().first ?? ""
      links.formUnion(
        rest.split(separator: "\n").filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) })
      if !name.hasPrefix("about_"), !["default", "WSMan"].contains(name) { links.insert(name) }
      #expect(!text.contains("### ") || text.contains("```powershell"), "\(file)")
    }
    for link in links where link.hasPrefix("about_") { #expect(names.contains(link), "\(link)") }
    let commands = links.filter { !$0.hasPrefix("about_") }.sorted()
    let result = try await Program().run("-c", "Get-Command \(commands.joined(separator: ","))")
    #expect(result.errors == "")
  }

  @Test("explain each setting of the schema", arguments: ["en", "fr"])
  func settings(_ language: String) throws {
    let file = Repository.root.appending(path: "Tests/Specification/configuration.json")
    let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let schema = try #require(json)
    func names(_ path: String..., prefix: String) throws -> [String] {
      var value: Any? = schema
      for key in path { value = (value as? [String: Any])?[key] }
      let rows = try #require(value as? [[String: Any]])
      return rows.compactMap { $0["name"] as? String }.map { prefix + $0 }
    }
    let rows = try #require(schema["settings"] as? [[String: Any]])
    var wanted = rows.compactMap {
      ($0["drivePath"] as? String)?.dropFirst(#"WSMan:\<host>\"#.count)
    }
    .map(String.init)
    wanted += try names("listener", "fields", prefix: #"Listener\*\"#)
    wanted += try names("certificateMapping", "fields", prefix: #"ClientCertificate\*\"#)
    wanted += try names("plugin", "attributes", prefix: #"Plugin\*\"#)
    wanted += try names("plugin", "quotas", prefix: #"Plugin\*\Quotas\"#)
    let text = try Self.text("\(language)/settings.md")
    let entries = text.components(separatedBy: "\n## ").dropFirst()
    let titles = entries.map { String($0.prefix { $0 != "\n" }) }
    #expect(Set(wanted).symmetricDifference(titles) == [])
    #expect(titles.count == Set(titles).count)
    let labels = language == "fr" ? ["- Effet : ", "- Risque : "] : ["- Effect: ", "- Risk: "]
    for entry in entries {
      for label in labels { #expect(entry.contains(label), "\(entry)") }
    }
  }

  @Test("speaks the language of the session") func languages() async throws {
    let commands = """
      $PSUICulture
      (Get-Help Connect-WSMan -Full | Out-String) -match 'RÉSUMÉ'
      (Get-Help Connect-WSMan -Parameter UseSSL).description
      (Get-Help setting TrustedHosts).Default
      (Get-Help setting 'Listener\\*\\Port').Category
      """
    let french = try await Program().run("shell", "--culture", "fr-FR", "-c", commands)
    #expect(french.outputLines == ["fr-FR", "True", "Passe par HTTPS.", "vide", "Setting"])
    let other = try await Program().run("shell", "--culture", "pt-BR", "-c", commands)
    #expect(other.outputLines.dropFirst() == ["False", "Uses TLS (HTTPS).", "empty", "Setting"])
  }

  @Test("have a sentence and an example for every command") func examples() async throws {
    let result = try await Program().run(
      "-c",
      """
      (Get-Command -CommandType Cmdlet, Function, Application).Name |
        ? { $h = Get-Help $_; -not $h.Synopsis -or @($h.Examples.example).Count -eq 0 }
      """)
    #expect(result.output == "")
  }

  @Test("all commands and topics can be asked about in full") func everything() async throws {
    let result = try await Program().run(
      "-c",
      """
      $names = (Get-Command -CommandType Cmdlet, Function, Application).Name + (Get-Help about_*).Name
      foreach ($name in $names) {
        $null = Get-Help $name -Full | Out-String
        $null = Get-Help $name -Detailed | Out-String
        $null = Get-Help $name -Examples | Out-String
      }
      foreach ($name in (Get-Command -CommandType Cmdlet).Name) {
        if ((Get-Help $name).parameters.parameter.Count) { $null = Get-Help $name -Parameter * | Out-String }
      }
      $names.Count
      """)
    #expect(result.errors == "")
    #expect(result.outputLines.last.flatMap { Int($0) } ?? 0 > 100)
  }
}
