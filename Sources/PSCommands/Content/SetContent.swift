import PSEngine

/// `Set-Content`: replaces the content of items.
final class SetContent: WriteContent {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-Content",
      parameters: [
        ItemParameters.pathByName.definition, ItemParameters.literalPath.definition,
        ContentParameters.value.definition, ItemParameters.passThru.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.force.definition,
        ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Writes new content to an item.")
  }
}

/// `Add-Content`: appends to the content of items.
final class AddContent: WriteContent {
  override class var appends: Bool { true }
  override class var metadata: CmdletMetadata {
    var metadata = SetContent.metadata
    metadata.name = "Add-Content"
    metadata.typeName = "Microsoft.PowerShell.Commands.AddContentCommand"
    metadata.synopsis = "Appends content to an item."
    return metadata
  }
}

/// `Clear-Content`: empties items without removing them.
final class ClearContent: ItemCommand {
  override class var operation: ProviderOperation { .setContent }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Clear-Content",
      parameters: [
        ItemParameters.pathByName.definition, ItemParameters.literalPath.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.force.definition,
        ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Removes the content of an item.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, provider in
      try context.checkContent(of: target)
      guard try await context.shouldProcess("Item: \(target.shown)", action: "Clear Content") else {
        return
      }
      try await target.implementation.setContent(target.path, [], append: false, provider)
    }
  }
}
