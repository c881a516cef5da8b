/// Commands that change or show the state of `cmd` itself.
enum ShellBuiltIns {
  static func echo(
    _ rest: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    let separators: Set<Character> = [" ", "\t", ".", ":", ",", ";", "/", "=", "(", "+", "[", "]"]
    let text = rest.first.map(separators.contains) == true ? String(rest.dropFirst()) : rest
    guard rest.first?.isWhitespace ?? true else {
      streams.line(text)
      return 0
    }
    switch text.trimmed.lowercased() {
    case "": streams.line("ECHO is \(shell.echoes ? "on" : "off").")
    case "on": shell.echoes = true
    case "off": shell.echoes = false
    default: streams.line(text)
    }
    return 0
  }

  static func set(
    _ rest: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    var text = rest.trimmed
    switch text.prefix(2).lowercased() {
    case "/a": return compute(String(text.dropFirst(2)), &shell, streams)
    case "/p":
      // Blanks at the end belong to the question.
      let question = rest.drop { $0.isWhitespace }.dropFirst(2).drop { $0.isWhitespace }
      return await ask(String(question), &shell, streams)
    default: break
    }
    if text.count >= 2, text.first == "\"", text.last == "\"" {
      text = String(text.dropFirst().dropLast())
    } else if text.contains("=") {
      // Blanks at the end belong to the value.
      text = String(rest.drop { $0.isWhitespace })
    }
    if text.lowercased().hasPrefix("/") {
      streams.errorLine("The computer's cmd knows the switches /A and /P of set.")
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

  private static func compute(
    _ text: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    do throws(IntegerExpression.Mistake) {
      streams.write(String(try IntegerExpression.value(text, &shell.environment)))
      return 0
    } catch {
      streams.errorLine(error.text)
      return error.code
    }
  }

  /// `set /p NAME=QUESTION`: the next line of the input.
  private static func ask(
    _ text: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    let isQuoted = text.count >= 2 && text.first == "\"" && text.trimmed.last == "\""
    let text = isQuoted ? String(text.trimmed.dropFirst().dropLast()) : text
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
      return syntaxError(streams)
    }
    streams.write(text[text.index(after: sign)...].filter { $0 != "\"" })
    guard let line = await streams.readLine(), !line.isEmpty else { return 1 }
    shell.environment[String(text[..<sign])] = line
    return 0
  }

  /// `date /t` and `time /t`.
  static func clock(
    _ name: String, _ arguments: [String], _ computer: EmulatedComputer, _ streams: ProgramStreams
  ) -> Int32 {
    guard arguments.map({ $0.lowercased() }) == ["/t"] else {
      streams.errorLine(
        "The clock of the computer cannot be set: \(name.uppercased()) /T shows it.")
      return 1
    }
    let now = computer.now()
    streams.line(name == "date" ? "\(now.weekday) \(now.date)" : now.clock)
    return 0
  }

  /// `exit`: ends `cmd`, with `/b` only the batch file.
  static func exit(_ arguments: [String], _ shell: inout CommandInterpreter) -> Int32 {
    let leavesFile = arguments.contains { $0.lowercased() == "/b" }
    if leavesFile, shell.batch != nil { shell.batch?.end() } else { shell.hasExited = true }
    let number = arguments.first { $0.lowercased() != "/b" }.flatMap { Int64($0) }
    let code = number.map { Int32(truncatingIfNeeded: $0) } ?? shell.errorLevel
    shell.errorLevel = code
    return code
  }

  /// `pause`: waits for a line of the input, or its end.
  static func pause(_ streams: ProgramStreams) async -> Int32 {
    streams.write("Press any key to continue . . . ")
    _ = await streams.readLine()
    streams.write("\n")
    return 0
  }

  /// `path`: shows or sets the variable.
  static func path(
    _ rest: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) -> Int32 {
    let value = String(rest.drop { $0.isWhitespace || $0 == "=" })
    guard !value.isEmpty else {
      streams.line("PATH=\(shell.environment["Path"] ?? "")")
      return 0
    }
    shell.environment["Path"] = value == ";" ? nil : value
    return 0
  }

  /// `cmd /c LINE`: another `cmd`, whose variables and folder end with it.
  static func commandShell(
    _ rest: String, _ shell: inout CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    var text = rest[...].drop { $0.isWhitespace }
    var inner = shell
    while text.first == "/" {
      let option = text.dropFirst().prefix { $0.isLetter }.lowercased()
      text = text.dropFirst(1 + option.count)
      // Switches such as /v:on and /e:off have a value.
      let value = text.first == ":" ? text.prefix { !$0.isWhitespace } : ""
      if option == "v" { inner.expandsLate = value.lowercased() != ":off" }
      if option == "q" { inner.echoes = false }
      text = text.dropFirst(value.count).drop { $0.isWhitespace }
      guard option != "c", option != "k", option != "r" else { break }
    }
    let line = CommandArguments.withoutOuterQuotes(String(text))
    guard line.isEmpty else { return await inner.run(line, streams) }
    return await converse(inner, streams)
  }

  /// Without a line `cmd` reads its input, a line at a time, and shows where it is.
  private static func converse(
    _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    var shell = shell
    streams.write(
      "Microsoft Windows [Version \(shell.computer.version)]\n"
        + "(c) Microsoft Corporation. All rights reserved.\n")
    var lines: ArraySlice<Substring>?
    if case .bytes = streams.input { lines = await streams.readLines()[...] }
    while shell.canGoOn {
      if shell.echoes { streams.write("\n\(ComputerFiles.shown(shell.folder))>") }
      let line = lines == nil ? await streams.readLine() : lines?.popFirst().map(String.init)
      guard let line else { break }
      _ = await shell.run(line, streams)
    }
    return shell.errorLevel
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
