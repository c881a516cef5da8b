import WSManService

/// One command of a line: its name and what stands behind it.
struct ProgramCall {
  /// The name in lower case, without folder and `.exe`.
  let name: String
  /// What stands behind the name, as it is written.
  let rest: String
  private let text: String
  fileprivate let word: String

  /// Commands that `cmd` has itself, whose name ends where letters end: `cd..`, `dir/b`, `echo.`.
  private static let builtIn: Set<String> = [
    "call", "cd", "chdir", "cls", "copy", "date", "del", "dir", "echo", "endlocal", "erase", "exit",
    "goto", "md", "mkdir", "move", "path", "pause", "popd", "pushd", "rd", "rem", "ren", "rename",
    "rmdir", "set", "setlocal", "shift", "time", "title", "type", "ver", "vol",
  ]

  /// Commands that leave the exit code of the one before when they succeed.
  private static let keepers: Set<String> = [
    "", "call", "cls", "echo", "endlocal", "goto", "popd", "pushd", "rd", "rem", "rmdir", "set",
    "setlocal", "shift", "title",
  ]

  private static let folders = [
    "", #"c:\windows\system32"#, #"c:\windows"#, #"c:\windows\system32\windowspowershell\v1.0"#,
    #"c:\windows\system32\wbem"#,
  ]

  /// Reads a command without its redirections.
  init(_ command: String) {
    var text = command[...]
    text = text.drop { $0.isWhitespace || $0 == "@" || $0 == "," || $0 == ";" || $0 == "=" }
    self.text = String(text)
    let letters = text.prefix { $0.isLetter }.lowercased()
    let next = text.dropFirst(letters.count).first
    if Self.builtIn.contains(letters), next.map({ !$0.isNumber && $0 != "_" && $0 != "-" }) ?? true,
      !(next == "." && letters != "echo" && letters != "cd")
        && !(next == ":" && letters != "echo")
    {
      name = letters
      word = letters
      rest = String(text.dropFirst(letters.count))
      return
    }
    var isQuoted = false
    let written = text.prefix { character in
      if character == "\"" { isQuoted.toggle() }
      return isQuoted || !(character.isWhitespace || ",;=".contains(character))
    }
    word = written.filter { $0 != "\"" }
    rest = String(text.dropFirst(written.count))
    name = Self.programName(word)
  }

  /// The name of a program that is in a folder of Windows; otherwise the word itself.
  private static func programName(_ word: String) -> String {
    var path = word.lowercased().replacing("/", with: "\\")
    let parts = path.split(separator: "\\", omittingEmptySubsequences: false)
    guard let last = parts.last, folders.contains(parts.dropLast().joined(separator: "\\")) else {
      return path
    }
    path = String(last)
    let isOld = ["chcp.com", "more.com"].contains(path)
    return isOld || path.hasSuffix(".exe") ? String(path.dropLast(4)) : path
  }

  /// The arguments, split at blanks outside of quotes.
  var arguments: [String] { CommandArguments.split(rest) }

  /// Whether `%ERRORLEVEL%` is as before when the command succeeds.
  var keepsErrorLevel: Bool { Self.keepers.contains(name) }

  /// Runs the command.
  ///
  /// - Returns: the exit code.
  func run(in shell: inout CommandInterpreter, _ streams: ProgramStreams) async -> Int32 {
    if let rule = CommandRules.rule(for: text, in: shell.computer.rules) {
      return await CommandRules.run(rule, shell.environment, streams)
    }
    switch name {
    case "": return shell.errorLevel
    case "rem", "cls", "title": return 0
    case "call": return await shell.call(rest, streams)
    case "goto": return shell.goTo(rest, streams)
    case "setlocal": return shell.setLocal(arguments)
    case "endlocal": return shell.endLocal()
    case "shift": return shell.shift()
    case "pushd": return shell.push(rest, streams)
    case "popd": return shell.pop()
    case "pause": return await ShellBuiltIns.pause(streams)
    case "path": return ShellBuiltIns.path(rest, &shell, streams)
    case "date", "time": return ShellBuiltIns.clock(name, arguments, shell.computer, streams)
    case "echo": return ShellBuiltIns.echo(rest, &shell, streams)
    case "ver":
      streams.write("\nMicrosoft Windows [Version \(shell.computer.version)]\n")
      return 0
    case "set": return await ShellBuiltIns.set(rest, &shell, streams)
    case "exit": return ShellBuiltIns.exit(arguments, &shell)
    case "cd", "chdir": return FileBuiltIns.changeFolder(rest, &shell, streams)
    case "dir": return FileBuiltIns.list(arguments, shell, streams)
    case "type": return FileBuiltIns.type(arguments, shell, streams)
    case "md", "mkdir": return FileBuiltIns.makeFolders(arguments, shell, streams)
    case "rd", "rmdir": return FileBuiltIns.removeFolders(arguments, shell, streams)
    case "del", "erase": return FileBuiltIns.remove(arguments, shell, streams)
    case "copy": return FileTransfers.copy(arguments, shell, streams)
    case "move": return FileTransfers.move(arguments, shell, streams)
    case "ren", "rename": return FileTransfers.rename(arguments, shell, streams)
    case "vol":
      streams.write(FileBuiltIns.volume)
      return 0
    case "hostname":
      streams.line(shell.computer.name)
      return 0
    case "whoami": return SystemPrograms.whoami(arguments, shell.command, streams)
    case "ipconfig": return SystemPrograms.ipconfig(arguments, shell.computer, streams)
    case "ping": return await SystemPrograms.ping(arguments, shell.computer, streams)
    case "certutil": return CertUtilProgram.run(arguments, shell, streams)
    case "chcp": return SystemPrograms.codePage(arguments, shell.codec, streams)
    case "timeout": return SystemPrograms.timeout(streams)
    case "where": return SystemPrograms.place(arguments, shell, streams)
    case "reg": return SystemPrograms.registry(streams)
    case "find": return await FindProgram.run(rest, shell, streams)
    case "findstr": return await FindStringProgram.run(rest, shell, streams)
    case "more": return await TextPrograms.more(arguments, shell, streams)
    case "sort": return await TextPrograms.sort(arguments, shell, streams)
    case _ where SessionPrograms.has(name) && shell.sessions != nil:
      return await SessionPrograms.run(self, shell, streams)
    case "cmd": return await ShellBuiltIns.commandShell(rest, &shell, streams)
    case "powershell": return await PowerShellProgram.run(rest, shell, streams)
    default:
      if let (file, arguments) = batch(in: shell) {
        let code = await shell.run(file, arguments: arguments, streams)
        // Without `call` nothing comes back to the file that it stands in.
        shell.batch?.end()
        return code
      }
      streams.errorLine(
        "'\(word)' is not recognized as an internal or external command,\n"
          + "operable program or batch file.")
      return 1
    }
  }
}

extension ProgramCall {
  private static let programs: Set<String> = [
    "certutil", "chcp", "cmd", "find", "findstr", "hostname", "ipconfig", "more", "net",
    "netstat", "ping", "sc", "shutdown", "sort", "systeminfo", "taskkill", "tasklist", "timeout",
    "where", "whoami",
  ]

  /// Where a program is that `cmd` does not have itself; nil when there is none.
  static func folder(ofProgram name: String) -> String? {
    if name == "powershell" { return #"C:\Windows\System32\WindowsPowerShell\v1.0\"# }
    if name == "wmic" { return #"C:\Windows\System32\Wbem\"# }
    return programs.contains(name) ? #"C:\Windows\System32\"# : nil
  }

  /// The batch file that the command names, and its arguments.
  func batch(in shell: CommandInterpreter) -> (file: BatchFile, arguments: [String])? {
    shell.batchFile(named: word).map { ($0, [word] + Self.batchArguments(rest)) }
  }

  /// The arguments of a batch file, with their quotes.
  static func batchArguments(_ text: String) -> [String] {
    CommandArguments.written(text) { $0.isWhitespace || ",;=".contains($0) }
  }
}

/// Arguments as Windows' programs split them.
enum CommandArguments {
  /// Splits at blanks outside of double quotes; `\"` is a quote.
  static func split(_ text: String) -> [String] {
    var result: [String] = []
    var current = ""
    var isInside = false
    var isQuoted = false
    var backslashes = 0
    func flush(_ text: inout String, half: Bool) {
      text += String(repeating: "\\", count: half ? backslashes / 2 : backslashes)
    }
    for character in text {
      if character == "\\" {
        backslashes += 1
        isInside = true
        continue
      }
      if character == "\"" {
        flush(&current, half: true)
        if backslashes % 2 == 1 { current.append("\"") } else { isQuoted.toggle() }
        backslashes = 0
        isInside = true
        continue
      }
      flush(&current, half: false)
      backslashes = 0
      if character.isWhitespace, !isQuoted {
        if isInside { result.append(current) }
        (current, isInside) = ("", false)
      } else {
        current.append(character)
        isInside = true
      }
    }
    flush(&current, half: false)
    if isInside { result.append(current) }
    return result
  }

  /// Splits at blanks, or what else separates, outside of double quotes; the quotes stay.
  static func written(
    _ text: String, separatedBy isSeparator: (Character) -> Bool = { $0.isWhitespace }
  ) -> [String] {
    var words: [String] = []
    var isQuoted = false
    var isInside = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if isSeparator(character), !isQuoted {
        isInside = false
        continue
      }
      if isInside { words[words.count - 1].append(character) } else { words.append("\(character)") }
      isInside = true
    }
    return words
  }

  /// A line as `cmd /c` takes it: when it begins with a quote, that and the last one go. Some clients
  /// put the whole line into quotes.
  static func withoutOuterQuotes(_ line: String) -> String {
    var line = line
    guard let first = line.firstIndex(where: { !$0.isWhitespace }), line[first] == "\"",
      let last = line.lastIndex(of: "\""), last > first
    else { return line }
    line.remove(at: last)
    line.remove(at: first)
    return line
  }
}
