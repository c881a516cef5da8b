import PSEngine
import WSManService

/// The commands of `netsh firewall`, which Windows still knows: ports that are open or closed for what
/// comes in, whatever the program.
struct NetshPortOpenings {
  let access: NetworkAccess
  let console: ProgramConsole

  func add(_ words: [String]) async throws {
    let arguments = try NetshOrderedArguments(words, Self.tags)
    guard arguments["name"] != nil else { throw NetshFailure.missing("name") }
    try await set(arguments)
  }

  func set(_ words: [String]) async throws {
    try await set(NetshOrderedArguments(words, Self.tags))
  }

  func delete(_ words: [String]) async throws {
    let arguments = try NetshOrderedArguments(words, ["protocol", "port", "profile", "interface"])
    let openings = try await openings(arguments)
    guard access.isElevated else { throw NetshFailure.elevation }
    let present = try await access.rules().filter { rule in
      openings.contains { $0.isSame(as: rule) }
    }
    guard !present.isEmpty else { throw NetshFailure.noMatch }
    try await access.remove(present.map(\.name))
    try await console.endOldForm()
  }

  private static let tags = [
    "protocol", "port", "name", "mode", "scope", "addresses", "profile", "interface",
  ]

  /// Makes an opening, or changes that which is there for protocol, port and networks.
  private func set(_ arguments: NetshOrderedArguments) async throws {
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
    try await console.endOldForm()
  }

  private func openings(_ arguments: NetshOrderedArguments) async throws -> [PortOpening] {
    guard let transport = arguments["protocol"] else { throw NetshFailure.missing("protocol") }
    guard let port = arguments["port"] else { throw NetshFailure.missing("port") }
    guard let number = UInt16(port.value), number > 0 else {
      throw NetshFailure.invalid(port, ". It is a number from 1 to 65535.")
    }
    let networks = try await arguments.networks(access)
    return try transport.choice(["tcp": ["TCP"], "udp": ["UDP"], "all": ["TCP", "UDP"]]).map {
      PortOpening(transport: $0, port: String(number), networks: networks)
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
