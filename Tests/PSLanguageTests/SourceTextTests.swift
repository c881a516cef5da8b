import Testing

@testable import PSLanguage

@Suite struct SourceTextTests {
  @Test func positionsCountLinesAndUTF16Units() {
    let source = SourceText("ab\r\n\u{1F600}x\ny")
    #expect(source.position(at: 0) == ScriptPosition(offset: 0, lineNumber: 1, columnNumber: 1))
    #expect(source.position(at: 8) == ScriptPosition(offset: 8, lineNumber: 2, columnNumber: 3))
    #expect(source.line(2) == "\u{1F600}x")
    #expect(source.lineCount == 3)
  }
}
