import PSEngine

/// `Rename-Item`: gives an item another name.
final class RenameItem: ItemCommand {
  private static let plainSet = "ByPath"
  private static let literalSet = "ByLiteralPath"

  static let path = Parameter<String>(
    "Path", sets: [plainSet], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .path, help: "The item.")
  static let literalPath = Parameter<String>(
    "LiteralPath", aliases: ["PSPath"], sets: [literalSet], mandatory: true,
    pipeline: .byPropertyName, completion: .path, help: "The item; taken as it is written.")
  static let newName = Parameter<String>(
    "NewName", position: 1, mandatory: true, pipeline: .byPropertyName, help: "The new name.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Rename-Item",
      parameters: [
        path.definition, literalPath.definition, newName.definition,
        ItemParameters.force.definition, ItemParameters.passThru.definition,
        ItemParameters.credential.definition,
      ], defaultSet: plainSet, supportsShouldProcess: true, supportsTransactions: true,
      synopsis: "Renames an item.")
  }

  override func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    if let literal = context[Self.literalPath] { return ([literal], true) }
    return (context[Self.path].map { [$0] } ?? [], false)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let name = context[Self.newName] else { return }
    let (paths, isLiteral) = boundPaths(context)
    if let path = paths.first, !isLiteral, try await access(context).resolve(path, false).count > 1
    {
      throw PathErrors.invalidArgument(
        "The path '\(path)' fits several items; only one can be renamed.", target: path)
    }
    try await forEachTarget(context) { target, provider in
      guard !provider.isInUse(target) else { throw PathErrors.inUse(target.shown) }
      try await target.implementation.renameItem(target.path, to: name, provider)
    }
  }
}
