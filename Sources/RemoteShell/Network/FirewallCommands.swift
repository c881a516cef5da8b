import PSEngine
import WSManService

/// `Get-NetFirewallRule`.
final class GetNetFirewallRule: FirewallCommand {
  static let enabled = Parameter<FirewallSwitch>(
    "Enabled", help: "Only rules that are on, or only those that are off.")
  static let direction = Parameter<FirewallDirection>(
    "Direction", help: "Only rules for what comes in, or for what goes out.")
  static let action = Parameter<FirewallAction>(
    "Action", help: "Only rules that let through, or that block.")
  static let filter = Parameter<[PortFilterObject]>(
    "AssociatedNetFirewallPortFilter", sets: ["ByAssociatedNetFirewallPortFilter"], mandatory: true,
    pipeline: .byValue, help: "The rules whose ports these are.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-NetFirewallRule", typeName: "Get-NetFirewallRule",
      parameters: [
        all.definition,
        Parameter<[String]>(
          "Name", aliases: ["ID"], sets: ["ByName"], position: 0,
          completion: .source("FirewallRule"), help: "The rules by their names."
        ).definition, displayName.definition, displayGroup.definition, group.definition,
        filter.definition, enabled.definition, direction.definition, action.definition,
      ], defaultSet: "All", synopsis: "Gets rules of the computer's firewall.",
      outputTypes: [NetworkObject.viewName(FirewallRuleObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    let rules =
      if let filters = context[Self.filter] {
        try await access.rules().named(filters.map(\.rule.name), context)
      } else {
        try await chosen(access, context, otherwise: true)
      }
    for rule in rules {
      if let wanted = context[Self.enabled], (wanted == .on) != rule.isEnabled { continue }
      if let wanted = context[Self.direction], (wanted == .inbound) != rule.isInbound { continue }
      if let wanted = context[Self.action], (wanted == .allow) != rule.allows { continue }
      try await context.write(.object(FirewallRuleObject(rule)))
    }
  }
}

/// The parts of a rule that `New-NetFirewallRule` and `Set-NetFirewallRule` take alike.
enum FirewallParts {
  static let about = Parameter<String>("Description", help: "What the rule is for.")
  static let enabled = Parameter<FirewallSwitch>("Enabled", help: "Whether the rule is on.")
  static let profile = Parameter<FirewallProfile>(
    "Profile", help: "The kinds of network: Domain, Private, Public, or Any.")
  static let direction = Parameter<FirewallDirection>(
    "Direction", help: "Inbound or Outbound.")
  static let action = Parameter<FirewallAction>("Action", help: "Allow or Block.")
  static let edge = Parameter<FirewallEdgeTraversal>(
    "EdgeTraversalPolicy",
    help: "What applies to requests through a device that translates addresses.")
  static let transport = Parameter<String>(
    "Protocol", help: "TCP, UDP, ICMPv4, ICMPv6, a number, or Any.")
  static let localPort = Parameter<[String]>(
    "LocalPort", help: "Ports of this computer: numbers, ranges, or Any.")
  static let remotePort = Parameter<[String]>(
    "RemotePort", help: "Ports of the other computers.")
  static let icmpType = Parameter<[String]>(
    "IcmpType", help: "Types of ICMP, some with a code: 8, 3:4, or Any.")
  static let localAddress = Parameter<[String]>(
    "LocalAddress", help: "Addresses of this computer.")
  static let remoteAddress = Parameter<[String]>(
    "RemoteAddress", help: "Addresses of the other computers, or LocalSubnet.")
  static let program = Parameter<String>(
    "Program", help: "The program that the rule is for.")

  static var definitions: [ParameterDefinition] {
    [
      about.definition, enabled.definition, profile.definition, direction.definition,
      action.definition, edge.definition, transport.definition, localPort.definition,
      remotePort.definition, icmpType.definition, localAddress.definition,
      remoteAddress.definition, program.definition,
    ]
  }

  /// What was given.
  static func change(_ context: CommandContext) -> FirewallRuleChange {
    var change = FirewallRuleChange()
    change.set(\.about, context[about])
    change.set(\.isEnabled, context[enabled].map { $0 == .on })
    change.set(\.networks, context[profile].map(\.networks))
    change.set(\.isInbound, context[direction].map { $0 == .inbound })
    change.set(\.allows, context[action].map { $0 == .allow })
    change.set(\.edgeTraversal, context[edge].map(\.name))
    change.set(\.transport, context[transport].map(FirewallRule.transport))
    change.set(\.localPorts, context[localPort].map(FirewallRule.list))
    change.set(\.remotePorts, context[remotePort].map(FirewallRule.list))
    change.set(\.icmpTypes, context[icmpType].map(FirewallRule.list))
    change.set(\.localAddresses, context[localAddress].map(FirewallRule.list))
    change.set(\.remoteAddresses, context[remoteAddress].map(FirewallRule.list))
    change.set(\.program, context[program])
    return change
  }
}

/// `New-NetFirewallRule`.
final class NewNetFirewallRule: FirewallCommand {
  static let newName = Parameter<String>(
    "Name", aliases: ["ID"], help: "The name; a new one when none is given.")
  static let title = Parameter<String>(
    "DisplayName", mandatory: true, help: "The name for people.")
  static let newGroup = Parameter<String>("Group", help: "The group that the rule belongs to.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-NetFirewallRule", typeName: "New-NetFirewallRule",
      parameters: [newName.definition, title.definition, newGroup.definition]
        + FirewallParts.definitions,
      supportsShouldProcess: true, synopsis: "Makes a rule of the computer's firewall.",
      outputTypes: [NetworkObject.viewName(FirewallRuleObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    guard try await mayChange(access, context), let title = context[Self.title] else { return }
    guard try await context.shouldProcess("DisplayName: \"\(title)\"") else { return }
    var change = FirewallParts.change(context)
    change.set(\.group, context[Self.newGroup])
    let rule = FirewallRule(
      context[Self.newName], displayName: title, in: context.session, change)
    do {
      try await access.add(rule)
    } catch let problem as FirewallProblem {
      return try await context.writeError(NetworkErrors.record(problem))
    }
    try await context.write(.object(FirewallRuleObject(rule)))
  }
}

/// `Set-NetFirewallRule`.
final class SetNetFirewallRule: FirewallCommand {
  static let newDisplayName = Parameter<String>(
    "NewDisplayName", help: "The new name for people.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-NetFirewallRule", typeName: "Set-NetFirewallRule",
      parameters: choices + [newDisplayName.definition] + FirewallParts.definitions + [
        passThru.definition
      ], defaultSet: "ByName", supportsShouldProcess: true,
      synopsis: "Changes rules of the computer's firewall.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    var change = FirewallParts.change(context)
    change.set(\.displayName, context[Self.newDisplayName])
    try await self.change(context, change)
  }
}

/// What `Enable-NetFirewallRule` and `Disable-NetFirewallRule` have in common.
class FirewallSwitchCommand: FirewallCommand {
  class var isOn: Bool { true }

  override final func processRecord(_ context: CommandContext) async throws {
    var change = FirewallRuleChange()
    change.set(\.isEnabled, Self.isOn)
    try await self.change(context, change)
  }
}

/// `Enable-NetFirewallRule`.
final class EnableNetFirewallRule: FirewallSwitchCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Enable-NetFirewallRule", typeName: "Enable-NetFirewallRule",
      parameters: choices + [passThru.definition], defaultSet: "ByName",
      supportsShouldProcess: true, synopsis: "Switches rules of the computer's firewall on.")
  }
}

/// `Disable-NetFirewallRule`.
final class DisableNetFirewallRule: FirewallSwitchCommand {
  override class var isOn: Bool { false }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Disable-NetFirewallRule", typeName: "Disable-NetFirewallRule",
      parameters: choices + [passThru.definition], defaultSet: "ByName",
      supportsShouldProcess: true, synopsis: "Switches rules of the computer's firewall off.")
  }
}

/// `Remove-NetFirewallRule`.
final class RemoveNetFirewallRule: FirewallCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Remove-NetFirewallRule", typeName: "Remove-NetFirewallRule",
      parameters: choices + [passThru.definition], defaultSet: "ByName",
      supportsShouldProcess: true, synopsis: "Removes rules of the computer's firewall.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachChosen(context) { access, rule in
      try await access.remove([rule.name])
      return rule
    }
  }
}

/// `Get-NetFirewallPortFilter`.
final class GetNetFirewallPortFilter: FirewallCommand {
  static let rule = Parameter<FirewallRuleObject>(
    "AssociatedNetFirewallRule", sets: ["ByRule"], mandatory: true, pipeline: .byValue,
    help: "The rule whose ports are wanted.")
  static let transport = Parameter<[String]>(
    "Protocol", sets: ["ByQuery"], mandatory: true, help: "Only those of protocols, such as TCP.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-NetFirewallPortFilter", typeName: "Get-NetFirewallPortFilter",
      parameters: [all.definition, rule.definition, transport.definition], defaultSet: "All",
      synopsis: "Gets protocol and ports of rules of the computer's firewall.",
      outputTypes: [NetworkObject.viewName(PortFilterObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let patterns = context[Self.transport]?.map { WildcardPattern(FirewallRule.transport($0)) }
    for rule in try await context.session.network().rules() {
      if let wanted = context[Self.rule], !rule.isNamed(wanted.rule.name) { continue }
      if let patterns, !patterns.contains(where: { $0.matches(rule.transport) }) { continue }
      try await context.write(.object(PortFilterObject(rule)))
    }
  }
}
