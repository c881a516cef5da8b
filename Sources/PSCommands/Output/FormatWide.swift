import PSEngine
import PSFormatting

/// `Format-Wide`: one property of each object, several objects on a line.
final class FormatWide: FormatCommand {
  static let oneProperty = Parameter<PSValue>(
    "Property", position: 0, completion: .propertyName,
    help: "A name, script block or @{Expression=…} table.")
  static let autoSize = Parameter<SwitchParameter>(
    "AutoSize", help: "As many columns as fit; waits for all objects.")
  static let column = Parameter<Int32>(
    "Column", validations: [.range(1, Int64(Int32.max))], help: "Number of columns.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Format-Wide",
      parameters: [oneProperty.definition, autoSize.definition, column.definition]
        + sharedParameters,
      synopsis: "Shows one property of each object, several on a line.")
  }

  override func request(_ context: CommandContext) throws -> FormatRequest {
    var request = FormatRequest(.wide)
    request.properties = try context[Self.oneProperty].map { [try FormatProperty($0)] }
    request.autosizes = context[Self.autoSize]
    request.wideColumns = context[Self.column].map { Int($0) }
    if context[Self.autoSize], request.wideColumns != nil {
      throw context.terminate(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException",
            "-AutoSize and -Column exclude each other; leave one of them out."),
          id: "AutosizeAndColumnMutuallyExclusive", category: .invalidArgument))
    }
    return request
  }
}
