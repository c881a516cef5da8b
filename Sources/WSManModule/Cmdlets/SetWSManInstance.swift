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

  override func processRecord(_ context: CommandContext) async throws {
    guard let uri = context[Self.resourceURI] else { return }
    let session = try await session(context)
    let fragment = context[Self.fragment]
    var operation = OperationOptions(options: ResourceParameters.options(context[Self.optionSet]))
    operation.fragment = fragment.map { path in
      FragmentTransfer(
        path: path,
        dialect: context[Self.dialect].map { EnumerationFilter.uri(of: $0.original) })
    }
    let changed = try await attempt(context) {
      let locator = try ResourceParameters.locator(uri, context[Self.selectorSet])
      let document = try await document(of: locator, operation, session, context)
      return try await session.put(locator, document, operation)
    }
    guard let changed else { return }
    guard let fragment else { return try await write(changed, context) }
    for child in changed.children where child.localName.equalsIgnoringCase(fragment) {
      try await context.write(.string("\(child.localName) = \(child.innerText)"))
    }
  }

  /// What is put: the file, or what was read with the values in it.
  private func document(
    of locator: ResourceLocator, _ operation: OperationOptions, _ session: WSManSession,
    _ context: CommandContext
  ) async throws -> XMLFragment {
    let values = context[Self.valueSet]
    if values == nil, let path = context[Self.filePath] {
      return try await InputFile.read(path, context)
    }
    let document = try await session.get(locator, operation)
    return try values.map { try ResourceDocument.setting($0, in: document) } ?? document
  }
}
