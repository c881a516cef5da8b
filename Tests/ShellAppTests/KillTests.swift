import Foundation
import Testing

/// `kill -9` at any moment: the state opens again and holds everything that was done before, up to
/// the write that was under way.
///
/// `WSMANSH_TEST_KILLS` says how often it is tried; `make test-long` tries it a hundred times.
@Suite("killed while writing")
struct KillTests {
  private static let count =
    ProcessInfo.processInfo.environment["WSMANSH_TEST_KILLS"].flatMap(Int.init) ?? 5

  /// The first value that both settings accept.
  private static let first = 1_000

  /// Two settings, written in turns with rising values; each line is answered when it is done.
  private static let script = (first..<first + 20_000).map { value in
    "Set-Item WSMan:\\localhost\\MaxTimeoutms \(value); "
      + "Set-Item WSMan:\\localhost\\MaxBatchItems \(value); \(value)\n"
  }.joined()

  private static let look =
    "(Get-Item WSMan:\\localhost\\MaxTimeoutms).Value; (Get-Item WSMan:\\localhost\\MaxBatchItems).Value"

  @Test func whatWasWrittenStays() async throws {
    let program = try Program()
    let script = try program.file("writes.ps1", Self.script)
    var generator = SystemRandomNumberGenerator()
    for _ in 1...Self.count {
      let answered = try await killWhileWriting(program, script, &generator)
      let result = try await program.run("-c", Self.look)
      #expect(result.errors.isEmpty, "\(result.errors)")
      let values = result.outputLines.compactMap { Int($0) }
      try #require(values.count == 2)
      // Everything that was answered is there; at most one write is ahead of the other setting.
      #expect(values[1] >= answered)
      #expect(values[0] == values[1] || values[0] == values[1] + 1)
    }
  }

  /// Runs the writes and kills the program at a random moment after its first answer.
  /// - Returns: the last value that it answered.
  private func killWhileWriting(
    _ program: Program, _ script: String, _ generator: inout SystemRandomNumberGenerator
  ) async throws -> Int {
    let output = program.home.appending(path: "answers")
    try Data().write(to: output)
    let process = program.makeProcess([])
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: script))
    process.standardOutput = try FileHandle(forWritingTo: output)
    try process.run()
    func answers() -> [Int] {
      let text = (try? String(contentsOf: output, encoding: .utf8)) ?? ""
      // The last line may be cut off by the kill.
      return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        .compactMap { Int($0) }
    }
    let deadline = ContinuousClock.now + .seconds(30 * Program.timeScale)
    while answers().isEmpty {
      try #require(process.isRunning && ContinuousClock.now < deadline)
      try await Task.sleep(for: .milliseconds(2))
    }
    try await Task.sleep(for: .microseconds(Int.random(in: 0...200_000, using: &generator)))
    #expect(process.isRunning, "it had nothing left to write")
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    return try #require(answers().last)
  }

  @Test("a file that is written again and again is whole, and nothing lies beside it")
  func filesAreWhole() async throws {
    let program = try Program()
    let folder = program.home.appending(path: "files")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    let file = folder.appending(path: "data.txt")
    let size = 1 << 20
    let script = try program.file(
      "rewrite.ps1",
      "$t = ('a' * \(size)), ('b' * \(size)); while (1) { $t | % { $_ | Set-Content files/data.txt } }"
    )
    for _ in 1...Self.count {
      let process = program.makeProcess(["--no-profile", script])
      try process.run()
      let deadline = ContinuousClock.now + .seconds(30 * Program.timeScale)
      while !FileManager.default.fileExists(atPath: file.path) {
        try #require(process.isRunning && ContinuousClock.now < deadline)
        try await Task.sleep(for: .milliseconds(2))
      }
      try await Task.sleep(for: .microseconds(Int.random(in: 0...100_000)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let bytes = try Data(contentsOf: file)
      #expect(bytes.count == size + 1 && Set(bytes.dropLast()).count == 1)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["data.txt"])
      try FileManager.default.removeItem(at: file)
    }
  }
}
