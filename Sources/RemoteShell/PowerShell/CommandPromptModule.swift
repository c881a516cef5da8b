public import PSEngine
import Synchronization
import WSManService

/// `cmd` and `ipconfig` at the prompt of the shell itself: they run on the emulated local computer, as
/// `winrs -r:localhost` does, but without its service. The files there are its own. With them the
/// execution policy, which the session keeps and tells.
public struct CommandPromptModule: PSModule {
  /// The name that the commands show as their source.
  public let name = "CommandPrompt"
  /// Version of the module.
  public let version = "1.0.0.0"
  private let prompt: Prompt

  /// The programs for a computer.
  ///
  /// - Parameters:
  ///   - computer: what they tell about it; asked for when the first one runs.
  ///   - user: the account that runs them, such as `SERVER01\\administrator`.
  ///   - isElevated: whether it is an administrator.
  ///   - sessions: makes the sessions of PowerShell.
  public init(
    user: String, isElevated: Bool, sessions: any PowerShellSessions,
    computer: @escaping @Sendable () -> EmulatedComputer
  ) {
    prompt = Prompt {
      let computer = computer()
      return CommandInterpreter(
        RemoteCommand(line: "", userName: user, isAdministrator: isElevated), on: computer,
        files: ComputerFiles(now: computer.now), sessions: sessions, CommandStreams())
    }
  }

  /// Adds the programs.
  public func register(in registrar: ModuleRegistrar) {
    registrar.add(cmdlets: [GetExecutionPolicy.self, SetExecutionPolicy.self])
    let prompt = prompt
    for name in ["cmd", "ipconfig"] {
      ComputerPrograms.add(name, to: registrar) { prompt.programs }
    }
  }

  /// What the programs run in, made for the first of them.
  private final class Prompt: Sendable {
    private let make: @Sendable () -> CommandInterpreter
    private let made = Mutex<ComputerPrograms?>(nil)

    init(_ make: @escaping @Sendable () -> CommandInterpreter) { self.make = make }

    var programs: ComputerPrograms {
      made.withLock { made in
        let programs = made ?? ComputerPrograms(shell: make())
        made = programs
        return programs
      }
    }
  }
}
