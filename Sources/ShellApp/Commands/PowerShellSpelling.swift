/// Options as people type them for PowerShell, in any letter case, given this program's spelling.
///
/// They are looked for up to the script or subcommand: what stands behind it is its own.
enum PowerShellSpelling {
  /// Options of this program whose next word is their value.
  private static let takingValues = SessionOptions.takingValues.union(["-c", "--command"])

  /// The command line as ArgumentParser knows it.
  /// - Parameter arguments: without the name of the program.
  static func translated(_ arguments: [String]) -> [String] {
    var isForeign = false
    for word in arguments where mayBeForeign(word) { isForeign = true }
    guard isForeign else { return arguments }
    var result: [String] = []
    var words = arguments[...]
    while let word = words.popFirst() {
      guard word.hasPrefix("-"), word != "--" else { return result + [word] + words }
      switch word.lowercased() {
      // All that follows is the text, as in PowerShell.
      case "-command": return result + ["--command", words.joined(separator: " ")]
      case "-file", "-f": return result + words
      case "-noprofile", "-nop": result.append("--no-profile")
      case "-noninteractive", "-noni": result.append("--non-interactive")
      case "-version", "-v": result.append("--version")
      case "-help", "-?": result.append("--help")
      case "-nologo", "-nol": result.append("--no-logo")
      // Scripts need no permission.
      case "-executionpolicy", "-ep", "-ex": _ = words.popFirst()
      default:
        result.append(word)
        if takingValues.contains(word), let value = words.popFirst() { result.append(value) }
      }
    }
    return result
  }

  /// Whether a word may be an option of PowerShell: most command lines have none.
  private static func mayBeForeign(_ word: String) -> Bool {
    word.hasPrefix("-") && word != "-c" && !word.hasPrefix("--")
  }
}
