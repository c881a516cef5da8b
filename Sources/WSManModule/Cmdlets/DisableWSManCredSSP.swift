import PSEngine
import WSManClient

/// `Disable-WSManCredSSP` (`cmdlets.md` 5.12): neither asks nor says anything.
final class DisableWSManCredSSPCommand: CredSSPCommand {
  private static let description = CmdletMetadata(
    "Disable-WSManCredSSP", typeName: "Microsoft.WSMan.Management.DisableWSManCredSSPCommand",
    parameters: [role.definition],
    synopsis: "Ends delegating credentials, or receiving them, with CredSSP.")

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try requireElevation(context)
    guard let role = role(context) else { return }
    try await withLocalSession(context) { session in
      guard try await isOn(role, session, context) != nil else { return }
      try await context.session.wsmanServices.changes.asOne {
        _ = try await set(role, false, session)
        if role == .client { try await removeEntries(context) }
      }
    }
  }

  /// Removes all entries about WS-Management, not only those that were added last.
  private func removeEntries(_ context: CommandContext) async throws {
    guard let delegation = context.session.wsmanServices.delegation else { return }
    let problem: String
    do {
      try await delegation.update { $0.filter { !Self.isOwn($0) } }
      if try await !delegation.entries().contains(where: { Self.isOwn($0) }) { return }
      problem = "Names are still in it."
    } catch {
      problem = "\(error)"
    }
    throw context.terminate(
      WSManErrors.record("\(WSManMessages.delegationNotOff) \(problem)"))
  }
}
