import PSEngine
import Testing
import ThrowawayFolder

@testable import PSCommands

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Content is read as it is needed.
@Suite struct ContentReadingTests {
  private func lines(_ bytes: String, chunks: Bool = false) throws -> [String] {
    let folder = try ThrowawayFolder()
    try folder.write(bytes, to: "a.txt")
    let reader = try #require(try LineReader(folder.path + "/a.txt", nil))
    var lines: [String] = []
    while let next = try reader.next(), !next.isEmpty {
      for line in next {
        guard case .string(let text) = line else { continue }
        lines.append(text)
      }
    }
    return lines
  }

  @Test(arguments: [
    "", "a", "a\n", "a\nb", "a\r\nb\r\n", "a\rb\r", "\n\n", "a\n\nb\n", "a\r\n\r\nb", "\r", "\n",
    "\u{FEFF}a\nb\n", "ab\u{e4}\n\u{1F600}\n",
  ])
  func linesAreCutAsInWholeTexts(_ text: String) throws {
    var whole = text
    if whole.unicodeScalars.first == "\u{FEFF}" { whole.unicodeScalars.removeFirst() }
    #expect(try lines(text) == TextLines.split(whole))
  }

  @Test("lines that are longer than what is read at once")
  func longLines() throws {
    let text =
      String(repeating: "x", count: 600_000) + "\r\n" + String(repeating: "y\n", count: 200_000)
    #expect(try lines(text) == TextLines.split(text))
  }

  @Test("the first lines of what never ends")
  func endless() async throws {
    let shell = try Shell()
    #expect(try await shell.text("(Get-Content /dev/urandom -TotalCount 2).Count") == ["2"])
    #expect(
      try await shell.text("Get-Content /dev/zero -Encoding Byte -TotalCount 2") == ["0", "0"])
    let zero = try await shell.text(
      "try { Get-Content /dev/zero -TotalCount 1 -ErrorAction Stop } catch { $_.Exception.GetType().Name }"
    )
    #expect(zero == ["OutOfMemoryException"])
  }

  @Test("waiting for a pipe ends with Ctrl+C")
  func pipe() async throws {
    let shell = try Shell()
    #expect(mkfifo(shell.folder.path + "/pipe", 0o600) == 0)
    let task = Task { try await shell.text("Get-Content pipe") }
    try await Task.sleep(for: .milliseconds(200))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
