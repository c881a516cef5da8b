/// Takes a command line apart after its variables were replaced.
struct CommandLineParser {
  let text: [Character]
  var position = 0
  /// How many groups and statements are around.
  var nesting = 0
  private var groups = 0

  static let deepestNesting = 32

  /// - Throws: ``CommandSyntaxError``.
  static func parse(_ line: String) throws(CommandSyntaxError) -> CommandScript {
    var parser = CommandLineParser(text: Array(line))
    let script = try parser.script()
    guard parser.position == parser.text.count else {
      let rest = parser.text[parser.position...]
      throw .unexpected(
        rest.first == ")" ? ")" : String(rest.prefix { !$0.isWhitespace && $0 != ")" }))
    }
    return script
  }

  private init(text: [Character]) { self.text = text }

  var next: Character? { position < text.count ? text[position] : nil }

  private func isNext(_ word: String) -> Bool { text[position...].starts(with: word) }

  mutating func take(_ word: String) -> Bool {
    guard isNext(word) else { return false }
    position += word.count
    return true
  }

  mutating func skipBlanks() {
    while let character = next, character.isWhitespace { position += 1 }
  }

  mutating func script() throws(CommandSyntaxError) -> CommandScript {
    var script = CommandScript()
    while true {
      skipBlanks()
      guard next != nil, next != ")" else { return script }
      if isNext("&") { throw .unexpected(isNext("&&") ? "&&" : "&") }
      script.items.append(try anyOf())
      skipBlanks()
      guard !isNext("&&"), take("&") else { return script }
    }
  }

  private mutating func anyOf() throws(CommandSyntaxError) -> CommandScript.AnyOf {
    var parts = [try allOf()]
    while take("||") { parts.append(try allOf()) }
    return parts
  }

  private mutating func allOf() throws(CommandSyntaxError) -> CommandScript.AllOf {
    var parts = [try pipeline()]
    while take("&&") { parts.append(try pipeline()) }
    return parts
  }

  private mutating func pipeline() throws(CommandSyntaxError) -> CommandScript.Pipeline {
    var parts = [try stage()]
    while !isNext("||"), take("|") { parts.append(try stage()) }
    return parts
  }

  private mutating func stage() throws(CommandSyntaxError) -> CommandScript.Stage {
    skipBlanks()
    for word in ["||", "|", "&&", "&"] where isNext(word) { throw .unexpected(word) }
    guard next != nil else { throw .incorrect }
    let command = text[position...].drop { $0 == "@" || $0.isWhitespace }
    if command.first == "(" {
      position = command.startIndex
      return try group()
    }
    if let word = statementWord() { return try statement(word) }
    return try plain()
  }

  /// Reads a command up to what ends it.
  private mutating func plain() throws(CommandSyntaxError) -> CommandScript.Stage {
    var command = ""
    var redirections: [CommandScript.Redirection] = []
    var isQuoted = false
    while let character = next {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, !Self.isComment(command) {
        if "&|)".contains(character), character != ")" || groups > 0 { break }
        if character == "^" {
          position += 1
          // One at the end of the text escapes nothing.
          if let escaped = next {
            command.append(escaped)
            position += 1
          }
          continue
        }
        if character == ">" || character == "<" {
          redirections.append(try redirection(after: &command))
          continue
        }
      }
      command.append(character)
      position += 1
    }
    return .command(command, redirections)
  }

  /// Whether a command is a remark, to which the rest of the line belongs.
  private static func isComment(_ command: String) -> Bool {
    let word = command.drop { $0.isWhitespace || $0 == "@" }
    return word.prefix(3).lowercased() == "rem" && word.dropFirst(3).first?.isWhitespace ?? false
  }

  private mutating func group() throws(CommandSyntaxError) -> CommandScript.Stage {
    guard nesting < Self.deepestNesting else { throw .incorrect }
    position += 1
    nesting += 1
    groups += 1
    let inner = try script()
    nesting -= 1
    groups -= 1
    guard take(")") else { throw .incorrect }
    var redirections: [CommandScript.Redirection] = []
    while true {
      skipBlanks()
      var digits = ""
      if let digit = next, "012".contains(digit), position + 1 < text.count,
        "<>".contains(text[position + 1])
      {
        digits = " \(digit)"
        position += 1
      }
      guard next == ">" || next == "<" else { break }
      redirections.append(try redirection(after: &digits))
    }
    return .group(inner, redirections)
  }

  /// Reads a redirection; a number of a stream in front of it is taken off the command.
  private mutating func redirection(
    after command: inout String
  ) throws(CommandSyntaxError) -> CommandScript.Redirection {
    let isInput = next == "<"
    var stream = isInput ? 0 : 1
    if let digit = command.last, let number = digit.wholeNumberValue, number < 3,
      command.dropLast().last?.isWhitespace ?? true
    {
      stream = number
      command.removeLast()
    }
    position += 1
    let appends = !isInput && take(">")
    if take("&") {
      guard let digit = next?.wholeNumberValue, digit < 3 else { throw .incorrect }
      position += 1
      return .same(stream: stream, as: digit)
    }
    skipBlanks()
    var path = ""
    var isQuoted = false
    while let character = next {
      if character == "\"" {
        isQuoted.toggle()
        position += 1
        continue
      }
      if !isQuoted, character.isWhitespace || "&|<>()".contains(character) { break }
      path.append(character)
      position += 1
    }
    guard !path.isEmpty else { throw .incorrect }
    return isInput ? .input(path: path) : .output(stream: stream, path: path, appends: appends)
  }
}
