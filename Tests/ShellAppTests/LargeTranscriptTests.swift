import Foundation
import Testing

/// What `WSMANSH_TEST_TRANSCRIPT_MB` says is the size of the transcripts; `make test-long` tries 100 MB.
@Suite("Large transcripts")
struct LargeTranscriptTests {
  private static let megabytes =
    ProcessInfo.processInfo.environment["WSMANSH_TEST_TRANSCRIPT_MB"].flatMap(Int.init) ?? 3

  #if os(Linux)
    /// The most memory that a replay has used, in KB.
    private func peak(_ program: Program, _ file: String) async throws -> Int {
      let line = """
        '\(Program.path)' replay '\(file)' >out & pid=$!
        while [ -e /proc/$pid/status ] && grep VmHWM /proc/$pid/status 2>/dev/null; do sleep 0.05; done >peaks
        wait $pid && tail -1 peaks | tr -dc 0-9
        """
      let result = try await program.runInBash(line, limit: 1200)
      #expect(result.code == 0, "\(result.output) \(result.errors)")
      return try #require(Int(result.output))
    }

    @Test("memory does not grow with the length of a transcript")
    func flatMemory() async throws {
      let program = try Program()
      func transcript(_ name: String, interactions: Int) throws -> String {
        let text = (0..<interactions).map { number in
          (number % 100 == 0 ? "# Section \(number) #\n" : "")
            + "PS C:\\> 'a line of \(number) ' * 3\n"
            + String(repeating: "a line of \(number) ", count: 3) + "\n"
        }
        return try program.file(name, text.joined())
      }
      let count = 1000 * Self.megabytes
      let small = try await peak(program, try transcript("small.txt", interactions: count / 3))
      let large = try await peak(program, try transcript("large.txt", interactions: count))
      #expect(large < small + 40_000, "\(small) KB, then \(large) KB")
    }

    @Test("the output of a transcript may be large")
    func largeOutput() async throws {
      let program = try Program()
      let line = String(repeating: "x", count: 100_000)
      let text = String(
        repeating: "PS C:\\> 'x' * 100000\n\(line)\n", count: 10 * Self.megabytes)
      let file = try program.file("wide.txt", text)
      #expect(try await peak(program, file) < 200_000)
    }
  #endif

  @Test("a file that cannot be rewritten to its end stays what it was")
  func fullDisk() async throws {
    let program = try Program()
    let text = String(repeating: "PS> 'a' * 50\nwrong\n", count: 2000)
    let file = try program.file("full.txt", text)
    // The new file may not grow beyond 16 blocks.
    let result = try await program.runInBash(
      "ulimit -f 16; '\(Program.path)' replay --update '\(file)' >/dev/null")
    #expect(result.code == 2, "\(result.errors)")
    #expect(result.errors.contains("cannot be rewritten"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    let left = try FileManager.default.contentsOfDirectory(atPath: program.home.path)
    #expect(!left.contains { $0.hasSuffix(".new") })
  }

  @Test("a file is the old one or the new one when --update is killed")
  func killedUpdate() async throws {
    let program = try Program()
    let old = String(repeating: "PS> 'a'\nwrong\n", count: 3000)
    let new = String(repeating: "PS> 'a'\na\n", count: 3000)
    for delay in ["0.2", "0.6", "1.2", "2"] {
      let file = try program.file("killed.txt", old)
      _ = try await program.runInBash(
        "'\(Program.path)' replay --update '\(file)' >/dev/null & sleep \(delay); kill -9 $!")
      let text = try String(contentsOfFile: file, encoding: .utf8)
      #expect(text == old || text == new)
    }
  }

  #if os(Linux)
    @Test(
      "nothing stays beside a file when --update is killed with the new one on the disk",
      .enabled(
        if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace") && hasUnnamedFiles))
    func killedBeforeTheReplacement() async throws {
      let program = try Program()
      let old = "PS> 'a'\nwrong\n"
      let folder = program.home.appending(path: "pages")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      let file = try program.file("pages/killed.txt", old)
      let result = try await program.run(
        [
          "-f", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:signal=KILL",
          Program.path, "replay", "--update", file,
        ], executable: "/usr/bin/strace")
      #expect(result.code != 0, "\(result.output)")
      #expect(try String(contentsOfFile: file, encoding: .utf8) == old)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["killed.txt"])
    }

    /// Whether the file system of temporary files has O_TMPFILE: a container's may not.
    private static let hasUnnamedFiles: Bool = {
      let descriptor = open(
        FileManager.default.temporaryDirectory.path, 0o20000000 | O_DIRECTORY | O_WRONLY, 0o600)
      if descriptor >= 0 { close(descriptor) }
      return descriptor >= 0
    }()
  #endif
}
