import CIMModel
import PSEngine
import WSManService

/// The kinds of network of `Set-NetConnectionProfile`.
struct NetworkCategory: EnumParameterValue {
  static let enumType = NetworkEnums.category
  let rawValue: Int64
  init?(rawValue: Int64) { self.rawValue = rawValue }
}

/// What the cmdlets on networks have in common.
class ConnectionProfileCommand: Cmdlet {
  static let name = Parameter<[String]>("Name", help: "The networks by their names.")
  static let alias = Parameter<[String]>(
    "InterfaceAlias", help: "The networks by the names of their adapters.")
  static let index = Parameter<[Int32]>(
    "InterfaceIndex", help: "The networks by the numbers of their adapters.")

  /// The networks that the parameters choose.
  final func chosen(
    _ access: NetworkAccess, _ category: NetworkCategory?, _ context: CommandContext
  ) async throws -> [ConnectionProfileObject] {
    var found = try await Self.all(access)
    let filters: [(String, [String]?)] = [
      ("Name", context[Self.name]), ("InterfaceAlias", context[Self.alias]),
      ("InterfaceIndex", context[Self.index]?.map { String($0) }),
      ("NetworkCategory", category.map { [PSEnum(NetworkEnums.category, $0.rawValue).text] }),
    ]
    for (property, wanted) in filters {
      guard let wanted else { continue }
      let patterns = wanted.map { WildcardPattern($0) }
      found = found.filter { profile in
        let text = profile.declaredValue(property).map { TextConversion.text(of: $0) } ?? ""
        return patterns.contains { $0.matches(text) }
      }
      guard found.isEmpty else { continue }
      for text in wanted where !WildcardPattern.containsWildcards(text) {
        try await context.writeError(
          NetworkErrors.notFound(
            ConnectionProfileObject.className, property, text, list: "Get-NetConnectionProfile"))
      }
      return []
    }
    return found
  }

  /// The one network that an emulated computer is in.
  private static func all(_ access: NetworkAccess) async throws -> [ConnectionProfileObject] {
    let network = try await access.service.remoteManagement().networkProfile
    let adapters = try await access.service.cimInstances(
      query: "SELECT * FROM Win32_NetworkAdapter WHERE NetEnabled = TRUE", in: "root/cimv2")
    return adapters.prefix(1).map { adapter in
      ConnectionProfileObject(
        "Network",
        (
          adapter.instance["NetConnectionID"].text,
          Int(adapter.instance["InterfaceIndex"].text) ?? 0
        ), network)
    }
  }
}

/// `Get-NetConnectionProfile`.
final class GetNetConnectionProfile: ConnectionProfileCommand {
  static let category = Parameter<NetworkCategory>(
    "NetworkCategory", help: "Only networks of a kind: Public, Private or DomainAuthenticated.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-NetConnectionProfile", typeName: "Get-NetConnectionProfile",
      parameters: [name.definition, alias.definition, index.definition, category.definition],
      synopsis: "Gets the network that the computer is in.",
      outputTypes: [NetworkObject.viewName(ConnectionProfileObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    for profile in try await chosen(access, context[Self.category], context) {
      try await context.write(.object(profile))
    }
  }
}

/// `Set-NetConnectionProfile`.
final class SetNetConnectionProfile: ConnectionProfileCommand {
  static let category = Parameter<NetworkCategory>(
    "NetworkCategory", help: "What kind of network it is: Public or Private.")
  static let input = Parameter<ConnectionProfileObject>(
    "InputObject", pipeline: .byValue, help: "A network as an object.")
  static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Writes the network as it is then.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-NetConnectionProfile", typeName: "Set-NetConnectionProfile",
      parameters: [
        name.definition, alias.definition, index.definition, category.definition, input.definition,
        passThru.definition,
      ], supportsShouldProcess: true, synopsis: "Says which kind of network the computer is in.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    for profile in try await chosen(access, nil, context) {
      guard try await context.shouldProcess(profile.adapter.alias) else { continue }
      if let category = context[Self.category], category.rawValue != profile.category.value {
        let network: FirewallRule.Network? =
          switch category.rawValue {
          case 0: .public
          case 1: .private
          default: nil
          }
        guard access.isElevated, let network, profile.category.value != 2 else {
          try await context.writeError(Self.refused(access.isElevated))
          continue
        }
        try await access.service.setNetworkProfile(network)
      }
      guard context[Self.passThru] else { continue }
      for present in try await chosen(access, nil, context) {
        try await context.write(.object(present))
      }
    }
  }

  private static func refused(_ isElevated: Bool) -> ErrorRecord {
    ErrorRecord(
      PSException(
        "Microsoft.Management.Infrastructure.CimException",
        "Unable to set the NetworkCategory: "
          + (isElevated
            ? "a domain decides on DomainAuthenticated, and only between Public and Private can be "
              + "chosen." : "start the shell as an administrator.")),
      id: "MI RESULT 2", category: .permissionDenied,
      target: .string(ConnectionProfileObject.className))
  }
}
