import ArgumentParser

/// The `winrm` tool of the shell as a program of its own.
struct WinRMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winrm",
    abstract: "Run one operation of the winrm command-line tool.",
    discussion: """
      The tool has a grammar of its own: switches are written -NAME:VALUE, and values @{KEY="VALUE"}, in \
      quotes for most shells. Options of this program stand in front of the operation.

        wsmansh winrm get winrm/config
        wsmansh winrm --lab contoso identify -r:server01
        wsmansh winrm set winrm/config/client '@{TrustedHosts="server01"}'
        wsmansh winrm help              operations and topics

      Exit codes: 0 success and help; 1 the command line is wrong, or the operation failed.
      """)

  @OptionGroup var session: SessionOptions

  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("Operation, resource and switches.", valueName: "operation"))
  var arguments: [String] = []

  func run() throws {
    try PassedHelp.answer(arguments, Self.self)
    let shell = ShellSession(
      composition: try Composition(session.choices, purpose: .shell),
      work: .program(name: "winrm", arguments: arguments), usesProfile: false, mayAsk: true)
    throw ExitCode(shell.run())
  }
}
