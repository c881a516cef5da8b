import WSManService

/// What a lab file says about command lines.
enum CommandRules {
  /// The first rule for a command line.
  static func rule(for line: String, in rules: [CommandRule]) -> CommandRule? {
    guard !rules.isEmpty else { return nil }
    let text = line.trimmed
    return rules.first { Wildcards.matches(text, $0.pattern) }
  }

  /// Answers as a rule says. In its texts `%NAME%` is a variable of the command.
  static func run(
    _ rule: CommandRule, _ environment: CommandEnvironment, _ streams: ProgramStreams
  ) async -> Int32 {
    if rule.delay > .zero {
      guard (try? await Task.sleep(for: rule.delay)) != nil else {
        return Int32(bitPattern: 0xC000_013A)
      }
    }
    if !rule.output.isEmpty { streams.write(environment.expanding(rule.output) { _ in nil }) }
    if !rule.errorOutput.isEmpty {
      streams.writeError(environment.expanding(rule.errorOutput) { _ in nil })
    }
    return rule.exitCode
  }
}
