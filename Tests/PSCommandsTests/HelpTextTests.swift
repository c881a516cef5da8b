import PSEngine
import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite struct HelpTextTests {
  @Test("paragraphs are joined, tables keep their lines")
  func paragraphs() {
    #expect(
      HelpText.paragraphs("one\ntwo\n\na   first\nb   second\n\n\nlast\n")
        == ["one two", "a   first\nb   second", "last"])
    #expect(HelpText.paragraphs("") == [])
  }

  @Test("lines are cut at blanks and indented")
  func wrapping() {
    #expect(
      HelpText.wrap("aaaa bbbb cccc dddd eeee ffff", width: 26, indent: 2, hanging: 2)
        == ["  aaaa bbbb cccc dddd eeee", "    ffff"])
    #expect(HelpText.wrap("a   b", width: 40, indent: 4) == ["    a   b"])
    #expect(
      HelpText.wrap(String(repeating: "x", count: 50), width: 20, indent: 1)
        == [" " + String(repeating: "x", count: 50)])
  }

  @Test("a table keeps its columns, or stands in two lines where there is no room")
  func tables() {
    let text = "dir         see what is there now"
    #expect(
      HelpText.wrap(text, width: 34, indent: 2)
        == ["  dir         see what is there", "              now"])
    #expect(
      HelpText.wrap("  " + text, width: 30, indent: 2)
        == ["    dir", "      see what is there now"])
  }

  @Test("a page of help is Markdown")
  func page() throws {
    let page = HelpDocument(
      """
      # Get-Thing

      Gets `things`.

      ## Description

      Many
      things: `a*`, **b**.

      ```
      one  1
      two  2
      ```

      - first
      - second

      ## Paramètres

      ### Name

      Its name.

      ## Examples

      <!-- wsmansh
      //lab contoso
      -->

      ### The first one

      ```powershell
      PS C:\\> Get-Thing |
      >>   Select-Object -First 1

      # thing
      ```

      What it shows.

      ## Voir aussi

      - Set-Thing
      """)
    let topic = try #require(page.topic(pathId: nil))
    #expect(topic.name == "Get-Thing")
    #expect(topic.synopsis == "Gets things.")
    #expect(
      HelpText.paragraphs(topic.text)
        == ["Many things: a*, b.", "  one  1\n  two  2", "- first", "- second"])
    #expect(topic.parameters == ["Name": "Its name."])
    #expect(topic.links == ["Set-Thing"])
    let example = try #require(topic.examples.first)
    #expect(example.title == "The first one")
    #expect(example.code == "PS C:\\> Get-Thing |\n>>   Select-Object -First 1\n\n# thing")
    #expect(example.remarks == "What it shows.")
    #expect(HelpPage.commands(example.code) == "Get-Thing |\n  Select-Object -First 1")
  }

  @Test("a page of data has entries with fields")
  func data() {
    let entries = HelpDocument(
      """
      # Data

      ## Listener\\*\\Port

      The port
      of it.

      - Effect: one
        two
      - Risk : none
      """
    ).entries
    #expect(
      entries == [
        HelpEntry(
          title: "Listener\\*\\Port", text: "The port of it.",
          fields: [("Effect", "one two"), ("Risk", "none")])
      ])
  }

  @Test("pages are found in any case, within containers, and in English when a language has none")
  func folder() throws {
    let folder = try ThrowawayFolder()
    for (name, text) in [
      ("en/New-Item.md", "# New-Item\n\nCreates.\n\n## Examples\n\n### One\n\n```\nPS> ni\n```\n"),
      ("en/New-Item.Listener.md", "# New-Item\n\nListens.\n"),
      ("en/about_Things.md", "# about_Things\n\nThings.\n"),
      ("fr/New-Item.md", "# New-Item\n\nCrée.\n\n## Exemples\n\n### Un\n"),
      ("en/settings.md", "# Settings\n\n## A\n\nB.\n"),
    ] {
      try folder.write(text, to: name)
    }
    let french = HelpFolder(culture: "fr-FR") { folder.path }
    #expect(french.topic("new-item", pathId: nil)?.synopsis == "Crée.")
    #expect(french.topic("New-Item", pathId: nil)?.examples.first?.code == "PS> ni")
    #expect(french.topic("New-Item", pathId: "listener")?.synopsis == "Listens.")
    #expect(french.topic("New-Item", pathId: "Client") == nil)
    #expect(french.topic("settings", pathId: nil) == nil)
    #expect(french.topic("../en/New-Item", pathId: nil) == nil)
    #expect(french.topics.map(\.name) == ["about_Things", "New-Item"])
    #expect(french.entries(of: "settings").map(\.title) == ["A"])
    #expect(HelpFolder(culture: "en-US") { nil }.topics.isEmpty)
  }

  @Test("what a page says of a parameter comes before what all pages say") func parameters() throws
  {
    let folder = try ThrowawayFolder()
    let names = ["Name", "Path", "Value", "Force"]
    func entries(_ mark: String, _ text: String) -> String {
      names.map { "\(mark) \($0)\n\n\(text)\n\n" }.joined()
    }
    try folder.write(
      "# Get-Thing\n\nDonne.\n\n## Paramètres\n\n" + entries("###", "Le sien."),
      to: "fr/Get-Thing.md")
    try folder.write(
      "# parameters\n\n" + entries("##", "Celui de tous.") + "## Credential\n\nLe compte.\n",
      to: "fr/parameters.md")
    let topic = try #require(
      HelpFolder(culture: "fr-FR") { folder.path }.topic("Get-Thing", pathId: nil))
    #expect(Set(topic.parameters.map { $0.key.lowercased() }).count == topic.parameters.count)
    for name in names { #expect(topic.parameters[name] == "Le sien.") }
    #expect(topic.parameters["credential"] == "Le compte.")
  }
}
