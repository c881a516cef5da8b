import WSManService

extension LabDocument {
  private static let mostCommands = 1000
  private static let longestText = 64 << 10

  /// Reads what a computer answers to command lines (`commands:`).
  func commandRules() throws(LabFileError) -> [CommandRule] {
    let items = try items(of: "commands")
    guard items.count <= Self.mostCommands else {
      throw items[Self.mostCommands].error(
        "A computer has at most \(Self.mostCommands) rules for commands.")
    }
    var rules: [CommandRule] = []
    for item in items { rules.append(try item.commandRule()) }
    return rules
  }

  private func commandRule() throws(LabFileError) -> CommandRule {
    let fields = try fields(["pattern", "output", "error", "exit", "delay"], of: "a command")
    guard let pattern = try fields["pattern"]?.nonEmptyText(of: "pattern") else {
      throw error("A command needs a pattern, such as \"sc query *\".")
    }
    let delay = try fields["delay"]?.number(of: "delay (milliseconds)", in: 0...600_000) ?? 0
    let code =
      try fields["exit"]?.number(
        of: "exit", in: Int(Int32.min)...Int(UInt32.max)) ?? 0
    return CommandRule(
      pattern: pattern, output: try fields["output"]?.commandText(of: "output") ?? "",
      errorOutput: try fields["error"]?.commandText(of: "error") ?? "",
      exitCode: Int32(truncatingIfNeeded: code), delay: .milliseconds(delay))
  }

  /// A text with an end after its last line, as programs write it.
  private func commandText(of place: String) throws(LabFileError) -> String {
    let text = try text(of: place)
    guard text.utf8.count <= Self.longestText else {
      throw error("The text for \(place) is longer than 64 KB.")
    }
    return text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
  }
}
