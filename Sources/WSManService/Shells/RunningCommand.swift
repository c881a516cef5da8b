import Synchronization
import WSManProtocol

/// A command of a shell, until the client has it forgotten.
final class RunningCommand: Sendable {
  let id: String
  let line: String
  let streams: CommandStreams
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// Starts a command.
  init(id: String, _ command: RemoteCommand, by commands: any ShellCommands, memory: Int) {
    self.id = id
    line = command.line
    let streams = CommandStreams(memory: memory)
    self.streams = streams
    let task = Task.detached {
      let code = await commands.run(command, streams)
      streams.end(code)
    }
    self.task.withLock { $0 = task }
    streams.whenEnded { task.cancel() }
  }

  /// Whether it still runs.
  var isRunning: Bool { !streams.hasEnded }

  /// Ends it as Ctrl-C does.
  func interrupt() { streams.end(CommandStreams.interrupted) }

  /// The command as an enumeration tells it.
  var description: ShellCommandDescription {
    ShellCommandDescription(id: id, line: line, isRunning: isRunning)
  }
}
