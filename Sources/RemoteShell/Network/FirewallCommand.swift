import PSEngine
import WSManProtocol
import WSManService

/// `Inbound` or `Outbound`.
struct FirewallDirection: EnumParameterValue {
  static let enumType = NetworkEnums.direction
  let rawValue: Int64
  init?(rawValue: Int64) { self.rawValue = rawValue }
  var isInbound: Bool { rawValue == 1 }
}

/// `Allow` or `Block`.
struct FirewallAction: EnumParameterValue {
  static let enumType = NetworkEnums.action
  let rawValue: Int64
  init?(rawValue: Int64) { self.rawValue = rawValue }
  var allows: Bool { rawValue == 2 }
}

/// `True` or `False`.
struct FirewallSwitch: EnumParameterValue {
  static let enumType = NetworkEnums.enabled
  let rawValue: Int64
  init?(rawValue: Int64) { self.rawValue = rawValue }
  var isOn: Bool { rawValue == 1 }
}

/// Kinds of network.
struct FirewallProfile: EnumParameterValue {
  static let enumType = NetworkEnums.profile
  let rawValue: Int64
  init?(rawValue: Int64) { self.rawValue = rawValue }

  var networks: [FirewallRule.Network] {
    let chosen = NetworkEnums.networks.filter { rawValue & $0.number != 0 }
    return chosen.count == NetworkEnums.networks.count ? [] : chosen.map(\.network)
  }
}

/// What the cmdlets on firewall rules have in common: how rules are chosen.
class FirewallCommand: Cmdlet {
  static let name = Parameter<[String]>(
    "Name", aliases: ["ID"], sets: ["ByName"], position: 0, mandatory: true,
    help: "The rules by their names.")
  static let displayName = Parameter<[String]>(
    "DisplayName", sets: ["ByDisplayName"], mandatory: true,
    help: "The rules by their names for people.")
  static let displayGroup = Parameter<[String]>(
    "DisplayGroup", sets: ["ByDisplayGroup"], mandatory: true,
    help: "The rules of groups, such as \"Windows Remote Management\".")
  static let group = Parameter<[String]>(
    "Group", aliases: ["RuleGroup"], sets: ["ByGroup"], mandatory: true,
    help: "The rules of groups by the place of their names.")
  static let input = Parameter<FirewallRuleObject>(
    "InputObject", sets: ["InputObject"], mandatory: true, pipeline: .byValue,
    help: "A rule as an object.")
  static let all = Parameter<SwitchParameter>("All", sets: ["All"], help: "All rules.")
  static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Writes the rules as they are then.")

  static var choices: [ParameterDefinition] {
    [
      name.definition, displayName.definition, displayGroup.definition, group.definition,
      input.definition,
    ]
  }

  /// The rules that the parameters choose; a name without wildcards that no rule has is an error.
  final func chosen(
    _ access: NetworkAccess, _ context: CommandContext, otherwise every: Bool = false
  ) async throws -> [FirewallRule] {
    let rules = try await access.rules()
    if let given = context[Self.input] {
      let present = rules.filter { $0.isNamed(given.rule.name) }
      if present.isEmpty { try await missing("InstanceID", given.rule.name, context) }
      return present
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
        try await missing(property, text, context)
      }
    }
    return found
  }

  private func missing(
    _ property: String, _ value: String, _ context: CommandContext
  ) async throws {
    try await context.writeError(
      NetworkErrors.notFound(
        FirewallRuleObject.className, property, value,
        list: "Get-NetFirewallRule | Select-Object Name, DisplayName"))
  }

  /// Whether rules may be changed; otherwise that is an error.
  final func mayChange(
    _ access: NetworkAccess, _ context: CommandContext
  ) async throws -> Bool {
    guard !access.isElevated else { return true }
    try await context.writeError(NetworkErrors.accessDenied(FirewallRuleObject.className))
    return false
  }

  /// Changes the chosen rules.
  final func change(
    _ context: CommandContext, _ work: (inout FirewallRule) -> Void
  ) async throws {
    let access = try context.session.network()
    guard try await mayChange(access, context) else { return }
    for var rule in try await chosen(access, context) {
      guard try await context.shouldProcess("DisplayName: \"\(rule.displayName)\"") else {
        continue
      }
      do throws(FirewallProblem) {
        work(&rule)
        try rule.check()
      } catch {
        try await context.writeError(NetworkErrors.incorrect(error.reason))
        continue
      }
      try await access.keep([rule])
      if context[Self.passThru] { try await context.write(.object(FirewallRuleObject(rule))) }
    }
  }
}

/// What is wrong with a rule.
struct FirewallProblem: Error {
  let reason: String
}

extension FirewallRule {
  /// How many rules a computer keeps.
  static let largestCount = 1000
  private static let longestText = 10_000

  /// Refuses what no rule can be.
  func check() throws(FirewallProblem) {
    var texts = [name, displayName, about, group, transport, program]
    for list in [localPorts, remotePorts, localAddresses, remoteAddresses] { texts += list }
    for text in texts {
      guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value & 0xFFFE != 0xFFFE })
      else { throw FirewallProblem(reason: "A text has characters that no rule can hold.") }
      guard text.utf8.count <= Self.longestText else {
        throw FirewallProblem(
          reason: "A text is longer than \(Self.longestText) bytes.")
      }
    }
    let hasPorts = localPorts != [Self.any] || remotePorts != [Self.any]
    guard !hasPorts || ["TCP", "UDP", "6", "17"].contains(transport) else {
      throw FirewallProblem(reason: "Ports need a protocol that has them: -Protocol TCP or UDP.")
    }
    for port in localPorts + remotePorts where !Self.isPort(port) {
      throw FirewallProblem(
        reason: "'\(port.prefix(40))' is no port: a number from 0 to 65535, a range such as "
          + "5985-5986, or Any.")
    }
  }

  private static let portWords: Set = [
    "any", "rpc", "rpcepmap", "iphttpsin", "iphttpsout", "teredo", "playtodiscovery",
  ]

  private static func isPort(_ text: String) -> Bool {
    if portWords.contains(text.lowercased()) { return true }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
    switch ends.count {
    case 1: return ends[0] != nil
    case 2: return ends[0].flatMap { first in ends[1].map { first <= $0 } } ?? false
    default: return false
    }
  }

  /// Texts of a list, of which some may hold several with commas between them.
  static func list(_ texts: [String]) -> [String] {
    let parts = texts.flatMap { $0.split(separator: ",") }
      .map { String($0).trimmingXMLSpace() }.filter { !$0.isEmpty }
    let isAny = parts.isEmpty || parts.contains { $0.equalsIgnoringCase(any) }
    return isAny ? [any] : parts
  }

  /// The name of a protocol as it is shown.
  static func transport(_ text: String) -> String {
    switch text.lowercased() {
    case "6": "TCP"
    case "17": "UDP"
    case "any": any
    case "icmpv4": "ICMPv4"
    case "icmpv6": "ICMPv6"
    default: text.uppercased()
    }
  }
}
