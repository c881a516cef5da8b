import PSLanguage

// The doors of the interpreter: statements run, expressions are evaluated, in a context whose scope
// has been prepared by the caller.
extension ExecutionContext {
  /// Runs the statements of a named block. A `return` in it ends the block and goes no further.
  /// - Throws: ``PSRuntimeError`` that unwinds, `CancellationError`, signals of flow control.
  func execute(_ block: NamedBlockAst, output: any OutputSink) async throws {
    do {
      try await Interpreter(self).run(block.statements, output)
    } catch is ReturnSignal {}
  }

  /// The value of an expression; an absent result is `$null`.
  func evaluate(_ expression: ExpressionAst) async throws -> PSValue {
    try await Interpreter(self).value(of: expression).presentOrNull
  }
}

/// Runs the syntax tree in one context (`language.md` 3, 5).
struct Interpreter {
  /// Session, scope and streams.
  let context: ExecutionContext

  /// An interpreter of a context.
  init(_ context: ExecutionContext) { self.context = context }

  var types: TypeTable { context.session.types }

  /// Runs statements in order. An error ends its statement; what then happens is for
  /// ``settle(_:at:)`` and the traps of the block to say.
  func run(_ statements: [StatementAst], _ output: any OutputSink) async throws {
    let hasTraps = statements.contains { if case .trap = $0 { true } else { false } }
    if hasTraps { return try await runTrapped(statements, output) }
    for statement in statements {
      try Task.checkCancellation()
      do {
        if try !runAtOnce(statement) { try await run(statement, output) }
      } catch {
        try await settle(try Self.failure(error), at: statement.extent)
      }
    }
  }

  /// What was thrown as an error of the language.
  /// - Throws: what is no error: signals, `CancellationError`.
  static func failure(_ error: any Error) throws -> PSRuntimeError {
    switch error {
    case let error as PSRuntimeError: return error
    case is CancellationError, is any EngineSignal: throw error
    case let failure as NativeFailure:
      return PSRuntimeError(
        ErrorRecord(
          PSException(failure.exceptionType, failure.message), id: failure.exceptionType,
          category: .operationStopped))
    default: return .provider(String(describing: error))
    }
  }

  /// Runs a statement.
  func run(_ statement: StatementAst, _ output: any OutputSink) async throws {
    switch statement {
    case .pipeline(let ast): try await run(ast, output)
    case .pipelineChain(let ast): try await run(ast, output)
    case .assignment(let ast): _ = try await assign(ast)
    case .ifElse(let ast): try await run(ast, output)
    case .whileLoop(let ast): try await run(ast, output)
    case .doLoop(let ast): try await run(ast, output)
    case .forLoop(let ast): try await run(ast, output)
    case .forEachLoop(let ast): try await run(ast, output)
    case .switchCase(let ast): try await run(ast, output)
    case .tryCatch(let ast): try await run(ast, output)
    case .trap: break
    case .breakLoop(let ast): throw LoopSignal(kind: .break, label: try await label(ast.label))
    case .continueLoop(let ast):
      throw LoopSignal(kind: .continue, label: try await label(ast.label))
    case .returnValue(let ast):
      if let value = ast.value { try await run(value, output) }
      throw ReturnSignal()
    case .exitScript(let ast): throw ExitSignal(code: try await exitCode(ast))
    case .throwError(let ast): throw try await error(of: ast)
    case .functionDefinition(let ast): try define(ast)
    case .enumDefinition(let ast): try await define(ast)
    case .data(let ast): try await run(ast, output)
    case .using(let ast): try use(ast)
    }
  }

  /// The value of a statement that stands where a value is wanted: what it writes, as one value.
  func value(of statement: StatementAst) async throws -> PSValue {
    if let expression = statement.soleExpression { return try await value(of: expression) }
    if case .assignment(let ast) = statement { return try await assign(ast) }
    let collector = ArrayCollector()
    try await run(statement, collector)
    return .outcome(of: collector.values)
  }

  /// Whether a condition holds.
  func isTrue(_ condition: StatementAst) async throws -> Bool {
    do {
      if let expression = condition.soleExpression, let value = try valueAtOnce(of: expression) {
        return Truth.isTrue(value)
      }
      return Truth.isTrue(try await value(of: condition))
    } catch {
      let error = try Self.failure(error)
      context.locate(error.record, at: condition.extent)
      throw error
    }
  }

  private func label(_ expression: ExpressionAst?) async throws -> String? {
    guard let expression else { return nil }
    return TextConversion.text(of: try await value(of: expression))
  }

  private func exitCode(_ ast: ExitStatementAst) async throws -> Int32 {
    guard let statement = ast.value else { return 0 }
    let value = try await value(of: statement).presentOrNull
    // A code that is no number counts as 0.
    guard let number = try? Conversion.convert(value, to: .named("System.Int32"), types: types),
      case .number(.int32(let code)) = number
    else { return 0 }
    return code
  }
}

extension StatementAst {
  /// The expression that the statement consists of, when nothing is redirected and nothing else
  /// done with it.
  var soleExpression: ExpressionAst? {
    guard case .pipeline(let pipeline) = self, pipeline.elements.count == 1,
      case .expression(let element) = pipeline.elements[0], element.redirections.isEmpty,
      !pipeline.isBackground
    else { return nil }
    return element.expression
  }
}
