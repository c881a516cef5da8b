import PSEngine

/// `Clear-Item`: empties items.
final class ClearItem: ItemCommand {
  override class var operation: ProviderOperation { .clearItem }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Clear-Item",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition,
        ItemParameters.force.definition, ItemParameters.filter.definition,
        ItemParameters.include.definition, ItemParameters.exclude.definition,
        ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Empties an item without removing it.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, provider in
      try await target.implementation.clearItem(target.path, provider)
    }
  }
}
