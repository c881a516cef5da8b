import PSEngine

/// `Clear-Host`: clears the screen.
final class ClearHost: Cmdlet {
  override class var metadata: CmdletMetadata {
    CmdletMetadata("Clear-Host", synopsis: "Clears the screen.")
  }

  override func beginProcessing(_ context: CommandContext) async throws {
    context.host.clearScreen()
  }
}
