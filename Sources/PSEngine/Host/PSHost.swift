/// What the engine needs of the program around it: where text goes and answers come from.
///
/// Implemented by the terminal, by the transcript runner and by tests. Writing is synchronous: the
/// implementation owns its buffering. Reading is asynchronous: on a terminal it runs on the main
/// thread while the runspace waits.
public protocol PSHost: AnyObject, Sendable {
  /// `$Host.Name`.
  var name: String { get }
  /// Columns available; 120 when output is no terminal.
  var width: Int { get }
  /// Lines available.
  var height: Int { get }
  /// Whether colours may be written.
  var supportsColor: Bool { get }
  /// Whether prompts can be answered.
  var isInteractive: Bool { get }
  /// Whether output is shown on a terminal, so that a person reads it and no script.
  var writesToTerminal: Bool { get }

  /// Writes text to a stream of the host, without adding a line end.
  func write(_ text: String, to stream: HostStream)
  /// Reads one line after writing a prompt.
  /// - Returns: the line without its end, `nil` at the end of input.
  /// - Throws: `CancellationError` on Ctrl+C, ``PromptUnavailable`` when nobody can answer.
  func readLine(prompt: String) async throws -> String?
  /// Reads one line without echo.
  func readSecret(prompt: String) async throws -> String?
  /// Reads one key after writing a prompt, which then goes away. A host that reads lines only takes
  /// the first character of a line, and the line end for an empty one.
  /// - Returns: the character, `nil` at the end of input.
  func readKey(prompt: String) async throws -> Character?
  /// Reads a line of commands at a nested prompt.
  /// - Throws: ``PromptUnavailable`` when nobody can type.
  func readCommand(prompt: String) async throws -> CommandLineInput
  /// Sets what Ctrl+C does while commands run.
  /// - Returns: what it did before; nil for a host without Ctrl+C.
  func exchangeInterrupt(_ action: (@Sendable () -> Void)?) -> (@Sendable () -> Void)?
  /// Shows or ends a progress record; ignored where nobody watches.
  func show(_ progress: ProgressRecord)
  /// Clears the screen (`Clear-Host`).
  func clearScreen()
  /// Writes in another encoding from now on (`[Console]::OutputEncoding`); ignored by hosts that
  /// write texts and no bytes.
  func useOutputEncoding(_ encoding: PSEncoding)
  /// Starts a program of the host with the terminal handed over, see ``NativeProgram``.
  /// - Throws: whatever describes why it cannot be started.
  func start(_ program: NativeProgram) async throws -> any NativeProcess
  /// The input of a program that the shell brings along, while that runs.
  /// - Parameter echo: whether what is typed is shown.
  /// - Returns: `nil` when nobody types, or when what comes is commands.
  func programInput(echo: Bool) async -> (any ProgramInput)?
  /// Sets what Ctrl+C does when the pipeline was already asked to end; `nil` nothing.
  func whenInterruptedAgain(_ action: (@Sendable () -> Void)?)
}

extension PSHost {
  /// Output goes to a script, a file or a test.
  public var writesToTerminal: Bool { false }

  /// Texts are written, whatever their bytes will be.
  public func useOutputEncoding(_ encoding: PSEncoding) {}

  /// Nobody types.
  public func programInput(echo: Bool) async -> (any ProgramInput)? { nil }

  /// Ctrl+C does not reach this host.
  public func whenInterruptedAgain(_ action: (@Sendable () -> Void)?) {}

  /// Reads a line and takes its first character.
  public func readKey(prompt: String) async throws -> Character? {
    guard let line = try await readLine(prompt: prompt + "\n") else { return nil }
    return line.first ?? "\n"
  }

  /// Reads it as any line.
  public func readCommand(prompt: String) async throws -> CommandLineInput {
    try await readLine(prompt: prompt).map { .line($0) } ?? .end
  }

  /// Does nothing.
  public func exchangeInterrupt(
    _ action: (@Sendable () -> Void)?
  ) -> (@Sendable () -> Void)? { nil }
}

/// What came of reading a line of commands.
public enum CommandLineInput: Sendable, Equatable {
  /// A line without its end.
  case line(String)
  /// Ctrl+C: the line is dropped.
  case interrupted
  /// The end of input.
  case end
}

/// Where text of the host goes.
public enum HostStream: Sendable {
  /// Ordinary output.
  case output
  /// Error records as shown.
  case error
  /// What a script writes into the error stream of the process itself; no record stands behind it.
  case standardError
  /// Warnings.
  case warning
  /// Verbose lines.
  case verbose
  /// Debug lines.
  case debug
  /// `Write-Host` text, with colours by PowerShell's names when given.
  case host(foreground: String?, background: String?)
  /// Prompts and questions.
  case prompt
}

/// A question could not be asked because the host is not interactive.
public struct PromptUnavailable: Error {
  /// What would have been asked.
  public let question: String

  /// Makes the error.
  public init(question: String) { self.question = question }
}

/// A record of `Write-Progress`.
public struct ProgressRecord: Sendable {
  /// Identity of the bar.
  public var id: Int32
  /// First line.
  public var activity: String
  /// Second line.
  public var status: String
  /// 0 to 100, negative when unknown.
  public var percentComplete: Int32
  /// Whether the bar ends.
  public var isCompleted: Bool

  /// Makes a record.
  public init(
    id: Int32 = 0, activity: String, status: String = "", percentComplete: Int32 = -1,
    isCompleted: Bool = false
  ) {
    self.id = id
    self.activity = activity
    self.status = status
    self.percentComplete = percentComplete
    self.isCompleted = isCompleted
  }
}
