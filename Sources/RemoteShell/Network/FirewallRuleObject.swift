import PSEngine
import WSManService

/// The enumerations of firewall rules and networks.
enum NetworkEnums {
  private static let security = "Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetSecurity"
  private static let connection =
    "Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetConnectionProfile"

  static let enabled = PSEnumType("\(security).Enabled", [("True", 1), ("False", 2)])
  static let profile = PSEnumType(
    "\(security).Profile", [("Any", 0), ("Domain", 1), ("Private", 2), ("Public", 4)],
    isFlags: true)
  static let direction = PSEnumType("\(security).Direction", [("Inbound", 1), ("Outbound", 2)])
  static let action = PSEnumType("\(security).Action", [("Allow", 2), ("Block", 4)])
  static let edgeTraversal = PSEnumType(
    "\(security).EdgeTraversal",
    [("Block", 0), ("Allow", 1), ("DeferToUser", 2), ("DeferToApp", 3)])
  static let category = PSEnumType(
    "\(connection).NetworkCategory",
    [("Public", 0), ("Private", 1), ("DomainAuthenticated", 2)])
  static let connectivity = PSEnumType(
    "\(connection).IPv4Connectivity",
    [("Disconnected", 0), ("NoTraffic", 1), ("Subnet", 2), ("LocalNetwork", 3), ("Internet", 4)])

  /// The kinds of network in the order of their numbers.
  static let networks: [(network: FirewallRule.Network, number: Int64)] = [
    (.domain, 1), (.private, 2), (.public, 4),
  ]
}

/// What the objects of these commands have in common: instances of the namespace for networks.
class NetworkObject: PSObject {
  static let typeName = "Microsoft.Management.Infrastructure.CimInstance"
  class var className: String { "" }

  /// The name of the type that views are found by.
  static func viewName(_ className: String) -> String {
    "\(typeName)#root/standardcimv2/\(className)"
  }

  final override var typeName: String { Self.typeName }
  final override var baseTypeNames: [String] {
    [Self.viewName(Self.className), Self.typeName, "System.Object"]
  }

  class var names: [String] { [] }
  final override var declaredProperties: [PSPropertyInfo] { Self.names.map { PSPropertyInfo($0) } }
}

/// A rule of the firewall as an object: `MSFT_NetFirewallRule`.
final class FirewallRuleObject: NetworkObject, ParameterValue {
  static var parameterType: ParameterType { .named(viewName(className)) }

  let rule: FirewallRule

  init(_ rule: FirewallRule) { self.rule = rule }

  override class var className: String { "MSFT_NetFirewallRule" }

  /// What is shown of a rule, in its order.
  static let shown = [
    "Name", "DisplayName", "Description", "DisplayGroup", "Group", "Enabled", "Profile", "Platform",
    "Direction", "Action", "EdgeTraversalPolicy", "LooseSourceMapping", "LocalOnlyMapping", "Owner",
    "PrimaryStatus", "Status", "EnforcementStatus", "PolicyStoreSource", "PolicyStoreSourceType",
  ]
  override class var names: [String] {
    shown + ["ID", "InstanceID", "ElementName", "RuleGroup", "PSComputerName"]
  }

  override var text: String {
    "\(Self.className) (CreationClassName = \"MSFT|FW|FirewallRule|\(rule.name)\")"
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name", "id", "instanceid": .string(rule.name)
    case "displayname", "elementname": .string(rule.displayName)
    case "description": rule.about.isEmpty ? .null : .string(rule.about)
    case "displaygroup": rule.group.isEmpty ? .null : .string(rule.displayGroup)
    case "group", "rulegroup": rule.group.isEmpty ? .null : .string(rule.group)
    case "enabled": .object(PSEnum(NetworkEnums.enabled, rule.isEnabled ? 1 : 2))
    case "profile": .object(PSEnum(NetworkEnums.profile, rule.profileNumber))
    case "platform": .list([])
    case "direction": .object(PSEnum(NetworkEnums.direction, rule.isInbound ? 1 : 2))
    case "action": .object(PSEnum(NetworkEnums.action, rule.allows ? 2 : 4))
    case "edgetraversalpolicy":
      .object(
        PSEnum(
          NetworkEnums.edgeTraversal,
          NetworkEnums.edgeTraversal.members.first { $0.name == rule.edgeTraversal }?.value ?? 0))
    case "loosesourcemapping", "localonlymapping": .bool(false)
    case "owner", "pscomputername": .null
    case "primarystatus": .string("OK")
    case "status": .string("The rule was parsed successfully from the store. (65536)")
    case "enforcementstatus": .string("NotApplicable")
    case "policystoresource": .string("PersistentStore")
    case "policystoresourcetype": .string("Local")
    default: nil
    }
  }
}

extension FirewallRule {
  /// The kinds of network as one number; 0 for all.
  var profileNumber: Int64 {
    NetworkEnums.networks.filter { networks.contains($0.network) }.reduce(0) { $0 + $1.number }
  }
}

/// Protocol and ports of a rule: `MSFT_NetProtocolPortFilter`.
final class PortFilterObject: NetworkObject {
  private let rule: FirewallRule

  init(_ rule: FirewallRule) { self.rule = rule }

  override class var className: String { "MSFT_NetProtocolPortFilter" }
  static let shown = ["Protocol", "LocalPort", "RemotePort", "IcmpType", "DynamicTarget"]
  override class var names: [String] { shown + ["InstanceID", "PSComputerName"] }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "protocol": .string(rule.transport)
    case "localport": Self.value(rule.localPorts)
    case "remoteport": Self.value(rule.remotePorts)
    case "icmptype", "dynamictarget": .string(FirewallRule.any)
    case "instanceid": .string(rule.name)
    case "pscomputername": .null
    default: nil
    }
  }

  private static func value(_ ports: [String]) -> PSValue {
    ports.count == 1 ? .string(ports[0]) : .strings(ports)
  }
}

/// A network of the computer: `MSFT_NetConnectionProfile`.
final class ConnectionProfileObject: NetworkObject, ParameterValue {
  static var parameterType: ParameterType { .named(viewName(className)) }

  /// The adapter by its name and its number.
  let adapter: (alias: String, index: Int)
  private let name: String
  private let network: FirewallRule.Network

  init(_ name: String, _ adapter: (alias: String, index: Int), _ network: FirewallRule.Network) {
    self.name = name
    self.adapter = adapter
    self.network = network
  }

  override class var className: String { "MSFT_NetConnectionProfile" }
  static let shown = [
    "Name", "InterfaceAlias", "InterfaceIndex", "NetworkCategory", "IPv4Connectivity",
    "IPv6Connectivity",
  ]
  override class var names: [String] { shown + ["InstanceID", "PSComputerName"] }

  var category: PSEnum {
    let number: Int64 =
      switch network {
      case .public: 0
      case .private: 1
      case .domain: 2
      }
    return PSEnum(NetworkEnums.category, number)
  }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": .string(self.name)
    case "interfacealias": .string(adapter.alias)
    case "interfaceindex": .int(adapter.index)
    case "networkcategory": .object(category)
    // The network of an emulated computer ends at the computers of its lab.
    case "ipv4connectivity": .object(PSEnum(NetworkEnums.connectivity, 3))
    case "ipv6connectivity": .object(PSEnum(NetworkEnums.connectivity, 1))
    case "instanceid": .string("\(adapter.index)")
    case "pscomputername": .null
    default: nil
    }
  }
}
