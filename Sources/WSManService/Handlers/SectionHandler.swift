import WSManProtocol
import XMLStream

/// A section of plain settings: `winrm/config`, `winrm/config/client` and so on.
struct SectionHandler: ResourceHandler {
  let section: ConfigurationSection

  var operations: Set<ResourceOperation> {
    let plain: Set<ResourceOperation> = section.isWritable ? [.get, .put] : [.get]
    return actions.isEmpty ? plain : plain.union([.invoke])
  }

  var actions: [String] {
    switch section {
    case .config: ["Restore"]
    case .service: QuickConfigurationActions.names
    default: []
    }
  }

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    ConfigurationDocument.document(of: section, in: request.configuration)
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, _ environment: ServiceEnvironment
  ) async throws -> ConfigurationChange {
    let section = section
    return { configuration in
      configuration = try ConfigurationMerge.merging(body, of: section, into: configuration)
    }
  }

  func invoke(
    _ action: String, _ request: ResourceRequest, _ input: XMLFragment?,
    _ environment: ServiceEnvironment
  ) async throws -> ActionResult {
    guard section == .config else {
      return try await QuickConfigurationActions(request: request, environment: environment)
        .call(action, input)
    }
    let namespace = section.resourceURI
    let output = XMLFragment("n1", XMLName(namespace, "Restore_OUTPUT")) { root in
      root.declare("n1", namespace)
    }
    return ActionResult(output) { $0 = $0.restored() }
  }
}
