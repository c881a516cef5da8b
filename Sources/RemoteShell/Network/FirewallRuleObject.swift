import PSEngine
import WSManService

/// What the objects of these commands have in common: instances of the namespace for networks.
class NetworkObject: PSObject, ParameterValue {
  static let typeName = "Microsoft.Management.Infrastructure.CimInstance"
  class var className: String { "" }
  class var parameterType: ParameterType { .named(viewName(className)) }

  /// The name of the type that views are found by.
  static func viewName(_ className: String) -> String {
    "\(typeName)#root/standardcimv2/\(className)"
  }

  override var text: String {
    let key = declaredValue("InstanceID").map { TextConversion.text(of: $0) } ?? ""
    return "\(Self.className) (InstanceID = \"\(key)\")"
  }

  final override var typeName: String { Self.typeName }
  final override var baseTypeNames: [String] {
    [Self.viewName(Self.className), Self.typeName, "System.Object"]
  }

  class var names: [String] { [] }
  final override var declaredProperties: [PSPropertyInfo] { Self.names.map { PSPropertyInfo($0) } }
}

/// A rule of the firewall as an object: `MSFT_NetFirewallRule`.
final class FirewallRuleObject: NetworkObject {
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
    case "enabled": (rule.isEnabled ? FirewallSwitch.on : .off).value
    case "profile": FirewallProfile(rule.networks).value
    case "platform": .list([])
    case "direction": (rule.isInbound ? FirewallDirection.inbound : .outbound).value
    case "action": (rule.allows ? FirewallAction.allow : .block).value
    case "edgetraversalpolicy":
      (FirewallEdgeTraversal(name: rule.edgeTraversal) ?? .block).value
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

/// Protocol and ports of a rule: `MSFT_NetProtocolPortFilter`.
final class PortFilterObject: NetworkObject {
  let rule: FirewallRule

  init(_ rule: FirewallRule) { self.rule = rule }

  override class var className: String { "MSFT_NetProtocolPortFilter" }
  static let shown = ["Protocol", "LocalPort", "RemotePort", "IcmpType", "DynamicTarget"]
  override class var names: [String] { shown + ["InstanceID", "PSComputerName"] }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "protocol": .string(rule.transport)
    case "localport": Self.value(rule.localPorts)
    case "remoteport": Self.value(rule.remotePorts)
    case "icmptype": Self.value(rule.icmpTypes)
    case "dynamictarget": .string(FirewallRule.any)
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
final class ConnectionProfileObject: NetworkObject {
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

  var category: NetworkCategory { NetworkCategory(network) }

  override func declaredValue(_ name: String) -> PSValue? {
    switch name.lowercased() {
    case "name": .string(self.name)
    case "interfacealias": .string(adapter.alias)
    case "interfaceindex": .int(adapter.index)
    case "networkcategory": category.value
    // The network of an emulated computer ends at the computers of its lab.
    case "ipv4connectivity": IPv4Connectivity.localNetwork.value
    case "ipv6connectivity": IPv6Connectivity.noTraffic.value
    case "instanceid": .string("\(adapter.index)")
    case "pscomputername": .null
    default: nil
    }
  }
}
