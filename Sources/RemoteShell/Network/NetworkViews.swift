import PSFormatting

/// How rules, ports and networks are shown: as lists.
enum NetworkViews {
  static var firewall: [FormatViewDefinition] {
    [
      list(FirewallRuleObject.className, FirewallRuleObject.shown),
      list(PortFilterObject.className, PortFilterObject.shown),
      list(FirewallProfileObject.className, FirewallProfileObject.shown),
    ]
  }

  static var connections: [FormatViewDefinition] {
    [list(ConnectionProfileObject.className, ConnectionProfileObject.shown)]
  }

  private static func list(_ className: String, _ names: [String]) -> FormatViewDefinition {
    .list(for: [NetworkObject.viewName(className)], names.map { FormatColumn($0) })
  }
}
