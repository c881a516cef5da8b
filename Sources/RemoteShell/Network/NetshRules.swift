import PSEngine
import WSManService

/// The commands of `netsh advfirewall firewall`.
struct NetshRules {
  let access: NetworkAccess
  let console: ProgramConsole

  func add(_ words: [String]) async throws {
    let pairs = try NetshPair.all(words)
    for needed in ["name", "dir", "action"] where !pairs.contains(where: { $0.name == needed }) {
      throw NetshFailure.missing(needed + "=")
    }
    let change = try Self.change(pairs)
    guard access.isElevated else { throw NetshFailure.elevation }
    try await access.add(FirewallRule(displayName: "", in: console.command.session, change))
    try await console.write("Ok.\n")
  }

  func set(_ words: [String]) async throws {
    guard let new = words.firstIndex(where: { $0.lowercased() == "new" }), new + 1 < words.count
    else { throw NetshFailure.missing("new") }
    let change = try Self.change(try NetshPair.all(Array(words[(new + 1)...])))
    let rules = try await matching(Array(words[..<new]))
    guard access.isElevated else { throw NetshFailure.elevation }
    let changed = try await access.change(rules.map(\.name), change)
    try await console.write("\nUpdated \(changed.count) rule(s).\nOk.\n")
  }

  func delete(_ words: [String]) async throws {
    let rules = try await matching(words)
    guard access.isElevated else { throw NetshFailure.elevation }
    try await access.remove(rules.map(\.name))
    try await console.write("\nDeleted \(rules.count) rule(s).\nOk.\n")
  }

  func show(_ words: [String]) async throws {
    var words = words
    if words.first?.lowercased() == "all" { words[0] = "name=all" }
    let isVerbose = words.contains { $0.lowercased() == "verbose" }
    words.removeAll { $0.lowercased() == "verbose" }
    if let index = words.firstIndex(where: { NetshPair($0)?.name == "type" }) {
      // Every rule is one that somebody has made.
      try NetshPair(words.remove(at: index))?.expect("static")
    }
    for rule in try await matching(words) {
      try await console.write(Self.lines(of: rule, isVerbose).joined(separator: "\n"))
    }
    try await console.write("Ok.\n")
  }

  // MARK: Arguments

  /// What values say about a rule.
  private static func change(_ pairs: [NetshPair]) throws(NetshFailure) -> FirewallRuleChange {
    var change = FirewallRuleChange()
    for pair in pairs {
      switch pair.name {
      case "name":
        guard pair.value.lowercased() != "all" else {
          throw .invalid(pair, ". It stands for all rules and is the name of none.")
        }
        change.set(\.displayName, pair.value)
      case "description": change.set(\.about, pair.value)
      case "dir": change.set(\.isInbound, try pair.isInbound)
      case "enable": change.set(\.isEnabled, try pair.choice(["yes": true, "no": false]))
      case "action": change.set(\.allows, try pair.choice(["allow": true, "block": false]))
      case "profile": change.set(\.networks, try pair.networks)
      case "protocol":
        let transport = try pair.transport
        change.set(\.transport, transport.name)
        change.set(\.icmpTypes, transport.icmpTypes)
      case "localport": change.set(\.localPorts, FirewallRule.list([pair.value]))
      case "remoteport": change.set(\.remotePorts, FirewallRule.list([pair.value]))
      case "localip": change.set(\.localAddresses, FirewallRule.list([pair.value]))
      case "remoteip": change.set(\.remoteAddresses, FirewallRule.list([pair.value]))
      case "program": change.set(\.program, pair.value)
      case "edge": change.set(\.edgeTraversal, try pair.choice(edges).name)
      case "service", "interfacetype": try pair.expect("any")
      case "security": try pair.expect("notrequired")
      default: throw pair.unknown
      }
    }
    return change
  }

  private static let edges: KeyValuePairs<String, FirewallEdgeTraversal> = [
    "yes": .allow, "no": .block, "deferuser": .deferToUser, "deferapp": .deferToApp,
  ]

  /// The rules that arguments choose; none at all is an error.
  private func matching(_ words: [String]) async throws -> [FirewallRule] {
    let pairs = try NetshPair.all(words)
    guard pairs.contains(where: { ["name", "group"].contains($0.name) }) else {
      throw NetshFailure.missing("name=")
    }
    let conditions = try pairs.map(Self.condition)
    let rules = try await access.rules().filter { rule in conditions.allSatisfy { $0(rule) } }
    guard !rules.isEmpty else { throw NetshFailure.noMatch }
    return rules
  }

  private static func condition(
    _ pair: NetshPair
  ) throws(NetshFailure) -> (FirewallRule) -> Bool {
    let value = pair.value
    let list = FirewallRule.list([value])
    // Rules without a group are not one.
    guard !value.isEmpty else { throw .invalid(pair) }
    switch pair.name {
    case "name":
      return { value.equalsIgnoringCase("all") || $0.displayName.equalsIgnoringCase(value) }
    case "group": return { $0.displayGroup.equalsIgnoringCase(value) || $0.group == value }
    case "dir":
      let isInbound = try pair.isInbound
      return { $0.isInbound == isInbound }
    case "profile":
      let networks = FirewallProfile(try pair.networks)
      return { FirewallProfile($0.networks) == networks }
    case "protocol":
      let transport = try pair.transport
      return { $0.transport == transport.name && $0.icmpTypes == transport.icmpTypes }
    case "localport": return { $0.localPorts == list }
    case "remoteport": return { $0.remotePorts == list }
    case "localip": return { $0.localAddresses == list }
    case "remoteip": return { $0.remoteAddresses == list }
    case "program": return { $0.program.equalsIgnoringCase(value) }
    case "service":
      try pair.expect("any")
      return { _ in true }
    default: throw pair.unknown
    }
  }

  // MARK: Output

  private static func lines(of rule: FirewallRule, _ isVerbose: Bool) -> [String] {
    func list(_ values: [String]) -> String { values.joined(separator: ",") }
    func row(_ name: String, _ value: String) -> String { name.padded(38) + value }
    var lines = ["", row("Rule Name:", rule.displayName), String(repeating: "-", count: 70)]
    if isVerbose, !rule.about.isEmpty { lines.append(row("Description:", rule.about)) }
    lines += [
      row("Enabled:", rule.isEnabled ? "Yes" : "No"),
      row("Direction:", rule.isInbound ? "In" : "Out"),
      row("Profiles:", list(FirewallProfile(rule.networks).shown.map(\.rawValue))),
      row("Grouping:", rule.displayGroup), row("LocalIP:", list(rule.localAddresses)),
      row("RemoteIP:", list(rule.remoteAddresses)), row("Protocol:", rule.transport),
    ]
    switch rule.transport {
    case "TCP", "UDP":
      lines += [
        row("LocalPort:", list(rule.localPorts)), row("RemotePort:", list(rule.remotePorts)),
      ]
    case "ICMPv4", "ICMPv6":
      lines.append(row("", "Type".padded(8) + "Code"))
      for type in rule.icmpTypes {
        let numbers = type.split(separator: ":").map(String.init) + [FirewallRule.any]
        lines.append(row("", numbers[0].padded(8) + numbers[1]))
      }
    default: break
    }
    lines.append(row("Edge traversal:", edgeText(rule)))
    if isVerbose {
      if rule.program != FirewallRule.any { lines.append(row("Program:", rule.program)) }
      lines += [
        row("InterfaceTypes:", FirewallRule.any), row("Security:", "NotRequired"),
        row("Rule source:", "Local Setting"),
      ]
    }
    lines.append(row("Action:", rule.allows ? "Allow" : "Block"))
    return lines
  }

  private static func edgeText(_ rule: FirewallRule) -> String {
    switch FirewallEdgeTraversal(name: rule.edgeTraversal) {
    case .allow: "Yes"
    case .deferToUser: "Defer to user"
    case .deferToApp: "Defer to application"
    case .block, nil: "No"
    }
  }
}
