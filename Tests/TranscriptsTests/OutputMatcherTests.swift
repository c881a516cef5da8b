import Testing

@testable import Transcripts

@Suite("Comparing output")
struct OutputMatcherTests {
  private func normal(_ expected: [String], _ actual: [String]) -> Bool {
    OutputMatcher(isExact: false).matches(expected: expected, actual: actual)
  }
  private func exact(_ expected: [String], _ actual: [String]) -> Bool {
    OutputMatcher(isExact: true).matches(expected: expected, actual: actual)
  }

  @Test func blanksDoNotCountUnlessExact() {
    #expect(normal(["a  b", "c"], ["", "   a b  ", "", "c", ""]))
    #expect(!exact(["a  b", "c"], ["a b", "c"]))
    #expect(exact(["", " a", "b "], ["", " a  ", "b"]))
    #expect(!exact(["a"], ["a", ""]))
    #expect(
      OutputMatcher(isExact: true).matches(expected: ["a"], actual: ["a", ""], ignoresEnd: true))
    #expect(!normal(["a"], ["b"]))
    #expect(!normal(["a", "b"], ["b", "a"]))
    #expect(!normal([], ["a"]))
  }

  @Test func elisionOfLines() {
    #expect(normal(["a", "...", "z"], ["a", "b", "c", "z"]))
    #expect(normal(["a", "...", "z"], ["a", "z"]))
    #expect(normal(["..."], []))
    #expect(!normal(["a", "...", "z"], ["a", "b"]))
    #expect(normal(["...", "x", "...", "x"], ["x", "1", "x"]))
    #expect(normal(["..."], ["..."]))
  }

  @Test func elisionInLines() {
    #expect(normal(["Error [..] at [PORT]"], ["Error of any kind at 5985"]))
    #expect(!normal(["Error [..] at [PORT]"], ["Error of any kind at all"]))
    #expect(normal(["id uuid:[GUID]"], ["id uuid:0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0"]))
    #expect(!normal(["id uuid:[GUID]"], ["id uuid:0F1E"]))
    #expect(normal(["Stack: [VERSION]"], ["Stack: 3.0"]))
    #expect(normal(["[..]"], ["anything"]))
  }

  @Test func hostileOutputStaysQuick() {
    let lines = Array(repeating: "...", count: 300)
    #expect(normal(lines, Array(repeating: "x", count: 3000)))
  }
}
