import PSEngine

/// `Read-Host`: a line from the person at the keyboard (`language.md` 8.4).
final class ReadHost: Cmdlet {
  static let prompt = Parameter<PSValue>(
    "Prompt", position: 0, remaining: true, validations: [.allowNull],
    help: "Text before the input.")
  static let asSecureString = Parameter<SwitchParameter>(
    "AsSecureString", help: "Shows stars and gives a SecureString.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Read-Host", parameters: [prompt.definition, asSecureString.definition],
      synopsis: "Reads a line of input.",
      outputTypes: ["System.String", "System.Security.SecureString"])
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    let words = context[Self.prompt].map { $0.isNull ? [] : $0.enumerated } ?? []
    let text = words.map { TextConversion.text(of: $0) }.joined(separator: " ")
    let prompt = context.isBound(Self.prompt) ? text + ": " : ""
    if context[Self.asSecureString] {
      let secret = try await context.answer(to: text) {
        try await context.host.readSecret(prompt: prompt)
      }
      return try await context.write(.object(PSSecureString(secret)))
    }
    let line = try await context.answer(to: text) {
      try await context.host.readLine(prompt: prompt)
    }
    try await context.write(.string(line))
  }
}

extension CommandContext {
  /// Reads from the host; where nobody can answer the command ends with an error.
  func answer(to question: String, _ read: () async throws -> String?) async throws -> String {
    do {
      return try await read() ?? ""
    } catch is PromptUnavailable {
      throw terminate(
        PSRuntimeError(
          "Nobody can answer the question '\(question)': the shell is not interactive.",
          id: "InvalidOperation", category: .invalidOperation,
          exception: "System.Management.Automation.PSInvalidOperationException"
        ).record)
    }
  }
}
