import PSEngine
import WSManService

/// `netsh`: of the tool of Windows the commands on the firewall, which set-up scripts use. Its texts and exit
/// codes are those of Windows in English.
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
           netsh advfirewall set PROFILE state on|off
           netsh advfirewall set PROFILE firewallpolicy
                 blockinbound|allowinbound,blockoutbound|allowoutbound
           netsh advfirewall show PROFILE [state|firewallpolicy]
                 PROFILE: allprofiles|currentprofile|domainprofile|privateprofile|publicprofile
           netsh firewall add portopening tcp|udp|all PORT TEXT [enable|disable]
                 [all|subnet|custom [LIST]] [profile=current|domain|standard|all]
           netsh firewall set portopening tcp|udp|all PORT [TEXT] [...]
           netsh firewall delete portopening tcp|udp|all PORT [current|domain|standard|all]
           netsh firewall set opmode enable|disable [profile=current|domain|standard|all]
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
    let profiles = NetshProfiles(access: access, console: console)
    let rest = Array(arguments.dropFirst(4))
    let places = Array(arguments.dropFirst(3))
    if (3...5).contains(arguments.count),
      arguments.last.map({ Self.helpWords.contains($0.lowercased()) }) == true
    {
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
    case "firewall set opmode": return try await profiles.setMode(places)
    default: break
    }
    if words.count > 2, NetshProfiles.places.contains(words[2]) {
      switch words.prefix(2).joined(separator: " ") {
      case "advfirewall set": return try await profiles.set(words[2], places)
      case "advfirewall show": return try await profiles.show(words[2], places)
      default: break
      }
    }
    guard words.isEmpty || Self.helpWords.contains(words[words.count - 1]) else {
      throw NetshFailure.usage(
        "The following command was not found: \(arguments.joined(separator: " ")). Of netsh an "
          + "emulated computer has the commands of the firewall.")
    }
    try await console.write(Self.usage)
  }

  func completions(for word: ProgramWord) -> [String]? {
    let words = word.arguments.map { $0.lowercased() }
    let candidates: [String] =
      switch (words.first, words.count) {
      case (_, 0): ["advfirewall", "firewall"]
      case ("firewall", 1): ["add", "delete", "set"]
      case ("firewall", 2): words[1] == "set" ? ["opmode", "portopening"] : ["portopening"]
      case ("firewall", _) where words[2] == "opmode": ["exceptions=", "mode=", "profile="]
      case ("firewall", _):
        ["addresses=", "mode=", "name=", "port=", "profile=", "protocol=", "scope="]
      case (_, 1): ["firewall", "set", "show"]
      case (_, 2) where words[1] != "firewall": NetshProfiles.places
      case (_, 3) where words[1] != "firewall": ["firewallpolicy", "state"]
      case (_, 4) where words[1] == "set" && words[3] == "state": ["off", "on"]
      case (_, _) where words[1] != "firewall": []
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
