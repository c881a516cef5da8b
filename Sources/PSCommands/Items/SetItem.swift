import PSEngine

/// `Set-Item`: changes the value of items.
final class SetItem: ItemCommand {
  static let value = Parameter<PSValue>(
    "Value", position: 1, pipeline: [.byValue, .byPropertyName], completion: .itemValue,
    help: "The new value.")

  override class var operation: ProviderOperation { .setItem }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-Item",
      parameters: [
        ItemParameters.pathByName.definition, ItemParameters.literalPath.definition,
        value.definition, ItemParameters.force.definition, ItemParameters.passThru.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Changes the value of an item.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let value = context[Self.value] ?? .null
    let isPiped = context.isBoundByValue(Self.value)
    // An item that does not exist may be made by setting it; the provider decides.
    try await forEachTarget(context, mustExist: false) { target, provider in
      provider.isValuePiped = isPiped
      try await target.implementation.setItem(target.path, value, provider)
    }
  }
}
