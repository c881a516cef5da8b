/// What a piece of running code sees: session, host, scope, streams.
///
/// A function call or a redirection works on a copy of its caller's context.
public final class ExecutionContext {
  /// The session.
  public let session: SessionState
  /// The program around the engine.
  public let host: any PSHost
  /// The scope that names are looked up in.
  public var scope: VariableScope
  /// The running command, function or script.
  public var invocation: InvocationInfo?
  /// Where records beside the output go.
  public var streams: StreamSet
  /// Number of calls below the prompt; the interpreter bounds it.
  public var depth: Int
  /// The context that called this one; `nil` at the prompt.
  private(set) var caller: ExecutionContext?
  /// Whether a `catch` or `trap` further out waits for errors, so that they unwind to it instead of
  /// ending one statement.
  var isGuarded = false

  /// Makes a context.
  public init(
    session: SessionState, host: any PSHost, scope: VariableScope, streams: StreamSet,
    invocation: InvocationInfo? = nil, depth: Int = 0
  ) {
    self.session = session
    self.host = host
    self.scope = scope
    self.streams = streams
    self.invocation = invocation
    self.depth = depth
  }

  /// A copy that works in another scope, one call deeper.
  public func child(scope: VariableScope, invocation: InvocationInfo?) -> ExecutionContext {
    let child = ExecutionContext(
      session: session, host: host, scope: scope, streams: streams,
      invocation: invocation ?? self.invocation, depth: depth + 1)
    child.isGuarded = isGuarded
    child.caller = self
    return child
  }

  /// A copy with other streams, in the same scope.
  public func redirected(_ change: (inout StreamSet) -> Void) -> ExecutionContext {
    var streams = streams
    change(&streams)
    let copy = ExecutionContext(
      session: session, host: host, scope: scope, streams: streams, invocation: invocation,
      depth: depth)
    copy.isGuarded = isGuarded
    copy.caller = caller
    return copy
  }

  /// The value of a variable that can be seen from here; `nil` when there is none.
  public func variable(_ name: String) -> PSValue? { scope.value(of: name)?.presentOrNull }

  /// Whether `Set-StrictMode` asks for the rules of a version here.
  public func isStrict(_ version: Int) -> Bool {
    (scope.nearest { $0.strictMode } ?? 0) >= version
  }

  /// Runs a script block and collects its output.
  public func evaluate(
    _ block: ScriptBlock, arguments: [PSValue] = [], input: [PSValue]? = nil,
    underscore: PSValue? = nil, newScope: Bool = true
  ) async throws -> [PSValue] {
    let collector = ArrayCollector()
    try await invoke(
      block, arguments: arguments, input: input, underscore: underscore, newScope: newScope,
      output: collector)
    return collector.values
  }

  /// Runs a command by name, as native code does.
  /// - Parameters:
  ///   - name: as typed at the prompt.
  ///   - input: objects piped into it; `nil` for none.
  ///   - output: where its output goes.
  public func run(
    command name: String, _ arguments: [CommandArgument] = [], input: [PSValue]? = nil,
    output: any OutputSink
  ) async throws {
    let processor = try processor(for: name, arguments: arguments, extent: nil)
    try await PipelineProcessor([processor], output: output).run(input: input)
  }
}
