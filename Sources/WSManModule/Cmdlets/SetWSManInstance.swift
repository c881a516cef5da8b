import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// `Set-WSManInstance` (`cmdlets.md` 5.5): reads an instance, changes it and puts it back.
final class SetWSManInstanceCommand: InstanceCommand {
  private static let connectionParameters = ConnectionParameters(sslAliases: ["ssl"])
  private static let resourceURI = ResourceParameters.resourceURI()
  private static let selectorSet = ResourceParameters.selectorSet(
    position: 1, pipeline: [.byValue, .byPropertyName])
  private static let valueSet = ResourceParameters.valueSet(pipeline: .byPropertyName)
  private static let filePath = ResourceParameters.filePath(pipeline: .byPropertyName)
  private static let fragment = Parameter<String>(
    "Fragment", sets: ["ComputerName", "URI"], validations: [.notNullOrEmpty],
    help: "Name of the one property to change.")
  private static let dialect = Parameter<PSUri>(
    "Dialect", validations: [.notNullOrEmpty], completion: .source("Dialect"),
    help: "Language of the fragment.")
  private static let optionSet = ResourceParameters.optionSet()

  private static let description = CmdletMetadata(
    "Set-WSManInstance", typeName: "Microsoft.WSMan.Management.SetWSManInstanceCommand",
    parameters: [
      resourceURI.definition, selectorSet.definition, valueSet.definition, filePath.definition,
      fragment.definition, dialect.definition, optionSet.definition,
    ] + connectionParameters.definitions,
    defaultSet: "ComputerName",
    synopsis: "Changes values of an instance of a resource.",
    outputTypes: ["System.Xml.XmlElement", "System.String"])

  override class var metadata: CmdletMetadata { description }
  override class var connection: ConnectionParameters { connectionParameters }

  override func work(_ context: CommandContext) async throws -> Work? {
    guard let uri = context[Self.resourceURI] else { return nil }
    let fragment = context[Self.fragment]
    var operation = OperationOptions(options: ResourceParameters.options(context[Self.optionSet]))
    operation.fragment = fragment.map { path in
      FragmentTransfer(
        path: path,
        dialect: context[Self.dialect].map { EnumerationFilter.uri(of: $0.original) })
    }
    let change = operation
    let locator = try ResourceParameters.locator(uri, context[Self.selectorSet])
    let values = context[Self.valueSet].map(ResourceDocument.entries)
    let file = values == nil ? try await file(context) : nil
    return { session in
      let document: XMLFragment
      if let file {
        document = file
      } else {
        let read = try await session.get(locator, change)
        document = try values.map { try ResourceDocument.changing($0, in: read) } ?? read
      }
      let changed = try await session.put(locator, document, change)
      return WorkStep(outputs: changed.map { Self.outputs($0, fragment: fragment) } ?? [])
    }
  }

  private func file(_ context: CommandContext) async throws -> XMLFragment? {
    guard let path = context[Self.filePath] else { return nil }
    return try await InputFile.read(path, context)
  }

  /// The new content; of a fragment, the lines about its property.
  private static func outputs(_ changed: XMLFragment, fragment: String?) -> [Output] {
    guard let fragment else { return [.element(changed)] }
    return changed.children.filter { $0.localName.equalsIgnoringCase(fragment) }
      .map { .text("\($0.localName) = \($0.innerText)") }
  }
}
