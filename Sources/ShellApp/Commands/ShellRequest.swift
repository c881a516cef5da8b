/// What the command line says about the session that is opened.
struct SessionChoices: Sendable, Equatable {
  /// Built-in labs and lab files.
  var labs: [String] = []
  var keepLab = false
  /// `nil` for the folder of the XDG base directories.
  var stateFolder: String?
  var persona = SessionOptions.Persona.desktop
  var isElevated = true
  /// `nil` for the culture of the environment.
  var culture: String?
  var credentialFile: String?
}

/// What the shell is started for.
struct ShellRequest: Sendable, Equatable {
  var session = SessionChoices()
  /// Commands to run instead of a script, of standard input, or of what somebody types.
  var command: String?
  var script: String?
  /// Arguments of the script.
  var arguments: [String] = []
  var usesProfile = true
  /// Whether the shell says at its start where help is.
  var showsLogo = true
  var mayAsk = true

  /// Runs the shell to its end.
  /// - Returns: the exit code.
  /// - Throws: what ``Composition`` throws.
  func run() throws -> Int32 {
    let work: ShellSession.Work
    if command == "-" {
      work = .standardInput
    } else if let command {
      work = .commands(command)
    } else if let script {
      work = .script(path: script, arguments: arguments)
    } else {
      work = Terminal.isInput ? .interactive(showsLogo: showsLogo) : .standardInput
    }
    let shell = ShellSession(
      composition: try Composition(session, purpose: .shell), work: work,
      usesProfile: usesProfile, mayAsk: mayAsk)
    return shell.run()
  }
}
