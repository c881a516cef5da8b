import PSEngine

/// `Move-Item`: moves items within one provider.
final class MoveItem: ItemCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Move-Item",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition,
        ItemParameters.destination.definition, ItemParameters.force.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.passThru.definition,
        ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Moves an item to another place.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let destination = try await destination(context) else { return }
    try await forEachTarget(context) { target, provider in
      try checkSameProvider(
        target, destination, id: "System.Management.Automation.PSArgumentException")
      guard !provider.isInUse(target) else { throw PathErrors.inUse(target.shown) }
      try await target.implementation.moveItem(target.path, to: destination.path, provider)
    }
  }
}
