import PSLanguage

// `switch` (`language.md` 5.1).
extension Interpreter {
  func run(_ ast: SwitchStatementAst, _ output: any OutputSink) async throws {
    let input = try await value(of: ast.input)
    let values = ast.isFile ? try await lines(of: input.presentOrNull, ast) : input.enumerated
    let enumerator = ForEachEnumerator(values)
    let outer = context.scope.own("switch")
    context.scope.define("switch", .object(enumerator))
    defer {
      if let outer { context.scope.define(outer) } else { context.scope.removeVariable("switch") }
    }
    while let value = enumerator.next() {
      try Task.checkCancellation()
      do {
        try await context.withUnderscore(value) { try await run(ast, on: value, output) }
      } catch let signal as LoopSignal where signal.concerns(ast.label) {
        if signal.kind == .break { return }
      }
    }
  }

  private func run(
    _ ast: SwitchStatementAst, on value: PSValue, _ output: any OutputSink
  ) async throws {
    var hasMatched = false
    for clause in ast.clauses where try await matches(value, clause.test, ast) {
      hasMatched = true
      try await run(clause.body.statements, output)
    }
    if !hasMatched, let body = ast.defaultBody { try await run(body.statements, output) }
  }

  private func matches(
    _ value: PSValue, _ test: ExpressionAst, _ ast: SwitchStatementAst
  ) async throws -> Bool {
    let wanted = try await self.value(of: test).presentOrNull
    if let block = wanted.asObject as? ScriptBlock {
      let result = try await context.evaluate(block, underscore: value, newScope: true)
      return Truth.isTrue(.collapsing(result))
    }
    let rule: CaseRule = ast.isCaseSensitive ? .sensitive : .insensitive
    let result: PSValue
    switch ast.match {
    case .exact:
      result = try await Operators.binary(.equal(rule), value, wanted, in: context)
    case .wildcard:
      result = try await Operators.binary(
        .like(rule), .string(Operators.text(value, context)), wanted, in: context)
    case .regex:
      result = try await Operators.binary(
        .match(rule), .string(Operators.text(value, context)), wanted, in: context)
    }
    return Truth.isTrue(result)
  }

  private func lines(of path: PSValue, _ ast: SwitchStatementAst) async throws -> [PSValue] {
    let collector = ArrayCollector()
    try await context.run(
      command: "Get-Content",
      [.parameter(name: "Path", value: path, extent: ast.input.extent)], output: collector)
    return collector.values
  }
}
