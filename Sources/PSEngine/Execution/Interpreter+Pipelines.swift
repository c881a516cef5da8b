import PSLanguage

// Pipelines: expressions and commands connected by `|` (`language.md` 3.1, 3.6, 4.10).
extension Interpreter {
  func run(_ ast: PipelineAst, _ output: any OutputSink) async throws {
    if ast.isBackground { throw Self.backgroundNotSupported(ast.extent) }
    guard ast.elements.count == 1, case .expression(let element) = ast.elements[0],
      element.redirections.isEmpty
    else { return try await runCommands(ast, output) }
    let value = try await value(of: element.expression)
    context.session.lastSucceeded = true
    if element.expression.isStep { return }
    try await write(value, to: output)
  }

  /// `a && b || c`
  func run(_ ast: PipelineChainAst, _ output: any OutputSink) async throws {
    try await runLink(ast.first, output)
    for link in ast.links where context.session.lastSucceeded == link.runsAfterSuccess {
      try await runLink(link.pipeline, output)
    }
  }

  /// A failing link does not end its chain.
  private func runLink(_ ast: PipelineAst, _ output: any OutputSink) async throws {
    do {
      try await run(ast, output)
    } catch let error as PSRuntimeError {
      try await settle(error, at: ast.extent)
    }
  }

  /// Writes a value as a pipeline does: the elements of a collection one by one.
  func write(_ value: PSValue, to output: any OutputSink) async throws {
    switch value {
    case .array(let array):
      for element in array.elements {
        try Task.checkCancellation()
        try await output.write(element)
      }
    case .object(let object):
      guard let elements = object.enumeratedElements else { return try await output.write(value) }
      for element in elements {
        try Task.checkCancellation()
        try await output.write(element)
      }
    default: try await output.write(value)
    }
  }

  private func runCommands(_ ast: PipelineAst, _ output: any OutputSink) async throws {
    guard ast.elements.contains(where: { !$0.redirections.isEmpty }) else {
      return try await connect(ast.elements, [:], output)
    }
    var redirections: [Int: RedirectedStreams] = [:]
    var failure: (any Error)?
    do {
      for (index, element) in ast.elements.enumerated() where !element.redirections.isEmpty {
        let streams = RedirectedStreams(context, end: output)
        redirections[index] = streams
        try await streams.open(element.redirections, self)
      }
      try await connect(ast.elements, redirections, output)
    } catch let error as PSRuntimeError {
      failure = error
      // An error that ends the command belongs to the error stream of the command.
      let redirected = redirections.max { $0.key < $1.key }?.value
      if let redirected, redirected.redirectsErrors, endsStatementOnly(error) {
        context.locate(error.record, at: ast.extent)
        failure = nil
        do { try await redirected.context.report(error) } catch { failure = error }
      }
    } catch {
      failure = error
    }
    for streams in redirections.values {
      do {
        try await streams.close(isCancelled: failure is CancellationError)
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
  }

  private func connect(
    _ elements: [CommandBaseAst], _ redirections: [Int: RedirectedStreams],
    _ output: any OutputSink
  ) async throws {
    var input: [PSValue]?
    var processors: [CommandProcessor] = []
    for (index, element) in elements.enumerated() {
      let redirected = redirections[index]
      let inner = redirected.map { Interpreter($0.context) } ?? self
      switch element {
      case .command(let ast):
        let processor = try await inner.processor(for: ast)
        redirected?.processor = processor
        processors.append(processor)
      case .expression(let ast):
        let collector = ArrayCollector()
        let isSole = elements.count == 1
        let end: any OutputSink = isSole ? output : collector
        redirected?.end = end
        let value = try await inner.value(of: ast.expression)
        context.session.lastSucceeded = true
        try await write(value, to: redirected?.outputFile ?? end)
        if !isSole { input = collector.values }
      }
    }
    guard !processors.isEmpty else { return }
    let pipeline = PipelineProcessor(processors, output: output)
    for streams in redirections.values { streams.connectOutput() }
    do {
      try await pipeline.run(input: input)
    } catch let error as PSRuntimeError {
      context.session.lastSucceeded = false
      throw error
    }
    context.session.lastSucceeded = !pipeline.hasErrors
  }

  /// Whether an error is reported and the script goes on.
  private func endsStatementOnly(_ error: PSRuntimeError) -> Bool {
    if context.isGuarded || error.reach == .script { return false }
    return context.variable("ErrorActionPreference").flatMap { ActionPreference(reading: $0) }
      != .stop
  }

  private static func backgroundNotSupported(_ extent: ScriptExtent) -> PSRuntimeError {
    PSRuntimeError(
      "Background jobs are not supported: remove the '&' at the end and the pipeline runs here.",
      id: "BackgroundJobsNotSupported", category: .notImplemented, at: extent)
  }
}

extension CommandBaseAst {
  /// What is redirected.
  var redirections: [RedirectionAst] {
    switch self {
    case .command(let ast): ast.redirections
    case .expression(let ast): ast.redirections
    }
  }
}

extension ExpressionAst {
  /// Whether it is `++` or `--`, which writes nothing as a statement.
  var isStep: Bool {
    guard case .unary(let ast) = self else { return false }
    switch ast.operation {
    case .prefixIncrement, .prefixDecrement, .postfixIncrement, .postfixDecrement: return true
    default: return false
    }
  }
}
