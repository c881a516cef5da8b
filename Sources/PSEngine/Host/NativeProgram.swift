/// A host program to start.
public struct NativeProgram: Sendable {
  /// Absolute path of the executable.
  public var path: String
  /// Arguments without the name.
  public var arguments: [String]
  /// Folder to start in.
  public var folder: String
  /// Environment of the child.
  public var environment: [String: String]
  /// Whether its standard input is what ``NativeProcess/write(_:)`` gets; otherwise it is the
  /// terminal.
  public var takesInput: Bool
  /// Whether standard output is collected; otherwise it is the terminal's.
  public var capturesOutput: Bool
  /// Whether standard error is collected; otherwise it is the terminal's.
  public var capturesError: Bool

  /// Describes a program.
  public init(
    path: String, arguments: [String], folder: String, environment: [String: String],
    takesInput: Bool = false, capturesOutput: Bool = false, capturesError: Bool = false
  ) {
    self.path = path
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.takesInput = takesInput
    self.capturesOutput = capturesOutput
    self.capturesError = capturesError
  }
}

/// A part of what a host program prints.
public enum NativeOutput: Sendable, Equatable {
  /// Bytes of its standard output.
  case output([UInt8])
  /// Bytes of its standard error.
  case error([UInt8])
}

/// A host program that was started. It runs while the pipeline around it does.
public protocol NativeProcess: AnyObject, Sendable {
  /// Gives bytes to its standard input; waits until it has taken those before.
  /// - Returns: whether it takes more.
  func write(_ bytes: [UInt8]) async -> Bool
  /// Ends its standard input.
  func closeInput()
  /// The next part of what is collected, waiting for it; `nil` when no more will come.
  func next() async -> NativeOutput?
  /// What has been collected and not been asked for.
  func available() -> [NativeOutput]
  /// Waits for its end.
  /// - Returns: the exit code; 128 + n after signal n.
  func end() async -> Int32
  /// Whether Ctrl+C on the terminal has ended it.
  var wasInterrupted: Bool { get }
  /// Asks it to end, as Ctrl+C does, and makes it end when it does not.
  func stop()
}
