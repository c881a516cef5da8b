import ArgumentParser

/// The program: opens the shell unless a subcommand is named.
struct ShellCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wsmansh",
    abstract: "A shell with PowerShell syntax and the WSMan: drive, for machines without Windows.",
    discussion: """
      Without arguments the interactive shell opens. Try:

        wsmansh --lab contoso            open the shell on three simulated computers
        PS C:\\> Connect-WSMan server01   connect to one of them
        PS C:\\> cd WSMan:; dir           look at the drive
        PS C:\\> Get-Help Connect-WSMan   read on; exit with 'exit' or Ctrl+D

      New to it? The lessons begin with nothing but this program:

        wsmansh learn

      Commands, scripts and pipes instead:

        wsmansh -c 'COMMANDS'            run commands and exit
        wsmansh FILE.ps1 [ARGS]          run a script
        COMMAND | wsmansh                run commands from standard input

      Options such as --lab NAME|FILE, --no-profile, --state-dir DIR and --credential-file FILE \
      are listed by: wsmansh help shell

      Exit codes: 0 success; 1 a terminating error, the last command failed, or something could \
      not be read or written; N after 'exit N'; 64 wrong usage; 130 after Ctrl+C; 141 when nobody \
      reads the output any more. 'replay': 0 all match, 1 differences, 2 something could not be \
      read or run.
      """,
    version: ProgramVersion.text,
    subcommands: [
      RunCommand.self, LearnCommand.self, LessonFilesCommand.self, ReplayCommand.self,
      PlayCommand.self,
      ServeCommand.self, WinRMCommand.self, WinRSCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}

/// The program's version.
enum ProgramVersion {
  /// `wsmansh` and a version of semantic versioning.
  static let text = "wsmansh 0.1.0"
}

/// Options that describe the session that is opened.
struct SessionOptions: ParsableArguments {
  /// Those whose next word is their value, for whoever has to find the word behind them.
  static let takingValues: Set<String> = [
    "--lab", "--state-dir", "--persona", "--culture", "--credential-file",
  ]

  @Option(
    name: .customLong("lab"),
    help: ArgumentHelp(
      "Simulated computers to add: a built-in lab (contoso) or a YAML file. Repeatable.",
      valueName: "name|file"))
  var labs: [String] = []

  @Flag(name: .customLong("keep-lab"), help: "Keep changes of lab computers between sessions.")
  var keepLab = false

  @Option(
    name: .customLong("state-dir"),
    help: ArgumentHelp(
      "Folder for state instead of $XDG_STATE_HOME/wsmansh.", valueName: "dir"))
  var stateFolder: String?

  @Option(help: "Whose names, layout and errors to show: desktop (Windows PowerShell 5.1) or core.")
  var persona: Persona = .desktop

  @Flag(
    name: .customLong("not-elevated"),
    help: "Act as a user without administrator rights on the local computer.")
  var notElevated = false

  @Option(help: ArgumentHelp("Language of help, such as en-US or fr-FR.", valueName: "name"))
  var culture: String?

  @Option(
    name: .customLong("credential-file"),
    help: ArgumentHelp(
      "User name and password, a line each, for $Credential; its mode must be 0600.",
      valueName: "file"))
  var credentialFile: String?

  func validate() throws {
    guard let culture, !UserLanguage.isName(culture) else { return }
    throw ValidationError(
      "The culture '\(culture)' is no name of a language, such as en-US or fr-FR.")
  }

  /// The same without ArgumentParser's wrappers.
  var choices: SessionChoices {
    SessionChoices(
      labs: labs, keepLab: keepLab, stateFolder: stateFolder, persona: persona,
      isElevated: !notElevated, culture: culture, credentialFile: credentialFile)
  }

  /// The two personas of `language.md` 1.1.
  enum Persona: String, ExpressibleByArgument, CaseIterable, Sendable {
    case desktop
    case core
  }
}
