import PSEngine

/// `Set-Acl`: the security descriptor of an item. No provider of this shell has any, so no object is
/// one: what is given is refused before the items are looked for, as on Windows.
final class SetAcl: Cmdlet {
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

  override func processRecord(_ context: CommandContext) async throws {
    let error =
      if context.parameterSet == AclSets.object {
        AclErrors.noMethod("set", "SetSecurityDescriptor", id: AclErrors.setNotSupported)
      } else {
        AclErrors.noDescriptor(context[Self.descriptor] ?? .null)
      }
    try await context.writeError(error.record)
  }
}
