import PSEngine

/// `Trace-WSMan { … }`: runs commands and shows the messages that they exchange.
final class TraceWSManCommand: Cmdlet {
  private static let expression = Parameter<ScriptBlock>(
    "ScriptBlock", aliases: ["Expression"], position: 0, mandatory: true,
    help: "The commands whose messages are shown.")
  static let detail = Parameter<String>(
    "Detail", position: 1, validations: [.set(TraceDetail.allCases.map(\.rawValue))],
    help: "One line for each exchange, all headers explained, or the whole messages.")
  private static let passThru = Parameter<SwitchParameter>(
    "PassThru", help: "Writes the exchanges as objects, in place of what the commands write.")

  private static let description = CmdletMetadata(
    "Trace-WSMan", typeName: "WSManShell.TraceWSManCommand",
    parameters: [expression.definition, detail.definition, passThru.definition],
    synopsis: "Runs commands and shows the WS-Management messages that they exchange.",
    outputTypes: [ExchangeObject.typeName])

  override class var metadata: CmdletMetadata { description }

  override func processRecord(_ context: CommandContext) async throws {
    guard let block = context[Self.expression], let recorder = context.session.traceRecorder
    else { return }
    recorder.beginBlock()
    defer { recorder.endBlock() }
    if context[Self.passThru] {
      try await context.execution.invoke(block, newScope: false, output: NullSink())
      for traced in recorder.takePending() {
        try await context.write(
          .object(ExchangeObject(traced, hidesTimes: context.session.hidesTimes)))
      }
      return
    }
    let detail = context[Self.detail].flatMap { TraceDetail(reading: $0) } ?? .line
    let output = TraceOutput(recorder, context, detail, base: context.sink)
    do {
      try await context.execution.invoke(block, newScope: false, output: output)
    } catch {
      // What was exchanged before the error explains it.
      try await output.drain()
      throw error
    }
    try await output.drain()
  }
}
