import PSEngine
import Testing

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

  @Test("links and titles of the built-in help name things that exist")
  func links() async throws {
    let shell = try Shell()
    let topics = CommandHelp.topics + AboutTopics.all
    let about = Set(topics.map(\.name))
    for link in Set(topics.flatMap(\.links)) where !about.contains(link) && link != "Connect-WSMan"
    {
      #expect(try await shell.run("Get-Command \(link)").errors == [], "\(link)")
    }
    for topic in topics {
      #expect(try await shell.run("Get-Help \(topic.name) -Full").errors == [], "\(topic.name)")
    }
  }
}
