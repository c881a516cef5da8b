import PSEngine

/// What `Write-Warning`, `Write-Verbose` and `Write-Debug` have in common.
class WriteMessage: Cmdlet {
  static let message = Parameter<String>(
    "Message", aliases: ["Msg"], position: 0, mandatory: true, pipeline: .byValue,
    validations: [.allowEmptyString], help: "The text.")
}

/// `Write-Warning`
final class WriteWarning: WriteMessage {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Warning", parameters: [message.definition], synopsis: "Writes a warning.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await context.writeWarning(context[Self.message] ?? "")
  }
}

/// `Write-Verbose`
final class WriteVerbose: WriteMessage {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Verbose", parameters: [message.definition],
      synopsis: "Writes a line that -Verbose shows.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await context.writeVerbose(context[Self.message] ?? "")
  }
}

/// `Write-Debug`
final class WriteDebug: WriteMessage {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Debug", parameters: [message.definition], synopsis: "Writes a line that -Debug shows.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await context.writeDebug(context[Self.message] ?? "")
  }
}

/// `Write-Information`
final class WriteInformation: Cmdlet {
  static let messageData = Parameter<PSValue>(
    "MessageData", aliases: ["Msg", "Message"], position: 0, mandatory: true, pipeline: .byValue,
    validations: [.allowNull, .allowEmptyString], help: "What is told.")
  static let tags = Parameter<[String]>("Tags", position: 1, help: "Words to find it by.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Information", parameters: [messageData.definition, tags.definition],
      synopsis: "Writes to the information stream.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    try await context.writeInformation(
      context[Self.messageData] ?? .null, tags: context[Self.tags] ?? [])
  }
}
