import WSManProtocol
import WSManService

/// The variables of one command, as `cmd` knows them: letter case does not matter.
struct CommandEnvironment: Sendable {
  private var entries: [String: (name: String, value: String)] = [:]

  /// The variables of a computer for a user, with those of the shell on top.
  init(_ command: RemoteCommand, on computer: EmulatedComputer) {
    let parts = command.userName.split(separator: "\\", maxSplits: 1).map(String.init)
    let user = parts.last ?? command.userName
    let domain = parts.count == 2 ? parts[0] : computer.name
    let profile = computer.profileFolder(of: user)
    let standard = [
      ("ALLUSERSPROFILE", #"C:\ProgramData"#), ("APPDATA", profile + #"\AppData\Roaming"#),
      ("CommonProgramFiles", #"C:\Program Files\Common Files"#), ("COMPUTERNAME", computer.name),
      ("ComSpec", #"C:\Windows\system32\cmd.exe"#),
      ("LOCALAPPDATA", profile + #"\AppData\Local"#), ("NUMBER_OF_PROCESSORS", "2"),
      ("OS", "Windows_NT"),
      (
        "Path",
        #"C:\Windows\system32;C:\Windows;C:\Windows\System32\Wbem;"#
          + #"C:\Windows\System32\WindowsPowerShell\v1.0\"#
      ),
      ("PATHEXT", ".COM;.EXE;.BAT;.CMD;.VBS;.VBE;.JS;.JSE;.WSF;.WSH;.MSC"),
      ("PROCESSOR_ARCHITECTURE", "AMD64"), ("ProgramData", #"C:\ProgramData"#),
      ("ProgramFiles", #"C:\Program Files"#), ("PROMPT", "$P$G"), ("PUBLIC", #"C:\Users\Public"#),
      ("SystemDrive", "C:"), ("SystemRoot", #"C:\Windows"#),
      ("TEMP", profile + #"\AppData\Local\Temp"#), ("TMP", profile + #"\AppData\Local\Temp"#),
      ("USERDOMAIN", domain), ("USERNAME", user), ("USERPROFILE", profile),
      ("windir", #"C:\Windows"#),
    ]
    for (name, value) in standard { self[name] = value }
    if let domain = computer.domain { self["USERDNSDOMAIN"] = domain.uppercased() }
    for variable in command.environment {
      self[variable.name] = expanding(variable.value) { _ in nil }
    }
  }

  /// The value of a variable; nil removes it.
  subscript(name: String) -> String? {
    get { entries[name.lowercased()]?.value }
    set {
      let key = name.lowercased()
      entries[key] = newValue.map { (entries[key]?.name ?? name, $0) }
    }
  }

  /// All variables whose name begins with a text, by name.
  func all(beginningWith prefix: String = "") -> [(name: String, value: String)] {
    let prefix = prefix.lowercased()
    return entries.sorted { $0.key < $1.key }.filter { $0.key.hasPrefix(prefix) }.map(\.value)
  }

  /// A text with `%NAME%` replaced where there is such a variable; others stay as they are, as on a
  /// command line.
  func expanding(_ text: String, dynamic: (String) -> String?) -> String {
    guard text.contains("%") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "%") {
      result += rest[..<start]
      let after = rest[rest.index(after: start)...]
      guard let end = after.firstIndex(of: "%") else {
        rest = rest[start...]
        break
      }
      let name = String(after[..<end])
      if !name.isEmpty, let value = self[name] ?? dynamic(name.lowercased()) {
        result += value
        rest = after[after.index(after: end)...]
      } else {
        result.append("%")
        rest = after
      }
    }
    return result + rest
  }
}
