import PSEngine
import WSManService

private let security = "Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetSecurity"
private let connection = "Microsoft.PowerShell.Cmdletization.GeneratedTypes.NetConnectionProfile"

/// Whether a rule is on.
enum FirewallSwitch: Int64, EnumParameterValue {
  case on = 1
  case off = 2

  static let enumType = PSEnumType("\(security).Enabled", [("True", 1), ("False", 2)])
}

/// What a rule is for: what comes in, or what goes out.
enum FirewallDirection: Int64, EnumParameterValue {
  case inbound = 1
  case outbound = 2

  static let enumType = PSEnumType("\(security).Direction", [("Inbound", 1), ("Outbound", 2)])
}

/// Whether a rule lets through.
enum FirewallAction: Int64, EnumParameterValue {
  case allow = 2
  case block = 4

  static let enumType = PSEnumType("\(security).Action", [("Allow", 2), ("Block", 4)])
}

/// What is said of a setting of the firewall, if anything.
enum FirewallSetting: Int64, EnumParameterValue {
  case off, on, notConfigured

  static let enumType = PSEnumType(
    "\(security).GpoBoolean", [("False", 0), ("True", 1), ("NotConfigured", 2)])

  init(_ isOn: Bool?) { self = isOn.map { $0 ? .on : .off } ?? .notConfigured }

  var isOn: Bool? { self == .notConfigured ? nil : self == .on }
}

/// What becomes of that which no rule is about, if anybody has said so.
enum FirewallDefaultAction: Int64, EnumParameterValue {
  case notConfigured = 0
  case allow = 2
  case block = 4

  static let enumType = PSEnumType(
    "\(security).Action", [("NotConfigured", 0), ("Allow", 2), ("Block", 4)])

  init(_ allows: Bool?) { self = allows.map { $0 ? .allow : .block } ?? .notConfigured }

  var allows: Bool? { self == .notConfigured ? nil : self == .allow }
}

/// What a rule says of requests through a device that translates addresses.
enum FirewallEdgeTraversal: Int64, EnumParameterValue {
  case block, allow, deferToUser, deferToApp

  static let enumType = PSEnumType(
    "\(security).EdgeTraversal",
    [("Block", 0), ("Allow", 1), ("DeferToUser", 2), ("DeferToApp", 3)])
}

/// The kinds of network that a rule is for.
struct FirewallProfile: EnumParameterValue, OptionSet {
  let rawValue: Int64

  static let enumType = PSEnumType(
    "\(security).Profile", [("Any", 0), ("Domain", 1), ("Private", 2), ("Public", 4)],
    isFlags: true)

  /// The kinds in the order of their numbers.
  private static let kinds: [(network: FirewallRule.Network, number: FirewallProfile)] = [
    (.domain, FirewallProfile(rawValue: 1)), (.private, FirewallProfile(rawValue: 2)),
    (.public, FirewallProfile(rawValue: 4)),
  ]

  init(rawValue: Int64) { self.rawValue = rawValue }

  init(_ networks: [FirewallRule.Network]) {
    self = Self(Self.kinds.filter { networks.contains($0.network) }.map(\.number))
  }

  /// The kinds as a rule keeps them: none for all.
  var networks: [FirewallRule.Network] {
    let chosen = shown
    return chosen.count == Self.kinds.count ? [] : chosen
  }

  /// The kinds one by one.
  var shown: [FirewallRule.Network] {
    Self.kinds.filter { isEmpty || contains($0.number) }.map(\.network)
  }
}

/// The kinds of network that a computer is in.
enum NetworkCategory: Int64, EnumParameterValue, CaseIterable {
  case `public`, `private`, domainAuthenticated

  static let enumType = PSEnumType(
    "\(connection).NetworkCategory",
    [("Public", 0), ("Private", 1), ("DomainAuthenticated", 2)])

  var network: FirewallRule.Network {
    switch self {
    case .public: .public
    case .private: .private
    case .domainAuthenticated: .domain
    }
  }

  init(_ network: FirewallRule.Network) {
    self = Self.allCases.first { $0.network == network } ?? .public
  }
}

/// How far one gets over IPv4.
enum IPv4Connectivity: Int64, EnumParameterValue {
  case disconnected, noTraffic, subnet, localNetwork, internet

  static let enumType = connectivity("IPv4Connectivity")
}

/// How far one gets over IPv6.
enum IPv6Connectivity: Int64, EnumParameterValue {
  case disconnected, noTraffic, subnet, localNetwork, internet

  static let enumType = connectivity("IPv6Connectivity")
}

private func connectivity(_ name: String) -> PSEnumType {
  PSEnumType(
    "\(connection).\(name)",
    [("Disconnected", 0), ("NoTraffic", 1), ("Subnet", 2), ("LocalNetwork", 3), ("Internet", 4)])
}
