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
  private let result: NativeResult

  init(
    width: Int = 120, answers: [String]? = nil, result: NativeResult = NativeResult(exitCode: 0)
  ) {
    self.width = width
    isInteractive = answers != nil
    self.result = result
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
    case .error: name = "error"
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

  func run(_ program: NativeProgram) async throws -> NativeResult {
    state.withLock { $0.programs.append(program) }
    return result
  }
}
