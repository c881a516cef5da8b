import PSEngine
import WSManClient

/// `Get-WSManCredSSP` (`cmdlets.md` 5.13): one line about delegating credentials, one about
/// receiving them.
final class GetWSManCredSSPCommand: CredSSPCommand {
  private static let description = CmdletMetadata(
    "Get-WSManCredSSP", typeName: "Microsoft.WSMan.Management.GetWSManCredSSPCommand",
    synopsis: "Tells whether the local computer delegates or receives credentials with CredSSP.",
    outputTypes: ["System.String"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    try requireElevation(context)
    let lines: [String]? = try await withLocalSession(context) { session in
      guard try await isOn(.client, session, context) != nil else { return nil }
      let entries = try await context.session.wsmanServices.delegation?.entries() ?? []
      guard let receives = try await isOn(.server, session, context) else { return nil }
      return [Self.line(about: entries.filter(Self.isOwn)), Self.line(receives)]
    }
    for line in lines ?? [] { try await context.write(.string(line)) }
  }

  /// The latest names stand first, directly behind the colon, as scripts expect it.
  private static func line(about entries: [String]) -> String {
    entries.isEmpty
      ? WSManMessages.delegatesNothing
      : WSManMessages.delegates + entries.reversed().joined(separator: ",")
  }

  private static func line(_ receives: Bool) -> String {
    receives ? WSManMessages.receivesCredentials : WSManMessages.receivesNoCredentials
  }
}
