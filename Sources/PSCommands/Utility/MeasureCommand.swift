import PSEngine

/// `Measure-Command`: how long a script block takes; its output is dropped.
final class MeasureCommand: Cmdlet {
  static let inputObject = Parameter<PSValue>(
    "InputObject", pipeline: .byValue, help: "Objects for $_.")
  static let expression = Parameter<ScriptBlock>(
    "Expression", position: 0, mandatory: true, help: "What is measured.")

  override class var metadata: CmdletMetadata {
    CmdletMetadata(
      "Measure-Command", parameters: [inputObject.definition, expression.definition],
      synopsis: "Measures how long a script block runs.", outputTypes: ["System.TimeSpan"])
  }

  private var total: Duration = .zero

  override func processRecord(_ context: CommandContext) async throws {
    guard let block = context[Self.expression] else { return }
    let stopwatch = context.session.configuration.stopwatch
    let start = stopwatch()
    try await context.execution.invoke(
      block, underscore: context[Self.inputObject], newScope: false, output: ArrayCollector())
    total += stopwatch() - start
  }

  override func endProcessing(_ context: CommandContext) async throws {
    let (seconds, attoseconds) = total.components
    let ticks = seconds &* 10_000_000 &+ attoseconds / 100_000_000_000
    try await context.write(.object(PSTimeSpan(ticks: ticks)))
  }
}
