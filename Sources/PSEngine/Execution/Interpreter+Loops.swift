import PSLanguage

// `if` and the loops (`language.md` 5.1). None of them makes a scope.
extension Interpreter {
  func run(_ ast: IfStatementAst, _ output: any OutputSink) async throws {
    for clause in ast.clauses where try await isTrue(clause.condition) {
      return try await run(clause.body.statements, output)
    }
    if let body = ast.elseBody { try await run(body.statements, output) }
  }

  func run(_ ast: WhileStatementAst, _ output: any OutputSink) async throws {
    while try await isTrue(ast.condition) {
      guard try await pass(ast.body, ast.label, output) else { return }
    }
  }

  func run(_ ast: DoStatementAst, _ output: any OutputSink) async throws {
    repeat {
      guard try await pass(ast.body, ast.label, output) else { return }
    } while try await isTrue(ast.condition) != ast.isUntil
  }

  func run(_ ast: ForStatementAst, _ output: any OutputSink) async throws {
    if let initializer = ast.initializer { try await runSilently(initializer) }
    while true {
      if let condition = ast.condition, try await !isTrue(condition) { return }
      guard try await pass(ast.body, ast.label, output) else { return }
      if let iterator = ast.iterator { try await runSilently(iterator) }
    }
  }

  func run(_ ast: ForEachStatementAst, _ output: any OutputSink) async throws {
    let collection = try await value(of: ast.collection)
    if collection.isNull { return }
    // What is piped in is gone through once: a loop that is left leaves the rest.
    let enumerator =
      collection.asObject as? PipedObjects ?? ForEachEnumerator(collection.enumerated)
    let outer = context.scope.own("foreach")
    context.scope.define("foreach", .object(enumerator))
    defer {
      if let outer { context.scope.define(outer) } else { context.scope.removeVariable("foreach") }
    }
    while let element = enumerator.next() {
      try context.scope.set(ast.variable.path, to: element)
      guard try await pass(ast.body, ast.label, output) else { return }
    }
  }

  /// One pass through the body of a loop.
  /// - Returns: whether the loop goes on.
  func pass(
    _ body: StatementBlockAst, _ label: String?, _ output: any OutputSink
  ) async throws -> Bool {
    try Task.checkCancellation()
    do {
      try await run(body.statements, output)
      return true
    } catch let signal as LoopSignal where signal.concerns(label) {
      return signal.kind == .continue
    }
  }

  /// Parts of `for` write nothing.
  private func runSilently(_ statement: StatementAst) async throws {
    if try !runAtOnce(statement) { try await run(statement, NullSink()) }
  }
}

/// `$foreach`, `$switch`: the place in what a loop goes through.
class ForEachEnumerator: PSObject {
  fileprivate var elements: [PSValue]
  fileprivate var position = -1

  init(_ elements: [PSValue]) { self.elements = elements }

  deinit { DeferredRelease.free(&elements) }

  /// The next element; `nil` at the end.
  func next() -> PSValue? {
    guard position + 1 < elements.count else {
      position = elements.count
      return nil
    }
    position += 1
    return elements[position]
  }

  override var baseTypeNames: [String] { ["System.Collections.IEnumerator", "System.Object"] }
  override var declaredProperties: [PSPropertyInfo] {
    [PSPropertyInfo("Current", "System.Object")]
  }
  override func declaredValue(_ name: String) -> PSValue? {
    guard name.equalsIgnoringCase("Current") else { return nil }
    return elements.indices.contains(position) ? elements[position] : .null
  }
  override var declaredMethods: [PSMethodInfo] {
    [PSMethodInfo("MoveNext", "bool MoveNext()"), PSMethodInfo("Reset", "void Reset()")]
  }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard arguments.isEmpty else { return nil }
    switch name.lowercased() {
    case "movenext": return .bool(next() != nil)
    case "reset":
      position = -1
      return .absent
    default: return nil
    }
  }
}

/// `$input`: what was piped in, from the place that was reached.
final class PipedObjects: ForEachEnumerator {
  override var enumeratedElements: [PSValue]? { Array(elements.dropFirst(position + 1)) }
  override var text: String { TextConversion.text(of: .list(enumeratedElements ?? [])) }
}
