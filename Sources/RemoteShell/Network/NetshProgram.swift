import PSEngine
import WSManService

/// `netsh`: of the tool of Windows the rules of the firewall, which set-up scripts make with it. Its texts
/// and exit codes are those of Windows in English.
struct NetshProgram: BuiltInProgram {
  let name = "netsh"
  let access: NetworkAccess

  /// What the tool says when it does nothing.
  private struct Failure: Error {
    let text: String

    static let noMatch = Failure(text: "\nNo rules match the specified criteria.\n")
    static let elevation = Failure(
      text: "The requested operation requires elevation (Run as administrator).\n")
    static func usage(_ reason: String) -> Failure {
      Failure(text: reason + "\n\n" + NetshProgram.usage)
    }
  }

  static let usage = """
    Usage: netsh advfirewall firewall add rule name=TEXT dir=in|out action=allow|block
                 [enable=yes|no] [profile=public|private|domain|any[,...]] [program=PATH]
                 [localip=LIST] [remoteip=LIST] [localport=LIST] [remoteport=LIST]
                 [protocol=tcp|udp|icmpv4|icmpv6|NUMBER|any] [description=TEXT]
           netsh advfirewall firewall set rule name=TEXT | group=TEXT [dir=...] new VALUES
           netsh advfirewall firewall delete rule name=TEXT [dir=...] [protocol=...] [localport=...]
           netsh advfirewall firewall show rule name=TEXT | all [dir=...] [profile=...]
           netsh firewall add portopening PROTOCOL PORT TEXT
    """

  func run(_ arguments: [String], _ console: ProgramConsole) async throws -> Int32 {
    do {
      try await run(arguments, to: console)
      return 0
    } catch let failure as Failure {
      try await console.write(failure.text)
      return 1
    }
  }

  private func run(_ arguments: [String], to console: ProgramConsole) async throws {
    let words = arguments.map { $0.lowercased() }
    let rest = Array(arguments.dropFirst(4))
    switch (Array(words.prefix(2)), words.dropFirst(2).first, words.dropFirst(3).first) {
    case (["advfirewall", "firewall"], "add", "rule"): try await add(rest, console)
    case (["advfirewall", "firewall"], "set", "rule"): try await set(rest, console)
    case (["advfirewall", "firewall"], "delete", "rule"): try await delete(rest, console)
    case (["advfirewall", "firewall"], "show", "rule"): try await show(rest, console)
    case (["firewall", "add"], "portopening", _), (["firewall", "set"], "portopening", _):
      try await addPort(Array(arguments.dropFirst(3)), console)
    default:
      if words.isEmpty || ["?", "/?", "help", "-?"].contains(words[words.count - 1]) {
        return try await console.write(Self.usage)
      }
      throw Failure.usage(
        "The following command was not found: \(arguments.joined(separator: " ")). Of netsh an "
          + "emulated computer has the rules of its firewall.")
    }
  }

  // MARK: Arguments

  private typealias Pair = (name: String, value: String)

  private static func pairs(_ words: [String]) throws -> [Pair] {
    try words.map { word in
      guard let sign = word.firstIndex(of: "=") else {
        throw Failure.usage("'\(word.prefix(80))' is not a valid argument for this command.")
      }
      return (
        word[..<sign].lowercased(), String(word[word.index(after: sign)...])
      )
    }
  }

  private static func networks(_ text: String) throws -> [FirewallRule.Network] {
    var chosen: [FirewallRule.Network] = []
    for word in text.lowercased().split(separator: ",") {
      guard word != "any" else { return [] }
      guard
        let network = NetworkEnums.networks.first(where: {
          $0.network.rawValue.lowercased() == word
        })
      else { throw Failure.usage("A specified value is not valid: profile=\(text)") }
      if !chosen.contains(network.network) { chosen.append(network.network) }
    }
    return chosen.count == NetworkEnums.networks.count ? [] : chosen
  }

  private static func isOn(_ pair: Pair, _ yes: String, _ no: String) throws -> Bool {
    switch pair.value.lowercased() {
    case yes: return true
    case no: return false
    default: throw Failure.usage("A specified value is not valid: \(pair.name)=\(pair.value)")
    }
  }

  private static func apply(_ pairs: [Pair], to rule: inout FirewallRule) throws {
    for pair in pairs {
      switch pair.name {
      case "name": rule.displayName = pair.value
      case "description": rule.about = pair.value
      case "dir": rule.isInbound = try isOn(pair, "in", "out")
      case "enable": rule.isEnabled = try isOn(pair, "yes", "no")
      case "action":
        rule.allows = try isOn(pair, "allow", "block")
      case "profile": rule.networks = try networks(pair.value)
      case "protocol": rule.transport = FirewallRule.transport(pair.value)
      case "localport": rule.localPorts = FirewallRule.list([pair.value])
      case "remoteport": rule.remotePorts = FirewallRule.list([pair.value])
      case "localip": rule.localAddresses = FirewallRule.list([pair.value])
      case "remoteip": rule.remoteAddresses = FirewallRule.list([pair.value])
      case "program": rule.program = pair.value
      case "edge":
        rule.edgeTraversal = try isOn(pair, "yes", "no") ? "Allow" : "Block"
      default:
        throw Failure.usage("'\(pair.name)' is not a valid argument for this command.")
      }
    }
    do throws(FirewallProblem) {
      try rule.check()
    } catch {
      throw Failure.usage("A specified value is not valid. \(error.reason)")
    }
  }

  /// The rules that the first arguments mean.
  private func matching(_ pairs: [Pair]) async throws -> [FirewallRule] {
    guard pairs.contains(where: { ["name", "group"].contains($0.name) }) else {
      throw Failure.usage("One or more essential parameters were not entered: name=")
    }
    return try await access.rules().filter { rule in
      try pairs.allSatisfy { pair in
        switch pair.name {
        case "name":
          pair.value.equalsIgnoringCase("all") || rule.displayName.equalsIgnoringCase(pair.value)
        case "group":
          rule.displayGroup.equalsIgnoringCase(pair.value) || rule.group == pair.value
        case "dir": try rule.isInbound == Self.isOn(pair, "in", "out")
        case "profile": try Set(rule.networks) == Set(Self.networks(pair.value))
        case "protocol": rule.transport == FirewallRule.transport(pair.value)
        case "localport": rule.localPorts == FirewallRule.list([pair.value])
        case "verbose", "type": true
        default:
          throw Failure.usage("'\(pair.name)' is not a valid argument for this command.")
        }
      }
    }
  }

  // MARK: Commands

  private func add(_ words: [String], _ console: ProgramConsole) async throws {
    let pairs = try Self.pairs(words)
    for needed in ["name", "dir", "action"] where !pairs.contains(where: { $0.name == needed }) {
      throw Failure.usage("One or more essential parameters were not entered: \(needed)=")
    }
    try await make(pairs, console)
  }

  private func addPort(_ words: [String], _ console: ProgramConsole) async throws {
    // Both spellings are taken: in their order, and by name.
    var values: [String: String] = [:]
    for (index, word) in words.enumerated() {
      if let pair = try? Self.pairs([word]).first,
        ["protocol", "port", "name", "mode", "profile"].contains(pair.name)
      {
        values[pair.name] = pair.value
      } else if index < 3 {
        values[["protocol", "port", "name"][index]] = word
      }
    }
    guard let transport = values["protocol"], let port = values["port"] else {
      throw Failure.usage("One or more essential parameters were not entered.")
    }
    try await console.write(
      "\nIMPORTANT: \"netsh firewall\" is deprecated; use \"netsh advfirewall firewall\" instead.\n"
    )
    try await make(
      [
        ("name", values["name"] ?? "Port \(port)"), ("dir", "in"), ("action", "allow"),
        ("protocol", transport), ("localport", port),
      ], console)
  }

  private func make(_ pairs: [Pair], _ console: ProgramConsole) async throws {
    guard access.isElevated else { throw Failure.elevation }
    var rule = FirewallRule(
      name: "{" + console.command.session.random.withGenerator { PSGuid(using: &$0).text } + "}",
      displayName: "")
    try Self.apply(pairs, to: &rule)
    guard try await access.rules().count < FirewallRule.largestCount else {
      throw Failure(text: "A computer keeps at most \(FirewallRule.largestCount) rules.\n")
    }
    try await access.keep([rule])
    try await console.write("Ok.\n")
  }

  private func set(_ words: [String], _ console: ProgramConsole) async throws {
    guard let new = words.firstIndex(where: { $0.lowercased() == "new" }), new + 1 < words.count
    else { throw Failure.usage("One or more essential parameters were not entered: new") }
    let changes = try Self.pairs(Array(words[(new + 1)...]))
    var rules = try await matching(try Self.pairs(Array(words[..<new])))
    guard !rules.isEmpty else { throw Failure.noMatch }
    guard access.isElevated else { throw Failure.elevation }
    for index in rules.indices { try Self.apply(changes, to: &rules[index]) }
    try await access.keep(rules)
    try await console.write("\nUpdated \(rules.count) rule(s).\nOk.\n")
  }

  private func delete(_ words: [String], _ console: ProgramConsole) async throws {
    let rules = try await matching(try Self.pairs(words))
    guard !rules.isEmpty else { throw Failure.noMatch }
    guard access.isElevated else { throw Failure.elevation }
    try await access.remove(rules)
    try await console.write("\nDeleted \(rules.count) rule(s).\nOk.\n")
  }

  private func show(_ words: [String], _ console: ProgramConsole) async throws {
    let words = words.first?.lowercased() == "all" ? ["name=all"] + words.dropFirst() : words
    let rules = try await matching(
      try Self.pairs(words.map { $0.lowercased() == "verbose" ? "verbose=yes" : $0 }))
    guard !rules.isEmpty else { throw Failure.noMatch }
    for rule in rules {
      let networks = rule.networks.isEmpty ? [.domain, .private, .public] : rule.networks
      var rows: [(String, String)] = [
        ("Enabled:", rule.isEnabled ? "Yes" : "No"),
        ("Direction:", rule.isInbound ? "In" : "Out"),
        ("Profiles:", networks.map(\.rawValue).joined(separator: ",")),
        ("Grouping:", rule.displayGroup), ("LocalIP:", Self.list(rule.localAddresses)),
        ("RemoteIP:", Self.list(rule.remoteAddresses)), ("Protocol:", rule.transport),
      ]
      if ["TCP", "UDP"].contains(rule.transport) {
        rows += [
          ("LocalPort:", Self.list(rule.localPorts)), ("RemotePort:", Self.list(rule.remotePorts)),
        ]
      }
      rows += [
        ("Edge traversal:", rule.edgeTraversal == "Allow" ? "Yes" : "No"),
        ("Action:", rule.allows ? "Allow" : "Block"),
      ]
      var lines = [
        "", "Rule Name:".padded(38) + rule.displayName, String(repeating: "-", count: 70),
      ]
      lines += rows.map { $0.0.padded(38) + $0.1 }
      try await console.write(lines.joined(separator: "\n"))
    }
    try await console.write("Ok.\n")
  }

  private static func list(_ values: [String]) -> String { values.joined(separator: ",") }

  func completions(for word: ProgramWord) -> [String]? {
    let words = word.arguments.map { $0.lowercased() }
    let candidates: [String] =
      switch words.count {
      case 0: ["advfirewall"]
      case 1: ["firewall"]
      case 2: ["add", "delete", "set", "show"]
      case 3: ["rule"]
      default:
        [
          "action=", "description=", "dir=", "enable=", "group=", "localport=", "name=",
          "profile=", "protocol=", "remoteip=",
        ]
      }
    return candidates.filter { $0.hasPrefixIgnoringCase(word.text) }
  }
}
