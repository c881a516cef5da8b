import PSEngine
import Testing

@testable import Transcripts

@Suite("Reading transcripts")
struct TranscriptParserTests {
  @Test func plainText() throws {
    let text = """
      a heading that is no output
      //lab contoso
      // a comment
      PS C:\\> dir `
      >> -Name
      one
      two

      PS WSMan:\\>
      # Second #
      //exit 3
      PS> exit 3
      """
    let transcript = try TranscriptParser.parse(text, name: "t.txt")
    #expect(transcript.sections.count == 2)
    let first = transcript.sections[0]
    #expect(first.directives.labs == ["contoso"])
    #expect(first.interactions.map(\.command) == ["dir `\n-Name", ""])
    #expect(first.interactions[0].expected == ["one", "two", ""])
    #expect(first.interactions[0].line == 4)
    #expect(first.interactions[0].expectedLines == 6..<9)
    #expect(first.interactions[1].expectedLines == 10..<10)
    #expect(transcript.sections[1].title == "Second")
    #expect(transcript.sections[1].line == 10)
    #expect(transcript.sections[1].interactions[0].exitCode == 3)
  }

  @Test func sectionsAboutTheLocalComputer() throws {
    let text = """
      # A #
      //local the listener in use is closed
      PS> a
      # B #
      PS> b
      """
    let transcript = try TranscriptParser.parse(text, name: "t.txt")
    #expect(
      transcript.sections.map(\.directives.localReason) == ["the listener in use is closed", nil])
    #expect(throws: Transcript.Failure.self) {
      try TranscriptParser.parse("//local\nPS> a", name: "t.txt")
    }
  }

  @Test("directives above all titles count for every section")
  func head() throws {
    let text = """
      // a session
      //lab contoso
      //width 80
      # A #
      //lab more
      PS> a
      # B #
      //width 60
      PS> b
      """
    let sections = try TranscriptParser.parse(text, name: "t.txt").sections
    #expect(sections.map(\.directives.labs) == [["contoso", "more"], ["contoso"]])
    #expect(sections.map(\.directives.width) == [80, 60])
    let page = """
      <!-- wsmansh //lab contoso -->
      # A page
      ## One
      ```powershell
      a
      ```
      ## Two
      ```powershell
      b
      ```
      """
    let parts = try TranscriptParser.parse(page, name: "t.md").sections
    #expect(parts.map(\.directives.labs) == [["contoso"], ["contoso"]])
    // Those of a section without a title are its own.
    let untitled = try TranscriptParser.parse("//lab contoso\nPS> a\n# B #\nPS> b", name: "t.txt")
    #expect(untitled.sections.map(\.directives.labs) == [["contoso"], []])
  }

  @Test func windowsLineEndsAndByteOrderMark() throws {
    let transcript = try TranscriptParser.parse("\u{FEFF}PS> a\r\nx\r\n", name: "t.txt")
    #expect(transcript.sections[0].interactions[0].command == "a")
    #expect(transcript.sections[0].interactions[0].expected == ["x"])
  }

  @Test("escape sequences and tabs are no part of what is compared")
  func terminalEscapes() throws {
    let text = "PS> a\n\u{1B}[32;1mName\u{1B}[0m\tx\n\u{1B}]0;title\u{7}end\nab\u{8}c\n"
    let transcript = try TranscriptParser.parse(text, name: "t.txt")
    #expect(transcript.sections[0].interactions[0].expected == ["Name\tx", "end", "ac"])
  }

  @Test(
    "a narrow window breaks prompts over two lines",
    arguments: [
      (
        "PS WSMan:\\localhost\\Plugin\\microsoft.power\nshell> dir\nout\n",
        "PS WSMan:\\localhost\\Plugin\\microsoft.powershell>", "dir", ["out"]
      ),
      (
        "[server01]: PS C:\\Users\\administ\nrator> $x = `\n>> 1\n",
        "[server01]: PS C:\\Users\\administrator>", "$x = `\n1", []
      ),
      (
        "PS WSMan:\\localhost\\Plugin\\microsoft.powershell>\ndir\nout\n",
        "PS WSMan:\\localhost\\Plugin\\microsoft.powershell>", "dir", ["out"]
      ),
      // What only looks like one.
      ("PS C:\\>\nPS is a word here, it is >\n", "PS C:\\>", "", ["PS is a word here, it is >"]),
      (
        "PS> a\nC:\\Windows\\System32\\drivers\nx> y\n", "PS>", "a",
        [
          "C:\\Windows\\System32\\drivers", "x> y",
        ]
      ),
    ] as [(String, String, String, [String])])
  func wrappedPrompts(_ text: String, _ prompt: String, _ command: String, _ output: [String])
    throws
  {
    for page in [false, true] {
      let transcript = try TranscriptParser.parse(
        page ? "```\nPS> before\n\(text)PS> last\n```\n" : "PS> before\n\(text)PS> last\n",
        name: page ? "a.md" : "a.txt")
      let interactions = try #require(transcript.sections.first?.interactions)
      #expect(interactions.map(\.command) == ["before", command, "last"])
      #expect(interactions[1].prompt?.prompt == prompt)
      #expect(interactions[1].expected.map(String.init) == output)
      #expect(interactions[0].expected.isEmpty)
    }
  }

  @Test("what stands behind stars is told in front of a command, or for the section")
  func secrets() throws {
    let text = """
      //secret first one
      PS> a '********'
      //secret it's
      //secret more
      PS> b -p:******** '********' "********"
      # B #
      PS> a ********
      """
    let sections = try TranscriptParser.parse(text, name: "t.txt").sections
    let commands = sections.map { section in
      section.interactions.map { $0.revealedCommand(section.directives) }
    }
    #expect(commands == [["a 'first one'", "b -p:it's 'more' \"more\""], [nil]])
    #expect(throws: Transcript.Failure.self) {
      try TranscriptParser.parse("//secret\nPS> a", name: "t.txt")
    }
  }

  @Test func markdown() throws {
    let text = """
      # One
      PS> not a command outside a block
      <!-- wsmansh
      //width 80
      -->
      ```powershell
      PS> a
      out
      ```
      prose
      ~~~
      PS> b
      ~~~
      ## Two
      ```
      PS> c
      ```
      """
    let transcript = try TranscriptParser.parse(text, name: "page.md")
    #expect(transcript.sections.map(\.title) == ["One", "Two"])
    #expect(transcript.sections[0].directives.width == 80)
    #expect(transcript.sections[0].interactions.map(\.command) == ["a", "b"])
    #expect(transcript.sections[0].interactions[0].expected == ["out"])
  }

  @Test("a block of output belongs to the block of commands before it")
  func outputBlocks() throws {
    let text = """
      ```powershell
      first
      second
      ```
      ```Output
      both

      ```
      ```powershell
      PS> third
      its own
      ```
      ```Output
      of something else
      ```
      ```powershell
      alone
      ```
      """
    let transcript = try TranscriptParser.parse(text, name: "page.md")
    let all = try #require(transcript.sections.first?.interactions)
    #expect(all.map(\.command) == ["first", "second", "third", "alone"])
    #expect(all.map(\.comparison) == [.withNext, .here, .here, .errorsOnly])
    #expect(all.map(\.expected) == [[], ["both"], ["its own"], []])
    #expect(all[1].expectedLines == 6..<7)
    #expect(all.map { $0.prompt == nil } == [true, true, false, true])
  }

  @Test("an input goes on where the language wants more, unless it never ends")
  func brokenInputs() throws {
    let text = """
      PS> if (1) {
        'a'
      }
      a
      PS> 'no end
      The string is missing the terminator: '.
      PS> if (1) {
      Missing closing '}' in statement block.
      PS> 1 |
      2
      3
      PS> last
      """
    let transcript = try TranscriptParser.parse(text, name: "t.txt")
    let all = try #require(transcript.sections.first?.interactions)
    #expect(all.map(\.command) == ["if (1) {\n  'a'\n}", "'no end", "if (1) {", "1 |\n2", "last"])
    #expect(all.map(\.expected.count) == [1, 1, 1, 1, 0])
  }

  @Test func transcriptsOfWindows() throws {
    let stars = String(repeating: "*", count: 22)
    let text = """
      \(stars)
      Windows PowerShell transcript start
      Start time: 20250102150405
      Username: LAB\\admin
      \(stars)
      Transcript started, output file is C:\\t.txt
      PS C:\\> dir
      one
      \(stars)
      Command start time: 20250102150406
      \(stars)
      PS C:\\> cd nowhere
      PS>TerminatingError(Set-Location): "Cannot find path"
      >> and more of it
      cd : Cannot find path
      PS>1..2
      1
      2
      \(stars)
      no header
      PS C:\\> Stop-Transcript
      \(stars)
      Windows PowerShell transcript end
      End time: 20250102150410
      \(stars)
      \(stars)
      PowerShell transcript start
      Start time: 20250102150500
      \(stars)
      PS> again
      """
    let transcript = try TranscriptParser.parse(text, name: "t.txt")
    #expect(
      transcript.sections.map(\.title) == [
        "Start time: 20250102150405", "Start time: 20250102150500",
      ])
    let first = try #require(transcript.sections.first?.interactions)
    #expect(first.map(\.command) == ["dir", "cd nowhere", "1..2"])
    #expect(
      first.map(\.expected) == [
        ["one"], ["cd : Cannot find path"], ["1", "2", stars[...], "no header"],
      ]
    )
    #expect(transcript.sections[1].interactions.map(\.command) == ["again"])
  }

  @Test("recordings of asciinema, with what a line editor does to a line")
  func casts() throws {
    let text = """
      {"version":3,"term":{"cols":90,"rows":24}}
      # a comment
      [0.1, "o", "PS C:\\\\> "]
      [0.1, "o", "dit\\bR\\b\\u001b[Kr"]
      [0.1, "i", "secret keys"]
      [0.1, "o", "\\r\\n\\u001b[32mgr\\u00fcn\\u001b"]
      [0.1, "o", "[0m \\ud83d\\ude00\\r\\nnew"]
      [0.1, "x", "0"]
      """
    let transcript = try TranscriptParser.parse(text, name: "t.cast")
    let section = try #require(transcript.sections.first)
    #expect(section.directives.width == 90)
    #expect(section.interactions.map(\.command) == ["dir"])
    #expect(section.interactions[0].expected == ["grün 😀", "new"])
    #expect(throws: Transcript.Failure.self) {
      try TranscriptParser.parse("{\"version\":9}\n", name: "t.cast")
    }
    #expect(throws: Transcript.Failure.self) {
      try TranscriptParser.parse("{\"version\":2}\n[1, \"o\n", name: "t.cast")
    }
  }

  @Test func errorsNameTheLine() {
    for (text, line) in [
      ("PS> a\n//widht 80\n", 2), ("PS> a\n//lab x\n", 2), ("//pattern X (\nPS> a\n", 1),
      ("//exit x\n", 1),
    ] {
      do {
        _ = try TranscriptParser.parse(text, name: "t.txt")
        Issue.record("accepted: \(text)")
      } catch {
        #expect(error.line == line)
      }
    }
    for text in ["x\n```\nPS> a\n", "x\n<!-- wsmansh\n//exact\n"] {
      do {
        _ = try TranscriptParser.parse(text, name: "t.md")
        Issue.record("an unfinished block was accepted")
      } catch {
        #expect(error.line == 2)
      }
    }
  }
}
