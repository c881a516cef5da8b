/// The host of a session with its recorders beside it: whatever is shown or answered goes to both.
final class RecordedHost: PSHost {
  private let base: any PSHost
  private let recording: SessionRecording

  init(_ base: any PSHost, _ recording: SessionRecording) {
    self.base = base
    self.recording = recording
  }

  var name: String { base.name }
  var width: Int { base.width }
  var height: Int { base.height }
  var supportsColor: Bool { base.supportsColor }
  var isInteractive: Bool { base.isInteractive }
  var writesToTerminal: Bool { base.writesToTerminal }

  func write(_ text: String, to stream: HostStream) {
    base.write(text, to: stream)
    if recording.isActive { recording.record(.output(text)) }
  }

  func readLine(prompt: String) async throws -> String? {
    let line = try await base.readLine(prompt: prompt)
    recording.record(.answer(question: prompt, text: line ?? ""))
    return line
  }

  func readSecret(prompt: String) async throws -> String? {
    let secret = try await base.readSecret(prompt: prompt)
    if let secret { recording.hide(secret) }
    recording.record(.answer(question: prompt, text: secret == nil ? "" : SessionRecording.mask))
    return secret
  }

  func readCommand(prompt: String) async throws -> CommandLineInput {
    let input = try await base.readCommand(prompt: prompt)
    if case .line(let line) = input { recording.record(.answer(question: prompt, text: line)) }
    return input
  }

  func exchangeInterrupt(_ action: (@Sendable () -> Void)?) -> (@Sendable () -> Void)? {
    base.exchangeInterrupt(action)
  }

  // A key answers a question that goes away with it.
  func readKey(prompt: String) async throws -> Character? { try await base.readKey(prompt: prompt) }

  func show(_ progress: ProgressRecord) { base.show(progress) }

  func useOutputEncoding(_ encoding: PSEncoding) { base.useOutputEncoding(encoding) }

  func clearScreen() {
    base.clearScreen()
    recording.record(.cleared)
  }

  func start(_ program: NativeProgram) async throws -> any NativeProcess {
    try await base.start(program)
  }

  func programInput(echo: Bool) async -> (any ProgramInput)? {
    await base.programInput(echo: echo)
  }

  func whenInterruptedAgain(_ action: (@Sendable () -> Void)?) {
    base.whenInterruptedAgain(action)
  }
}
