public import PSEngine
public import WSManService

/// A session of PowerShell on an emulated computer, which reaches nothing of the machine.
public struct PowerShellSession: Sendable {
  /// The session.
  public let runspace: Runspace
  /// Its drive `C:`; nil for one that shares no files with the computer.
  public let drive: (any SessionDrive)?
  /// Gives back what the session needed; called once.
  public let close: @Sendable () -> Void

  /// A session.
  public init(
    runspace: Runspace, drive: (any SessionDrive)? = nil,
    close: @escaping @Sendable () -> Void = {}
  ) {
    self.runspace = runspace
    self.drive = drive
    self.close = close
  }
}

/// Makes the sessions of PowerShell of one emulated computer.
public protocol PowerShellSessions: Sendable {
  /// A session for a user.
  ///
  /// - Parameters:
  ///   - command: who runs it.
  ///   - folder: where it starts, such as `C:\Windows`.
  ///   - environment: its variables.
  ///   - host: where it writes.
  ///   - programs: the programs of the computer.
  /// - Throws: whatever describes why there is none.
  func session(
    for command: RemoteCommand, in folder: String, environment: [String: String], host: any PSHost,
    programs: any PSModule
  ) throws -> PowerShellSession
}
