import PSEngine

/// `Get-Item`: the items at the given paths.
final class GetItem: ItemCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Item",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.force.definition,
        ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsTransactions: true,
      synopsis: "Gets the item at a path.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context, mustExist: false) { target, provider in
      if target.isMatch {
        try await target.implementation.getItem(target.path, provider)
      } else if try await !target.implementation.getItemIfExists(target.path, provider) {
        throw PathErrors.missing(target.shown)
      }
    }
  }
}
