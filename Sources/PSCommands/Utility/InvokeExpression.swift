import PSEngine
import PSLanguage

/// `Invoke-Expression`: runs a text as if it had been typed in the caller's place.
final class InvokeExpression: Cmdlet {
  static let command = Parameter<String>(
    "Command", position: 0, mandatory: true, pipeline: .byValue, help: "The text to run.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Invoke-Expression", parameters: [command.definition],
      synopsis: "Runs a text as a command.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let result = context.session.parse(context[Self.command] ?? "")
    if let problem = result.diagnostics.first { throw SyntaxErrors.make(problem) }
    try await context.execution.invoke(
      ScriptBlock(result.ast), newScope: false, output: context.sink)
  }
}
