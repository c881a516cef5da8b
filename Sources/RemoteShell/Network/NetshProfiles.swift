import PSEngine
import WSManService

/// The commands on what the firewall does in each kind of network: `netsh advfirewall set allprofiles` and
/// its kin, and `netsh firewall set opmode`.
struct NetshProfiles {
  let access: NetworkAccess
  let console: ProgramConsole

  /// The words for profiles.
  static let places = [
    "allprofiles", "currentprofile", "domainprofile", "privateprofile", "publicprofile",
  ]

  func set(_ place: String, _ words: [String]) async throws {
    guard let parameter = words.first?.lowercased() else { throw NetshFailure.missing("state") }
    guard words.count > 1 else { throw NetshFailure.missing(parameter) }
    let pair = NetshPair(name: parameter, value: words[1])
    var change = FirewallProfileChange()
    switch parameter {
    case "state": change.set(\.isEnabled, try pair.choice(["on": true, "off": false]))
    case "firewallpolicy":
      let ways = pair.value.lowercased().split(separator: ",", omittingEmptySubsequences: false)
      guard ways.count == 2 else {
        throw NetshFailure.invalid(pair, ". It is firewallpolicy INBOUND,OUTBOUND.")
      }
      change.set(
        \.allowsInbound,
        try NetshPair(name: parameter, value: String(ways[0]))
          .choice(["blockinbound": false, "allowinbound": true]))
      change.set(
        \.allowsOutbound,
        try NetshPair(name: parameter, value: String(ways[1]))
          .choice(["blockoutbound": false, "allowoutbound": true]))
    default: throw pair.unknown
    }
    if words.count > 2 { throw NetshPair(name: words[2], value: "").unknown }
    try await self.change(try await networks(place), change)
    try await console.write("Ok.\n")
  }

  func show(_ place: String, _ words: [String]) async throws {
    let parameter = words.first?.lowercased()
    let unknown = words.dropFirst(["state", "firewallpolicy"].contains(parameter) ? 1 : 0).first
    if let unknown { throw NetshPair(name: unknown, value: "").unknown }
    let networks = try await networks(place)
    for state in try await access.profiles() where networks.contains(state.network) {
      try await console.write(Self.lines(of: state, parameter).joined(separator: "\n"))
    }
    try await console.write("Ok.\n")
  }

  /// The older form, which is for the network that the computer is in when no other is named.
  func setMode(_ words: [String]) async throws {
    let arguments = try NetshOrderedArguments(
      words, ["mode", "exceptions", "profile", "interface"])
    guard let mode = arguments["mode"] else { throw NetshFailure.missing("mode") }
    var change = FirewallProfileChange()
    change.set(\.isEnabled, try mode.choice(["enable": true, "disable": false]))
    if let exceptions = arguments["exceptions"], exceptions.value.lowercased() != "enable" {
      throw NetshFailure.invalid(
        exceptions, ". The firewall of an emulated computer has exceptions=enable.")
    }
    let networks = try await arguments.networks(access)
    try await self.change(networks.isEmpty ? self.networks("allprofiles") : networks, change)
    try await console.endOldForm()
  }

  private func change(
    _ networks: [FirewallRule.Network], _ change: FirewallProfileChange
  ) async throws {
    guard access.isElevated else { throw NetshFailure.elevation }
    _ = try await access.change(networks, change)
  }

  private func networks(_ place: String) async throws -> [FirewallRule.Network] {
    switch place {
    case "domainprofile": [.domain]
    case "privateprofile": [.private]
    case "publicprofile": [.public]
    case "currentprofile": [try await access.service.remoteManagement().networkProfile]
    default: try await access.profiles().map(\.network)
    }
  }

  // MARK: Output

  /// What is shown of a profile: one parameter, or all when none is named.
  private static func lines(of state: FirewallProfileState, _ parameter: String?) -> [String] {
    func row(_ name: String, _ value: String) -> String { name.padded(38) + value }
    var lines = [
      "", "\(state.network.rawValue) Profile Settings: ", String(repeating: "-", count: 70),
    ]
    if parameter != "firewallpolicy" {
      lines.append(row("State", state.isEnabled == false ? "OFF" : "ON"))
    }
    if parameter != "state" {
      // What nobody has said is blocked on its way in and allowed on its way out.
      let inbound = state.allowsInbound == true ? "AllowInbound" : "BlockInbound"
      let outbound = state.allowsOutbound == false ? "BlockOutbound" : "AllowOutbound"
      lines.append(row("Firewall Policy", "\(inbound),\(outbound)"))
    }
    guard parameter == nil else { return lines }
    return lines + [
      row("LocalFirewallRules", "N/A (GPO-store only)"),
      row("LocalConSecRules", "N/A (GPO-store only)"),
      row("InboundUserNotification", "Disable"), row("RemoteManagement", "Disable"),
      row("UnicastResponseToMulticast", "Enable"), "", "Logging:",
      row("LogAllowedConnections", "Disable"), row("LogDroppedConnections", "Disable"),
      row("FileName", FirewallProfileObject.logFile),
      row("MaxFileSize", String(FirewallProfileObject.logSize)), "",
    ]
  }
}
