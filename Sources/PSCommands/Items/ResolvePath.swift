import PSEngine

/// `Resolve-Path`: the locations that a path with wildcards names.
final class ResolvePath: ItemCommand {
  static let relative = Parameter<SwitchParameter>(
    "Relative", help: "Gives paths relative to the current location.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Resolve-Path",
      parameters: [
        ItemParameters.path.definition, ItemParameters.literalPath.definition,
        relative.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsTransactions: true,
      synopsis: "Resolves wildcards in a path.",
      outputTypes: ["System.Management.Automation.PathInfo", "System.String"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, provider in
      if context[Self.relative] {
        try await context.write(.string(provider.relativePath(of: target)))
      } else {
        try await context.write(.object(PathInfo(target.place)))
      }
    }
  }
}

/// `Convert-Path`: a path as its provider writes it.
final class ConvertPath: ItemCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Convert-Path",
      parameters: [ItemParameters.path.definition, ItemParameters.literalPath.definition],
      defaultSet: ItemParameters.pathSet, supportsTransactions: true,
      synopsis: "Converts a path to one of its provider.",
      outputTypes: ["System.String"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await forEachTarget(context) { target, _ in
      try await context.write(.string(target.path))
    }
  }
}
