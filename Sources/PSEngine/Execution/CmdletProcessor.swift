/// Runs a cmdlet written in Swift.
final class CmdletProcessor: CommandProcessor {
  private let cmdlet: Cmdlet
  private let command: CommandInfo
  private let arguments: [CommandArgument]
  private var commandContext: CommandContext?
  private var binder: ParameterBinder?

  init(
    _ type: Cmdlet.Type, command: CommandInfo, arguments: [CommandArgument],
    context: ExecutionContext, invocation: InvocationInfo
  ) {
    cmdlet = type.init()
    self.command = command
    self.arguments = arguments
    super.init(context: context, invocation: invocation)
  }

  override var hasErrors: Bool { commandContext?.hasErrors ?? false }
  override var identity: ObjectIdentifier? { commandContext.map { ObjectIdentifier($0) } }

  override func begin() async throws {
    let commandContext = CommandContext(
      execution: context, invocation: invocation, signature: command.signature, output: output)
    self.commandContext = commandContext
    commandContext.hasPipelineInput = expectsInput
    let cmdlet = cmdlet
    let binder = ParameterBinder(commandContext, table: command.bindingTable) {
      try await cmdlet.dynamicParameters($0)
    }
    self.binder = binder
    try await guarding(commandContext) {
      try await binder.bindCommandLine(arguments)
      commandContext.applyCommonParameters()
      try await cmdlet.beginProcessing(commandContext)
    }
  }

  override func process(_ input: PSValue?) async throws {
    guard let commandContext, let binder else { return }
    try await guarding(commandContext) {
      guard try await binder.bindPipeline(input) else { return }
      try await cmdlet.processRecord(commandContext)
    }
  }

  override func end() async throws {
    guard let commandContext, let binder else { return }
    try await guarding(commandContext) {
      binder.unbindPipeline()
      try await cmdlet.endProcessing(commandContext)
    }
  }

  override func dispose() async {
    guard let commandContext else { return }
    await cmdlet.dispose(commandContext)
  }

  /// Completes errors with the command's name and place, and turns foreign ones into records.
  private func guarding(
    _ commandContext: CommandContext, _ body: () async throws -> Void
  ) async throws {
    do {
      try await body()
    } catch {
      let failure = try Interpreter.failure(error)
      commandContext.noteFailure(failure.record)
      commandContext.recordFailure(failure.record)
      throw failure
    }
  }
}

/// What unwinds the stack without being an error of a command: flow control of the language, a
/// stopped pipeline, `exit`.
public protocol EngineSignal: Error {}

extension PipelineStopped: EngineSignal {}
extension ExitSignal: EngineSignal {}
extension UpstreamStopped: EngineSignal {}

extension CommandContext {
  /// An error ends the command: completes it and keeps it for `-ErrorVariable`.
  func noteFailure(_ record: ErrorRecord) {
    complete(record)
    hasErrors = true
    if collectors.errors?.elements.last?.asObject !== record {
      collectors.errors?.elements.append(.object(record))
    }
  }

  /// Lets recorders know of an error that ends this command; the commands around it pass it on.
  func recordFailure(_ record: ErrorRecord) {
    guard session.recording.isActive, record.invocation === invocation else { return }
    session.recording.record(
      .terminatingError(command: signature.name, message: record.message))
  }

  /// Puts the common parameters into effect: variables that collect, the output that is watched.
  public func applyCommonParameters() {
    guard hasCommonParameters else { return }
    common = CommonSettings(self)
    collectors.errors = collector(self[CommonParameters.errorVariable])
    collectors.warnings = collector(self[CommonParameters.warningVariable])
    collectors.information = collector(self[CommonParameters.informationVariable])
    let out = collector(self[CommonParameters.outVariable])
    let pipelineVariable = self[CommonParameters.pipelineVariable]
    if out != nil || pipelineVariable != nil {
      output = WatchedSink(
        output, collector: out, variable: pipelineVariable, scope: execution.scope)
    }
  }

  /// The list behind a variable that collects; `+name` goes on with what is there.
  private func collector(_ name: String?) -> PSList? {
    guard var name, !name.isEmpty else { return nil }
    var elements: [PSValue] = []
    if name.hasPrefix("+") {
      name.removeFirst()
      if let existing = execution.variable(name), !existing.isNull {
        elements = existing.enumerated
      }
    }
    let list = PSList(elements)
    execution.scope.define(name, .object(list))
    return list
  }
}

/// Output that is also kept (`-OutVariable`) or named (`-PipelineVariable`).
private final class WatchedSink: OutputSink {
  private let next: any OutputSink
  private let collector: PSList?
  private let variable: String?
  private let scope: VariableScope

  init(_ next: any OutputSink, collector: PSList?, variable: String?, scope: VariableScope) {
    self.next = next
    self.collector = collector
    self.variable = variable
    self.scope = scope
  }

  func write(_ value: PSValue) async throws {
    collector?.elements.append(value)
    if let variable { scope.define(variable, value) }
    try await next.write(value)
  }
}
