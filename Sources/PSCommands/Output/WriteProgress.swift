import PSEngine

/// `Write-Progress`: shows how far a long piece of work is.
final class WriteProgress: Cmdlet {
  static let activity = Parameter<String>(
    "Activity", position: 0, mandatory: true, help: "What is being done.")
  static let status = Parameter<String>(
    "Status", position: 1, validations: [.notNullOrEmpty], help: "The present step.")
  static let id = Parameter<Int32>(
    "Id", position: 2, validations: [.range(0, Int64(Int32.max))], help: "Number of the bar.")
  static let percentComplete = Parameter<Int32>(
    "PercentComplete", validations: [.range(-1, 100)], help: "How much is done.")
  static let secondsRemaining = Parameter<Int32>(
    "SecondsRemaining", help: "How long it will take.")
  static let currentOperation = Parameter<String>(
    "CurrentOperation", help: "What happens within the step.")
  static let parentId = Parameter<Int32>(
    "ParentId", validations: [.range(-1, Int64(Int32.max))], help: "The bar above this one.")
  static let completed = Parameter<SwitchParameter>("Completed", help: "Takes the bar away.")
  static let sourceId = Parameter<Int32>("SourceId", help: "Who reports.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Progress",
      parameters: [
        activity.definition, status.definition, id.definition, percentComplete.definition,
        secondsRemaining.definition, currentOperation.definition, parentId.definition,
        completed.definition, sourceId.definition,
      ], synopsis: "Shows progress.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    var status = context[Self.status] ?? ""
    if let operation = context[Self.currentOperation] {
      status += status.isEmpty ? operation : " - " + operation
    }
    if let seconds = context[Self.secondsRemaining], seconds >= 0 {
      status += " (\(seconds) s)"
    }
    context.writeProgress(
      ProgressRecord(
        id: context[Self.id] ?? 0, activity: context[Self.activity] ?? "", status: status,
        percentComplete: context[Self.percentComplete] ?? -1,
        isCompleted: context[Self.completed]))
  }
}
