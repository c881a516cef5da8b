/// Asks for a user name and a password in the console's form (`language.md` 8.5).
public struct CredentialPrompt: Sendable {
  /// Headline; that of the persona when `nil`.
  public var caption: String?
  /// Line below the headline.
  public var message: String
  /// Name that is already known, so that only the password is asked for.
  public var userName: String?

  private static let advice =
    "Make the credential first: New-Object PSCredential NAME, "
    + "(ConvertTo-SecureString PASSWORD -AsPlainText -Force)"

  /// Makes a prompt.
  public init(
    caption: String? = nil, message: String = "Enter your credentials.", userName: String? = nil
  ) {
    self.caption = caption
    self.message = message
    self.userName = userName
  }

  /// Asks.
  /// - Returns: `nil` when no user name was given.
  /// - Throws: `CancellationError` on Ctrl+C, ``PSRuntimeError`` when nobody can answer.
  public func ask(
    _ host: any PSHost, _ configuration: RunspaceConfiguration
  ) async throws -> PSCredential? {
    let usual =
      configuration.persona == .desktop
      ? "Windows PowerShell credential request" : "PowerShell credential request"
    host.write("\n\(caption ?? usual)\n\(message)\n", to: .prompt)
    var name = userName ?? ""
    if name.isEmpty {
      name =
        try await host.readAnswer(
          prompt: "User: ", advice: Self.advice)?.trimmingBlanks ?? ""
      if name.isEmpty { return nil }
    }
    let secret = try await host.readAnswer(
      prompt: "Password for user \(name): ", secret: true, advice: Self.advice)
    guard let secret else { return nil }
    return PSCredential(userName: name, password: PSSecureString(secret))
  }
}
