import PSEngine

/// `Join-Path`: puts a folder and a child together.
final class JoinPath: Cmdlet {
  static let path = Parameter<[String]>(
    "Path", aliases: ["PSPath"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .path, help: "The folders.")
  static let child = Parameter<String>(
    "ChildPath", position: 1, mandatory: true, pipeline: .byPropertyName,
    validations: [.allowNull, .allowEmptyString], help: "What is appended.")
  static let additional = Parameter<[String]>(
    "AdditionalChildPath", position: 2, pipeline: .byPropertyName, remaining: true,
    help: "Further parts.", isAddition: true)
  static let resolve = Parameter<SwitchParameter>(
    "Resolve", help: "Gives only what exists, wildcards resolved.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Join-Path",
      parameters: [
        path.definition, child.definition, additional.definition, resolve.definition,
        ItemParameters.credential.definition,
      ], supportsTransactions: true, synopsis: "Combines a path and a child path.",
      outputTypes: ["System.String"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    try context.checkTransaction()
  }

  override func processRecord(_ context: CommandContext) async throws {
    let provider = context.makeProviderContext()
    for folder in context[Self.path] ?? [] {
      try await context.reportingPathErrors {
        if PathText.qualifier(of: folder).qualifier.isEmpty == false {
          _ = try await provider.resolve(PathText.qualifier(of: folder).qualifier + "\\", true)
        }
        let parts = [context[Self.child] ?? ""] + (context[Self.additional] ?? [])
        let joined = parts.reduce(folder) { PathText.join($0, $1) }
        guard context[Self.resolve] else { return try await context.write(.string(joined)) }
        for target in try await provider.resolve(joined, false) {
          let entered = provider.entering(target)
          guard try await target.implementation.itemExists(target.path, entered) else {
            throw PathErrors.missing(joined)
          }
          try await context.write(.string(target.shown))
        }
      }
    }
  }
}
