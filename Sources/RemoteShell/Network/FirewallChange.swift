import PSEngine
import WSManService

/// What shall be different about something of the firewall: the parts that were given, and no others.
struct FirewallChange<Item>: Sendable {
  private var steps: [@Sendable (inout Item) -> Void] = []

  /// Takes over a part when it was given.
  mutating func set<Value: Sendable>(
    _ part: any WritableKeyPath<Item, Value> & Sendable, _ value: Value?
  ) {
    guard let value else { return }
    steps.append { $0[keyPath: part] = value }
  }

  func apply(to item: inout Item) {
    for step in steps { step(&item) }
  }
}

typealias FirewallRuleChange = FirewallChange<FirewallRule>
typealias FirewallProfileChange = FirewallChange<FirewallProfileState>

extension FirewallRule {
  /// A rule of the parts that were given, under a name that no other has when none was.
  init(
    _ name: String? = nil, displayName: String, in session: SessionState,
    _ parts: FirewallRuleChange
  ) {
    self.init(
      name: name ?? "{\(session.random.withGenerator { PSGuid(using: &$0).text })}",
      displayName: displayName)
    parts.apply(to: &self)
  }
}
