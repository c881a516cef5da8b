import PSEngine
import WSManService

/// The commands of `netsh firewall`, which Windows still knows: ports that are open or closed for what
/// comes in, whatever the program.
struct NetshPortOpenings {
  let access: NetworkAccess
  let console: ProgramConsole

  func add(_ words: [String]) async throws {
    let arguments = try NetshOpeningArguments(words, Self.tags)
    guard arguments["name"] != nil else { throw NetshFailure.missing("name") }
    try await set(arguments)
  }

  func set(_ words: [String]) async throws {
    try await set(NetshOpeningArguments(words, Self.tags))
  }

  func delete(_ words: [String]) async throws {
    let arguments = try NetshOpeningArguments(words, ["protocol", "port", "profile", "interface"])
    let openings = try await openings(arguments)
    guard access.isElevated else { throw NetshFailure.elevation }
    let present = try await access.rules().filter { rule in
      openings.contains { $0.isSame(as: rule) }
    }
    guard !present.isEmpty else { throw NetshFailure.noMatch }
    try await access.remove(present.map(\.name))
    try await finish()
  }

  private static let tags = [
    "protocol", "port", "name", "mode", "scope", "addresses", "profile", "interface",
  ]

  /// Makes an opening, or changes that which is there for protocol, port and networks.
  private func set(_ arguments: NetshOpeningArguments) async throws {
    let openings = try await openings(arguments)
    var parts = FirewallRuleChange()
    parts.set(\.displayName, arguments["name"]?.value)
    let mode = try arguments["mode"]?.choice(["enable": true, "disable": false])
    parts.set(\.isEnabled, mode ?? true)
    parts.set(\.remoteAddresses, try arguments.addresses())
    guard access.isElevated else { throw NetshFailure.elevation }
    let session = console.command.session
    let fresh = openings.map { opening in
      var rule = FirewallRule(displayName: "Port \(opening.port)", in: session, parts)
      rule.transport = opening.transport
      rule.localPorts = [opening.port]
      rule.networks = opening.networks
      return (opening, rule)
    }
    try await access.service.changeFirewall { [parts] rules in
      for (opening, rule) in fresh {
        let present = rules.filter { opening.isSame(as: $0) }.map(\.name)
        if present.isEmpty {
          try rules.add(rule)
        } else {
          try rules.change(named: present) { parts.apply(to: &$0) }
        }
      }
    }
    try await finish()
  }

  private func finish() async throws {
    try await console.write(
      "\nIMPORTANT: \"netsh firewall\" is deprecated; use \"netsh advfirewall firewall\" instead.\n"
        + "\nOk.\n")
  }

  private func openings(_ arguments: NetshOpeningArguments) async throws -> [PortOpening] {
    guard let transport = arguments["protocol"] else { throw NetshFailure.missing("protocol") }
    guard let port = arguments["port"] else { throw NetshFailure.missing("port") }
    guard let number = UInt16(port.value), number > 0 else {
      throw NetshFailure.invalid(port, ". It is a number from 1 to 65535.")
    }
    if let interface = arguments["interface"] {
      throw NetshFailure.invalid(
        interface, ". An emulated computer keeps no rules for one adapter.")
    }
    let current = try await access.service.remoteManagement().networkProfile
    let networks = try arguments["profile"]?.choice([
      "current": [current], "domain": [.domain], "standard": [.private], "all": [],
    ])
    return try transport.choice(["tcp": ["TCP"], "udp": ["UDP"], "all": ["TCP", "UDP"]]).map {
      PortOpening(transport: $0, port: String(number), networks: networks ?? [current])
    }
  }
}

/// A port that is opened for kinds of network.
private struct PortOpening {
  let transport: String
  let port: String
  let networks: [FirewallRule.Network]

  /// Whether a rule is this opening, open or closed. Rules of groups and of programs are others.
  func isSame(as rule: FirewallRule) -> Bool {
    rule.isInbound && rule.transport == transport && rule.localPorts == [port]
      && rule.networks == networks && rule.group.isEmpty && rule.program == FirewallRule.any
  }
}

/// Arguments of `netsh firewall`: in their order, by their names, or both.
private struct NetshOpeningArguments {
  private var values: [String: NetshPair] = [:]

  init(_ words: [String], _ tags: [String]) throws(NetshFailure) {
    var rest = tags
    for word in words {
      if let pair = NetshPair(word), tags.contains(pair.name) {
        guard let index = rest.firstIndex(of: pair.name) else {
          throw .usage("'\(pair.name)' has already been specified.")
        }
        rest.remove(at: index)
        values[pair.name] = pair
      } else {
        guard let tag = rest.first else {
          throw .usage("'\(word.prefix(80))' is not a valid argument for this command.")
        }
        rest.removeFirst()
        values[tag] = NetshPair(name: tag, value: word)
      }
    }
  }

  subscript(tag: String) -> NetshPair? { values[tag] }

  /// The computers that a port is opened for.
  func addresses() throws(NetshFailure) -> [String] {
    let given = values["addresses"]
    let scope = values["scope"] ?? NetshPair(name: "scope", value: given == nil ? "all" : "custom")
    let isCustom = try scope.choice(["all": false, "subnet": false, "custom": true])
    guard isCustom == (given != nil) else {
      throw isCustom ? .missing("addresses") : .invalid(scope, ". addresses= needs scope=custom.")
    }
    guard let given else {
      return [scope.value.lowercased() == "subnet" ? "LocalSubnet" : FirewallRule.any]
    }
    return FirewallRule.list([given.value])
  }
}
