import PSEngine

/// `Set-Acl`: the security descriptor of an item. No provider of this shell has any: each item is
/// refused with the error that Windows gives for such a provider (`provider.md` 2).
final class SetAcl: ItemCommand {
  static let path = Parameter<[String]>(
    "Path", sets: [AclSets.path], position: 0, mandatory: true, pipeline: .byPropertyName,
    completion: .path, help: "The items.")
  static let inputObject = Parameter<PSValue>(
    "InputObject", sets: [AclSets.object], position: 0, mandatory: true,
    pipeline: .byPropertyName, help: "An object that takes a security descriptor.")
  static let literalPath = Parameter<[String]>(
    "LiteralPath", aliases: ["PSPath"], sets: [AclSets.literalPath], mandatory: true,
    pipeline: .byPropertyName, completion: .path,
    help: "The items; taken as they are written.")
  static let descriptor = Parameter<PSValue>(
    "AclObject", position: 1, mandatory: true, pipeline: .byValue,
    help: "The security descriptor.")
  static let policy = Parameter<String>(
    "CentralAccessPolicy", sets: [AclSets.path, AclSets.literalPath], position: 2,
    pipeline: .byPropertyName, help: "A central access policy, by its name or identifier.")
  static let clearsPolicy = Parameter<SwitchParameter>(
    "ClearCentralAccessPolicy", sets: [AclSets.path, AclSets.literalPath],
    help: "Removes the central access policy.")
  static let passThru = Parameter<SwitchParameter>(
    "Passthru", help: "Gives the security descriptor.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Set-Acl",
      parameters: [
        path.definition, inputObject.definition, literalPath.definition, descriptor.definition,
        policy.definition, clearsPolicy.definition, passThru.definition,
        ItemParameters.filter.definition, ItemParameters.include.definition,
        ItemParameters.exclude.definition,
      ], defaultSet: AclSets.path, supportsShouldProcess: true, supportsTransactions: true,
      synopsis: "Changes the security descriptor of an item, where the provider has one.")
  }

  override func boundPaths(_ context: CommandContext) -> (paths: [String], isLiteral: Bool) {
    if let literal = context[Self.literalPath] { return (literal, true) }
    return (context[Self.path] ?? [], false)
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard context.parameterSet != AclSets.object else {
      let error = AclErrors.noMethod("set", "SetSecurityDescriptor", id: AclErrors.setNotSupported)
      return try await context.writeError(error.record)
    }
    try await forEachTarget(context, mustExist: !boundPaths(context).isLiteral) { target, _ in
      guard try await context.shouldProcess(target.shown) else { return }
      throw AclErrors.notSupported(target, id: AclErrors.setNotSupported)
    }
  }
}
