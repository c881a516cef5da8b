import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// `New-WSManInstance` (`cmdlets.md` 5.6): creates an instance of a resource, such as a listener.
final class NewWSManInstanceCommand: InstanceCommand {
  private static let connectionParameters = ConnectionParameters(uriAliases: ["CURI", "CU"])
  private static let resourceURI = ResourceParameters.resourceURI()
  private static let selectorSet = ResourceParameters.selectorSet(
    position: 1, mandatory: true, pipeline: .byValue)
  private static let valueSet = ResourceParameters.valueSet(validations: [])
  private static let filePath = ResourceParameters.filePath()
  private static let optionSet = ResourceParameters.optionSet()

  private static let description = CmdletMetadata(
    "New-WSManInstance", typeName: "Microsoft.WSMan.Management.NewWSManInstanceCommand",
    parameters: [
      resourceURI.definition, selectorSet.definition, valueSet.definition, filePath.definition,
      optionSet.definition,
    ] + connectionParameters.definitions,
    defaultSet: "ComputerName",
    synopsis: "Creates an instance of a resource.",
    outputTypes: ["System.Xml.XmlElement"])

  override class var metadata: CmdletMetadata { description }
  override class var connection: ConnectionParameters { connectionParameters }

  override func work(_ context: CommandContext) async throws -> Work? {
    guard let uri = context[Self.resourceURI] else { return nil }
    let operation = OperationOptions(options: ResourceParameters.options(context[Self.optionSet]))
    let locator = try ResourceParameters.locator(uri, context[Self.selectorSet])
    let content = try await content(locator.resource, context)
    return { session in
      let created = try await session.create(locator, content, operation)
      return WorkStep(outputs: [.element(created.reference.created(session.options.locale))])
    }
  }

  /// What is created: the file, or an element named like the last step of the resource.
  private func content(
    _ resource: ResourceURI, _ context: CommandContext
  ) async throws -> XMLFragment {
    let values = context[Self.valueSet]
    if values == nil, let path = context[Self.filePath] {
      return try await InputFile.read(path, context)
    }
    return try ResourceDocument.element(
      ResourceDocument.rootName(of: resource), namespace: resource.text, values: values)
  }
}

extension EndpointReference {
  /// The answer of Create as an element: Windows shows it with these prefixes.
  func created(_ locale: String) -> XMLFragment {
    let source = element
    return XMLFragment("wxf", XMLName(Namespaces.transfer, "ResourceCreated")) { element in
      element.declare("wxf", Namespaces.transfer)
      element.declare("a", Namespaces.addressing)
      element.declare("w", Namespaces.wsman)
      element.attribute("xml", XMLName(XMLNamespace.xml, "lang"), locale)
      for child in source.children { element.fragment(child) }
    }
  }
}
