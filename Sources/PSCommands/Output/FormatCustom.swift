import PSEngine
import PSFormatting

/// `Format-Custom`: a custom view, or the properties of an object as nested blocks.
final class FormatCustom: FormatCommand {
  static let depth = Parameter<Int32>(
    "Depth", validations: [.range(1, 64)], help: "Levels of nested objects.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Format-Custom", parameters: [property.definition, depth.definition] + sharedParameters,
      synopsis: "Shows objects by a custom view or as nested blocks.")
  }

  override func request(_ context: CommandContext) throws -> FormatRequest {
    var request = FormatRequest(.custom)
    if let depth = context[Self.depth] { request.depth = Int(depth) }
    return request
  }
}
