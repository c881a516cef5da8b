public import PSEngine
import PSFormatting
public import WSManService

/// Commands on the firewall and the network of one emulated computer: `Get-NetFirewallRule` and its kin,
/// `Get-NetFirewallProfile`, `Get-NetConnectionProfile`, and `netsh`.
public enum NetworkModules {
  /// The modules for a computer, in the order of loading.
  ///
  /// - Parameters:
  ///   - service: the service of the computer, which keeps the rules.
  ///   - isElevated: whether the user may change them.
  public static func all(service: WinRMService, isElevated: Bool) -> [any PSModule] {
    let access = NetworkAccess(service: service, isElevated: isElevated)
    return [NetSecurityModule(access: access), NetConnectionModule(access: access)]
  }
}

/// The commands on the firewall.
struct NetSecurityModule: PSModule {
  let name = "NetSecurity"
  let version = "2.0.0.0"
  let access: NetworkAccess

  func register(in registrar: ModuleRegistrar) {
    registrar.session.reachNetwork(access)
    registrar.add(cmdlets: [
      GetNetFirewallRule.self, NewNetFirewallRule.self, SetNetFirewallRule.self,
      EnableNetFirewallRule.self, DisableNetFirewallRule.self, RemoveNetFirewallRule.self,
      GetNetFirewallPortFilter.self, GetNetFirewallProfile.self, SetNetFirewallProfile.self,
    ])
    registrar.add(program: NetshProgram(access: access))
    registrar.add(views: NetworkViews.firewall)
    registrar.add(completionSource: FirewallProfileCommand.source) { [access] prefix, _ in
      ((try? await access.profiles()) ?? []).map(\.network.rawValue)
        .filter { $0.hasPrefixIgnoringCase(prefix) }
    }
    for (source, value) in FirewallCommand.sources {
      registrar.add(completionSource: source) { [access] prefix, _ in
        var found: [String] = []
        for text in ((try? await access.rules()) ?? []).map(value)
        where text.hasPrefixIgnoringCase(prefix) && !text.isEmpty && !found.contains(text) {
          found.append(text)
        }
        return found
      }
    }
  }
}

/// The commands on the kind of the network.
struct NetConnectionModule: PSModule {
  let name = "NetConnection"
  let version = "1.0.0.0"
  let access: NetworkAccess

  func register(in registrar: ModuleRegistrar) {
    registrar.session.reachNetwork(access)
    registrar.add(cmdlets: [GetNetConnectionProfile.self, SetNetConnectionProfile.self])
    registrar.add(views: NetworkViews.connections)
  }
}

/// The computer whose firewall and network the commands of a session show and change.
struct NetworkAccess: Sendable {
  let service: WinRMService
  let isElevated: Bool

  /// The rules of the firewall.
  func rules() async throws -> [FirewallRule] { try await service.remoteManagement().firewall }

  func add(_ rule: FirewallRule) async throws {
    try await service.changeFirewall { try $0.add(rule) }
  }

  /// Changes rules by their names.
  ///
  /// - Returns: those that are still there, as they are then.
  func change(_ names: [String], _ change: FirewallRuleChange) async throws -> [FirewallRule] {
    let rules = try await service.changeFirewall {
      try $0.change(named: names) { change.apply(to: &$0) }
    }
    let changed = Set(names.map { $0.lowercased() })
    return rules.filter { changed.contains($0.name.lowercased()) }
  }

  func remove(_ names: [String]) async throws {
    try await service.changeFirewall { $0.remove(named: names) }
  }

  /// What the firewall does in each kind of network.
  func profiles() async throws -> [FirewallProfileState] {
    try await service.remoteManagement().firewallProfiles
  }

  /// Changes what the firewall does in networks of some kinds.
  ///
  /// - Returns: the states of these kinds as they are then.
  func change(
    _ networks: [FirewallRule.Network], _ change: FirewallProfileChange
  ) async throws -> [FirewallProfileState] {
    try await service.changeFirewallProfiles(networks) { change.apply(to: &$0) }
  }
}

private final class NetworkSession {
  var access: NetworkAccess?
}

extension SessionState {
  /// Lets the commands of the session reach the firewall of its computer.
  fileprivate func reachNetwork(_ access: NetworkAccess) {
    service(NetworkSession.self) { NetworkSession() }.access = access
  }

  /// The computer of the session.
  func network() throws(NativeFailure) -> NetworkAccess {
    let place = service(NetworkSession.self) { NetworkSession() }
    guard let access = place.access else {
      throw NativeFailure("System.InvalidOperationException", "The computer has no firewall.")
    }
    return access
  }
}
