import PSEngine

/// `Start-Sleep`: waits; Ctrl+C ends the wait.
final class StartSleep: Cmdlet {
  static let seconds = Parameter<Double>(
    "Seconds", sets: ["Seconds"], position: 0, mandatory: true,
    pipeline: [.byValue, .byPropertyName], validations: [.range(0, 2_147_483)],
    help: "How long, in seconds.")
  static let milliseconds = Parameter<Int32>(
    "Milliseconds", aliases: ["ms"], sets: ["Milliseconds"], mandatory: true,
    pipeline: .byPropertyName, validations: [.range(0, Int64(Int32.max))],
    help: "How long, in milliseconds.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Start-Sleep", parameters: [seconds.definition, milliseconds.definition],
      defaultSet: "Seconds", synopsis: "Waits for a time.")
  }

  override func processRecord(_ context: CommandContext) async throws {
    if let milliseconds = context[Self.milliseconds] {
      try await Task.sleep(for: .milliseconds(Int(milliseconds)))
    } else if let seconds = context[Self.seconds], seconds.isFinite {
      // Windows PowerShell counts whole seconds.
      let isCore = context.session.configuration.persona == .core
      let length = isCore ? seconds : seconds.rounded(.toNearestOrEven)
      try await Task.sleep(for: .milliseconds(Int((length * 1000).rounded())))
    }
  }
}
