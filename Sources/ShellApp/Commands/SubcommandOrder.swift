import ArgumentParser

/// Lets the options of a session stand before a subcommand too, as in
/// `wsmansh --state-dir DIR learn`. ArgumentParser would take the subcommand for a script, since the
/// options belong to the default one.
enum SubcommandOrder {
  /// Options of a session whose next word is their value.
  private static let takingValues: Set<String> = [
    "--lab", "--state-dir", "--persona", "--culture", "--credential-file",
  ]
  private static let flags: Set<String> = ["--keep-lab", "--not-elevated"]

  /// The command line with its subcommand first. A subcommand without such options says so.
  /// - Parameter arguments: without the name of the program, in its own spelling.
  static func translated(_ arguments: [String]) -> [String] {
    var index = 0
    while index < arguments.count, arguments[index].hasPrefix("-") {
      let name = arguments[index].prefix { $0 != "=" }
      if takingValues.contains(String(name)) {
        index += name.count == arguments[index].count ? 2 : 1
      } else if flags.contains(arguments[index]) {
        index += 1
      } else {
        return arguments
      }
    }
    guard index > 0, index < arguments.count, isSubcommand(arguments[index]) else {
      return arguments
    }
    return [arguments[index]] + arguments[..<index] + arguments[(index + 1)...]
  }

  private static func isSubcommand(_ word: String) -> Bool {
    ShellCommand.configuration.subcommands.contains { $0.configuration.commandName == word }
  }
}
