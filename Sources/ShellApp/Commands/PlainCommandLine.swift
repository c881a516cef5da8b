/// Reads the plainest command lines without ArgumentParser, which reflects over all subcommands before
/// it looks at a word: a fifth of what `wsmansh -c COMMANDS` takes from its start to its end.
///
/// The grammar is ArgumentParser's. This is a part of it, in the full spelling, with every option once
/// and its value as a word of its own; all other command lines, and all mistakes, are left alone.
enum PlainCommandLine {
  /// What a command line asks for.
  /// - Parameter arguments: without the name of the program.
  /// - Returns: `nil` when ArgumentParser has to read it.
  static func request(_ arguments: [String]) -> ShellRequest? {
    var request = ShellRequest()
    var seen: Set<String> = []
    var words = arguments[...]

    /// The value behind an option.
    func value() -> String? {
      guard let word = words.popFirst(), !word.isEmpty, word.first != "-" else { return nil }
      return word
    }

    while let word = words.popFirst() {
      switch word {
      case "--lab":
        guard let lab = value() else { return nil }
        request.session.labs.append(lab)
        continue
      case "-c", "--command":
        guard seen.insert("-c").inserted, let commands = value() else { return nil }
        request.command = commands
        continue
      case "--state-dir":
        guard let folder = value() else { return nil }
        request.session.stateFolder = folder
      case "--credential-file":
        guard let file = value() else { return nil }
        request.session.credentialFile = file
      case "--keep-lab": request.session.keepLab = true
      case "--not-elevated": request.session.isElevated = false
      case "--no-profile": request.usesProfile = false
      case "--no-logo": request.showsLogo = false
      case "--non-interactive": request.mayAsk = false
      default: return nil
      }
      guard seen.insert(word).inserted else { return nil }
    }
    return request
  }
}
