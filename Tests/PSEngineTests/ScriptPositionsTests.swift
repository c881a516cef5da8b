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

  /// 69 characters are shown; what the mark does not need goes to the front first.
  @Test func longLinesAreCut() {
    let line = String(repeating: "a", count: 50) + "XX" + String(repeating: "b", count: 50)
    #expect(
      message(line, 50, 52) == "At line:1 char:51\n+ \(line.prefix(69)) ...\n+ "
        + String(repeating: " ", count: 50) + "~~")
    let command = "PackageManagement\\Install-Package @PSBoundParameters"
    let call = String(repeating: " ", count: 12) + "$null = " + command
    #expect(
      message(call, 20, 72)
        == "At line:1 char:21\n+ ...          $null = \(command)\n+                      "
        + String(repeating: "~", count: 52))
    let late = String(repeating: "a", count: 90) + "XX" + String(repeating: "b", count: 90)
    #expect(
      message(late, 90, 92) == "At line:1 char:91\n+ ... \(late.dropFirst(31).prefix(69)) ...\n+ "
        + String(repeating: " ", count: 63) + "~~")
    let long = "x" + String(repeating: "y", count: 200)
    #expect(
      message(long, 1, 201) == "At line:1 char:2\n+ \(long.prefix(69)) ...\n+  "
        + String(repeating: "~", count: 68))
  }
}
