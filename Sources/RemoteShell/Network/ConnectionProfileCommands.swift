import CIMModel
import PSEngine
import WSManService

/// What the cmdlets on networks have in common: how networks are chosen.
class ConnectionProfileCommand: Cmdlet {
  /// The sets of parameters, by their names on Windows.
  static let query = "Query (cdxml)"
  static let object = "InputObject (cdxml)"

  static let name = Parameter<[String]>(
    "Name", sets: [query], help: "The networks by their names.")
  static let alias = Parameter<[String]>(
    "InterfaceAlias", sets: [query], help: "The networks by the names of their adapters.")
  static let index = Parameter<[Int32]>(
    "InterfaceIndex", sets: [query], help: "The networks by the numbers of their adapters.")

  /// A property with the values that are wanted, of which one must match.
  typealias Filter = (property: String, wanted: [String]?)

  static func filters(_ context: CommandContext) -> [Filter] {
    [
      ("Name", context[name]), ("InterfaceAlias", context[alias]),
      ("InterfaceIndex", context[index]?.map { String($0) }),
    ]
  }

  /// The networks that the filters choose; a value without wildcards that none has is an error.
  final func chosen(
    _ access: NetworkAccess, _ filters: [Filter], _ context: CommandContext
  ) async throws -> [ConnectionProfileObject] {
    var found = try await access.networks()
    for case (let property, let wanted?) in filters {
      let patterns = wanted.map { WildcardPattern($0) }
      found = found.filter { profile in
        let text = profile.declaredValue(property).map { TextConversion.text(of: $0) } ?? ""
        return patterns.contains { $0.matches(text) }
      }
      guard found.isEmpty else { continue }
      for text in wanted where !WildcardPattern.containsWildcards(text) {
        let record = NetworkErrors.notFound(
          ConnectionProfileObject.className, property, text, list: "Get-NetConnectionProfile")
        if property == "InterfaceIndex" { record.targetTypeName = "UInt32" }
        try await context.writeError(record)
      }
      return []
    }
    return found
  }
}

extension NetworkAccess {
  /// The one network that an emulated computer is in.
  func networks() async throws -> [ConnectionProfileObject] {
    let network = try await service.remoteManagement().networkProfile
    let adapters = try await service.cimInstances(
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
  static let category = Parameter<[NetworkCategory]>(
    "NetworkCategory", sets: [query],
    help: "Only networks of a kind: Public, Private or DomainAuthenticated.")
  static let overIPv4 = Parameter<[IPv4Connectivity]>(
    "IPv4Connectivity", sets: [query], help: "Only networks that reach so far over IPv4.")
  static let overIPv6 = Parameter<[IPv6Connectivity]>(
    "IPv6Connectivity", sets: [query], help: "Only networks that reach so far over IPv6.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-NetConnectionProfile", typeName: "Get-NetConnectionProfile",
      parameters: [
        name.definition, alias.definition, index.definition, category.definition,
        overIPv4.definition, overIPv6.definition,
      ], defaultSet: query, synopsis: "Gets the network that the computer is in.",
      outputTypes: [NetworkObject.viewName(ConnectionProfileObject.className)])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    let filters: [Filter] =
      Self.filters(context) + [
        ("NetworkCategory", context[Self.category]?.map(\.name)),
        ("IPv4Connectivity", context[Self.overIPv4]?.map(\.name)),
        ("IPv6Connectivity", context[Self.overIPv6]?.map(\.name)),
      ]
    for profile in try await chosen(access, filters, context) {
      try await context.write(.object(profile))
    }
  }
}

/// `Set-NetConnectionProfile`.
final class SetNetConnectionProfile: ConnectionProfileCommand {
  static let category = Parameter<NetworkCategory>(
    "NetworkCategory", help: "What kind of network it is: Public or Private.")
  static let input = Parameter<[ConnectionProfileObject]>(
    "InputObject", sets: [object], mandatory: true, pipeline: .byValue,
    help: "Networks as objects.")
  static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Writes the networks as they are then.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-NetConnectionProfile", typeName: "Set-NetConnectionProfile",
      parameters: [
        name.definition, alias.definition, index.definition, input.definition, category.definition,
        passThru.definition,
      ], defaultSet: query, supportsShouldProcess: true,
      synopsis: "Says which kind of network the computer is in.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let access = try context.session.network()
    for profile in try await wanted(access, context) {
      guard try await context.shouldProcess(profile.adapter.alias) else { continue }
      if let category = context[Self.category] {
        guard access.isElevated, category != .domainAuthenticated,
          profile.category != .domainAuthenticated
        else {
          try await context.writeError(
            NetworkErrors.category(of: profile, isElevated: access.isElevated))
          continue
        }
        try await access.service.setNetworkProfile(category.network)
      }
      guard context[Self.passThru] else { continue }
      for present in try await chosen(access, [Self.filter(profile)], context) {
        try await context.write(.object(present))
      }
    }
  }

  /// The networks that were given as objects, as they are now; otherwise those that the other
  /// parameters choose.
  private func wanted(
    _ access: NetworkAccess, _ context: CommandContext
  ) async throws -> [ConnectionProfileObject] {
    guard let given = context[Self.input] else {
      return try await chosen(access, Self.filters(context), context)
    }
    var found: [ConnectionProfileObject] = []
    for profile in given { found += try await chosen(access, [Self.filter(profile)], context) }
    return found
  }

  private static func filter(_ profile: ConnectionProfileObject) -> Filter {
    ("InterfaceIndex", [String(profile.adapter.index)])
  }
}
