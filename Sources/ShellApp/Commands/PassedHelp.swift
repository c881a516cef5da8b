import ArgumentParser

/// The question for help that every subcommand answers, where the parser hands all words on.
enum PassedHelp {
  /// Ends with the help of the subcommand when its first word asks for that; neither tool has a
  /// switch of this form.
  /// - Throws: the help that is asked for.
  static func answer(_ arguments: [String], _ command: any ParsableCommand.Type) throws {
    guard let word = arguments.first, word == "--help" || word == "-h" else { return }
    throw CleanExit.helpRequest(command)
  }
}
