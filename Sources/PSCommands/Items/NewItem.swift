import PSEngine

/// `New-Item`: creates items. Its further parameters come from the provider of the path.
final class NewItem: ItemCommand {
  private static let namedSet = "nameSet"
  private static let plainSet = "pathSet"

  static let path = Parameter<[String]>(
    "Path",
    in: [
      ParameterSetMembership(
        set: plainSet, position: 0, isMandatory: true, pipeline: .byPropertyName),
      ParameterSetMembership(set: namedSet, position: 0, pipeline: .byPropertyName),
    ], completion: .path, help: "Where the item is created.")
  static let name = Parameter<String>(
    "Name", sets: [namedSet], mandatory: true, pipeline: .byPropertyName,
    validations: [.allowNull, .allowEmptyString], help: "Name of the new item below the path.")
  static let itemType = Parameter<String>(
    "ItemType", aliases: ["Type"], pipeline: .byPropertyName,
    completion: .source("ItemType"), help: "What is created: File, Directory, SymbolicLink.")
  static let value = Parameter<PSValue>(
    "Value", aliases: ["Target"], pipeline: [.byValue, .byPropertyName],
    help: "Content of the new item.")

  override class var operation: ProviderOperation { .newItem }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "New-Item",
      parameters: [
        path.definition, name.definition, itemType.definition, value.definition,
        ItemParameters.force.definition, ItemParameters.credential.definition,
      ], defaultSet: plainSet, supportsShouldProcess: true, supportsTransactions: true,
      synopsis: "Creates an item.")
  }

  override func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    (context[Self.path] ?? ["."], true)
  }

  override func processRecord(_ context: CommandContext) async throws {
    let name = context[Self.name] ?? ""
    for path in boundPaths(context).paths {
      try await context.reportingPathErrors {
        guard var target = try await access(context).resolve(path, true).first else { return }
        try context.checkSupport(of: target)
        if !name.isEmpty { target = target.child(name) }
        try await target.implementation.newItem(
          target.path, type: context[Self.itemType], value: context[Self.value],
          access(context).entering(target))
      }
    }
  }
}
