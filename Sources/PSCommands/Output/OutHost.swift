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

  private static let question = "<SPACE> next page; <CR> next line; Q quit"
  private var room: Int?
  /// Whether nobody wants to see more.
  private var hasQuit = false

  override func show(_ lines: [OutputLine], _ context: CommandContext) async throws {
    guard context[Self.paging], context.host.isInteractive else {
      return try await super.show(lines, context)
    }
    // The end of a table comes when the command ends, also after Q.
    var rest = hasQuit ? [] : lines[...]
    while !rest.isEmpty {
      var room = room ?? page(context)
      if room == 0 { room = try await ask(context) }
      let shown = rest.prefix(room)
      HostLines(context.host).write(Array(shown))
      rest = rest.dropFirst(shown.count)
      self.room = room - shown.count
    }
  }

  private func page(_ context: CommandContext) -> Int { max(context.host.height - 1, 1) }

  /// The number of lines to show next.
  private func ask(_ context: CommandContext) async throws -> Int {
    while true {
      switch try await context.host.readKey(prompt: Self.question) {
      case "\n", "\r": return 1
      case " ": return page(context)
      case "q", "Q", nil:
        hasQuit = true
        try context.stopUpstream()
        return 0
      default: continue
      }
    }
  }
}
