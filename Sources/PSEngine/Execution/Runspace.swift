public import PSLanguage

/// How a text ended.
public enum RunOutcome: Sendable, Equatable {
  /// It ran; whether its last statement succeeded (`$?`).
  case completed(success: Bool)
  /// `exit` was called.
  case exit(Int32)
  /// It ends too early: more lines may complete it. Nothing ran.
  case incomplete
  /// It has a syntax error, which was shown. Nothing ran.
  case syntaxError
  /// Ctrl+C.
  case cancelled
  /// Another text is still running. Nothing ran.
  case busy
}

/// A session of the language: the one isolation domain in which everything of it happens.
public actor Runspace {
  private let session: SessionState
  private let context: ExecutionContext
  private let parserOptions: ParserOptions
  private let recording: SessionRecording
  private var isBusy = false
  /// The prompt that waits for an input.
  private var shownPrompt: String?

  /// Makes a session and lets modules add what they bring, in order.
  public init(
    configuration: RunspaceConfiguration, host: any PSHost, modules: [any PSModule]
  ) {
    session = SessionState(configuration: configuration)
    parserOptions = configuration.parserOptions
    recording = session.recording
    let host = RecordedHost(host, recording)
    session.host = host
    context = ExecutionContext(
      session: session, host: host, scope: session.globalScope,
      streams: StreamSet(host: host, error: NullSink()))
    InitialVariables.define(in: context)
    for module in modules { session.load(module) }
    Self.enterFirstDrive(context)
  }

  /// A session begins on `C:`, or on its first drive.
  private static func enterFirstDrive(_ context: ExecutionContext) {
    let drives = context.session.drives
    guard !context.session.hasLocation,
      let drive = drives.drive(named: "C") ?? drives.all().first
    else { return }
    let place = PathResolver(context).place(provider: drive.provider, drive: drive, drive.root)
    context.session.currentLocation = PathInfo(place)
  }

  /// Runs a text: parses it, runs it when it is complete and without errors, displays what it
  /// writes.
  /// - Parameters:
  ///   - fileName: path of the script that the text comes from.
  ///   - input: lines that are piped into it, as `$input`; nil for none.
  ///   - interactive: whether it was typed: it enters the history, and `incomplete` is an answer;
  ///     otherwise a text that ends too early is a syntax error.
  public func run(
    _ text: String, fileName: String? = nil, input: [String]? = nil, interactive: Bool = true
  ) async -> RunOutcome {
    guard !isBusy else { return .busy }
    isBusy = true
    defer { isBusy = false }
    let parsed = session.parse(text, fileName: fileName)
    if interactive, parsed.isIncompleteInput { return .incomplete }
    if recording.isActive {
      let prompt = interactive ? await currentPrompt() : nil
      recording.record(.input(prompt: prompt, text: text))
    }
    shownPrompt = nil
    let entry = interactive ? enterHistory(text) : nil
    defer {
      // Only now: while a line runs they still tell of the one before.
      if interactive { noteTokens(of: parsed) }
      entry?.end = session.configuration.now()
      entry?.isCompleted = !Task.isCancelled
    }
    return await outcome(of: parsed) { [context] in
      let block = ScriptBlock(parsed.ast)
      // A text may begin with `param`: what is not given has its defaults.
      guard input != nil || !block.isPlain else { return try await context.runDisplayed(parsed) }
      return try await context.runDisplayed(parsed) { display in
        for using in parsed.ast.usings { try Interpreter(context).use(using) }
        try await context.invoke(
          block, input: input?.map { .string($0) }, newScope: false, output: display)
      }
    }
  }

  /// Runs a script file: binds its `param` block, displays what it writes. Its `exit` is the
  /// outcome.
  /// - Parameters:
  ///   - path: absolute, in the host's own form; UTF-8, or UTF-16 with a byte-order mark.
  ///   - arguments: as typed behind its name; what looks like a parameter is one.
  ///   - isDotSourced: whether it runs in the session's own scope, as a profile does.
  /// - Throws: ``PSRuntimeError`` when the file cannot be read.
  public func run(
    script path: String, arguments: [String] = [], isDotSourced: Bool = false
  ) async throws -> RunOutcome {
    guard !isBusy else { return .busy }
    isBusy = true
    defer { isBusy = false }
    let parsed = session.parse(
      try ScriptSource.read(path), fileName: context.shownPath(ofFile: path))
    let typed = arguments.map(CommandArgument.init(typed:))
    return await outcome(of: parsed) { [context] in
      try await context.runDisplayed(parsed) { display in
        try await context.runScript(
          parsed.ast, file: path, arguments: typed, isDotSourced: isDotSourced, output: display)
      }
    }
  }

  private func outcome(
    of parsed: ParseResult, _ run: () async throws -> Bool
  ) async -> RunOutcome {
    do {
      let succeeded = try await run()
      if !parsed.diagnostics.isEmpty { return .syntaxError }
      return .completed(success: succeeded)
    } catch let exit as ExitSignal {
      return .exit(exit.code)
    } catch is CancellationError {
      return .cancelled
    } catch let error as PSRuntimeError {
      // What the display itself throws: nothing is left to show it with.
      context.host.write(error.record.message + "\n", to: .error)
      return .completed(success: false)
    } catch {
      context.host.write("\(error)\n", to: .error)
      return .completed(success: false)
    }
  }

  /// Joins the lines of one input in the session's syntax (`language.md` 2.11).
  public nonisolated func pendingInput() -> PendingInput { PendingInput(options: parserOptions) }

  /// The prompt; `PS>` while a text runs.
  public func promptText() async -> String {
    guard !isBusy else { return "PS>" }
    isBusy = true
    defer { isBusy = false }
    let prompt = await context.promptText()
    shownPrompt = prompt
    return prompt
  }

  /// The prompt in front of the input that begins to run.
  private func currentPrompt() async -> String {
    if let shownPrompt { return shownPrompt }
    return await context.promptText()
  }

  /// Ends the session and lets go of what it holds; nothing runs in it afterwards.
  public func close() { session.end() }

  /// Ends what is recorded of the session, which ends with it.
  public nonisolated func endRecording() { recording.end() }

  /// Keeps a secret that the session is given from outside out of all recordings.
  public nonisolated func hideFromRecordings(_ secret: String) { recording.hide(secret) }

  /// Candidates for what stands before the cursor. Allowed while a text runs.
  /// - Parameter cursor: UTF-8 bytes before the cursor.
  public func complete(_ line: String, cursor: Int) async -> CompletionResult {
    await CompletionEngine(context).complete(line, cursor: cursor)
  }

  /// Adds a line to the history that did not run in this session.
  public func addHistory(_ text: String) { enterHistory(text)?.isCompleted = true }

  /// Runs native code with the session's context, as hosts and tests need it.
  public func withContext<Result: Sendable>(
    _ body: @Sendable (ExecutionContext) async throws -> Result
  ) async rethrows -> Result {
    try await body(context)
  }

  /// `$^` and `$$`: first and last word of the line.
  private func noteTokens(of parsed: ParseResult) {
    let words = parsed.tokens.filter {
      !$0.extent.isEmpty && ![.newLine, .comment, .semicolon].contains($0.kind)
    }
    session.globalScope.define("^", .optional(words.first?.text))
    session.globalScope.define("$", .optional(words.last?.text))
  }

  @discardableResult
  private func enterHistory(_ text: String) -> HistoryEntry? {
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    var limit = 4096
    if case .number(.int32(let number))? = context.variable("MaximumHistoryCount") {
      limit = Int(number)
    }
    return session.history.add(text, at: session.configuration.now(), limit: limit)
  }
}
