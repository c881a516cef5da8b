import PSEngine
import WSManService

/// What the cmdlets on firewall rules have in common: how rules are chosen, and what is done with each.
class FirewallCommand: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", aliases: ["ID"], sets: ["ByName"], position: 0, mandatory: true,
    completion: .source("FirewallRule"), help: "The rules by their names.")
  static let displayName = Parameter<[String]>(
    "DisplayName", sets: ["ByDisplayName"], mandatory: true,
    completion: .source("FirewallRuleDisplayName"), help: "The rules by their names for people.")
  static let displayGroup = Parameter<[String]>(
    "DisplayGroup", sets: ["ByDisplayGroup"], mandatory: true,
    completion: .source("FirewallRuleDisplayGroup"),
    help: "The rules of groups, such as \"Windows Remote Management\".")
  static let group = Parameter<[String]>(
    "Group", aliases: ["RuleGroup"], sets: ["ByGroup"], mandatory: true,
    completion: .source("FirewallRuleGroup"),
    help: "The rules of groups by the place of their names.")
  static let input = Parameter<[FirewallRuleObject]>(
    "InputObject", sets: ["InputObject"], mandatory: true, pipeline: .byValue,
    help: "Rules as objects.")
  static let all = Parameter<SwitchParameter>("All", sets: ["All"], help: "All rules.")
  static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Writes the rules as they are then.")

  static var choices: [ParameterDefinition] {
    [
      name.definition, displayName.definition, displayGroup.definition, group.definition,
      input.definition,
    ]
  }

  /// Where the values come from that complete the parameters.
  static let sources: [(name: String, value: @Sendable (FirewallRule) -> String)] = [
    ("FirewallRule", { $0.name }), ("FirewallRuleDisplayName", { $0.displayName }),
    ("FirewallRuleDisplayGroup", { $0.displayGroup }), ("FirewallRuleGroup", { $0.group }),
  ]

  /// The rules that the parameters choose; a name without wildcards that no rule has is an error.
  final func chosen(
    _ access: NetworkAccess, _ context: CommandContext, otherwise every: Bool = false
  ) async throws -> [FirewallRule] {
    let rules = try await access.rules()
    if let given = context[Self.input] {
      return try await rules.named(given.map(\.rule.name), context)
    }
    let sets: [(String, [String]?, (FirewallRule) -> String)] = [
      ("InstanceID", context[Self.name], { $0.name }),
      ("DisplayName", context[Self.displayName], { $0.displayName }),
      ("DisplayGroup", context[Self.displayGroup], { $0.displayGroup }),
      ("RuleGroup", context[Self.group], { $0.group }),
    ]
    guard let (property, wanted, value) = sets.first(where: { $0.1 != nil }) else {
      return every ? rules : []
    }
    var found: [FirewallRule] = []
    for text in wanted ?? [] {
      let pattern = WildcardPattern(text)
      let matches = rules.filter { pattern.matches(value($0)) }
      let others = matches.filter { !found.contains($0) }
      found += others
      if matches.isEmpty, !WildcardPattern.containsWildcards(text) {
        try await context.writeError(FirewallRule.missing(property, text))
      }
    }
    return found
  }

  /// Whether rules may be changed; otherwise that is an error.
  final func mayChange(
    _ access: NetworkAccess, _ context: CommandContext
  ) async throws -> Bool {
    guard !access.isElevated else { return true }
    try await context.writeError(NetworkErrors.accessDenied())
    return false
  }

  /// Does something with each of the chosen rules that the user agrees to. The work returns the rule as it
  /// is then, and none when there is no such rule any more.
  final func forEachChosen(
    _ context: CommandContext,
    _ work: (NetworkAccess, FirewallRule) async throws -> FirewallRule?
  ) async throws {
    let access = try context.session.network()
    guard try await mayChange(access, context) else { return }
    for rule in try await chosen(access, context) {
      guard try await context.shouldProcess("DisplayName: \"\(rule.displayName)\"") else {
        continue
      }
      let result: FirewallRule?
      do {
        result = try await work(access, rule)
      } catch let problem as FirewallProblem {
        try await context.writeError(NetworkErrors.record(problem))
        continue
      }
      guard let result else {
        try await context.writeError(FirewallRule.missing("InstanceID", rule.name))
        continue
      }
      if context[Self.passThru] { try await context.write(.object(FirewallRuleObject(result))) }
    }
  }

  /// Changes the chosen rules.
  final func change(_ context: CommandContext, _ change: FirewallRuleChange) async throws {
    try await forEachChosen(context) { access, rule in
      try await access.change([rule.name], change).first
    }
  }
}

extension FirewallRule {
  static func missing(_ property: String, _ value: String) -> ErrorRecord {
    NetworkErrors.notFound(
      FirewallRuleObject.className, property, value,
      list: "Get-NetFirewallRule | Select-Object Name, DisplayName")
  }
}

extension [FirewallRule] {
  /// The rules of some names; one that is not there is an error.
  func named(_ names: [String], _ context: CommandContext) async throws -> [FirewallRule] {
    var found: [FirewallRule] = []
    for name in names {
      if let rule = first(where: { $0.isNamed(name) }) {
        if !found.contains(rule) { found.append(rule) }
      } else {
        try await context.writeError(FirewallRule.missing("InstanceID", name))
      }
    }
    return found
  }
}
