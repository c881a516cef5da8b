public import PSEngine
import PSFormatting
public import WSManService

/// Commands on the firewall and the network of one emulated computer: `Get-NetFirewallRule` and its kin,
/// `Get-NetConnectionProfile`, and `netsh`.
public struct NetworkModule: PSModule {
  /// The name that the commands show as their source.
  public let name = "NetSecurity"
  /// Version of the module.
  public let version = "2.0.0.0"
  private let access: NetworkAccess

  /// The commands for a computer.
  ///
  /// - Parameters:
  ///   - service: the service of the computer, which keeps the rules.
  ///   - isElevated: whether the user may change them.
  public init(service: WinRMService, isElevated: Bool) {
    access = NetworkAccess(service: service, isElevated: isElevated)
  }

  /// Adds the commands.
  public func register(in registrar: ModuleRegistrar) {
    registrar.session.reachNetwork(access)
    registrar.add(cmdlets: [
      GetNetFirewallRule.self, NewNetFirewallRule.self, SetNetFirewallRule.self,
      EnableNetFirewallRule.self, DisableNetFirewallRule.self, RemoveNetFirewallRule.self,
      GetNetFirewallPortFilter.self, GetNetConnectionProfile.self, SetNetConnectionProfile.self,
    ])
    registrar.add(program: NetshProgram(access: access))
    registrar.add(views: NetworkViews.all)
  }
}

/// The computer whose firewall and network the commands of a session show and change.
struct NetworkAccess: Sendable {
  let service: WinRMService
  let isElevated: Bool

  /// The rules of the firewall.
  func rules() async throws -> [FirewallRule] { try await service.remoteManagement().firewall }

  /// Puts rules in the place of those of the same names; those that are not there are added.
  func keep(_ changed: [FirewallRule]) async throws {
    try await service.changeFirewall { rules in
      for rule in changed {
        if let index = rules.firstIndex(where: { $0.isNamed(rule.name) }) {
          rules[index] = rule
        } else {
          rules.append(rule)
        }
      }
    }
  }

  /// Removes rules by their names.
  func remove(_ removed: [FirewallRule]) async throws {
    try await service.changeFirewall { rules in
      rules.removeAll { rule in removed.contains { $0.isNamed(rule.name) } }
    }
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

/// The errors of the commands, with the ids of Windows.
enum NetworkErrors {
  static let exception = "Microsoft.PowerShell.Cmdletization.Cim.CimJobException"
  private static let fault = "Microsoft.Management.Infrastructure.CimException"

  static func notFound(
    _ className: String, _ property: String, _ value: String, list: String
  ) -> ErrorRecord {
    ErrorRecord(
      PSException(
        exception,
        "No \(className) objects found with property '\(property)' equal to '\(value)'. Look at what "
          + "there is: \(list)"),
      id: "CmdletizationQuery_NotFound_\(property)", category: .objectNotFound,
      target: .string(value))
  }

  static func accessDenied(_ target: String) -> ErrorRecord {
    ErrorRecord(
      PSException(fault, "Access is denied. Start the shell as an administrator."),
      id: "Windows System Error 5", category: .permissionDenied, target: .string(target))
  }

  static func exists(_ name: String) -> ErrorRecord {
    ErrorRecord(
      PSException(
        fault,
        "Cannot create a file when that file already exists: there is a firewall rule '\(name)'. "
          + "Change it: Set-NetFirewallRule -Name '\(name)'"),
      id: "Windows System Error 183", category: .resourceExists,
      target: .string("MSFT_NetFirewallRule"))
  }

  static func incorrect(_ reason: String) -> ErrorRecord {
    ErrorRecord(
      PSException(fault, "The parameter is incorrect. \(reason)"), id: "Windows System Error 87",
      category: .invalidArgument, target: .string("MSFT_NetFirewallRule"))
  }
}
