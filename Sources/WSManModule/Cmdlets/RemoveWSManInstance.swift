import PSEngine
import WSManClient
import WSManProtocol

/// `Remove-WSManInstance` (`cmdlets.md` 5.7): deletes an instance of a resource.
final class RemoveWSManInstanceCommand: InstanceCommand {
  private static let connectionParameters = ConnectionParameters(sslAliases: ["ssl"])
  private static let resourceURI = ResourceParameters.resourceURI()
  private static let selectorSet = ResourceParameters.selectorSet(
    position: 1, mandatory: true, pipeline: [.byValue, .byPropertyName])
  private static let optionSet = ResourceParameters.optionSet()

  private static let description = CmdletMetadata(
    "Remove-WSManInstance", typeName: "Microsoft.WSMan.Management.RemoveWSManInstanceCommand",
    parameters: [resourceURI.definition, selectorSet.definition, optionSet.definition]
      + connectionParameters.definitions,
    defaultSet: "ComputerName",
    synopsis: "Deletes an instance of a resource.")

  override class var metadata: CmdletMetadata { description }
  override class var connection: ConnectionParameters { connectionParameters }

  override func work(_ context: CommandContext) async throws -> Work? {
    guard let uri = context[Self.resourceURI] else { return nil }
    let locator = try ResourceParameters.locator(uri, context[Self.selectorSet])
    let operation = OperationOptions(options: ResourceParameters.options(context[Self.optionSet]))
    return { session in
      try await session.delete(locator, operation)
      return WorkStep()
    }
  }
}
