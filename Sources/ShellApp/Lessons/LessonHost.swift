import PSEngine
import Synchronization

/// The terminal as the session of a lesson uses it: silent and without questions while commands run
/// that nobody has typed.
final class LessonHost: PSHost {
  private let base: any PSHost
  private let muted = Mutex(false)

  init(_ base: any PSHost) { self.base = base }

  /// Whether nothing is shown and nobody is asked.
  var isMuted: Bool {
    get { muted.withLock { $0 } }
    set { muted.withLock { $0 = newValue } }
  }

  var name: String { base.name }
  var width: Int { base.width }
  var height: Int { base.height }
  var supportsColor: Bool { base.supportsColor }
  var isInteractive: Bool { base.isInteractive && !isMuted }
  var writesToTerminal: Bool { base.writesToTerminal }

  func write(_ text: String, to stream: HostStream) {
    if !isMuted { base.write(text, to: stream) }
  }

  func readLine(prompt: String) async throws -> String? {
    try requireVoice(prompt)
    return try await base.readLine(prompt: prompt)
  }

  func readSecret(prompt: String) async throws -> String? {
    try requireVoice(prompt)
    return try await base.readSecret(prompt: prompt)
  }

  func readCommand(prompt: String) async throws -> CommandLineInput {
    try requireVoice(prompt)
    return try await base.readCommand(prompt: prompt)
  }

  func exchangeInterrupt(_ action: (@Sendable () -> Void)?) -> (@Sendable () -> Void)? {
    base.exchangeInterrupt(action)
  }

  func readKey(prompt: String) async throws -> Character? {
    try requireVoice(prompt)
    return try await base.readKey(prompt: prompt)
  }

  private func requireVoice(_ question: String) throws {
    guard !isMuted else { throw PromptUnavailable(question: question) }
  }

  func show(_ progress: ProgressRecord) {
    if !isMuted { base.show(progress) }
  }

  func clearScreen() { base.clearScreen() }

  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    try await base.start(program)
  }

  func programInput(echo: Bool) async -> (any ProgramInput)? {
    isMuted ? nil : await base.programInput(echo: echo)
  }

  func whenInterruptedAgain(_ action: (@Sendable () -> Void)?) {
    base.whenInterruptedAgain(action)
  }
}
