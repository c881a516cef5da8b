import PSEngine
import WSManClient
import XMLObjects

/// `Enable-WSManCredSSP` (`cmdlets.md` 5.11).
final class EnableWSManCredSSPCommand: CredSSPCommand {
  private static let delegateComputer = Parameter<[String]>(
    "DelegateComputer", position: 1, validations: [.notNullOrEmpty],
    completion: .source("Computer"),
    help: "With the role Client: the computers that get credentials, such as *.fabrikam.com.")
  private static let force = Parameter<SwitchParameter>("Force", help: "Does not ask.")

  private static let description = CmdletMetadata(
    "Enable-WSManCredSSP", typeName: "Microsoft.WSMan.Management.EnableWSManCredSSPCommand",
    parameters: [role.definition, delegateComputer.definition, force.definition],
    synopsis: "Lets the local computer delegate credentials, or receive them, with CredSSP.",
    outputTypes: ["System.Xml.XmlElement"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try requireElevation(context)
    guard let role = role(context) else { return }
    let names = context[Self.delegateComputer]
    if role != .client, names != nil {
      throw Self.invalidOperation(
        WSManMessages.onlyForRole(
          "DelegateComputer", role.rawValue, CredSSPRole.client.rawValue))
    }
    if role == .client, names == nil {
      throw Self.invalidOperation(
        WSManMessages.requiredForRole("DelegateComputer", role.rawValue))
    }
    if !context[Self.force] {
      guard
        try await context.shouldContinue(role.question, caption: WSManMessages.credSSPCaption)
      else { return }
    }
    try await enable(role, names ?? [], context)
  }

  private func enable(
    _ role: CredSSPRole, _ names: [String], _ context: CommandContext
  ) async throws {
    let target = PSValue.optional(strings: role == .client ? names : nil)
    let delegation = context.session.wsmanServices.delegation
    if role == .client, delegation == nil {
      throw context.terminate(
        WSManErrors.record(
          "\(WSManMessages.delegationNotOn) \(WSManMessages.delegationNotKept)", target: target))
    }
    let auth = try await withLocalSession(context, target: target) { session -> XMLNode? in
      guard try await isOn(role, session, context) != nil else { return nil }
      return try await context.session.wsmanServices.changes.asOne {
        let auth = try await set(role, true, session)
        if role == .client, let delegation {
          try await add(names, to: delegation, target, context)
        }
        return auth.map { XMLNode.element($0) }
      }
    }
    if let auth { try await context.write(.object(auth)) }
  }

  /// Appends the names, and looks whether they have arrived.
  private func add(
    _ names: [String], to delegation: any CredentialDelegation, _ target: PSValue,
    _ context: CommandContext
  ) async throws {
    let entries = names.map { Self.service + $0 }
    let problem: String
    do {
      try await delegation.update { $0 + entries }
      let present = try await delegation.entries()
      if entries.allSatisfy({ present.contains($0) }) { return }
      problem = "The names are not in it."
    } catch {
      problem = "\(error)"
    }
    throw context.terminate(
      WSManErrors.record("\(WSManMessages.delegationNotOn) \(problem)", target: target))
  }
}

extension PSValue {
  fileprivate static func optional(strings: [String]?) -> PSValue {
    strings.map { .strings($0) } ?? .null
  }
}
