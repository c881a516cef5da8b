import PSEngine
import WSManService

/// What the cmdlets on profiles of the firewall have in common: how profiles are chosen.
class FirewallProfileCommand: Cmdlet {
  /// Where the values come from that complete the name.
  static let source = "FirewallProfile"

  static let name = Parameter<[String]>(
    "Name", aliases: ["Profile"], sets: ["ByName"], position: 0, mandatory: true,
    completion: .source(source), help: "The profiles: Domain, Private, Public.")
  static let all = Parameter<SwitchParameter>("All", sets: ["All"], help: "All profiles.")

  /// The profiles that names choose, or all; a name without wildcards that none has is an error.
  final func chosen(
    _ access: NetworkAccess, _ context: CommandContext
  ) async throws -> [FirewallProfileState] {
    let profiles = try await access.profiles()
    guard let wanted = context[Self.name] else { return profiles }
    var found: [FirewallProfileState] = []
    for text in wanted {
      let pattern = WildcardPattern(text)
      let matches = profiles.filter { pattern.matches($0.network.rawValue) }
      found += matches.filter { !found.contains($0) }
      if matches.isEmpty, !WildcardPattern.containsWildcards(text) {
        try await context.writeError(
          NetworkErrors.notFound(
            FirewallProfileObject.className, "Name", text,
            list: "Get-NetFirewallProfile | Select-Object Name, Enabled"))
      }
    }
    return found
  }
}

/// `Get-NetFirewallProfile`.
final class GetNetFirewallProfile: FirewallProfileCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-NetFirewallProfile", typeName: "Get-NetFirewallProfile",
      parameters: [all.definition, name.definition], defaultSet: "All",
      synopsis: "Gets what the computer's firewall does in each kind of network.",
      outputTypes: [NetworkObject.viewName(FirewallProfileObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    for state in try await chosen(access, context) {
      try await context.write(.object(FirewallProfileObject(state)))
    }
  }
}

/// `Set-NetFirewallProfile`.
final class SetNetFirewallProfile: FirewallProfileCommand {
  static let input = Parameter<[FirewallProfileObject]>(
    "InputObject", sets: ["InputObject"], mandatory: true, pipeline: .byValue,
    help: "Profiles as objects.")
  static let enabled = Parameter<FirewallSetting>(
    "Enabled", help: "Whether the firewall is on: True or False.")
  static let inbound = Parameter<FirewallDefaultAction>(
    "DefaultInboundAction", help: "What becomes of what comes in and no rule is about.")
  static let outbound = Parameter<FirewallDefaultAction>(
    "DefaultOutboundAction", help: "What becomes of what goes out and no rule is about.")
  static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Writes the profiles as they are then.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-NetFirewallProfile", typeName: "Set-NetFirewallProfile",
      parameters: [
        all.definition, name.definition, input.definition, enabled.definition, inbound.definition,
        outbound.definition, passThru.definition,
      ], defaultSet: "All", supportsShouldProcess: true,
      synopsis: "Changes what the computer's firewall does in networks of some kinds.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    guard access.isElevated else {
      return try await context.writeError(
        NetworkErrors.accessDenied(FirewallProfileObject.className))
    }
    var change = FirewallProfileChange()
    change.set(\.isEnabled, context[Self.enabled].map(\.isOn))
    change.set(\.allowsInbound, context[Self.inbound].map(\.allows))
    change.set(\.allowsOutbound, context[Self.outbound].map(\.allows))
    let wanted: [FirewallProfileState]
    if let given = context[Self.input] {
      wanted = given.map(\.state)
    } else {
      wanted = try await chosen(access, context)
    }
    var networks: [FirewallRule.Network] = []
    for state in wanted {
      guard try await context.shouldProcess(FirewallProfileObject(state).text) else { continue }
      networks.append(state.network)
    }
    guard !networks.isEmpty else { return }
    let states = try await access.change(networks, change)
    guard context[Self.passThru] else { return }
    for state in states { try await context.write(.object(FirewallProfileObject(state))) }
  }
}
