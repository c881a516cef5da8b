import Foundation
import Testing

/// What happens when nobody takes what the program prints.
@Suite("Standard output")
struct StandardOutputTests {
  private static let program = "'\(Program.path)' --no-profile"

  @Test(
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")),
    arguments: ["-c '1..100000'", "-c 1", "--help", "--version"])
  func aFullDisk(_ arguments: String) async throws {
    let result = try await Program().runInBash("\(Self.program) \(arguments) > /dev/full")
    #expect(result.code == 1)
    #expect(
      result.errors == "wsmansh: Standard output cannot be written: No space left on device.\n")
  }

  @Test func aFullDiskWhileAScriptPrints() async throws {
    let program = try Program()
    let script = try program.file("endless.ps1", "try { while (1) { 'x' * 100 } } finally { 1 }")
    let result = try await program.runInBash(
      "ulimit -f 1; trap '' XFSZ; \(Self.program) \(script) > out.txt", limit: 30)
    #expect(result.code == 1)
    #expect(result.errors.contains("Standard output cannot be written: File too large."))
  }

  @Test(
    "a reader that has gone ends the program quietly",
    arguments: [
      "-c 'while (1) { 1 }'", "-c '1..10000000 | % { $_ }'", "< endless.txt",
      "-c 'try { while (1) { 1 } } finally { 2 }'",
    ])
  func aReaderThatHasGone(_ arguments: String) async throws {
    let program = try Program()
    _ = try program.file("endless.txt", String(repeating: "1\n", count: 200_000))
    let result = try await program.runInBash(
      "\(Self.program) \(arguments) | head -1; echo ${PIPESTATUS[0]}", limit: 30)
    #expect(result.outputLines == ["1", "141"])
    #expect(result.errors.isEmpty)
  }

  @Test func replayWithAReaderThatHasGone() async throws {
    let program = try Program()
    _ = try program.file("a.txt", "PS> 1\n2\n")
    // Short names, whatever folder this is: a command line has its limit.
    let result = try await program.runInBash(
      "\(Program.path) replay \(Array(repeating: "a.txt", count: 2000).joined(separator: " "))"
        + " | head -1; echo ${PIPESTATUS[0]}")
    #expect(result.outputLines.last == "141")
    #expect(result.errors.isEmpty)
  }

  @Test func aClosedOutput() async throws {
    let result = try await Program().runInBash("\(Self.program) -c 1 >&-")
    #expect(result.code == 1)
    #expect(result.errors.contains("Bad file descriptor"))
  }

  @Test("no file of the program gets the number of a closed stream")
  func closedStreamsStayClosed() async throws {
    let result = try await Program().runInBash(
      "\(Self.program) -c 'Set-Item WSMan:\\localhost\\MaxTimeoutms 30000; 1' >&- 2>&- <&-;"
        + " \(Self.program) -c '(Get-Item WSMan:\\localhost\\MaxTimeoutms).Value'")
    #expect(result.outputLines == ["30000"])
  }
}
