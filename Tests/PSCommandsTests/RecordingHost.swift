import PSEngine
import Synchronization

/// A host that keeps what is written and answers questions from a list.
final class RecordingHost: PSHost {
  private struct State {
    var written = ""
    var answers: [String]
  }

  private let state: Mutex<State>

  init(answers: [String] = []) { state = Mutex(State(answers: answers)) }

  var written: String { state.withLock { $0.written } }

  let name = "TestHost"
  let width = 120
  let height = 40
  let supportsColor = false
  let isInteractive = true

  func write(_ text: String, to stream: HostStream) { state.withLock { $0.written += text } }

  func readLine(prompt: String) async throws -> String? {
    write(prompt, to: .prompt)
    let answer = state.withLock { $0.answers.isEmpty ? nil : $0.answers.removeFirst() }
    guard let answer else { throw PromptUnavailable(question: prompt) }
    write(answer + "\n", to: .prompt)
    return answer
  }

  func readSecret(prompt: String) async throws -> String? { try await readLine(prompt: prompt) }
  func show(_ progress: ProgressRecord) {}
  func clearScreen() { state.withLock { $0.written = "" } }
  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    throw CancellationError()
  }
}
