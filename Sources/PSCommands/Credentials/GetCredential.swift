import PSEngine

/// `Get-Credential`: asks for a user name and a password (`language.md` 8.5).
final class GetCredential: Cmdlet {
  private static let credentialSet = "CredentialSet"
  private static let messageSet = "MessageSet"

  static let credential = Parameter<PSCredential>(
    "Credential", sets: [credentialSet], position: 0,
    help: "A user name, or a credential that is given back as it is.")
  static let message = Parameter<String>(
    "Message", sets: [messageSet], mandatory: true, help: "Text of the request.")
  static let userName = Parameter<String>(
    "UserName", sets: [messageSet], help: "The user name, which is then not asked for.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Get-Credential",
      parameters: [credential.definition, message.definition, userName.definition],
      defaultSet: credentialSet, synopsis: "Gets a credential from a user name and a password.",
      outputTypes: ["System.Management.Automation.PSCredential"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    if let credential = context[Self.credential] {
      return try await context.write(.object(credential))
    }
    var prompt = CredentialPrompt(userName: context[Self.userName])
    if let message = context[Self.message] { prompt.message = message }
    let credential = try await prompt.ask(context.host, context.session.configuration)
    if let credential { try await context.write(.object(credential)) }
  }
}
