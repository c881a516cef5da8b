public import PSEngine
import PSLanguage

extension ErrorReport {
  /// The texts of a record (`language.md` 9.2).
  /// - Parameters:
  ///   - record: the record.
  ///   - style: edition, for the mark of cut source lines.
  public init(_ record: ErrorRecord, style: OutputStyle) {
    let id = record.fullyQualifiedErrorId
    let category = record.categoryText
    self.init(
      message: record.message, category: category, fullyQualifiedErrorId: id,
      conciseName: Self.conciseName(record, category.activity))
    prefix = Self.prefix(record.invocation)
    isExceptionMessage = record.detailsMessage?.isEmpty ?? true
    position = (record.errorExtent ?? record.invocation?.extent).flatMap {
      Self.position($0, style)
    }
    computerName = record.computerName
    isPlainMessage = id == "NativeCommandErrorMessage" || id == "NativeCommandError"
    isSyntaxError = record.category == .parserError && record.invocation?.command == nil
    isFromErrorStream = record.isFromErrorStream
  }

  /// The command in front of the message: the name as typed, the path of a script, the text of the
  /// input that a block without a name is.
  private static func prefix(_ invocation: InvocationInfo?) -> String? {
    guard let invocation else { return nil }
    if let command = invocation.command {
      if case .script(let path, _) = command.implementation { return path }
      if ["", "&", "."].contains(invocation.invocationName) {
        return command.name.isEmpty ? nil : command.name
      }
    }
    return invocation.invocationName.isEmpty ? nil : invocation.invocationName
  }

  private static func conciseName(_ record: ErrorRecord, _ activity: String) -> String {
    if record.category == .parserError, record.invocation?.command == nil { return "ParserError" }
    if let command = record.invocation?.command { return command.name }
    if !activity.isEmpty { return activity }
    if let name = record.invocation?.invocationName, !name.isEmpty { return name }
    return record.isThrown ? "Exception" : record.reasonName ?? record.exception.shortTypeName
  }

  private static func position(_ extent: ScriptExtent, _ style: OutputStyle) -> Position? {
    let source = extent.source
    guard !source.utf8.isEmpty else { return nil }
    let start = extent.startPosition
    let lines = ScriptPositions.sourceLines(for: extent, ellipsis: style.ellipsis)
    return Position(
      fileName: extent.fileName, line: start.lineNumber, column: start.columnNumber,
      source: lines.source, marks: lines.marks, isMultiline: source.lineCount > 1)
  }
}
