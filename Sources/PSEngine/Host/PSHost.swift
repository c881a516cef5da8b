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

  /// Writes text to a stream of the host, without adding a line end.
  func write(_ text: String, to stream: HostStream)
  /// Reads one line after writing a prompt.
  /// - Returns: the line without its end, `nil` at the end of input.
  /// - Throws: `CancellationError` on Ctrl+C, ``PromptUnavailable`` when nobody can answer.
  func readLine(prompt: String) async throws -> String?
  /// Reads one line without echo.
  func readSecret(prompt: String) async throws -> String?
  /// Shows or ends a progress record; ignored where nobody watches.
  func show(_ progress: ProgressRecord)
  /// Clears the screen (`Clear-Host`).
  func clearScreen()
  /// Runs a program of the host with the terminal handed over, see ``NativeProgram``.
  func run(_ program: NativeProgram) async throws -> NativeResult
}

/// Where text of the host goes.
public enum HostStream: Sendable {
  /// Ordinary output.
  case output
  /// Error records as shown.
  case error
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

/// A host program to run.
public struct NativeProgram: Sendable {
  /// Absolute path of the executable.
  public var path: String
  /// Arguments without the name.
  public var arguments: [String]
  /// Folder to start in.
  public var folder: String
  /// Environment of the child.
  public var environment: [String: String]
  /// Bytes for its standard input; `nil` leaves it on the terminal.
  public var input: [UInt8]?
  /// Whether standard output is collected; otherwise it is the terminal's.
  public var capturesOutput: Bool
  /// Whether standard error is collected; otherwise it is the terminal's.
  public var capturesError: Bool

  /// Describes a run.
  public init(
    path: String, arguments: [String], folder: String, environment: [String: String],
    input: [UInt8]? = nil, capturesOutput: Bool = false, capturesError: Bool = false
  ) {
    self.path = path
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.input = input
    self.capturesOutput = capturesOutput
    self.capturesError = capturesError
  }
}

/// What a host program left behind.
public struct NativeResult: Sendable {
  /// Exit code; 128 + n after signal n.
  public var exitCode: Int32
  /// Collected standard output.
  public var output: [UInt8]
  /// Collected standard error.
  public var error: [UInt8]

  /// Makes a result.
  public init(exitCode: Int32, output: [UInt8] = [], error: [UInt8] = []) {
    self.exitCode = exitCode
    self.output = output
    self.error = error
  }
}
