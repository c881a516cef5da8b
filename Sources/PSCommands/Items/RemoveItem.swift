import PSEngine

/// `Remove-Item`: removes items; what has children is asked about (`language.md` 8.3).
final class RemoveItem: ItemCommand {
  override class var operation: ProviderOperation { .removeItem }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Remove-Item",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.recurse.definition,
        ItemParameters.force.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Removes items.")
  }

  private var yesToAll = false
  private var noToAll = false

  override func processRecord(_ context: CommandContext) async throws {
    let recurses = context[ItemParameters.recurse]
    if recurses, let names = context[ItemParameters.include], !names.isEmpty {
      // With -Recurse the name filters choose among everything below the path.
      return try await removeBelow(context)
    }
    try await forEachTarget(context) { target, provider in
      try await remove(target, recurses, provider, context)
    }
  }

  private func remove(
    _ target: ItemTarget, _ recurses: Bool, _ provider: ProviderContext, _ context: CommandContext
  ) async throws {
    let implementation = target.implementation
    guard !provider.isInUse(target) else { throw PathErrors.inUse(target.shown) }
    if !recurses, try await implementation.hasChildItems(target.path, provider) {
      let query =
        "The item at \(target.qualifiedPath) has children and the Recurse parameter was not "
        + "specified. If you continue, all children will be removed with the item. "
        + "Are you sure you want to continue?"
      guard
        try await context.shouldContinue(
          query, caption: "Confirm", advice: "Add -Recurse.", yesToAll: &yesToAll, noToAll: &noToAll
        )
      else { return }
    }
    try await implementation.removeItem(target.path, recurse: true, provider)
  }

  private func removeBelow(_ context: CommandContext) async throws {
    let (paths, isLiteral) = boundPaths(context)
    let names = NameFilter(context)
    for path in paths {
      try await context.reportingPathErrors {
        for target in try await access(context).resolve(path, isLiteral) {
          let provider = access(context).entering(target)
          var found: [String] = []
          try await ItemTree.walk(target, provider, depth: nil) { child, path in
            if names.passes(child.name) { found.append(path) }
          }
          // Deepest first, so that a folder goes after what it holds.
          for path in found.reversed() {
            guard try await target.implementation.itemExists(path, provider) else { continue }
            try await remove(target.moved(to: path), true, provider, context)
          }
        }
      }
    }
  }
}
