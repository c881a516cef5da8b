/// A command line of `cmd`, taken apart: commands joined by `&`, `||`, `&&` and `|`, each with its
/// redirections.
struct CommandScript: Sendable, Equatable {
  /// Where a stream of a command goes, or comes from.
  enum Redirection: Sendable, Equatable {
    case input(path: String)
    case output(stream: Int, path: String, appends: Bool)
    /// `2>&1`.
    case same(stream: Int, as: Int)
  }

  /// A command, or commands in parentheses.
  enum Stage: Sendable, Equatable {
    case command(String, [Redirection])
    indirect case group(CommandScript, [Redirection])
  }

  /// What stands on both sides of `|`.
  typealias Pipeline = [Stage]
  /// What stands on both sides of `&&`.
  typealias AllOf = [Pipeline]
  /// What stands on both sides of `||`.
  typealias AnyOf = [AllOf]

  /// What stands on both sides of `&`.
  var items: [AnyOf] = []
}

/// Something that `cmd` does not understand.
struct CommandSyntaxError: Error, Equatable {
  /// The text of Windows, without its line end.
  let text: String

  static func unexpected(_ token: String) -> CommandSyntaxError {
    CommandSyntaxError(text: "\(token) was unexpected at this time.")
  }

  static let incorrect = CommandSyntaxError(text: "The syntax of the command is incorrect.")
}

/// Takes a command line apart after its variables were replaced.
struct CommandLineParser {
  private let text: [Character]
  private var position = 0
  private var depth = 0

  private static let deepestGroup = 32

  /// - Throws: ``CommandSyntaxError``.
  static func parse(_ line: String) throws(CommandSyntaxError) -> CommandScript {
    var parser = CommandLineParser(text: Array(line))
    let script = try parser.script()
    guard parser.position == parser.text.count else { throw .unexpected(")") }
    return script
  }

  private init(text: [Character]) { self.text = text }

  private var next: Character? { position < text.count ? text[position] : nil }

  private func isNext(_ word: String) -> Bool { text[position...].starts(with: word) }

  private mutating func take(_ word: String) -> Bool {
    guard isNext(word) else { return false }
    position += word.count
    return true
  }

  private mutating func skipBlanks() {
    while let character = next, character.isWhitespace { position += 1 }
  }

  private mutating func script() throws(CommandSyntaxError) -> CommandScript {
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
    if next == "(" { return try group() }
    var command = ""
    var redirections: [CommandScript.Redirection] = []
    var isQuoted = false
    while let character = next {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, !Self.isComment(command) {
        if "&|)".contains(character), character != ")" || depth > 0 { break }
        if character == "^" {
          position += 1
          if let escaped = next { command.append(escaped) }
          position += 1
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
    guard depth < Self.deepestGroup else { throw .incorrect }
    position += 1
    depth += 1
    let inner = try script()
    depth -= 1
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
