public import WSManProtocol

/// A command of a remote shell as the computer gets it.
public struct RemoteCommand: Sendable {
  /// The command line.
  public var line: String
  /// The account that runs it, such as `SERVER01\administrator`.
  public var userName: String
  /// Whether the account is an administrator of the computer.
  public var isAdministrator: Bool
  /// What the shell adds to the environment.
  public var environment: [ShellDescription.Variable]
  /// Where the command starts; nil for the folder of the user.
  public var workingDirectory: String?
  /// The code page of the streams; nil for that of the computer.
  public var codePage: Int?
  /// Whether its input comes from a pipe, which has an end, and not from somebody who types.
  public var hasPipedInput = false

  /// A command.
  public init(
    line: String, userName: String, isAdministrator: Bool = false,
    environment: [ShellDescription.Variable] = [], workingDirectory: String? = nil,
    codePage: Int? = nil
  ) {
    self.line = line
    self.userName = userName
    self.isAdministrator = isAdministrator
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.codePage = codePage
  }
}

/// Runs the commands of the remote shells of one computer. It never starts a program of the machine.
public protocol ShellCommands: Sendable {
  /// Why a command cannot be started; nil when it can.
  func refusal(of command: RemoteCommand) -> WSManFault?
  /// Runs a command to its end; it ends soon when its task is cancelled.
  ///
  /// - Returns: the exit code.
  func run(_ command: RemoteCommand, _ streams: CommandStreams) async -> Int32
}

extension ShellCommands {
  /// Whatever is asked for is tried.
  public func refusal(of command: RemoteCommand) -> WSManFault? { nil }
}

/// A rule of a lab file: what a computer answers to command lines (`commands:`).
public struct CommandRule: Sendable, Equatable {
  /// The command lines that are meant; `*` stands for any text and `?` for a character, letter case
  /// does not matter.
  public var pattern: String
  /// What is written to the output.
  public var output: String
  /// What is written to the error output.
  public var errorOutput: String
  /// The exit code.
  public var exitCode: Int32
  /// How long the command takes.
  public var delay: Duration

  /// A rule.
  public init(
    pattern: String, output: String = "", errorOutput: String = "", exitCode: Int32 = 0,
    delay: Duration = .zero
  ) {
    self.pattern = pattern
    self.output = output
    self.errorOutput = errorOutput
    self.exitCode = exitCode
    self.delay = delay
  }
}
