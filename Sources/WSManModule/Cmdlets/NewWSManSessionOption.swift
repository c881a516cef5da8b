import PSEngine

/// `New-WSManSessionOption` (`cmdlets.md` 5.9).
final class NewWSManSessionOptionCommand: Cmdlet {
  private static let proxyAccessType = Parameter<ProxyAccessTypeValue>(
    "ProxyAccessType", validations: [.notNullOrEmpty], help: "How the proxy is found.")
  private static let proxyAuthentication = Parameter<ProxyAuthenticationValue>(
    "ProxyAuthentication", validations: [.notNullOrEmpty],
    help: "How the proxy is authenticated to.")
  private static let proxyCredential = Parameter<PSCredential>(
    "ProxyCredential", validations: [.notNullOrEmpty], help: "Account for the proxy.")
  private static let skipCACheck = Parameter<SwitchParameter>(
    "SkipCACheck", help: "Accepts a certificate of an unknown authority (TLS only).")
  private static let skipCNCheck = Parameter<SwitchParameter>(
    "SkipCNCheck", help: "Accepts a certificate of another name (TLS only).")
  private static let skipRevocationCheck = Parameter<SwitchParameter>(
    "SkipRevocationCheck", help: "Reads no revocation lists (TLS only).")
  private static let spnPort = Parameter<Int32>(
    "SPNPort", validations: [.range(0, 2_147_483_647)],
    help: "Adds the connection's port to the service principal name when it is not 0.")
  private static let operationTimeout = Parameter<Int32>(
    "OperationTimeout", aliases: ["OperationTimeoutMSec"], validations: [.range(0, 2_147_483_647)],
    help: "Limit for an operation in milliseconds; 0 is the client's default.")
  private static let noEncryption = Parameter<SwitchParameter>(
    "NoEncryption", help: "Sends messages in the clear (HTTP only).")
  private static let useUTF16 = Parameter<SwitchParameter>(
    "UseUTF16", help: "Sends messages in UTF-16 instead of UTF-8.")

  private static let description = CmdletMetadata(
    "New-WSManSessionOption", typeName: "Microsoft.WSMan.Management.NewWSManSessionOptionCommand",
    parameters: [
      proxyAccessType.definition, proxyAuthentication.definition, proxyCredential.definition,
      skipCACheck.definition, skipCNCheck.definition, skipRevocationCheck.definition,
      spnPort.definition, operationTimeout.definition, noEncryption.definition, useUTF16.definition,
    ],
    synopsis: "Makes the options of a session for the -SessionOption parameter.",
    outputTypes: ["Microsoft.WSMan.Management.SessionOption"])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    let authentication = context[Self.proxyAuthentication]?.rawValue ?? 0
    let credential = context[Self.proxyCredential]
    if [2, 4].contains(authentication), credential == nil {
      return try await refuse(
        "Basic and Digest proxy authentication need a proxy credential: add -ProxyCredential.",
        context)
    }
    if authentication == 0, credential != nil {
      return try await refuse(
        "A proxy credential needs a proxy authentication mechanism: add -ProxyAuthentication.",
        context)
    }
    let option = SessionOption()
    option.proxyAccessType = context[Self.proxyAccessType]?.rawValue ?? 0
    option.proxyAuthentication = authentication
    option.proxyCredential = credential
    option.skipCACheck = context[Self.skipCACheck]
    option.skipCNCheck = context[Self.skipCNCheck]
    option.skipRevocationCheck = context[Self.skipRevocationCheck]
    option.spnPort = context[Self.spnPort] ?? 0
    option.operationTimeout = context[Self.operationTimeout] ?? 0
    option.useEncryption = !context[Self.noEncryption]
    option.useUTF16 = context[Self.useUTF16]
    try await context.write(.object(option))
  }

  private func refuse(_ message: String, _ context: CommandContext) async throws {
    try await context.writeError(
      ErrorRecord(
        PSException("System.InvalidOperationException", message), id: "InvalidOperationException",
        category: .invalidOperation))
  }
}
