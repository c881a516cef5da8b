import PSLanguage

// Errors: what ends what, `try`, `trap`, `throw` (`language.md` 5.1, 9).
extension Interpreter {
  /// Decides what happens with the error that ended a statement: it unwinds to a `catch` or to the
  /// prompt, or it is reported and the next statement runs.
  func settle(_ error: PSRuntimeError, at extent: ScriptExtent) async throws {
    context.locate(error.record, at: extent)
    context.session.lastSucceeded = false
    if context.isGuarded { throw error }
    let action = context.variable("ErrorActionPreference").flatMap {
      ActionPreference(reading: $0)
    }
    switch action {
    case .stop: throw PSRuntimeError(error.record, reach: .script)
    case .silentlyContinue, .ignore: break
    default: if error.reach == .script { throw error }
    }
    try await context.report(error)
  }

  /// The error of a `throw` statement.
  func error(of ast: ThrowStatementAst) async throws -> PSRuntimeError {
    guard let statement = ast.value else {
      if let caught = context.scope.value(of: "_")?.asObject as? ErrorRecord {
        return PSRuntimeError(caught, reach: .script)
      }
      return thrown(.string("ScriptHalted"), target: .null, at: ast.extent)
    }
    let value = try await value(of: statement).presentOrNull
    if value.isNull { return thrown(.string("ScriptHalted"), target: .null, at: ast.extent) }
    if let record = value.asObject as? ErrorRecord {
      context.locate(record, at: ast.extent)
      return PSRuntimeError(record, reach: .script)
    }
    return thrown(value, target: value, at: ast.extent)
  }

  private func thrown(
    _ value: PSValue, target: PSValue, at extent: ScriptExtent
  ) -> PSRuntimeError {
    let record: ErrorRecord
    if let exception = value.asObject as? PSException {
      record = ErrorRecord(exception, id: exception.message, category: .operationStopped)
    } else {
      let text = Operators.text(value, context)
      record = ErrorRecord(
        PSException("System.Management.Automation.RuntimeException", text), id: text,
        category: .operationStopped, target: target)
    }
    record.isThrown = true
    context.locate(record, at: extent)
    return PSRuntimeError(record, reach: .script)
  }

  // MARK: try

  func run(_ ast: TryStatementAst, _ output: any OutputSink) async throws {
    guard let finallyBody = ast.finallyBody else { return try await runCaught(ast, output) }
    let result: Result<Void, any Error>
    do {
      try await runCaught(ast, output)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    if Task.isCancelled {
      try await runUncancelled(finallyBody, output)
    } else {
      try await run(finallyBody.statements, output)
    }
    try result.get()
  }

  /// Runs a `finally` block after Ctrl+C: in a task of its own, since the current one refuses to do
  /// anything more. Nobody can end that one, so all blocks together get a limited time.
  private func runUncancelled(
    _ body: StatementBlockAst, _ output: any OutputSink,
    isolation: isolated (any Actor)? = #isolation
  ) async throws {
    let deadline = context.session.cleanUpDeadline ?? .now + .seconds(10)
    context.session.cleanUpDeadline = deadline
    guard ContinuousClock.now < deadline else { throw CancellationError() }
    let task = Task {
      _ = isolation
      try await self.run(body.statements, output)
    }
    let watchdog = Task {
      try await Task.sleep(until: deadline)
      task.cancel()
    }
    defer { watchdog.cancel() }
    try await task.value
  }

  private func runCaught(_ ast: TryStatementAst, _ output: any OutputSink) async throws {
    let outer = context.isGuarded
    do {
      context.isGuarded = outer || !ast.catches.isEmpty
      defer { context.isGuarded = outer }
      try await run(ast.body.statements, output)
    } catch let error as PSRuntimeError {
      guard let clause = handler(of: error.record.exception, in: ast) else { throw error }
      context.session.addError(error.record)
      try await context.withUnderscore(.object(error.record)) {
        try await run(clause.body.statements, output)
      }
    }
  }

  /// The clause for an exception: one of its type, of the type of an inner one, or for all.
  private func handler(of exception: PSException, in ast: TryStatementAst) -> CatchClauseAst? {
    var current: PSException? = exception
    while let tested = current {
      let chain = tested.baseTypeNames
      for clause in ast.catches
      where clause.types.contains(where: { matches($0, chain) }) {
        return clause
      }
      current = tested.inner
    }
    return ast.catches.first { $0.types.isEmpty }
  }

  private func matches(_ type: TypeName, _ chain: [String]) -> Bool {
    let name = (try? resolve(type))?.fullName ?? type.fullName
    return chain.contains { $0.equalsIgnoringCase(name) || $0.equalsIgnoringCase("System." + name) }
  }

  // MARK: trap

  /// Statements of a block that has traps: the errors of all of them come here.
  func runTrapped(_ statements: [StatementAst], _ output: any OutputSink) async throws {
    let outer = context.isGuarded
    defer { context.isGuarded = outer }
    for statement in statements {
      try Task.checkCancellation()
      context.isGuarded = true
      do {
        try await run(statement, output)
      } catch {
        let error = try Self.failure(error)
        context.isGuarded = outer
        context.locate(error.record, at: statement.extent)
        try await handle(error, by: statements, output)
      }
    }
  }

  private func handle(
    _ error: PSRuntimeError, by statements: [StatementAst], _ output: any OutputSink
  ) async throws {
    let chain = error.record.exception.baseTypeNames
    let traps = statements.compactMap { statement -> TrapStatementAst? in
      if case .trap(let trap) = statement { trap } else { nil }
    }
    guard
      let trap = traps.first(where: { trap in trap.type.map { matches($0, chain) } ?? false })
        ?? traps.first(where: { $0.type == nil })
    else { throw error }
    context.session.addError(error.record)
    do {
      try await context.withUnderscore(.object(error.record)) {
        try await run(trap.body.statements, output)
      }
    } catch let signal as LoopSignal where signal.label == nil {
      if signal.kind == .continue { return }
      throw error
    }
    try await context.report(error)
  }
}
