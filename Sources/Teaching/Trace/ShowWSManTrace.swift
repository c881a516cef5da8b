import PSEngine
import WSManClient

/// `Show-WSManTrace`: the last trace again, in the terminal or as a page for a browser.
final class ShowWSManTraceCommand: Cmdlet {
  private static let path = Parameter<String>(
    "Path", sets: ["Path"], position: 0, mandatory: true, validations: [.notNullOrEmpty],
    completion: .path, help: "The page to write, such as C:\\trace.html.")
  private static let detail = Parameter<String>(
    "Detail", sets: ["Text"], validations: [.set(TraceDetail.allCases.map(\.rawValue))],
    help: "One line for each exchange, all headers explained, or the whole messages.")
  private static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue,
    help: "Exchanges of Trace-WSMan -PassThru; those of the last trace when not given.")
  private static let computerName = Parameter<[String]>(
    "ComputerName", aliases: ["cn"], completion: .source("ConnectedComputer"),
    help: "Only exchanges with these computers; wildcards are allowed.")
  private static let passThru = Parameter<SwitchParameter>(
    "PassThru", sets: ["Text"], help: "Writes the exchanges as objects.")
  private static let force = Parameter<SwitchParameter>(
    "Force", sets: ["Path"], help: "Replaces a read-only file.")

  private static let description = CmdletMetadata(
    "Show-WSManTrace", typeName: "WSManShell.ShowWSManTraceCommand",
    parameters: [
      path.definition, detail.definition, inputObject.definition, computerName.definition,
      passThru.definition, force.definition,
    ],
    defaultSet: "Text", supportsShouldProcess: true,
    synopsis: "Shows the messages of the last trace again, or writes them as a page for a browser.",
    outputTypes: [ExchangeObject.typeName])

  override class var metadata: CmdletMetadata { description }

  private var given: [TraceRecorder.Traced] = []

  override func processRecord(_ context: CommandContext) async throws {
    for value in (context[Self.inputObject] ?? .null).enumerated {
      if let object = value.asObject as? ExchangeObject { given.append(object.traced) }
    }
  }

  override func endProcessing(_ context: CommandContext) async throws {
    guard let recorder = context.session.traceRecorder else { return }
    var exchanges =
      context.hasPipelineInput || context.isBound(Self.inputObject) ? given : recorder.trace
    if let names = context[Self.computerName] {
      let patterns = names.map { WildcardPattern($0) }
      exchanges = exchanges.filter { traced in
        patterns.contains { $0.matches(traced.exchange.computer) }
      }
    }
    guard !exchanges.isEmpty else {
      return try await context.writeWarning(
        "There is no trace yet. Trace commands: Trace-WSMan { Test-WSMan server01 }")
    }
    let hidesTimes = context.session.hidesTimes
    if let path = context[Self.path] {
      let file = try ContentFile(WildcardPattern.unescape(path), context)
      guard try await context.shouldProcess(file.shown, action: "Write trace page") else { return }
      let page = TracePage(exchanges, hidesTimes: hidesTimes).html
      try await file.replace(with: [.string(page)], force: context[Self.force])
      return
    }
    if context[Self.passThru] {
      for traced in exchanges {
        try await context.write(.object(ExchangeObject(traced, hidesTimes: hidesTimes)))
      }
      return
    }
    let detail = context[Self.detail].flatMap { TraceDetail(reading: $0) } ?? .line
    let text = TraceText(context.session, detail)
    for traced in exchanges {
      for line in text.lines(traced, detail) { try await TraceOutput.show(line, context) }
    }
  }
}
