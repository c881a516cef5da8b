import PSEngine
import Synchronization

/// A host that keeps what is written and answers questions from a list.
final class ScriptedHost: PSHost {
  private struct State {
    var text: [(stream: String, text: String)] = []
    var answers: [String] = []
    var programs: [NativeProgram] = []
  }

  let name = "ConsoleHost"
  let width: Int
  let height = 50
  let supportsColor = false
  let isInteractive: Bool
  private let state: Mutex<State>
  /// What every program prints, gets and ends with.
  let process: PreparedProcess

  init(
    width: Int = 120, answers: [String]? = nil, process: PreparedProcess = PreparedProcess()
  ) {
    self.width = width
    isInteractive = answers != nil
    self.process = process
    state = Mutex(State(answers: answers ?? []))
  }

  /// Everything that was written, prompts included.
  var text: String { state.withLock { $0.text.map(\.text).joined() } }

  /// What was written to one stream.
  func text(_ stream: String) -> String {
    state.withLock { $0.text.filter { $0.stream == stream }.map(\.text).joined() }
  }

  /// The programs that were asked for.
  var programs: [NativeProgram] { state.withLock { $0.programs } }

  func write(_ text: String, to stream: HostStream) {
    let name: String
    switch stream {
    case .output: name = "output"
    case .error, .standardError: name = "error"
    case .warning: name = "warning"
    case .verbose: name = "verbose"
    case .debug: name = "debug"
    case .host: name = "host"
    case .prompt: name = "prompt"
    }
    state.withLock { $0.text.append((name, text)) }
  }

  func readLine(prompt: String) async throws -> String? {
    guard isInteractive else { throw PromptUnavailable(question: prompt) }
    return state.withLock { state in
      state.text.append(("prompt", prompt))
      guard !state.answers.isEmpty else { return nil }
      let answer = state.answers.removeFirst()
      state.text.append(("prompt", answer + "\n"))
      return answer
    }
  }

  func readSecret(prompt: String) async throws -> String? { try await readLine(prompt: prompt) }
  func show(_ progress: ProgressRecord) {}
  func clearScreen() {}

  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    state.withLock { $0.programs.append(program) }
    return process
  }
}

/// A program that has printed already.
final class PreparedProcess: NativeProcess {
  private let code: Int32
  private let state: Mutex<(output: [NativeOutput], input: [UInt8], isStopped: Bool)>
  private let takesInput: Bool
  let wasInterrupted: Bool

  init(
    exitCode: Int32 = 0, output: [NativeOutput] = [], takesInput: Bool = true,
    wasInterrupted: Bool = false
  ) {
    code = exitCode
    self.takesInput = takesInput
    self.wasInterrupted = wasInterrupted
    state = Mutex((output, [], false))
  }

  var input: [UInt8] { state.withLock { $0.input } }
  var isStopped: Bool { state.withLock { $0.isStopped } }

  func write(_ bytes: [UInt8]) async -> Bool {
    state.withLock { $0.input += bytes }
    return takesInput
  }

  func closeInput() {}
  func available() -> [NativeOutput] { [] }

  func next() async -> NativeOutput? {
    state.withLock { $0.output.isEmpty ? nil : $0.output.removeFirst() }
  }

  func end() async -> Int32 { code }
  func stop() { state.withLock { $0.isStopped = true } }
}
