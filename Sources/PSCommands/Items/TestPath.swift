import PSEngine

/// `Test-Path`: whether paths name something; never fails for what does not exist.
final class TestPath: ItemCommand {
  /// `Microsoft.PowerShell.Commands.TestPathType`.
  enum PathType: Int64, EnumParameterValue, Sendable {
    case any = 0
    case container = 1
    case leaf = 2
    static let enumType = PSEnumType(
      "Microsoft.PowerShell.Commands.TestPathType", [("Any", 0), ("Container", 1), ("Leaf", 2)])
  }

  static let path = Parameter<[String]>(
    "Path", sets: [ItemParameters.pathSet], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName],
    validations: [.allowNull, .allowEmptyCollection, .allowEmptyString], completion: .path,
    help: "The paths; wildcards are allowed.")
  static let pathType = Parameter<PathType>(
    "PathType", aliases: ["Type"], help: "What kind of item counts.")
  static let isValid = Parameter<SwitchParameter>(
    "IsValid", help: "Whether the path could exist by its form.")

  override class var operation: ProviderOperation { .testPath }
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Test-Path",
      parameters: [
        path.definition, ItemParameters.literalPath.definition, ItemParameters.filter.definition,
        ItemParameters.include.definition, ItemParameters.exclude.definition,
        pathType.definition, isValid.definition, ItemParameters.credential.definition,
      ], defaultSet: ItemParameters.pathSet, supportsTransactions: true,
      synopsis: "Tells whether a path exists.",
      outputTypes: ["System.Boolean"])
  }

  override func processRecord(_ context: CommandContext) async throws {
    let (paths, isLiteral) = boundPaths(context)
    guard !paths.isEmpty else {
      return try await context.writeError(
        PSRuntimeError(
          "The path is null or empty; name a path to test.", id: "NullPathNotPermitted",
          category: .invalidArgument, exception: "System.ArgumentNullException"
        ).record)
    }
    for path in paths {
      try await context.write(.bool(try await test(path, isLiteral, context)))
    }
  }

  private func test(_ path: String, _ isLiteral: Bool, _ context: CommandContext) async throws
    -> Bool
  {
    guard !path.allSatisfy({ $0 == " " }) else { return false }
    do {
      let targets = try await access(context).resolve(path, isLiteral)
      if context[Self.isValid] {
        let target = try await access(context).resolve(path, true).first
        return target.map { $0.implementation.isValidPath($0.path) } ?? false
      }
      let names = NameFilter(context)
      for target in targets where names.passes(target.name) {
        try context.checkSupport(of: target)
        if try await fits(target, context) { return true }
      }
      return false
    } catch let error as PSRuntimeError
      where PathErrors.reported.contains(error.record.exception.exceptionType)
    {
      return false
    }
  }

  private func fits(_ target: ItemTarget, _ context: CommandContext) async throws -> Bool {
    let provider = access(context).entering(target)
    let implementation = target.implementation
    guard try await implementation.itemExists(target.path, provider) else { return false }
    switch context[Self.pathType] ?? .any {
    case .any: return true
    case .container: return try await implementation.isItemContainer(target.path, provider)
    case .leaf: return try await !implementation.isItemContainer(target.path, provider)
    }
  }
}
