import PSEngine
import PSFormatting

/// `Out-Host`: shows objects, page by page when asked.
final class OutHost: HostOutputCommand {
  static let paging = Parameter<SwitchParameter>(
    "Paging",
    help: "Stops after each page: the space bar for the next, Enter for a line, Q to end.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Out-Host", parameters: [paging.definition, inputObject.definition],
      synopsis: "Shows objects.")
  }

  private var pager = Pager()

  override func show(_ lines: [OutputLine], _ context: CommandContext) async throws {
    guard context[Self.paging], context.host.isInteractive else {
      return try await super.show(lines, context)
    }
    // The end of a table comes when the command ends, also after Q.
    let hadQuit = pager.hasQuit
    try await pager.show(lines, on: context.host) { HostLines(context.host).write(Array($0)) }
    if pager.hasQuit, !hadQuit { try context.stopUpstream() }
  }
}
