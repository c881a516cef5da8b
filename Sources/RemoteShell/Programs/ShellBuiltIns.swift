/// Commands that change or show the state of `cmd` itself.
enum ShellBuiltIns {
  static func echo(_ rest: String, _ streams: ProgramStreams) -> Int32 {
    let separators: Set<Character> = [" ", "\t", ".", ":", ",", ";", "/", "=", "(", "+", "[", "]"]
    guard let first = rest.first else {
      streams.line("ECHO is on.")
      return 0
    }
    let text = separators.contains(first) ? String(rest.dropFirst()) : rest
    let word = text.trimmed.lowercased()
    if first.isWhitespace, word.isEmpty {
      streams.line("ECHO is on.")
    } else if !(first.isWhitespace && (word == "on" || word == "off")) {
      streams.line(text)
    }
    return 0
  }

  static func set(
    _ rest: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    var text = rest.trimmed
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      text = String(text.dropFirst().dropLast())
    } else if text.contains("=") {
      // Blanks at the end belong to the value.
      text = String(rest.drop { $0.isWhitespace })
    }
    if text.lowercased().hasPrefix("/") {
      streams.errorLine("The computer's cmd knows no switches of set.")
      return 1
    }
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
      guard !text.hasPrefix("=") else { return syntaxError(streams) }
      let found = shell.environment.all(beginningWith: text)
      for (name, value) in found { streams.line("\(name)=\(value)") }
      if found.isEmpty { streams.errorLine("Environment variable \(text) not defined") }
      return found.isEmpty ? 1 : 0
    }
    let value = String(text[text.index(after: equals)...])
    shell.environment[String(text[..<equals])] = value.isEmpty ? nil : value
    return 0
  }

  static func exit(_ arguments: [String], _ shell: inout CommandInterpreter) -> Int32 {
    shell.hasExited = true
    let number = arguments.first { $0.lowercased() != "/b" }.flatMap { Int64($0) }
    return number.map { Int32(truncatingIfNeeded: $0) } ?? shell.errorLevel
  }

  /// `cmd /c LINE`: another `cmd`, whose variables and folder end with it.
  static func commandShell(
    _ rest: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    var text = rest[...].drop { $0.isWhitespace }
    while text.first == "/" {
      let option = text.dropFirst().prefix { $0.isLetter }.lowercased()
      text = text.dropFirst(1 + option.count)
      // Switches such as /v:on and /e:off have a value.
      if text.first == ":" { text = text.drop { !$0.isWhitespace } }
      text = text.drop { $0.isWhitespace }
      guard option != "c", option != "k", option != "r" else { break }
    }
    let line = CommandArguments.withoutOuterQuotes(String(text))
    guard !line.isEmpty else {
      // Without a line it reads its input, a line at a time.
      var inner = shell
      var code: Int32 = 0
      for line in await streams.readLines() where !inner.hasExited {
        code = await inner.run(String(line), streams)
      }
      return code
    }
    var inner = shell
    return await inner.run(line, streams)
  }

  static func syntaxError(_ streams: ProgramStreams) -> Int32 {
    streams.errorLine(CommandSyntaxError.incorrect.text)
    return 1
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
