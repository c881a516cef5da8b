import Foundation
import Synchronization
import Testing

/// The built program with a home of its own.
final class Program: Sendable {
  /// What a run left behind.
  struct Result: Sendable {
    /// The exit code; nil when a signal or the time limit ended it.
    let code: Int32?
    let output: String
    let errors: String
    let seconds: Double

    var outputLines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The folder that is `HOME`, removed with this object.
  let home: URL
  private let environment: [String: String]

  /// - Parameter environment: variables beside those of the tests.
  init(environment: [String: String] = [:]) throws {
    self.environment = environment
    home = FileManager.default.temporaryDirectory.appending(path: "wsmansh-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// Where the tests were built.
  static var path: String {
    let tests = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent()
    // On macOS the tests are a bundle within the folder.
    let folders = [tests, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent()]
    let candidates = folders.map { $0.appending(path: "wsmansh").path }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? Repository.root.appending(path: ".build/debug/wsmansh").path
  }

  /// Time limits grow on slow machines.
  static let timeScale =
    ProcessInfo.processInfo.environment["WSMANSH_TEST_TIME_SCALE"].flatMap(Double.init) ?? 1

  /// A file below the home folder.
  func file(_ name: String, _ text: String) throws -> String {
    let path = home.appending(path: name)
    try text.write(to: path, atomically: true, encoding: .utf8)
    return path.path
  }

  /// The state folder of the program.
  var state: URL { home.appending(path: "state/wsmansh") }

  /// Runs the program to its end.
  /// - Parameters:
  ///   - input: the standard input; nothing without it.
  ///   - limit: seconds after which it is killed, and `Result.code` is nil.
  func run(
    _ arguments: String..., input: [UInt8] = [], limit: Double = 60
  ) async throws -> Result {
    try await run(arguments, input: input, limit: limit)
  }

  /// As above, with text as input.
  func run(
    _ arguments: String..., input: String, limit: Double = 60
  ) async throws -> Result {
    try await run(arguments, input: Array(input.utf8), limit: limit)
  }

  /// As above, with arguments in a list.
  func run(
    _ arguments: [String], input: [UInt8] = [], limit: Double = 60,
    executable: String = Program.path
  ) async throws -> Result {
    let name = UUID().uuidString
    func stream(_ kind: String, _ content: [UInt8] = []) throws -> (URL, FileHandle) {
      let url = home.appending(path: "\(name).\(kind)")
      try Data(content).write(to: url)
      return (url, try kind == "in" ? FileHandle(forReadingFrom: url) : .init(forWritingTo: url))
    }
    let (_, standardInput) = try stream("in", input)
    let (outputFile, standardOutput) = try stream("out")
    let (errorFile, standardError) = try stream("err")
    let process = makeProcess(arguments, executable: executable)
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    // A process that has ended keeps its handles, and Foundation reads past the list of open files
    // of the tests once they are more than a thousand.
    defer { for handle in [standardInput, standardOutput, standardError] { try? handle.close() } }
    let start = ContinuousClock.now
    let code = try await finish(process, limit: limit * Self.timeScale)
    return Result(
      code: code, output: String(decoding: try Data(contentsOf: outputFile), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: errorFile), as: UTF8.self),
      seconds: (ContinuousClock.now - start) / .seconds(1))
  }

  /// Runs a line of bash, in which the program has the environment it has otherwise.
  func runInBash(_ line: String, limit: Double = 60) async throws -> Result {
    try await run(["-c", line], limit: limit, executable: "/bin/bash")
  }

  /// A process in the home folder.
  func makeProcess(_ arguments: [String], executable: String = Program.path) -> Process {
    let process = Process()
    process.executableURL = URL(filePath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = home
    var environment = ProcessInfo.processInfo.environment
    environment.merge(self.environment) { _, own in own }
    environment["HOME"] = home.path
    environment["XDG_STATE_HOME"] = home.appending(path: "state").path
    environment["XDG_CONFIG_HOME"] = home.appending(path: "config").path
    process.environment = environment
    return process
  }

  private func finish(_ process: Process, limit: Double) async throws -> Int32? {
    let (ends, continuation) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
    let identifier = process.processIdentifier
    let timer = Task {
      try await Task.sleep(for: .seconds(limit))
      kill(identifier, SIGKILL)
    }
    for await _ in ends {}
    timer.cancel()
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }
}

/// A program that runs beside a test and is talked to.
final class RunningProgram {
  /// Holds the home folder as long as the program may run.
  private let program: Program
  private let process: Process
  private let input = Pipe()
  private let output: URL

  convenience init(_ program: Program, _ arguments: String...) throws {
    try self.init(program, arguments)
  }

  /// - Parameters:
  ///   - executable: another program than the one that is tested.
  ///   - environment: variables that it has besides those of the tests.
  init(
    _ program: Program, _ arguments: [String], executable: String = Program.path,
    environment: [String: String] = [:]
  ) throws {
    self.program = program
    process = program.makeProcess(arguments, executable: executable)
    process.environment?.merge(environment) { $1 }
    output = program.home.appending(path: "\(UUID().uuidString).out")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    process.standardInput = input
    process.standardOutput = handle
    process.standardError = handle
    defer { try? handle.close() }
    try process.run()
    Self.leftovers.withLock { _ = $0.insert(process.processIdentifier) }
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    try? input.fileHandleForWriting.close()
    let identifier = process.processIdentifier
    Self.leftovers.withLock { _ = $0.remove(identifier) }
  }

  /// Programs that belong to no test alone end with the tests.
  private static let leftovers: Mutex<Set<Int32>> = {
    atexit {
      RunningProgram.leftovers.withLock { for identifier in $0 { kill(identifier, SIGKILL) } }
    }
    return Mutex([])
  }()

  /// What it has written so far, errors included.
  var text: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

  func send(_ line: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Ends the standard input.
  func endInput() throws { try input.fileHandleForWriting.close() }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// The most memory that the program has had at once, in kilobytes; nil where the system does not
  /// tell.
  var peakKilobytes: Int? {
    let status = try? String(
      contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.filter(\.isNumber)) }
  }

  /// Waits until a condition holds; false when the time runs out or the program ends first.
  func wait(seconds: Double = 30, until condition: () -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds * Program.timeScale)
    while ContinuousClock.now < deadline {
      if condition() { return true }
      if !process.isRunning { return condition() }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  /// The exit code, nil when a signal ended it or it does not end.
  func end() async throws -> Int32? {
    guard try await wait(seconds: 15, until: { !process.isRunning }) else { return nil }
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }
}
