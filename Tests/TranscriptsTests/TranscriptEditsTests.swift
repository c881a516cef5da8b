import PSEngine
import Testing

@testable import Transcripts

@Suite("Writing expected output anew")
struct TranscriptEditsTests {
  private func updated(
    _ expected: [String], _ actual: [String], isExact: Bool = false
  ) -> [String] {
    OutputUpdate(matcher: OutputMatcher(isExact: isExact))
      .lines(expected: expected, actual: actual)
  }

  @Test("what matches stays as it is written")
  func matchingLines() {
    #expect(updated(["a   b", "", "c"], ["a b", "d"]) == ["a   b", "", "d"])
    #expect(updated(["a", "b", "c"], ["a", "x", "b", "c"]) == ["a", "x", "b", "c"])
    #expect(updated(["a", "b", "c"], ["c"]) == ["c"])
    #expect(updated([], ["", "a", "", "b", ""]) == ["a", "", "b"])
    #expect(updated([], ["", "a", ""], isExact: true) == ["", "a", ""])
    #expect(updated(["a"], []) == [])
  }

  @Test("elisions stay where they still stand for something")
  func elisions() {
    #expect(updated(["a", "...", "z"], ["a", "1", "2", "y"]) == ["a", "...", "y"])
    #expect(updated(["a", "...", "z"], ["b", "1", "z"]) == ["b", "...", "z"])
    #expect(
      updated(["a", "...", "m", "...", "z"], ["a", "1", "m", "2", "x"])
        == ["a", "...", "m", "...", "x"])
    #expect(updated(["...", "old"], ["new"]) == ["...", "new"])
  }

  @Test("names of patterns stay behind the same words")
  func names() {
    let id = "0F1E2D3C-4B5A-6978-8796-A5B4C3D2E1F0"
    #expect(updated(["old id [GUID] of"], ["new id \(id) of"]) == ["new id [GUID] of"])
    #expect(updated(["[PORT] old"], ["5985 new"]) == ["[PORT] new"])
    #expect(updated(["at [PORT] old"], ["in 5985 new"]) == ["in 5985 new"])
    #expect(updated(["old [..] x"], ["new text y"]) == ["new text y"])
  }

  @Test("nothing else of a file changes")
  func files() async throws {
    let text = """
      prose\r
        # not a title\r
      \r
      PS> a\r
      // a comment that stays\r
      old\r
      \r
      PS WSMan:\\> b\r
      PS> c\r
      kept   as it is\r
      PS> d
      """
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    let outputs = [
      "a": "PS> looks like a prompt\nnew\n", "b": "b1\n", "c": "kept as it is\n", "d": "end\n",
    ]
    let runner = TranscriptRunner { _, host in EchoShell(host: host, outputs: outputs) }
    let edits = Collected()
    _ = try await runner.run(
      TranscriptParser.open(FileTextTests.lines(bytes, pieces: 9), name: "t.txt")
    ) { edits.add($0) }
    var result: [UInt8] = []
    try edits.all.apply(to: FileTextTests.lines(bytes, pieces: 5)) { result += $0 }
    #expect(
      String(decoding: result, as: UTF8.self) == """
        \u{FEFF}prose\r
          # not a title\r
        \r
        PS> a\r
        // a comment that stays\r
        [..]PS> looks like a prompt\r
        new\r
        \r
        PS C:\\> b\r
        b1\r
        PS> c\r
        kept   as it is\r
        PS> d\r
        end
        """)
    let after = try await runner.run(
      TranscriptParser.open(FileTextTests.lines(result, pieces: 64), name: "t.txt"))
    #expect(after.isMatch)
  }

  @Test("a page keeps its indentation, and UTF-16 stays UTF-16")
  func pages() async throws {
    let text = """
      - item

        ```powershell
        a
        ```

        ```Output
        old
        ```

      ```powershell
      PS> b
      ```

      """
    let bytes: [UInt8] = [0xFF, 0xFE] + TextForm.utf16LittleEndian.encode(text)
    let runner = TranscriptRunner { _, host in
      EchoShell(host: host, outputs: ["a": "new\n\n```\n", "b": "b1\n"])
    }
    let edits = Collected()
    _ = try await runner.run(
      TranscriptParser.open(FileTextTests.lines(bytes, pieces: 64), name: "t.md")
    ) { edits.add($0) }
    var result: [UInt8] = []
    try edits.all.apply(to: FileTextTests.lines(bytes, pieces: 64)) { result += $0 }
    #expect(
      TextForm.utf16LittleEndian.decode(result.dropFirst(2)) == """
        - item

          ```powershell
          a
          ```

          ```Output
          new

          [..]```
          ```

        ```powershell
        PS> b
        b1
        ```

        """)
  }

  private final class Collected: @unchecked Sendable {
    // Observers are called one after the other by the run that the test waits for.
    private(set) var all = TranscriptEdits()
    func add(_ seen: TranscriptRunner.Observation) { all.add(seen) }
  }
}

/// A shell that prints what a test says.
struct EchoShell: TranscriptShell {
  let host: RecordingHost
  let outputs: [String: String]

  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome {
    host.write(outputs[input] ?? "", to: .output)
    return TranscriptOutcome()
  }

  func promptText() async -> String { "PS C:\\> " }
  func close() async {}
}
