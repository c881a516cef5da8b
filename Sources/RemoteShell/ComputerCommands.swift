import Synchronization
public import WSManProtocol
public import WSManService

/// The commands of one emulated computer: those of `cmd`, a few programs of Windows, PowerShell in a
/// session of its own, and what the lab file says. No program of the machine is ever started. Each command
/// has a thread of its own while it works, and is ended when it fills the memory.
public final class ComputerCommands: ShellCommands {
  private let computer: EmulatedComputer
  /// Made for the first command: most computers are never asked for one.
  private let files = Mutex<ComputerFiles?>(nil)
  private let sessions: (any PowerShellSessions)?

  /// The commands of a computer.
  ///
  /// - Parameters:
  ///   - computer: what the commands tell about it.
  ///   - sessions: makes the sessions of PowerShell; nil for a computer without PowerShell.
  public init(_ computer: EmulatedComputer, sessions: (any PowerShellSessions)? = nil) {
    self.computer = computer
    self.sessions = sessions
  }

  private func present() -> ComputerFiles {
    files.withLock { files in
      let present = files ?? ComputerFiles(now: computer.now)
      files = present
      return present
    }
  }

  /// A folder to start in has to exist.
  public func refusal(of command: RemoteCommand) -> WSManFault? {
    guard command.workingDirectory != nil else { return nil }
    let computer = computer.present
    let place = CommandInterpreter(
      command, on: computer, files: present(), sessions: nil, CommandStreams())
    guard let missing = place.missingFolder else { return nil }
    return WSManFault(
      .directoryInvalid,
      message: "The directory name is invalid: \(computer.name) has no folder "
        + "\"\(missing.prefix(260))\". Start in one that exists, or make it first with md.")
  }

  /// Runs a command line.
  public func run(_ command: RemoteCommand, _ streams: CommandStreams) async -> Int32 {
    let (files, computer) = (present(), computer.present)
    let executor = CommandExecutor()
    return await MemoryWatch.shared.watching(
      executor, limit: streams.memory, end: { streams.endForWantOfMemory() }
    ) {
      await withTaskExecutorPreference(executor) {
        var interpreter = CommandInterpreter(
          command, on: computer, files: files, sessions: sessions, streams)
        return await interpreter.run(CommandArguments.withoutOuterQuotes(command.line))
      }
    }
  }
}
