import PSLanguage

// The doors of the interpreter: statements run, expressions are evaluated, in a context whose scope
// has been prepared by the caller.
extension ExecutionContext {
  /// Runs the statements of a named block. A `return` in it ends the block and goes no further.
  /// - Throws: ``PSRuntimeError`` that unwinds, `CancellationError`, signals of flow control.
  func execute(_ block: NamedBlockAst, output: any OutputSink) async throws {
    throw Self.noInterpreter
  }

  /// The value of an expression; an absent result is `$null`.
  func evaluate(_ expression: ExpressionAst) async throws -> PSValue {
    throw Self.noInterpreter
  }
}
