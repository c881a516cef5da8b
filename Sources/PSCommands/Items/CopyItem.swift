import PSEngine

/// `Copy-Item`: copies items within one provider.
final class CopyItem: ItemCommand {
  static let container = Parameter<SwitchParameter>(
    "Container",
    help: "Copies containers as they are, which is the rule; with $false only the items in them.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Copy-Item",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition,
        ItemParameters.destination.definition, container.definition,
        ItemParameters.force.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition, ItemParameters.recurse.definition,
        ItemParameters.passThru.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsShouldProcess: true,
      supportsTransactions: true, synopsis: "Copies an item to another place.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let destination = try await destination(context) else { return }
    let flattens = context.isBound(Self.container) && !context[Self.container]
    try await forEachTarget(context) { target, provider in
      try checkSameProvider(
        target, destination, id: "CopyItemSourceAndDestinationNotSameProvider")
      let implementation = target.implementation
      if flattens, context[ItemParameters.recurse],
        try await implementation.isItemContainer(target.path, provider)
      {
        return try await ItemTree.walk(target, provider, depth: nil) { child, path in
          guard !child.isContainer else { return }
          try await implementation.copyItem(
            path, to: destination.path, recurse: false, provider)
        }
      }
      try await target.implementation.copyItem(
        target.path, to: destination.path, recurse: context[ItemParameters.recurse], provider)
    }
  }
}

extension ItemCommand {
  /// The place that `-Destination` names; the current location without it.
  func destination(_ context: CommandContext) async throws -> ItemTarget? {
    let path = context[ItemParameters.destination] ?? "."
    let targets = try await access(context).resolve(path, false)
    guard targets.count <= 1 else {
      throw PathErrors.invalidArgument(
        "The destination '\(path)' fits several items. Name one of them.", target: path)
    }
    if targets.isEmpty { throw PathErrors.missing(path) }
    return targets.first
  }

  /// Items do not travel between providers.
  func checkSameProvider(
    _ source: ItemTarget, _ destination: ItemTarget, id: String
  ) throws {
    guard source.provider !== destination.provider else { return }
    throw PSRuntimeError(
      "Source and destination belong to different providers: '\(source.shown)' to "
        + "'\(source.provider.name)', '\(destination.shown)' to '\(destination.provider.name)'. "
        + "Name a destination of the provider '\(source.provider.name)'.",
      id: id, category: .invalidArgument,
      exception: "System.Management.Automation.PSArgumentException",
      target: .list([.string(source.path)]))
  }
}
