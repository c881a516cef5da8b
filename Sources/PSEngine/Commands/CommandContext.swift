/// What a running command sees: its arguments, the current input, its streams and its questions.
///
/// A cmdlet gets one; a function has one behind `$PSCmdlet`.
public final class CommandContext {
  /// Session, scope, streams and host.
  public let execution: ExecutionContext
  /// How the command was called.
  public let invocation: InvocationInfo
  /// Parameters and sets of the command.
  public let signature: CommandSignature
  /// The chosen parameter set, or ``ParameterDefinition/allSets``.
  public internal(set) var parameterSet = ParameterDefinition.allSets
  /// Current pipeline object; `nil` when nothing is piped in.
  public internal(set) var input: PSValue?
  /// Whether the command stands behind another one or has been given input.
  public internal(set) var hasPipelineInput = false
  /// Whether any of the common parameters is bound.
  var hasCommonParameters = false
  /// The common parameters of the call.
  public internal(set) var common = CommonSettings()
  /// Whether the command has reported an error (`$?`).
  public internal(set) var hasErrors = false
  /// Where output goes.
  var output: any OutputSink
  /// Bound values by the parameters' names as declared.
  @usableFromInline var bound = BoundValues()
  /// The parameters that hold the current pipeline object itself, by their names as declared.
  var boundByValue: [String] = []
  var collectors = StreamCollectors()
  var confirmations = ConfirmationState()

  /// Makes the context of a call, before anything is bound.
  public init(
    execution: ExecutionContext, invocation: InvocationInfo, signature: CommandSignature,
    output: any OutputSink
  ) {
    self.execution = execution
    self.invocation = invocation
    self.signature = signature
    self.output = output
  }

  /// The session.
  public var session: SessionState { execution.session }
  /// The program around the engine.
  public var host: any PSHost { execution.host }

  // MARK: Arguments

  /// The value of a parameter; `nil` when it is not bound or `$null`.
  @inlinable public subscript<Value: ParameterValue>(_ parameter: Parameter<Value>) -> Value? {
    guard let value = bound[parameter.definition.name] else { return nil }
    return Value.fromBound(value)
  }

  /// Whether a switch is on.
  public subscript(_ parameter: Parameter<SwitchParameter>) -> Bool {
    bound[parameter.definition.name].map { Truth.isTrue($0) } ?? false
  }

  /// Whether a parameter was bound, by the command line, a default or the pipeline.
  public func isBound<Value: ParameterValue>(_ parameter: Parameter<Value>) -> Bool {
    bound[parameter.definition.name] != nil
  }

  /// Whether a parameter holds the current pipeline object itself, bound by value: what a pipeline
  /// passes on is an object to Windows, also when it is a string.
  public func isBoundByValue<Value: ParameterValue>(_ parameter: Parameter<Value>) -> Bool {
    boundByValue.contains(parameter.definition.name)
  }

  /// The value of a parameter by its name in any case; dynamic ones are read this way.
  public func value(named name: String) -> PSValue? {
    bound.value(named: name)
  }

  /// All bound parameters by name as declared.
  public var boundParameters: BoundValues { bound }

  // MARK: Output

  /// Writes one object.
  public func write(_ value: PSValue) async throws {
    try Task.checkCancellation()
    try await output.write(value)
  }

  /// Writes the elements of a collection, one level deep; any other value as it is.
  public func write(enumerating value: PSValue) async throws {
    for element in value.enumerated { try await write(element) }
  }

  /// A sink that writes as this command does.
  public var sink: any OutputSink { output }

  /// The error that ends the command: `throw context.terminate(record)`.
  public func terminate(_ record: ErrorRecord) -> PSRuntimeError {
    complete(record)
    return PSRuntimeError(record)
  }

  /// Ends the commands before this one: it needs no more input (`Select-Object -First`).
  /// - Throws: always.
  public func stopUpstream() throws {
    throw UpstreamStopped(requester: ObjectIdentifier(self))
  }

  /// Fills in what the engine knows of an error of this command.
  func complete(_ record: ErrorRecord) {
    if record.invocation == nil { record.invocation = invocation }
    if record.idSuffix == nil { record.idSuffix = signature.typeName }
    if record.activity == nil { record.activity = signature.name }
    if let extent = invocation.extent { execution.locate(record, at: extent) }
  }
}
