public import PSLanguage

// Running what is typed, and the prompt before it.
extension ExecutionContext {
  /// The text of the `prompt` function; `PS>` when it fails or says nothing (`language.md` 7.5).
  public func promptText() async -> String {
    let failed = "PS>"
    guard let function = scope.global.function("prompt") else { return defaultPrompt }
    let succeeded = session.lastSucceeded
    defer { session.lastSucceeded = succeeded }
    let collector = ArrayCollector()
    do {
      let processor = try processor(for: function, as: "prompt", arguments: [], extent: nil)
      try await PipelineProcessor([processor], output: collector).run()
    } catch {
      return failed
    }
    let text = collector.values.map { TextConversion.text(of: $0) }.joined()
    return text.isEmpty ? failed : text
  }

  /// `PS ` with the location and a `>` for each level.
  public var defaultPrompt: String {
    let marks = String(repeating: ">", count: session.nestedPromptLevel + 1)
    return "PS \(session.currentLocation.path)\(marks) "
  }

  /// Runs a parsed text with output and errors displayed. A text with a syntax error does not run:
  /// the error is shown.
  /// - Parameter body: runs it otherwise than as the lines of a prompt, writing to the sink.
  /// - Returns: whether its last statement succeeded.
  /// - Throws: ``ExitSignal``, `CancellationError`.
  @discardableResult
  func runDisplayed(
    _ parsed: ParseResult, _ body: ((any OutputSink) async throws -> Void)? = nil
  ) async throws -> Bool {
    let display = DisplaySink(self)
    let saved = streams
    streams = StreamSet(host: host, error: ErrorDisplaySink(display, self))
    session.displays.append(display)
    defer {
      streams = saved
      session.displays.removeLast()
    }
    session.cleanUpDeadline = nil
    if let diagnostic = parsed.diagnostics.first {
      try await report(SyntaxErrors.make(diagnostic))
      try await display.flush()
      return false
    }
    do {
      if let body {
        try await body(display)
      } else {
        try await run(parsed.ast, output: display)
      }
    } catch let error as PSRuntimeError {
      try await report(error)
    } catch is PipelineStopped {
      session.lastSucceeded = false
    } catch let exit as ExitSignal {
      try await display.flush()
      throw exit
    } catch let cancelled as CancellationError {
      session.lastSucceeded = false
      await display.abandon()
      throw cancelled
    } catch let signal where signal is any EngineSignal {
      // `break` and `continue` outside a loop end what was typed and are no error.
      session.lastSucceeded = true
    }
    let succeeded = session.lastSucceeded
    try await display.flush()
    session.lastSucceeded = succeeded
    return succeeded
  }
}

extension SessionState {
  /// Parses with the syntax of the session's persona.
  public func parse(_ text: String, fileName: String? = nil) -> ParseResult {
    recording.note(source: text)
    return Parser.parse(text, fileName: fileName, options: configuration.parserOptions)
  }
}

/// Errors of texts that cannot be parsed (`language.md` 9.2).
public enum SyntaxErrors {
  /// The error for what the parser says.
  public static func make(_ diagnostic: Diagnostic) -> PSRuntimeError {
    PSRuntimeError(
      ErrorRecord(
        PSException(
          "System.Management.Automation.ParentContainsErrorRecordException",
          position(diagnostic.extent) + "\n" + diagnostic.message),
        id: diagnostic.id, category: .parserError))
  }

  /// `At line:1 char:5` with the line and a mark below the place.
  static func position(_ extent: ScriptExtent) -> String {
    ScriptPositions.message(for: extent)
  }
}
