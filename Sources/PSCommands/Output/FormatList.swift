import PSEngine
import PSFormatting

/// `Format-List`: the properties of each object below each other.
final class FormatList: FormatCommand {
  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Format-List", parameters: [property.definition] + sharedParameters,
      synopsis: "Shows the properties of objects as a list.")
  }

  override func request(_ context: CommandContext) throws -> FormatRequest { FormatRequest(.list) }
}
