/// `exit`: unwinds to the script file or to the prompt.
public struct ExitSignal: Error {
  /// The exit code.
  public let code: Int32

  /// Makes the signal.
  public init(code: Int32) { self.code = code }
}

/// A downstream command needs no more input (`Select-Object -First`): unwinds to its pipeline.
struct UpstreamStopped: Error {
  /// The command that has enough.
  let requester: ObjectIdentifier
}
