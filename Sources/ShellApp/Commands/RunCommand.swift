import ArgumentParser

/// The shell: interactive, one command line, a script, or commands on standard input.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Open the shell, or run commands or a script (the default).")

  @OptionGroup var session: SessionOptions

  @Option(
    name: [
      .customShort("c"), .customLong("command"), .customLong("Command", withSingleDash: true),
    ],
    help: ArgumentHelp("Run these commands and exit.", valueName: "commands"))
  var command: String?

  @Flag(
    name: [.customLong("no-profile"), .customLong("NoProfile", withSingleDash: true)],
    help: "Do not run the profile script.")
  var noProfile = false

  @Flag(
    name: [
      .customLong("non-interactive"), .customLong("NonInteractive", withSingleDash: true),
    ],
    help: "Never ask: a question is an error.")
  var nonInteractive = false

  /// PowerShell's spelling in front of a script says nothing more than the script does.
  @Flag(name: .customLong("File", withSingleDash: true), help: .hidden)
  var announcesScript = false

  @Argument(help: ArgumentHelp("A script to run.", valueName: "file.ps1"))
  var script: String?

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Arguments for the script.", valueName: "args"))
  var arguments: [String] = []

  /// The same without ArgumentParser's wrappers.
  var request: ShellRequest {
    ShellRequest(
      session: session.choices, command: command, script: script, arguments: arguments,
      usesProfile: !noProfile, mayAsk: !nonInteractive)
  }

  func run() throws {
    throw ExitCode(try request.run())
  }
}
