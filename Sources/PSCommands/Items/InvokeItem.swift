import PSEngine

/// `Invoke-Item`: the default action of items.
final class InvokeItem: ItemCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Invoke-Item",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Does the default action of an item.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, provider in
      try await target.implementation.invokeItem(target.path, provider)
    }
  }
}
