import WSManProtocol
import XMLStream

/// The plugins, `winrm/config/plugin` (`configuration.md` 9).
struct PluginHandler: ResourceHandler {
  let operations: Set<ResourceOperation> = [.get, .enumerate]
  let keys = ["Name"]

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    let name = request.selectors["Name"]?.lowercased()
    guard let plugin = PluginDocument.standard.first(where: { $0.name.lowercased() == name })
    else { throw WSManFault(.resourceNotFound) }
    return plugin.document
  }

  func enumerate(_ request: ResourceRequest) throws -> ItemSource {
    let plugins = PluginDocument.standard
    return ItemSource { index in
      guard plugins.indices.contains(index) else { return nil }
      return EnumeratedItem(
        object: plugins[index].document,
        reference: EndpointReference(
          resource: ResourceURI(PluginDocument.resourceURI),
          selectors: ["Name": plugins[index].name]))
    }
  }
}
