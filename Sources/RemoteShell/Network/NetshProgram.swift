import PSEngine
import WSManService

/// `netsh`: of the tool of Windows the rules of the firewall, which set-up scripts make with it. Its texts
/// and exit codes are those of Windows in English.
struct NetshProgram: BuiltInProgram {
  let name = "netsh"
  let access: NetworkAccess

  static let usage = """
    Usage: netsh advfirewall firewall add rule name=TEXT dir=in|out action=allow|block
                 [enable=yes|no] [profile=public|private|domain|any[,...]] [program=PATH]
                 [localip=LIST] [remoteip=LIST] [localport=LIST] [remoteport=LIST]
                 [protocol=tcp|udp|icmpv4[:TYPE,CODE]|icmpv6[:TYPE,CODE]|NUMBER|any]
                 [edge=yes|no|deferapp|deferuser] [description=TEXT]
           netsh advfirewall firewall set rule name=TEXT | group=TEXT [dir=...] new VALUES
           netsh advfirewall firewall delete rule name=TEXT [dir=...] [protocol=...] [localport=...]
           netsh advfirewall firewall show rule name=TEXT | all [dir=...] [profile=...] [verbose]
           netsh firewall add portopening tcp|udp|all PORT TEXT [enable|disable]
                 [all|subnet|custom [LIST]] [profile=current|domain|standard|all]
           netsh firewall set portopening tcp|udp|all PORT [TEXT] [...]
           netsh firewall delete portopening tcp|udp|all PORT [current|domain|standard|all]
    """

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    do {
      try await run(arguments, to: console)
      return 0
    } catch let failure as NetshFailure {
      try await console.write(failure.text)
    } catch let problem as FirewallProblem {
      try await console.write(NetshFailure(problem).text)
    }
    return 1
  }

  private static let helpWords: Set = ["?", "/?", "-?", "help"]

  private func run(_ arguments: [String], to console: ProgramConsole) async throws {
    let words = arguments.prefix(4).map { $0.lowercased() }
    let rules = NetshRules(access: access, console: console)
    let openings = NetshPortOpenings(access: access, console: console)
    let rest = Array(arguments.dropFirst(4))
    let places = Array(arguments.dropFirst(3))
    if rest.count == 1, Self.helpWords.contains(rest[0].lowercased()) {
      return try await console.write(Self.usage)
    }
    switch words.joined(separator: " ") {
    case "advfirewall firewall add rule": return try await rules.add(rest)
    case "advfirewall firewall set rule": return try await rules.set(rest)
    case "advfirewall firewall delete rule": return try await rules.delete(rest)
    case "advfirewall firewall show rule": return try await rules.show(rest)
    default: break
    }
    switch words.prefix(3).joined(separator: " ") {
    case "firewall add portopening": return try await openings.add(places)
    case "firewall set portopening": return try await openings.set(places)
    case "firewall delete portopening": return try await openings.delete(places)
    default: break
    }
    guard words.isEmpty || Self.helpWords.contains(words[words.count - 1]) else {
      throw NetshFailure.usage(
        "The following command was not found: \(arguments.joined(separator: " ")). Of netsh an "
          + "emulated computer has the rules of its firewall.")
    }
    try await console.write(Self.usage)
  }

  func completions(for word: ProgramWord) -> [String]? {
    let words = word.arguments.map { $0.lowercased() }
    let candidates: [String] =
      switch (words.first, words.count) {
      case (_, 0): ["advfirewall", "firewall"]
      case ("firewall", 1): ["add", "delete", "set"]
      case ("firewall", 2): ["portopening"]
      case ("firewall", _):
        ["addresses=", "mode=", "name=", "port=", "profile=", "protocol=", "scope="]
      case (_, 1): ["firewall"]
      case (_, 2): ["add", "delete", "set", "show"]
      case (_, 3): ["rule"]
      default:
        [
          "action=", "description=", "dir=", "edge=", "enable=", "group=", "localip=",
          "localport=", "name=", "new", "profile=", "program=", "protocol=", "remoteip=",
          "remoteport=", "verbose",
        ]
      }
    return candidates.filter { $0.hasPrefixIgnoringCase(word.text) }
  }
}
