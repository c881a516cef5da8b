import Testing

@testable import Transcripts

@Suite("Lines of a transcript")
struct TextLinesTests {
  @Test(
    "line ends are those of Character.isNewline",
    arguments: [
      "", "a", "\n", "a\nb\n", "a\r\nb\r\n", "a\rb\r\r\nc", "\r", "a\u{B}b\u{C}c",
      "a\u{85}b", "a\u{2028}b\u{2029}", "\u{E9}\u{A9}\u{20AC}\u{2027}", "a\n\u{301}b\u{0}\t",
    ])
  func likeCharacters(_ text: String) {
    let expected = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    #expect(Array(TextLines(text[...])) == expected)
  }

  @Test("expected output is a slice of the text, not a copy")
  func slices() throws {
    let line = "a line that is longer than what a string holds without memory of its own"
    let text = "PS> a\n\(line)\n"
    let transcript = try TranscriptParser.parse(text, name: "t.txt")
    let expected = try #require(transcript.sections.first?.interactions.first?.expected.first)
    #expect(expected == line)
    #expect(expected.base == text)
  }
}
