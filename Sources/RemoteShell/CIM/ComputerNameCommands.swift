import CIMModel
import PSEngine
import WSManService

/// What `Rename-Computer`, `Add-Computer` and `Remove-Computer` have in common: they call a method of
/// the computer and say that it counts after the next start.
class ComputerNameCommand: CIMCommand {
  static let force = Parameter<SwitchParameter>("Force", help: "Asks nothing before.")
  static let restart = Parameter<SwitchParameter>(
    "Restart", help: "Restarts the computer, so that the change counts.")
  static let passThru = Parameter<SwitchParameter>("PassThru", help: "Tells what has changed.")

  /// What the codes of joining mean (`configuration.md` 18.4).
  static func text(_ code: UInt32) -> String {
    switch code {
    case 5: "Access is denied."
    case 87: "The parameter is incorrect."
    case 1326: "The user name or password is incorrect."
    case 1355: "The specified domain either does not exist or could not be contacted."
    case 2224: "The account already exists."
    case 2691: "This computer is already joined to a domain."
    case 2692: "This computer is not currently joined to a domain."
    default: "Error \(code)."
    }
  }

  /// The computer among its own instances.
  final func system(_ access: CIMAccess) async throws -> CIMObject {
    let found = try await access.instances(
      CIMAccess.query("Win32_ComputerSystem", filter: nil), in: CIMAccess.namespace(nil), .cim)
    guard let system = found.first else { throw CIMAccessError.notFound }
    return system
  }

  /// Calls a method of the computer.
  ///
  /// - Returns: its code.
  final func call(
    _ method: String, _ access: CIMAccess, _ inputs: [String: CIMValue],
    _ credential: PSCredential? = nil
  ) async throws -> UInt32 {
    var values: [CIMName: CIMValue] = [:]
    for (name, value) in inputs { values[CIMName(name)] = value }
    if let credential {
      values[CIMName("UserName")] = .string(credential.userName)
      values[CIMName("Password")] = .string(credential.password.reveal())
    }
    return try await access.service.callCIM(
      method, of: "Win32_ComputerSystem", keys: system(access).keys, inputs: values,
      in: CIMAccess.namespace(nil), caller: access.caller
    ).code
  }

  final func fail(
    _ text: String, id: String, _ category: ErrorCategory = .operationStopped,
    target: String, _ context: CommandContext
  ) async throws {
    try await context.writeError(
      ErrorRecord(
        PSException("System.InvalidOperationException", text), id: id, category: category,
        target: .string(target)))
  }

  /// What has changed counts now, or after the next start.
  final func finish(
    _ access: CIMAccess, _ properties: [(String, PSValue)], typeName: String,
    _ context: CommandContext
  ) async throws {
    if context[Self.passThru] {
      let object = PSCustomObject([("HasSucceeded", .bool(true))] + properties)
      object.typeNames = ["Microsoft.PowerShell.Commands.\(typeName)", "System.Object"]
      try await context.write(.object(object))
    }
    guard context[Self.restart] else {
      return try await context.writeWarning(
        "The changes will take effect after you restart the computer \(access.computer).")
    }
    if let reason = try await PowerChange.restart.make(access) {
      try await fail(
        "Failed to restart the computer \(access.computer) with the following error message: "
          + "\(reason).", id: "RestartcomputerFailed", target: access.computer, context)
    }
  }
}

/// `Rename-Computer`.
final class RenameComputer: ComputerNameCommand {
  static let newName = Parameter<String>(
    "NewName", position: 0, mandatory: true, pipeline: .byPropertyName, help: "The new name.")
  static let domainCredential = Parameter<PSCredential>(
    "DomainCredential", pipeline: .byPropertyName,
    help: "An account of the domain; the user of the session when not given.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Rename-Computer", typeName: "Microsoft.PowerShell.Commands.RenameComputerCommand",
      parameters: [
        newName.definition, domainCredential.definition, computerName.definition,
        force.definition, restart.definition, passThru.definition,
      ], supportsShouldProcess: true, synopsis: "Gives the computer another name.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context), let name = context[Self.newName] else { return }
    let old = access.computer
    guard !old.equalsIgnoringCase(name) else {
      return try await fail(
        "Skip computer '\(old)' with new name '\(name)' because the new name is the same as the "
          + "current name.", id: "NewNameIsOldName", .invalidArgument, target: name, context)
    }
    guard
      try await context.shouldProcess("localhost (\(old))", action: "Rename-Computer to \(name)")
    else { return }
    try await attempt(context) {
      let code = try await call(
        "Rename", access, ["Name": .string(name)], context[Self.domainCredential])
      switch code {
      case 0:
        try await finish(
          access, [("OldComputerName", .string(old)), ("NewComputerName", .string(name))],
          typeName: "RenameComputerChangeInfo", context)
      case 87:
        try await fail(
          "Skip computer '\(old)' with new name '\(name)' because the new name is not valid: a "
            + "name has 1 to 15 letters, digits and inner hyphens, not only digits, and is not that "
            + "of the domain.", id: "InvalidNewName", .invalidArgument, target: name, context)
      default:
        try await fail(
          "Fail to rename computer '\(old)' to '\(name)' due to the following exception: "
            + Self.text(code), id: "FailToRenameComputer", target: old, context)
      }
    }
  }
}

/// `Add-Computer`.
final class AddComputer: ComputerNameCommand {
  private static let toDomain = "Domain"
  private static let toGroup = "Workgroup"
  static let domainName = Parameter<String>(
    "DomainName", aliases: ["DN", "Domain"], sets: [toDomain], position: 0, mandatory: true,
    pipeline: .byPropertyName, help: "The domain.")
  static let credential = Parameter<PSCredential>(
    "Credential", aliases: ["DomainCredential"], sets: [toDomain], pipeline: .byPropertyName,
    help: "An account of the domain; the user of the session when not given.")
  static let workgroupName = Parameter<String>(
    "WorkgroupName", aliases: ["WGN"], sets: [toGroup], position: 0, mandatory: true,
    pipeline: .byPropertyName, help: "The workgroup.")
  static let unjoinCredential = Parameter<PSCredential>(
    "UnjoinDomainCredential", pipeline: .byPropertyName,
    help: "An account of the domain that the computer leaves.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Add-Computer", typeName: "Microsoft.PowerShell.Commands.AddComputerCommand",
      parameters: [
        domainName.definition, credential.definition, workgroupName.definition,
        unjoinCredential.definition, computerName.definition, force.definition,
        restart.definition, passThru.definition,
      ], defaultSet: toDomain, supportsShouldProcess: true,
      synopsis: "Makes the computer a member of a domain or a workgroup.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context) else { return }
    let domain = context[Self.domainName]
    let place = domain ?? context[Self.workgroupName] ?? ""
    let kind = domain == nil ? "workgroup" : "domain"
    guard
      try await context.shouldProcess(
        "localhost (\(access.computer))", action: "Join in \(kind) '\(place)'")
    else { return }
    try await attempt(context) {
      let present = try await system(access).found.instance
      let isMember = present["PartOfDomain"] == .boolean(true)
      let old = present["Domain"].text
      guard domain == nil || !isMember || !old.equalsIgnoringCase(place) else {
        return try await fail(
          "Cannot add computer '\(access.computer)' to domain '\(place)' because it is already in "
            + "that domain.", id: "AddComputerToSameDomain", .invalidOperation,
          target: access.computer, context)
      }
      if isMember, domain == nil {
        let code = try await call(
          "UnjoinDomainOrWorkgroup", access, [:], context[Self.unjoinCredential])
        guard code == 0 else {
          return try await fail(
            "Failed to unjoin computer '\(access.computer)' from domain '\(old)' with the following "
              + "error message: \(Self.text(code))", id: "FailToUnjoinDomain",
            target: access.computer, context)
        }
      }
      // Bit 1: a domain; 2: makes an account there; 20: from another one.
      let options: UInt64 = domain == nil ? 0 : isMember ? 0x23 : 3
      let code = try await call(
        "JoinDomainOrWorkgroup", access,
        ["Name": .string(place), "FJoinOptions": .unsigned(options)],
        domain == nil ? nil : context[Self.credential])
      guard code == 0 else {
        return try await fail(
          "Computer '\(access.computer)' failed to join \(kind) '\(place)' from its current "
            + "\(isMember ? "domain" : "workgroup") '\(old)' with following error message: "
            + Self.text(code),
          id: domain == nil ? "FailToJoinWorkGroup" : "FailToJoinDomainFromWorkgroup",
          target: access.computer, context)
      }
      try await finish(
        access, [("ComputerName", .string(access.computer))], typeName: "ComputerChangeInfo",
        context)
    }
  }
}

/// `Remove-Computer`.
final class RemoveComputer: ComputerNameCommand {
  static let unjoinCredential = Parameter<PSCredential>(
    "UnjoinDomainCredential", aliases: ["Credential"], position: 0, pipeline: .byPropertyName,
    help: "An account of the domain that the computer leaves.")
  static let workgroupName = Parameter<String>(
    "WorkgroupName", help: "The workgroup that the computer enters; WORKGROUP when not given.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Remove-Computer", typeName: "Microsoft.PowerShell.Commands.RemoveComputerCommand",
      parameters: [
        unjoinCredential.definition, workgroupName.definition, computerName.definition,
        force.definition, restart.definition, passThru.definition,
      ], supportsShouldProcess: true, synopsis: "Takes the computer out of its domain.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    guard let access = try await access(context),
      try await context.shouldProcess("localhost (\(access.computer))", action: "Remove-Computer")
    else { return }
    if !context[Self.force] {
      guard
        try await context.shouldContinue(
          "After you leave the domain, you will need to know the password of the local "
            + "Administrator account to log onto this computer. Do you wish to continue?",
          caption: "Confirm")
      else { return }
    }
    try await attempt(context) {
      var code = try await call(
        "UnjoinDomainOrWorkgroup", access, [:], context[Self.unjoinCredential])
      if code == 0, let group = context[Self.workgroupName] {
        code = try await call("JoinDomainOrWorkgroup", access, ["Name": .string(group)])
      }
      guard code == 0 else {
        return try await fail(
          "Failed to take computer '\(access.computer)' out of its domain with the following error "
            + "message: \(Self.text(code))", id: "FailToUnjoinDomain", target: access.computer,
          context)
      }
      try await finish(
        access, [("ComputerName", .string(access.computer))], typeName: "ComputerChangeInfo",
        context)
    }
  }
}
