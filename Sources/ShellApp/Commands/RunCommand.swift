import ArgumentParser

/// The shell: interactive, one command line, a script, or commands on standard input.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Open the shell, or run commands or a script (the default).",
    discussion: """
      PowerShell's spellings -Command, -File, -NoProfile, -NonInteractive, -NoLogo and -Version \
      are understood too, in any letter case; all words behind -Command are commands. \
      -ExecutionPolicy NAME is accepted and changes nothing.
      """)

  @OptionGroup var session: SessionOptions

  @Option(
    name: [.customShort("c"), .customLong("command")],
    // Commands may begin with a dash, such as a negative number.
    parsing: .unconditional,
    help: ArgumentHelp(
      "Run these commands and exit; - takes them from standard input.", valueName: "commands"))
  var command: String?

  @Flag(name: .customLong("no-profile"), help: "Do not run the profile script.")
  var noProfile = false

  @Flag(name: .customLong("no-logo"), help: "Do not say at the start where help is.")
  var noLogo = false

  @Flag(name: .customLong("non-interactive"), help: "Never ask: a question is an error.")
  var nonInteractive = false

  @Argument(help: ArgumentHelp("A script to run.", valueName: "file.ps1"))
  var script: String?

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Arguments for the script.", valueName: "args"))
  var arguments: [String] = []

  func validate() throws {
    guard let script, command != nil else { return }
    throw ValidationError(
      "-c takes one text, so '\(script)' is one too many: put the commands in quotes.")
  }

  /// The same without ArgumentParser's wrappers.
  var request: ShellRequest {
    ShellRequest(
      session: session.choices, command: command, script: script, arguments: arguments,
      usesProfile: !noProfile, showsLogo: !noLogo, mayAsk: !nonInteractive)
  }

  func run() throws {
    throw ExitCode(try request.run())
  }
}
