import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets the options of a session stand before a subcommand too, as in
/// `wsmansh --state-dir DIR learn`. ArgumentParser would take the subcommand for a script, since the
/// options belong to the default one.
enum SubcommandOrder {
  /// The other options of a session.
  private static let flags: Set<String> = ["--keep-lab", "--not-elevated"]
  /// Options of the shell alone.
  private static let ofShell: Set<String> = ["--no-profile", "--no-logo", "--non-interactive"]
  /// Subcommands that open no session of the user's.
  private static let withoutSession: Set<String> = [
    LessonFilesCommand.configuration.commandName ?? ""
  ]

  /// The command line with its subcommand first.
  /// - Parameters:
  ///   - arguments: without the name of the program, in its own spelling.
  ///   - isFile: whether a word names a file, which is then a script and no subcommand.
  /// - Throws: `ValidationError` for an option before a subcommand that does not take it.
  static func translated(
    _ arguments: [String], isFile: (String) -> Bool = { access($0, F_OK) == 0 }
  ) throws -> [String] {
    var index = 0
    var shellOption: String?
    while index < arguments.count, arguments[index].hasPrefix("-") {
      let word = arguments[index]
      let name = String(word.prefix { $0 != "=" })
      if SessionOptions.takingValues.contains(name) {
        index += name.count == word.count ? 2 : 1
      } else if flags.contains(word) {
        index += 1
      } else if ofShell.contains(word) {
        shellOption = word
        index += 1
      } else {
        return arguments
      }
    }
    guard index > 0, index < arguments.count, isSubcommand(arguments[index]) else {
      return arguments
    }
    let subcommand = arguments[index]
    if let shellOption, subcommand != RunCommand.configuration.commandName {
      guard !isFile(subcommand) else { return arguments }
      throw ValidationError(
        "'\(shellOption)' is for the shell only, and \(subcommand) is a command of its own: leave "
          + "the option out, or write './\(subcommand)' for a script of that name.")
    }
    guard !withoutSession.contains(subcommand) else {
      throw ValidationError(
        "\(subcommand) opens a session of its own and takes no '\(arguments[0])': leave it out.")
    }
    return [subcommand] + arguments[..<index] + arguments[(index + 1)...]
  }

  private static func isSubcommand(_ word: String) -> Bool {
    ShellCommand.configuration.subcommands.contains { $0.configuration.commandName == word }
  }
}
