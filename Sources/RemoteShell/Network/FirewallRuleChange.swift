import PSEngine
import WSManService

/// What shall be different about a rule: the parts that were given, and no others.
struct FirewallRuleChange: Sendable {
  private var steps: [@Sendable (inout FirewallRule) -> Void] = []

  /// Takes over a part when it was given.
  mutating func set<Value: Sendable>(
    _ part: any WritableKeyPath<FirewallRule, Value> & Sendable, _ value: Value?
  ) {
    guard let value else { return }
    steps.append { $0[keyPath: part] = value }
  }

  func apply(to rule: inout FirewallRule) {
    for step in steps { step(&rule) }
  }
}

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
