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
    throw Self.noInterpreter
  }

  /// Runs the statements of a parsed script in this context, as the prompt does.
  func run(_ ast: ScriptBlockAst, output: any OutputSink) async throws {
    throw Self.noInterpreter
  }

  static var noInterpreter: PSRuntimeError {
    PSRuntimeError(
      "Scripts cannot run: this session has no interpreter.", id: "NotSupported",
      category: .notImplemented)
  }
}
