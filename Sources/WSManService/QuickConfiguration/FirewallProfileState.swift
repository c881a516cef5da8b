import XMLStream

/// What the firewall of a computer does in networks of one kind. It is kept and shown, as rules are, and
/// opens or closes no port.
public struct FirewallProfileState: Sendable, Equatable {
  /// The kind of network.
  public let network: FirewallRule.Network
  /// Whether the firewall is on; nil when nobody has said so.
  public var isEnabled: Bool? = true
  /// Whether what no rule is about may come in; nil when nobody has said so.
  public var allowsInbound: Bool?
  /// Whether what no rule is about may go out; nil when nobody has said so.
  public var allowsOutbound: Bool?

  /// The firewall as it is after installation.
  init(_ network: FirewallRule.Network) { self.network = network }

  /// The states of a fresh computer, in the order in which they are shown.
  static let standard = [FirewallRule.Network.domain, .private, .public].map { Self($0) }
}

// MARK: Storing

extension FirewallProfileState {
  /// The values by the names under which they are stored.
  var stored: [(String, String)] {
    func text(_ value: Bool?) -> String { value.map { $0 ? "true" : "false" } ?? "" }
    return [
      ("Network", network.rawValue), ("Enabled", text(isEnabled)),
      ("AllowsInbound", text(allowsInbound)), ("AllowsOutbound", text(allowsOutbound)),
    ]
  }

  /// The states that ``stored`` wrote; where one is missing it is that of a fresh computer.
  static func states(stored list: [XMLFragment]) -> [FirewallProfileState] {
    standard.map { state in
      var state = state
      guard let root = list.first(where: { value("Network", $0) == state.network.rawValue }) else {
        return state
      }
      func isOn(_ name: String) -> Bool? { ["true": true, "false": false][value(name, root)] }
      state.isEnabled = isOn("Enabled")
      state.allowsInbound = isOn("AllowsInbound")
      state.allowsOutbound = isOn("AllowsOutbound")
      return state
    }
  }

  private static func value(_ name: String, _ root: XMLFragment) -> String {
    root.child(localName: name)?.text ?? ""
  }
}
