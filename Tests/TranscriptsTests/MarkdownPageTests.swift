import PSEngine
import Testing

@testable import Transcripts

@Suite("Pages of Markdown as documentation has them")
struct MarkdownPageTests {
  private func sections(_ text: String) throws(Transcript.Failure) -> [Transcript.Section] {
    try TranscriptParser.parse(text, name: "page.md").sections
  }

  private func commands(_ text: String) throws(Transcript.Failure) -> [String] {
    try sections(text).flatMap(\.interactions).map(\.command)
  }

  @Test("front matter is no part of the page")
  func frontMatter() throws {
    let page = """
      ---
      title: A page
      # a comment of YAML
      ---
      <!-- wsmansh
      //lab contoso
      -->
      # Title
      ## One
      ```powershell
      a
      ```
      """
    #expect(try sections(page).map(\.title) == ["One"])
    #expect(try sections(page).map(\.directives.labs) == [["contoso"]])
    // A line without a second one is a rule.
    #expect(try sections("---\n# One\n```\nPS> a\n```\n").map(\.title) == ["One"])
  }

  @Test("what is in a comment is not on the page")
  func comments() throws {
    let page = """
      # One
      <!-- one line --> and prose
      <!--
      ## Taken out
      ```powershell
      gone
      ```
      -->
      ```powershell
      <!-- no comment within a block
      ```
      ```powershell
      a
      ```
      """
    #expect(try sections(page).map(\.title) == ["One"])
    #expect(try commands(page) == ["<!-- no comment within a block", "a"])
    let failure = #expect(throws: Transcript.Failure.self) {
      try commands("x\n<!-- open\n```\nPS> a\n```\n")
    }
    #expect(failure?.line == 2)
  }

  @Test("blocks stand in quotes, in lists, and behind tabs")
  func indentedBlocks() throws {
    let page = """
      > [!NOTE]
      > ```powershell
      > PS> a `
      > >> -b
      > out
      >
      > more
      > ```
      > > ~~~
      > > PS> c
      > > ~~~

      1. item

      \t```powershell
      \tPS> d
      \t  in
      \t```
      > ```powershell
      > e
      The quote ends, and so does the block.
      """
    let all = try sections(page).flatMap(\.interactions)
    #expect(all.map(\.command) == ["a `\n-b", "c", "d", "e"])
    #expect(all.map(\.expected) == [["out", "", "more"], [], ["  in"], []])
    #expect(all.map(\.indentation) == ["> ", "> > ", "\t", "> "])
  }

  @Test("a name of a language may stand in braces")
  func languages() throws {
    #expect(try commands("```{.powershell .wide}\na\n```\n") == ["a"])
    #expect(try commands("``` {.PowerShell}\na\n```\n") == ["a"])
    #expect(try commands("```{.sh}\na\n```\n") == [])
  }

  @Test("directives below a heading without commands count for the headings below it")
  func nestedHeadings() throws {
    let page = """
      # Page
      <!-- wsmansh
      //lab contoso
      -->
      ## Examples
      <!-- wsmansh
      //width 80
      -->
      ### One
      ```powershell
      a
      ```
      ### Two
      ```powershell
      b
      ```
      ## Notes
      <!-- wsmansh
      //width 60
      -->
      ```powershell
      c
      ```
      ### More
      ```powershell
      d
      ```
      # Another page
      ```powershell
      e
      ```
      """
    let sections = try sections(page)
    #expect(
      sections.map(\.directives.labs) == [["contoso"], ["contoso"], ["contoso"], ["contoso"], []])
    // What stands above commands is theirs alone.
    #expect(sections.map(\.directives.width) == [80, 80, 60, 120, 120])
  }

  @Test(
    "a directive without effect is reported",
    arguments: [
      ("# A\n```\nPS> a\n```\n<!-- wsmansh //error X -->\n", 5, "//error concerns no command"),
      ("```\nPS> a\n```\n<!-- wsmansh //exit 3 -->\n# B\n```\nPS> b\n```\n", 4, "//exit concerns"),
      ("```\nPS> a\n```\n<!-- wsmansh //answers y -->\n# B\n", 4, "//answers concerns"),
      ("# A\n<!-- wsmansh //lab contoso -->\n# B\n```\nPS> b\n```\n", 2, "//lab concerns"),
      ("```\nPS> a\n```\n# B\n<!-- wsmansh //setup x -->\n", 5, "//setup concerns"),
      ("# A\n<!-- wsmansh\nlab contoso\n-->\n```\nPS> b\n```\n", 3, "begins with //"),
      ("<!-- wsmansh //lab contoso //setup x -->\n```\nPS> b\n```\n", 1, "line of its own"),
      ("<!-- wsmansh //transport htpp -->\n```\nPS> b\n```\n", 1, "inprocess, http, https"),
    ])
  func withoutEffect(_ page: String, _ line: Int, _ message: String) {
    let failure = #expect(throws: Transcript.Failure.self) { try commands(page) }
    #expect(failure?.line == line, "\(String(describing: failure))")
    #expect(failure?.message.contains(message) == true, "\(String(describing: failure))")
  }

  @Test("a reason to skip may stand where there is no command, and comments of directives anywhere")
  func harmlessDirectives() throws {
    let page = """
      # A
      <!--wsmansh
      // a comment, and an empty line

      //lab contoso
      -->
      ```
      PS> a
      ```
      <!-- wsmansh //skip shown for another shell -->
      ```sh
      ls
      ```
      # B
      <!-- wsmansh //skip nothing here -->
      """
    #expect(try sections(page).map(\.directives.labs) == [["contoso"]])
  }

  @Test(
    "a new output keeps the marks of a quote, and what looks like a directive in a block Output")
  func edits() async throws {
    let page = """
      > ```powershell
      > PS> a
      > old
      > ```

      ```powershell
      b
      ```

      ```Output
      //old
      ```

      """
    let bytes = Array(page.utf8)
    let runner = TranscriptRunner { _, host in
      EchoShell(host: host, outputs: ["a": "one\n\ntwo\n", "b": "//new\n"])
    }
    let edits = CollectedEdits()
    _ = try await runner.run(
      TranscriptParser.open(FileTextTests.lines(bytes, pieces: 64), name: "t.md")
    ) { edits.add($0) }
    var result: [UInt8] = []
    try edits.all.apply(to: FileTextTests.lines(bytes, pieces: 64)) { result += $0 }
    let after = """
      > ```powershell
      > PS> a
      > one
      >
      > two
      > ```

      ```powershell
      b
      ```

      ```Output
      //new
      ```

      """
    #expect(String(decoding: result, as: UTF8.self) == after)
  }

  @Test("lines may end with carriage returns alone", arguments: [false, true])
  func carriageReturns(isWide: Bool) async throws {
    let form = isWide ? TextForm.utf16LittleEndian : .utf8
    let mark: [UInt8] = isWide ? [0xFF, 0xFE] : []
    let bytes = mark + form.encode("```\rPS> a\rold\r```\rend\r")
    let runner = TranscriptRunner { _, host in EchoShell(host: host, outputs: ["a": "new\n"]) }
    let edits = CollectedEdits()
    let report = try await runner.run(
      TranscriptParser.open(FileTextTests.lines(bytes, pieces: 7), name: "t.md")
    ) { edits.add($0) }
    #expect(report.differences.map(\.line) == [2])
    var result: [UInt8] = []
    try edits.all.apply(to: FileTextTests.lines(bytes, pieces: 7)) { result += $0 }
    #expect(
      form.decode(result.dropFirst(mark.count)) == "```\rPS> a\rnew\r```\rend\r")
  }
}

/// The edits of a run.
final class CollectedEdits: @unchecked Sendable {
  // Observers are called one after the other by the run that the test waits for.
  private(set) var all = TranscriptEdits()
  func add(_ seen: TranscriptRunner.Observation) { all.add(seen) }
}
