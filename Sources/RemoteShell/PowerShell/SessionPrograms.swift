/// Programs that a session of PowerShell on the computer brings along, because they reach its service,
/// services, accounts and classes: `net`, `sc`, `winrm`, `tasklist` and such.
enum SessionPrograms {
  /// The programs by the names that `cmd` knows.
  private static let names = [
    "net": "net", "netsh": "netsh", "sc": "sc.exe", "winrm": "winrm", "winrm.cmd": "winrm",
  ]

  /// Whether a program is one of them.
  static func has(_ name: String) -> Bool {
    names[name] != nil || ComputerTool.names.contains(name)
  }

  /// Runs a program.
  static func run(
    _ call: ProgramCall, _ shell: CommandInterpreter, _ streams: ProgramStreams
  ) async -> Int32 {
    let words = CommandArguments.written(call.rest).map { word in
      // `winrm` takes the values of a table in their quotes.
      word.hasPrefix("@{") ? word : CommandArguments.split(word).first ?? ""
    }
    var script = "& " + ([names[call.name] ?? call.name] + words).map(quoted).joined(separator: " ")
    if case .bytes(let bytes) = streams.input {
      let lines = shell.codec.decode(bytes).lines.map { quoted(String($0)) }
      script = "@(\(lines.joined(separator: ","))) | " + script
    }
    return await PowerShellProgram.run(
      script: script + "; exit $LASTEXITCODE", PowerShellHost(streams, writesObjects: false), shell,
      streams)
  }

  /// A text in single quotes, of which the language knows several.
  static func quoted(_ text: String) -> String {
    var result = "'"
    for character in text {
      if "'\u{2018}\u{2019}\u{201A}\u{201B}".contains(character) { result.append(character) }
      result.append(character)
    }
    return result + "'"
  }
}
