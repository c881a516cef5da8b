/// A pasted block that is a recorded session: lines with prompts are commands, the others are output
/// and are ignored (`language.md` 12.5).
enum PastedSession {
  /// The commands of a pasted block: without its prompts when it has any, as it stands otherwise.
  /// - Parameter strip: removes a prompt from the front of a line; `nil` when there is none.
  static func commands(_ lines: [String], strip: (String) -> String?) -> [String] {
    let stripped = lines.map(strip)
    guard stripped.contains(where: { $0 != nil }) else { return lines }
    var commands: [String] = []
    var continues = false
    for (line, command) in zip(lines, stripped) {
      if let command {
        commands.append(command)
        continues = true
      } else if continues, line.hasPrefix(">> ") || line == ">>" {
        commands.append(String(line.dropFirst(3)))
      } else {
        continues = false
      }
    }
    return commands
  }
}
