import WSManService

/// What a lab file says about command lines.
enum CommandRules {
  /// The first rule for a command line.
  static func rule(for line: String, in rules: [CommandRule]) -> CommandRule? {
    guard !rules.isEmpty else { return nil }
    let text = Array(line.drop { $0.isWhitespace }.lowercased())
    let end = text.lastIndex { !$0.isWhitespace }.map { $0 + 1 } ?? 0
    return rules.first { matches(text[..<end], Array($0.pattern.lowercased())) }
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

  /// Whether a text is what a pattern with `*` and `?` means. It goes back to the latest `*` only, so
  /// that no pattern takes long.
  private static func matches(_ text: ArraySlice<Character>, _ pattern: [Character]) -> Bool {
    var position = text.startIndex
    var place = 0
    var retry: (place: Int, position: Int)?
    while position < text.endIndex {
      if place < pattern.count, pattern[place] == "*" {
        retry = (place + 1, position)
        place += 1
      } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[position] {
        place += 1
        position += 1
      } else if let last = retry {
        retry = (last.place, last.position + 1)
        place = last.place
        position = last.position + 1
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == "*" }
  }
}
