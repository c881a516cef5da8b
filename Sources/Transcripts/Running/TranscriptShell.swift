/// A shell that a transcript is replayed in.
public protocol TranscriptShell: Sendable {
  /// Runs one input; what it prints goes to the ``RecordingHost`` that the shell was made with.
  /// - Parameter isTyped: whether the transcript shows it, so that it enters the history.
  func run(_ input: String, isTyped: Bool) async -> TranscriptOutcome
  /// The prompt, such as `PS WSMan:\> `.
  func promptText() async -> String
  /// Ends the shell and removes what it kept.
  func close() async
}

/// What came of one input.
public struct TranscriptOutcome: Sendable {
  /// Whether the shell asked to end.
  public var hasExited: Bool
  /// The code of `exit`, else `$LASTEXITCODE`.
  public var exitCode: Int32?
  /// Full ids of the errors, newest first.
  public var errorIds: [String]

  /// Makes an outcome.
  public init(hasExited: Bool = false, exitCode: Int32? = nil, errorIds: [String] = []) {
    self.hasExited = hasExited
    self.exitCode = exitCode
    self.errorIds = errorIds
  }
}
