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
    #expect(transcript.sections[1].title == "Second")
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

  @Test func windowsLineEndsAndByteOrderMark() throws {
    let transcript = try TranscriptParser.parse("\u{FEFF}PS> a\r\nx\r\n", name: "t.txt")
    #expect(transcript.sections[0].interactions[0].command == "a")
    #expect(transcript.sections[0].interactions[0].expected == ["x"])
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

  @Test func errorsNameTheLine() {
    #expect(throws: Transcript.Failure.self) {
      try TranscriptParser.parse("PS> a\n//widht 80\n", name: "t.txt")
    }
    do {
      _ = try TranscriptParser.parse("x\n```\nPS> a\n", name: "t.md")
      Issue.record("an unfinished block was accepted")
    } catch {
      #expect(error.line == 2)
    }
  }
}
