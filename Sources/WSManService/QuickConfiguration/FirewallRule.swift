import XMLStream

/// A rule of the firewall of a computer. Quick configuration looks at those of the service; what else is
/// made is kept and shown, and opens or closes no port: that is what listeners do.
public struct FirewallRule: Sendable, Equatable {
  /// The kinds of network that a rule is for.
  public typealias Network = RemoteManagementState.NetworkProfile

  /// The name, which no other rule has.
  public var name: String
  /// The name for people.
  public var displayName: String
  /// What it is for.
  public var about = ""
  /// The group, or the place where Windows has its name.
  public var group = ""
  /// Whether it is in force.
  public var isEnabled = true
  /// The kinds of network; all when empty.
  public var networks: [Network] = []
  /// Whether it is for what comes in.
  public var isInbound = true
  /// Whether it lets through; otherwise it blocks.
  public var allows = true
  /// The protocol, such as `TCP`.
  public var transport = FirewallRule.any
  /// The ports of this computer.
  public var localPorts = [FirewallRule.any]
  /// The ports of the others.
  public var remotePorts = [FirewallRule.any]
  /// The types of ICMP, some with a code: `8`, `3:4`.
  public var icmpTypes = [FirewallRule.any]
  /// The addresses of this computer.
  public var localAddresses = [FirewallRule.any]
  /// The addresses of the others.
  public var remoteAddresses = [FirewallRule.any]
  /// The program.
  public var program = FirewallRule.any
  /// What applies to requests through a device that translates addresses.
  public var edgeTraversal = "Block"

  /// Any port, address, protocol or program.
  public static let any = "Any"

  /// A rule that lets everything in.
  public init(name: String, displayName: String) {
    self.name = name
    self.displayName = displayName
  }
}

extension FirewallRule {
  /// The rule of the service for networks that are not public.
  public static let ofService = "WINRM-HTTP-In-TCP"
  private static let groupOfService = "@FirewallAPI.dll,-30267"

  /// The rules that a fresh computer has for its service.
  static let standard: [FirewallRule] = {
    var rule = FirewallRule(name: ofService, displayName: "Windows Remote Management (HTTP-In)")
    rule.about = "Inbound rule for Windows Remote Management via WS-Management. [TCP 5985]"
    rule.group = groupOfService
    rule.networks = [.domain, .private]
    rule.transport = "TCP"
    rule.localPorts = ["5985"]
    rule.program = "System"
    var isPublic = rule
    isPublic.name += "-PUBLIC"
    isPublic.networks = [.public]
    isPublic.remoteAddresses = ["LocalSubnet"]
    return [rule, isPublic]
  }()

  /// The name of the group for people.
  public var displayGroup: String {
    group == Self.groupOfService ? "Windows Remote Management" : group
  }
}

extension [FirewallRule] {
  /// Whether requests over HTTP get through to the service; setting it switches the rules of the
  /// service, and makes them again when they were removed.
  var allowsHTTP: Bool {
    get {
      contains { $0.isNamed(FirewallRule.ofService) && $0.isEnabled && $0.allows }
    }
    set {
      for rule in FirewallRule.standard {
        if let index = firstIndex(where: { $0.isNamed(rule.name) }) {
          self[index].isEnabled = newValue
          if newValue { self[index].allows = true }
        } else if newValue {
          append(rule)
        }
      }
    }
  }
}

extension FirewallRule {
  /// Whether the rule has a name, in any case.
  public func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }
}

// MARK: Storing

extension FirewallRule {
  private static let separator: Character = ","

  /// The values by the names under which they are stored.
  var stored: [(String, String)] {
    func list(_ values: [String]) -> String { values.joined(separator: String(Self.separator)) }
    return [
      ("Name", name), ("DisplayName", displayName), ("Description", about), ("Group", group),
      ("Enabled", isEnabled ? "true" : "false"), ("Networks", list(networks.map(\.rawValue))),
      ("Inbound", isInbound ? "true" : "false"), ("Allows", allows ? "true" : "false"),
      ("Protocol", transport), ("LocalPorts", list(localPorts)),
      ("RemotePorts", list(remotePorts)), ("ICMPTypes", list(icmpTypes)),
      ("LocalAddresses", list(localAddresses)), ("RemoteAddresses", list(remoteAddresses)),
      ("Program", program), ("EdgeTraversal", edgeTraversal),
    ]
  }

  /// Reads what ``stored`` wrote.
  init(stored root: XMLFragment) {
    func value(_ name: String) -> String { root.child(localName: name)?.text ?? "" }
    func list(_ name: String) -> [String] {
      value(name).split(separator: Self.separator).map(String.init)
    }
    self.init(name: value("Name"), displayName: value("DisplayName"))
    about = value("Description")
    group = value("Group")
    isEnabled = value("Enabled") == "true"
    networks = list("Networks").compactMap { Network(rawValue: $0) }
    isInbound = value("Inbound") == "true"
    allows = value("Allows") == "true"
    transport = value("Protocol")
    localPorts = list("LocalPorts")
    remotePorts = list("RemotePorts")
    // What was stored before rules had them has none.
    let types = list("ICMPTypes")
    if !types.isEmpty { icmpTypes = types }
    localAddresses = list("LocalAddresses")
    remoteAddresses = list("RemoteAddresses")
    program = value("Program")
    edgeTraversal = value("EdgeTraversal")
  }
}
