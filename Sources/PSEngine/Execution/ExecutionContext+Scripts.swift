import PSLanguage

// The entries of the interpreter. What unwinds the stack without being an error (`break`, `return`,
// `exit`) conforms to ``EngineSignal``, so that cmdlets on the way do not turn it into a record.
extension ExecutionContext {
  /// Runs a script block.
  /// - Parameters:
  ///   - arguments: positional arguments, bound to its `param` block or left in `$args`.
  ///   - input: what `$input` and `process` see; `nil` for nothing piped in.
  ///   - underscore: `$_`; the caller's stays when `nil`.
  ///   - newScope: whether it runs in a child scope (`&`) or in this one (`.`).
  ///   - output: where its output goes.
  public func invoke(
    _ block: ScriptBlock, arguments: [PSValue] = [], input: [PSValue]? = nil,
    underscore: PSValue? = nil, newScope: Bool, output: any OutputSink
  ) async throws {
    guard block.isPlain else {
      let processor = try blockProcessor(
        block, arguments: arguments.map { .value($0, nil) },
        invocation: InvocationInfo(command: nil, invocationName: "", extent: block.ast.extent),
        dotSourced: !newScope, underscore: underscore)
      return try await PipelineProcessor([processor], output: output).run(input: input)
    }
    try checkDepth()
    let home = block.home ?? scope
    let inner = child(scope: newScope ? VariableScope(parent: home) : home, invocation: nil)
    if newScope || !arguments.isEmpty { inner.scope.define("args", .list(arguments)) }
    if let input { inner.scope.define("input", .object(PipedObjects(input))) }
    guard let body = block.ast.endBlock else { return }
    guard let underscore else { return try await inner.execute(body, output: output) }
    try await inner.withUnderscore(underscore) { try await inner.execute(body, output: output) }
  }

  /// Runs something with another `$_` in this scope.
  func withUnderscore(_ value: PSValue, _ body: () async throws -> Void) async throws {
    guard let variable = scope.own("_") else {
      scope.define("_", value)
      defer { scope.removeVariable("_") }
      return try await body()
    }
    let saved = variable.value
    variable.value = value
    defer { variable.value = saved }
    try await body()
  }

  /// Runs the statements of a parsed script in this context, as the prompt does.
  func run(_ ast: ScriptBlockAst, output: any OutputSink) async throws {
    for using in ast.usings { try Interpreter(self).use(using) }
    for block in [ast.beginBlock, ast.processBlock, ast.endBlock].compactMap({ $0 }) {
      try await execute(block, output: output)
    }
  }
}

extension ScriptBlock {
  /// Whether nothing has to be bound: statements without `param` and named blocks.
  var isPlain: Bool {
    ast.paramBlock == nil && inlineParameters.isEmpty && ast.dynamicParamBlock == nil
      && ast.beginBlock == nil && ast.processBlock == nil
  }
}
