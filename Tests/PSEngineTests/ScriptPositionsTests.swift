import PSEngine
import PSLanguage
import Testing

/// The position message of `language.md` 9.2.
@Suite struct ScriptPositionsTests {
  private func message(_ text: String, _ start: Int, _ end: Int, file: String? = nil) -> String {
    ScriptPositions.message(for: SourceText(text, fileName: file).extent(start, end))
  }

  @Test func marksTheExtent() {
    #expect(message("foo bar", 4, 7) == "At line:1 char:5\n+ foo bar\n+     ~~~")
    #expect(message("a\nbc", 2, 2, file: "/x.ps1") == "At /x.ps1:2 char:1\n+ bc\n+ ~")
    #expect(message("\tfoo", 1, 4) == "At line:1 char:2\n+     foo\n+     ~~~")
  }

  @Test func ofSeveralLinesTheFirstIsMarked() {
    #expect(message("foo {\n}", 0, 7) == "At line:1 char:1\n+ foo {\n+ ~~~~~")
  }

  @Test func longLinesAreCut() {
    let line = String(repeating: "a", count: 50) + "XX" + String(repeating: "b", count: 50)
    #expect(
      message(line, 50, 52)
        == "At line:1 char:51\n+ ... aaaaaaaaaaaaXXbbbbbbbb ...\n+                 ~~")
  }
}
