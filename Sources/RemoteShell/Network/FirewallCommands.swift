import PSEngine
import WSManService

/// `Get-NetFirewallRule`.
final class GetNetFirewallRule: FirewallCommand {
  static let enabled = Parameter<FirewallSwitch>(
    "Enabled", help: "Only rules that are in force, or only those that are not.")
  static let direction = Parameter<FirewallDirection>(
    "Direction", help: "Only rules for what comes in, or for what goes out.")
  static let action = Parameter<FirewallAction>(
    "Action", help: "Only rules that let through, or that block.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-NetFirewallRule", typeName: "Get-NetFirewallRule",
      parameters: [
        all.definition,
        Parameter<[String]>(
          "Name", aliases: ["ID"], sets: ["ByName"], position: 0,
          help: "The rules by their names."
        ).definition, displayName.definition, displayGroup.definition, group.definition,
        enabled.definition, direction.definition, action.definition,
      ], defaultSet: "All", synopsis: "Gets rules of the computer's firewall.",
      outputTypes: [NetworkObject.viewName(FirewallRuleObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    for rule in try await chosen(access, context, otherwise: true) {
      if let wanted = context[Self.enabled], wanted.isOn != rule.isEnabled { continue }
      if let wanted = context[Self.direction], wanted.isInbound != rule.isInbound { continue }
      if let wanted = context[Self.action], wanted.allows != rule.allows { continue }
      try await context.write(.object(FirewallRuleObject(rule)))
    }
  }
}

/// The parts of a rule that `New-NetFirewallRule` and `Set-NetFirewallRule` take alike.
enum FirewallParts {
  static let about = Parameter<String>("Description", help: "What the rule is for.")
  static let enabled = Parameter<FirewallSwitch>("Enabled", help: "Whether the rule is in force.")
  static let profile = Parameter<FirewallProfile>(
    "Profile", help: "The kinds of network: Domain, Private, Public, or Any.")
  static let direction = Parameter<FirewallDirection>(
    "Direction", help: "Inbound or Outbound.")
  static let action = Parameter<FirewallAction>("Action", help: "Allow or Block.")
  static let edge = Parameter<String>(
    "EdgeTraversalPolicy",
    validations: [.set(NetworkEnums.edgeTraversal.members.map(\.name))],
    help: "What applies to requests through a device that translates addresses.")
  static let transport = Parameter<String>(
    "Protocol", help: "TCP, UDP, ICMPv4, ICMPv6, a number, or Any.")
  static let localPort = Parameter<[String]>(
    "LocalPort", help: "Ports of this computer: numbers, ranges, or Any.")
  static let remotePort = Parameter<[String]>(
    "RemotePort", help: "Ports of the other computers.")
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
      remotePort.definition, localAddress.definition, remoteAddress.definition, program.definition,
    ]
  }

  /// Takes over what was given.
  static func apply(_ context: CommandContext, to rule: inout FirewallRule) {
    if let value = context[about] { rule.about = value }
    if let value = context[enabled] { rule.isEnabled = value.isOn }
    if let value = context[profile] { rule.networks = value.networks }
    if let value = context[direction] { rule.isInbound = value.isInbound }
    if let value = context[action] { rule.allows = value.allows }
    if let value = context[edge] {
      rule.edgeTraversal =
        NetworkEnums.edgeTraversal.members.first { $0.name.equalsIgnoringCase(value) }?.name
        ?? rule.edgeTraversal
    }
    if let value = context[transport] { rule.transport = FirewallRule.transport(value) }
    if let value = context[localPort] { rule.localPorts = FirewallRule.list(value) }
    if let value = context[remotePort] { rule.remotePorts = FirewallRule.list(value) }
    if let value = context[localAddress] { rule.localAddresses = FirewallRule.list(value) }
    if let value = context[remoteAddress] { rule.remoteAddresses = FirewallRule.list(value) }
    if let value = context[program] { rule.program = value }
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
    let name =
      context[Self.newName] ?? "{"
      + context.session.random.withGenerator { PSGuid(using: &$0).text } + "}"
    var rule = FirewallRule(name: name, displayName: title)
    rule.group = context[Self.newGroup] ?? ""
    FirewallParts.apply(context, to: &rule)
    do throws(FirewallProblem) {
      try rule.check()
    } catch {
      return try await context.writeError(NetworkErrors.incorrect(error.reason))
    }
    let present = try await access.rules()
    guard !present.contains(where: { $0.isNamed(name) }) else {
      return try await context.writeError(NetworkErrors.exists(name))
    }
    guard present.count < FirewallRule.largestCount else {
      return try await context.writeError(
        NetworkErrors.incorrect(
          "A computer keeps at most \(FirewallRule.largestCount) rules. Remove some: "
            + "Remove-NetFirewallRule"))
    }
    try await access.keep([rule])
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
    try await change(context) { rule in
      if let name = context[Self.newDisplayName] { rule.displayName = name }
      FirewallParts.apply(context, to: &rule)
    }
  }
}

/// What `Enable-NetFirewallRule` and `Disable-NetFirewallRule` have in common.
class FirewallSwitchCommand: FirewallCommand {
  class var isOn: Bool { true }

  override final func processRecord(_ context: CommandContext) async throws {
    let isOn = Self.isOn
    try await change(context) { rule in rule.isEnabled = isOn }
  }
}

/// `Enable-NetFirewallRule`.
final class EnableNetFirewallRule: FirewallSwitchCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Enable-NetFirewallRule", typeName: "Enable-NetFirewallRule",
      parameters: choices + [passThru.definition], defaultSet: "ByName",
      supportsShouldProcess: true, synopsis: "Puts rules of the computer's firewall in force.")
  }
}

/// `Disable-NetFirewallRule`.
final class DisableNetFirewallRule: FirewallSwitchCommand {
  override class var isOn: Bool { false }

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Disable-NetFirewallRule", typeName: "Disable-NetFirewallRule",
      parameters: choices + [passThru.definition], defaultSet: "ByName",
      supportsShouldProcess: true, synopsis: "Takes rules of the computer's firewall out of force.")
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
    let access = try context.session.network()
    guard try await mayChange(access, context) else { return }
    for rule in try await chosen(access, context) {
      guard try await context.shouldProcess("DisplayName: \"\(rule.displayName)\"") else {
        continue
      }
      try await access.remove([rule])
      if context[Self.passThru] { try await context.write(.object(FirewallRuleObject(rule))) }
    }
  }
}

/// `Get-NetFirewallPortFilter`.
final class GetNetFirewallPortFilter: FirewallCommand {
  static let rule = Parameter<FirewallRuleObject>(
    "AssociatedNetFirewallRule", sets: ["ByRule"], mandatory: true, pipeline: .byValue,
    help: "The rule whose ports are wanted.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-NetFirewallPortFilter", typeName: "Get-NetFirewallPortFilter",
      parameters: [all.definition, rule.definition], defaultSet: "All",
      synopsis: "Gets protocol and ports of rules of the computer's firewall.",
      outputTypes: [NetworkObject.viewName(PortFilterObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let rules = try await context.session.network().rules()
    for rule in rules {
      if let wanted = context[Self.rule], !rule.isNamed(wanted.rule.name) { continue }
      try await context.write(.object(PortFilterObject(rule)))
    }
  }
}
