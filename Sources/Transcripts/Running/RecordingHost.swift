public import PSEngine
import Synchronization

/// A host without a terminal: keeps what is printed and answers prompts from the transcript.
public final class RecordingHost: PSHost {
  /// What is printed beyond this is not kept (64 MB).
  private static let longestOutput = 64 << 20

  /// Questions of one interaction that may go without an answer.
  private static let mostUnanswered = 50

  private struct State {
    var output = ""
    /// The output without the questions that the expected output does not show.
    var shownOutput = ""
    /// What was written of a question that has not been asked to its end.
    var question = ""
    var answers = TranscriptAnswers()
    var unanswered = 0
    var start: (@Sendable (NativeProgram) async throws -> any NativeProcess)?
  }

  private let state = Mutex(State())

  /// The console's name: replayed sessions look like typed ones.
  public let name = "ConsoleHost"
  /// Columns.
  public let width: Int
  /// Whether a question that the expected output does not show may be missing from it even when
  /// nothing is said about its answer.
  private let passesOverQuestions: Bool
  /// Lines.
  public let height = 50
  /// Never: colours are not compared.
  public let supportsColor = false
  /// Prompts are answered from the transcript.
  public let isInteractive = true

  /// A recorder.
  /// - Parameters:
  ///   - width: columns.
  ///   - answers: answers to prompts that the expected output does not show.
  ///   - passesOverQuestions: whether a question that the expected output does not show may be missing
  ///     from it even when nothing is said about its answer.
  public init(width: Int, answers: [String] = [], passesOverQuestions: Bool = false) {
    self.width = width
    self.passesOverQuestions = passesOverQuestions
    state.withLock { $0.answers = TranscriptAnswers(given: answers) }
  }

  /// Allows programs of the host, started by the given function.
  public func allowPrograms(
    _ start: @escaping @Sendable (NativeProgram) async throws -> any NativeProcess
  ) {
    state.withLock { $0.start = start }
  }

  /// Begins an interaction: its expected output is where answers are looked for.
  /// - Parameters:
  ///   - answers: answers that come before those of the section.
  ///   - secrets: what stands behind stars in the expected output.
  ///   - keepsOutput: whether its output goes behind that of the interaction before.
  public func begin(
    expected: [Substring], answers: [String] = [], secrets: [String] = [], keepsOutput: Bool = false
  ) {
    state.withLock {
      if !keepsOutput {
        $0.output = ""
        $0.shownOutput = ""
      }
      $0.question = ""
      $0.answers.begin(expected: expected, answers: answers, secrets: secrets)
      $0.unanswered = 0
    }
  }

  /// What was printed since ``begin(expected:)``.
  public var output: String { state.withLock { $0.output } }

  /// The same without the questions that the expected output does not show, as far as they may be
  /// missing from it.
  var shownOutput: String { state.withLock { $0.shownOutput + $0.question } }

  /// Keeps the text, whatever its stream; an end is put to what an endless loop prints.
  public func write(_ text: String, to stream: HostStream) {
    state.withLock { state in
      guard state.output.utf8.count < Self.longestOutput else { return }
      state.output += text
      if case .prompt = stream {
        state.question += text
      } else {
        state.shownOutput += state.question + text
        state.question = ""
      }
      guard state.output.utf8.count >= Self.longestOutput else { return }
      let note = "\n(more than \(Self.longestOutput >> 20) MB; the rest was not kept)\n"
      state.output += note
      state.shownOutput += note
    }
  }

  /// Answers from the transcript.
  public func readLine(prompt: String) async throws -> String? {
    try answer(prompt, echo: true)
  }

  /// Answers from the transcript; the text shows asterisks.
  public func readSecret(prompt: String) async throws -> String? {
    try answer(prompt, echo: false)
  }

  /// The answer to a prompt: what stands behind it in the expected output, else the next of the
  /// given answers, else an empty line, which takes the default.
  /// - Throws: `PromptUnavailable` when too many have come without an answer: where an empty line is
  ///   none, the same question comes again and again.
  private func answer(_ prompt: String, echo: Bool) throws -> String {
    try state.withLock { state in
      let answer = state.answers.answer(to: prompt, isSecret: !echo)
      if answer == nil {
        guard state.unanswered < Self.mostUnanswered else {
          throw PromptUnavailable(question: prompt)
        }
        state.unanswered += 1
      }
      let line = prompt + (answer?.shown ?? "") + "\n"
      state.output += line
      let isPassedOver =
        answer.map { !$0.isQuestionShown } ?? true && (answer != nil || passesOverQuestions)
      if !isPassedOver { state.shownOutput += state.question + line }
      state.question = ""
      return answer?.text ?? ""
    }
  }

  /// Progress is not part of a transcript.
  public func show(_ progress: ProgressRecord) {}

  /// Nothing is cleared: the text is kept.
  public func clearScreen() {}

  /// Starts a program when programs are allowed. What it writes to the terminal is recorded, and there
  /// is nothing to read from.
  public func start(_ program: NativeProgram) async throws -> any NativeProcess {
    guard let start = state.withLock({ $0.start }) else { throw ProgramsForbidden() }
    var recorded = program
    recorded.takesInput = true
    recorded.capturesOutput = true
    recorded.capturesError = true
    let process = RecordedProcess(try await start(recorded), of: program, host: self)
    if !program.takesInput { process.closeInput() }
    return process
  }

  /// A transcript wanted to start a program of the host.
  public struct ProgramsForbidden: Error, CustomStringConvertible {
    /// What happened.
    public var description: String { "no program of this machine starts here" }
  }
}

/// A program whose output is recorded as far as it would have gone to the terminal.
private final class RecordedProcess: NativeProcess {
  private let process: any NativeProcess
  private let program: NativeProgram
  private let host: RecordingHost

  init(_ process: any NativeProcess, of program: NativeProgram, host: RecordingHost) {
    self.process = process
    self.program = program
    self.host = host
  }

  func write(_ bytes: [UInt8]) async -> Bool { await process.write(bytes) }
  func closeInput() { process.closeInput() }
  func available() -> [NativeOutput] { process.available().filter(passes) }
  func end() async -> Int32 { await process.end() }
  var wasInterrupted: Bool { process.wasInterrupted }
  func stop() { process.stop() }

  func next() async -> NativeOutput? {
    while let part = await process.next() {
      if passes(part) { return part }
    }
    return nil
  }

  /// Whether the pipeline gets a part of the output; the host does otherwise.
  private func passes(_ part: NativeOutput) -> Bool {
    switch part {
    case .output(let bytes):
      if program.capturesOutput { return true }
      host.write(String(decoding: bytes, as: UTF8.self), to: .output)
    case .error(let bytes):
      if program.capturesError { return true }
      host.write(String(decoding: bytes, as: UTF8.self), to: .error)
    }
    return false
  }
}
