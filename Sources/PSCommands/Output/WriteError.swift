import PSEngine

/// `Write-Error`: reports an error of the calling script or function (`language.md` 9.2).
final class WriteError: Cmdlet {
  private static let messageSet = "NoException"
  private static let exceptionSet = "WithException"
  private static let recordSet = "ErrorRecord"
  private static let typeName = "Microsoft.PowerShell.Commands.WriteErrorException"

  static let message = Parameter<String>(
    "Message", aliases: ["Msg"],
    in: [
      ParameterSetMembership(
        set: messageSet, position: 0, isMandatory: true, pipeline: .byValue),
      ParameterSetMembership(set: exceptionSet),
    ], validations: [.allowNull, .allowEmptyString], help: "What failed.")
  static let exception = Parameter<PSValue>(
    "Exception", sets: [exceptionSet], mandatory: true, help: "The exception.")
  static let errorRecord = Parameter<PSValue>(
    "ErrorRecord", sets: [recordSet], mandatory: true, help: "A record to report again.")
  static let category = Parameter<ErrorCategoryName>(
    "Category", sets: [messageSet, exceptionSet], help: "Kind of error.")
  static let errorId = Parameter<String>(
    "ErrorId", sets: [messageSet, exceptionSet], validations: [.allowEmptyString],
    help: "Name of the error.")
  static let targetObject = Parameter<PSValue>(
    "TargetObject", sets: [messageSet, exceptionSet], help: "What the error is about.")
  static let recommendedAction = Parameter<String>(
    "RecommendedAction", help: "What to do about it.")
  static let activity = Parameter<String>(
    "CategoryActivity", aliases: ["Activity"], help: "Activity in the category line.")
  static let reason = Parameter<String>(
    "CategoryReason", aliases: ["Reason"], help: "Reason in the category line.")
  static let targetName = Parameter<String>(
    "CategoryTargetName", aliases: ["TargetName"], help: "Target in the category line.")
  static let targetType = Parameter<String>(
    "CategoryTargetType", aliases: ["TargetType"], help: "Type of target in the category line.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Write-Error",
      parameters: [
        exception.definition, message.definition, errorRecord.definition, category.definition,
        errorId.definition, targetObject.definition, recommendedAction.definition,
        activity.definition, reason.definition, targetName.definition, targetType.definition,
      ], defaultSet: messageSet, synopsis: "Reports an error.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    let record = record(context)
    record.activity = context[Self.activity] ?? "Write-Error"
    if let action = context[Self.recommendedAction] { record.recommendedAction = action }
    record.reasonName = context[Self.reason]
    record.targetName = context[Self.targetName]
    record.targetTypeName = context[Self.targetType]
    // The caller is who reports: a function, or the text typed at the prompt.
    if let caller = context.execution.invocation, caller !== context.invocation {
      record.invocation = caller
      record.idSuffix = caller.command?.name ?? ""
    } else {
      let text = context.invocation.scriptText ?? context.invocation.invocationName
      record.invocation = InvocationInfo(command: nil, invocationName: text, extent: nil)
      record.idSuffix = ""
    }
    try await context.writeError(record)
  }

  private func record(_ context: CommandContext) -> ErrorRecord {
    let given = context[Self.errorRecord]?.asObject as? ErrorRecord
    let exception =
      given?.exception ?? context[Self.exception]?.asObject as? PSException
      ?? PSException(Self.typeName, context[Self.message] ?? "")
    let record = ErrorRecord(
      exception, id: context[Self.errorId] ?? given?.errorId ?? exception.exceptionType,
      category: context[Self.category]?.category ?? given?.category ?? .notSpecified,
      target: context[Self.targetObject] ?? given?.target ?? .null)
    record.detailsMessage = given?.detailsMessage
    record.recommendedAction = given?.recommendedAction
    if context.isBound(Self.exception), let message = context[Self.message], !message.isEmpty {
      record.detailsMessage = message
    }
    return record
  }
}

/// `System.Management.Automation.ErrorCategory` as a parameter's type.
struct ErrorCategoryName: EnumParameterValue {
  let category: ErrorCategory

  init?(rawValue: Int64) {
    guard let category = ErrorCategory(rawValue: Int(clamping: rawValue)) else { return nil }
    self.category = category
  }

  var rawValue: Int64 { Int64(category.rawValue) }

  static var enumType: PSEnumType { ErrorCategory.enumType }
}
