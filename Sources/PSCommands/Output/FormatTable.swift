import PSEngine
import PSFormatting

/// `Format-Table`: a table of chosen or all properties.
final class FormatTable: FormatCommand {
  static let autoSize = Parameter<SwitchParameter>(
    "AutoSize", help: "Makes columns as wide as their values; waits for all objects.")
  static let hideTableHeaders = Parameter<SwitchParameter>(
    "HideTableHeaders", help: "Leaves the header out.")
  static let wrap = Parameter<SwitchParameter>(
    "Wrap", help: "Continues long values on further lines.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Format-Table",
      parameters: [
        property.definition, autoSize.definition, hideTableHeaders.definition, wrap.definition,
      ] + sharedParameters, synopsis: "Shows objects as a table.")
  }

  override func request(_ context: CommandContext) throws -> FormatRequest {
    var request = FormatRequest(.table)
    if context.isBound(Self.autoSize) { request.autosizes = context[Self.autoSize] }
    request.hidesHeaders = context[Self.hideTableHeaders]
    request.wraps = context[Self.wrap]
    return request
  }
}
