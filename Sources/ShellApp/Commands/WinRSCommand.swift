import ArgumentParser

/// The `winrs` tool of the shell as a program of its own.
struct WinRSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winrs",
    abstract: "Run a command on another computer.",
    discussion: """
      The tool has a grammar of its own: switches are written -NAME:VALUE, and the command follows them. \
      Options of this program stand in front of the switches.

        wsmansh winrs --lab contoso -r:server01 hostname
        wsmansh winrs -r:https://server01:5986 -u:alice 'ver && ipconfig'
        wsmansh winrs '-?'              all switches

      Exit codes: that of the command; 1 the command line is wrong, or the computer was not reached.
      """)

  @OptionGroup var session: SessionOptions

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Switches and the command.", valueName: "command"))
  var arguments: [String] = []

  func run() throws {
    try PassedHelp.answer(arguments, Self.self)
    let shell = ShellSession(
      composition: try Composition(session.choices, purpose: .shell),
      work: .program(name: "winrs", arguments: arguments), usesProfile: false, mayAsk: true)
    throw ExitCode(shell.run())
  }
}
