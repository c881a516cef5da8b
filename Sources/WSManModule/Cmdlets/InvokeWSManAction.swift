import PSEngine
import WSManClient
import WSManProtocol
import XMLStream

/// `Invoke-WSManAction` (`cmdlets.md` 5.8): calls a method of a resource.
final class InvokeWSManActionCommand: InstanceCommand {
  private static let connectionParameters = ConnectionParameters(uriAliases: ["CURI", "CU"])
  private static let resourceURI = ResourceParameters.resourceURI(
    pipeline: [.byValue, .byPropertyName])
  private static let action = Parameter<String>(
    "Action", position: 1, mandatory: true, validations: [.notNullOrEmpty],
    help: "Name of the method, such as StartService.")
  private static let selectorSet = ResourceParameters.selectorSet(
    position: 2, pipeline: [.byValue, .byPropertyName])
  private static let valueSet = ResourceParameters.valueSet()
  private static let filePath = ResourceParameters.filePath()
  private static let optionSet = ResourceParameters.optionSet(
    pipeline: [.byValue, .byPropertyName])

  private static let description = CmdletMetadata(
    "Invoke-WSManAction", typeName: "Microsoft.WSMan.Management.InvokeWSManActionCommand",
    parameters: [
      resourceURI.definition, action.definition, selectorSet.definition, valueSet.definition,
      filePath.definition, optionSet.definition,
    ] + connectionParameters.definitions,
    defaultSet: "URI",
    synopsis: "Calls a method of a resource.",
    outputTypes: ["System.Xml.XmlElement"])

  override class var metadata: CmdletMetadata { description }
  override class var connection: ConnectionParameters { connectionParameters }

  override func work(_ context: CommandContext) async throws -> Work? {
    guard let uri = context[Self.resourceURI], let action = context[Self.action] else { return nil }
    let operation = OperationOptions(options: ResourceParameters.options(context[Self.optionSet]))
    let locator = try ResourceParameters.locator(uri, context[Self.selectorSet])
    let input = try await input(of: action, locator.resource, context)
    return { session in
      let output = try await session.invoke(action, on: locator, input: input, operation)
      return WorkStep(outputs: output.map { [.element($0)] } ?? [])
    }
  }

  /// The file, or an element with the values as parameters.
  private func input(
    of action: String, _ resource: ResourceURI, _ context: CommandContext
  ) async throws -> XMLFragment {
    let values = context[Self.valueSet]
    if values == nil, let path = context[Self.filePath] {
      return try await InputFile.read(path, context)
    }
    let name = action.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? action
    return try ResourceDocument.element(
      "\(name)_INPUT", namespace: resource.text, values: values)
  }
}
