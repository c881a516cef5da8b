import PSEngine

/// `Split-Path`: a part of a path.
final class SplitPath: Cmdlet {
  private static let pathSets = [
    "ParentSet", "LeafSet", "QualifierSet", "NoQualifierSet", "IsAbsoluteSet",
  ]

  static let path = Parameter<[String]>(
    "Path", sets: pathSets, position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], completion: .path, help: "The paths.")
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: ["LiteralPathSet"], mandatory: true,
    pipeline: .byPropertyName, completion: .path, help: "The paths; taken as they are written.")
  static let qualifier = Parameter<SwitchParameter>(
    "Qualifier", sets: ["QualifierSet"], mandatory: true, help: "The drive or provider.")
  static let noQualifier = Parameter<SwitchParameter>(
    "NoQualifier", sets: ["NoQualifierSet"], mandatory: true, help: "All but the drive.")
  static let parent = Parameter<SwitchParameter>(
    "Parent", sets: ["ParentSet"], help: "All but the last element.")
  static let leaf = Parameter<SwitchParameter>(
    "Leaf", sets: ["LeafSet"], mandatory: true, help: "The last element.")
  static let resolve = Parameter<SwitchParameter>(
    "Resolve", help: "Resolves wildcards first.")
  static let isAbsolute = Parameter<SwitchParameter>(
    "IsAbsolute", sets: ["IsAbsoluteSet"], mandatory: true, help: "Whether it names a drive.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Split-Path",
      parameters: [
        path.definition, literalPath.definition, qualifier.definition, noQualifier.definition,
        parent.definition, leaf.definition, resolve.definition, isAbsolute.definition,
        ItemParameters.credential.definition,
      ], defaultSet: "ParentSet", supportsTransactions: true, synopsis: "Gives a part of a path.",
      outputTypes: ["System.String", "System.Boolean"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    try context.checkTransaction()
  }

  override func processRecord(_ context: CommandContext) async throws {
    let isLiteral = context.isBound(Self.literalPath)
    for typed in context[Self.literalPath] ?? context[Self.path] ?? [] {
      try await context.reportingPathErrors {
        var paths = [typed]
        if context[Self.resolve] {
          paths = try await context.makeProviderContext().resolve(typed, isLiteral).map(\.shown)
        }
        for path in paths { try await context.write(try part(of: path, context)) }
      }
    }
  }

  private func part(of path: String, _ context: CommandContext) throws -> PSValue {
    let (qualifier, rest) = PathText.qualifier(of: path)
    if context[Self.isAbsolute] { return .bool(!qualifier.isEmpty || path.hasPrefix("/")) }
    if context[Self.noQualifier] { return .string(String(rest)) }
    if context[Self.qualifier] {
      guard !qualifier.isEmpty else {
        throw PSRuntimeError(
          "The path '\(path)' names no drive.", id: "ParsePathFormatError",
          category: .invalidArgument, exception: "System.FormatException", target: .string(path))
      }
      return .string(qualifier)
    }
    let cut = PathText.split(path)
    if context[Self.leaf] { return .string(cut?.leaf ?? path) }
    return .string(cut?.folder ?? "")
  }
}
