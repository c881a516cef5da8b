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
  /// command line. `%NAME:~1,3%` is a part of it, `%NAME:old=new%` has something replaced.
  ///
  /// - Parameters:
  ///   - mark: what stands around names.
  ///   - dynamic: variables that are no part of the environment, by their names in lower case.
  func expanding(
    _ text: String, mark: Character = "%", dynamic: (String) -> String?
  ) -> String {
    guard text.contains(mark) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: mark) {
      result += rest[..<start]
      let after = rest[rest.index(after: start)...]
      guard let end = after.firstIndex(of: mark) else {
        rest = rest[start...]
        break
      }
      if let value = value(of: after[..<end], dynamic) {
        result += value
        rest = after[after.index(after: end)...]
      } else {
        result.append(mark)
        rest = after
      }
    }
    return result + rest
  }

  /// What stands for a text between two marks; nil when there is no such variable.
  func value(of text: Substring, _ dynamic: (String) -> String?) -> String? {
    let name = String(text.prefix { $0 != ":" })
    guard !name.isEmpty, let value = self[name] ?? dynamic(name.lowercased()) else { return nil }
    guard name.count < text.count else { return value }
    let change = text.dropFirst(name.count + 1)
    return change.first == "~"
      ? Self.part(of: value, change.dropFirst()) : Self.replaced(value, change)
  }

  /// A part of a value: a start and a count, which both count from the end when they are negative.
  private static func part(of value: String, _ range: Substring) -> String? {
    let numbers = range.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false).map {
      CommandInterpreter.number(String($0).trimmed).map(Int.init)
    }
    guard let first = numbers.first, let start = first, numbers.count < 2 || numbers[1] != nil
    else {
      return nil
    }
    let characters = Array(value)
    let from = start < 0 ? max(0, characters.count + start) : min(start, characters.count)
    guard numbers.count == 2, let count = numbers[1] else { return String(characters[from...]) }
    let to = count < 0 ? characters.count + count : min(characters.count, from + count)
    return String(characters[from..<max(from, to)])
  }

  /// A value with a text replaced, whatever its letter case; `*` in front stands for all before it.
  private static func replaced(_ value: String, _ change: Substring) -> String? {
    guard let sign = change.firstIndex(of: "="), sign > change.startIndex else { return nil }
    let new = String(change[change.index(after: sign)...])
    var old = Array(change[..<sign].lowercased())
    let takesStart = old.first == "*" && old.count > 1
    if takesStart { old.removeFirst() }
    var result = ""
    var rest = Array(value)[...]
    while !rest.isEmpty {
      if rest.prefix(old.count).map({ $0.lowercased() }).elementsEqual(old.map { String($0) }) {
        result = takesStart ? new : result + new
        rest = rest.dropFirst(old.count)
        if takesStart { return result + String(rest) }
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}
