import WSManProtocol
import XMLStream

/// A section of plain settings: `winrm/config`, `winrm/config/client` and so on.
struct SectionHandler: ResourceHandler {
  let section: ConfigurationSection

  var operations: Set<ResourceOperation> { section.isWritable ? [.get, .put] : [.get] }

  func get(_ request: ResourceRequest) throws -> XMLFragment {
    ConfigurationDocument.document(of: section, in: request.configuration)
  }

  func put(
    _ request: ResourceRequest, _ body: XMLFragment, in configuration: inout ComputerConfiguration
  ) throws {
    configuration = try ConfigurationMerge.merging(body, of: section, into: configuration)
  }
}
