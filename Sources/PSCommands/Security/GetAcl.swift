import PSEngine

/// `Get-Acl`: the security descriptor of an item. No provider of this shell has any: each item is
/// refused with the error that Windows gives for such a provider (`provider.md` 2).
final class GetAcl: ItemCommand {
  static let path = Parameter<[String]>(
    "Path", sets: [AclSets.path], position: 0, pipeline: [.byValue, .byPropertyName],
    validations: [.notNullOrEmpty], completion: .path,
    help: "The items; the current location without it.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", sets: [AclSets.object], mandatory: true,
    help: "An object that knows its security descriptor.")
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: [AclSets.literalPath],
    pipeline: [.byValue, .byPropertyName], validations: [.notNullOrEmpty], completion: .path,
    help: "The items; taken as they are written.")
  static let audit = Parameter<SwitchParameter>("Audit", help: "Gets the audit rules as well.")
  static let allPolicies = Parameter<SwitchParameter>(
    "AllCentralAccessPolicies", help: "Tells of all central access policies of the computer.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Acl",
      parameters: [
        path.definition, inputObject.definition, literalPath.definition, audit.definition,
        allPolicies.definition, ItemParameters.filter.definition,
        ItemParameters.include.definition, ItemParameters.exclude.definition,
      ], defaultSet: AclSets.path, supportsTransactions: true,
      synopsis: "Gets the security descriptor of an item, where the provider has one.")
  }

  override func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    if let literal = context[Self.literalPath] { return (literal, true) }
    return (context[Self.path] ?? ["."], false)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context.parameterSet != AclSets.object else {
      let error = AclErrors.noMethod("get", "GetSecurityDescriptor", id: AclErrors.getNotSupported)
      return try await context.writeError(error.record)
    }
    let isLiteral = boundPaths(context).isLiteral
    try await forEachTarget(context, mustExist: false) { target, provider in
      if !target.isMatch, try await !target.implementation.itemExists(target.path, provider) {
        throw AclErrors.missing(target, isLiteral: isLiteral)
      }
      throw AclErrors.notSupported(target)
    }
  }
}
