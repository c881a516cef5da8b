import PSLanguage

/// The streams of one element of a pipeline that has redirections (`language.md` 3.6).
final class RedirectedStreams {
  /// The caller's context with the streams replaced; the element runs in it.
  private(set) var context: ExecutionContext
  /// Where the element's output goes when nothing redirects it.
  var end: any OutputSink
  /// The command, once it has been made.
  var processor: CommandProcessor?
  /// Where the element's output goes when it is redirected.
  private(set) var outputFile: (any OutputSink)?
  /// Whether the error stream is redirected.
  private(set) var redirectsErrors = false
  private var files: [RedirectionFile] = []

  /// Streams that are those of a context until something is redirected.
  init(_ context: ExecutionContext, end: any OutputSink) {
    self.context = context.redirected { _ in }
    self.end = end
  }

  /// Opens files and connects streams, in order.
  func open(_ redirections: [RedirectionAst], _ interpreter: Interpreter) async throws {
    for redirection in redirections {
      switch redirection {
      case .file(let ast):
        let sink = try await file(ast, interpreter)
        if ast.stream == .output || ast.stream == .all { outputFile = sink }
        replace(ast.stream, by: sink)
      case .merging(let ast):
        guard ast.to == .output else {
          throw PSRuntimeError(
            "Streams can be merged into the output only: write \(ast.from.rawValue)>&1.",
            id: "RedirectionNotSupported", category: .notImplemented, at: ast.extent)
        }
        replace(ast.from, by: MergedStream(self))
      }
    }
  }

  private func replace(_ stream: RedirectionStream, by sink: any OutputSink) {
    if stream == .error || stream == .all {
      context.streams.error = sink
      redirectsErrors = true
    }
    if stream == .warning || stream == .all { context.streams.warning = sink }
    if stream == .verbose || stream == .all { context.streams.verbose = sink }
    if stream == .debug || stream == .all { context.streams.debug = sink }
    if stream == .information || stream == .all { context.streams.information = sink }
  }

  private func file(
    _ ast: FileRedirectionAst, _ interpreter: Interpreter
  ) async throws -> any OutputSink {
    let location = try await interpreter.value(of: ast.location).presentOrNull
    if location.isNull { return NullSink() }
    var arguments: [CommandArgument] = [
      .parameter(name: "FilePath", value: location, extent: ast.location.extent)
    ]
    if ast.isAppending {
      arguments.append(.parameter(name: "Append", value: .bool(true), extent: nil))
    }
    let writer = try interpreter.context.processor(
      for: "Out-File", arguments: arguments, extent: ast.extent)
    let file = RedirectionFile(writer)
    files.append(file)
    try await file.open()
    return file
  }

  /// Lets the command write into the file, once the pipeline has been connected.
  func connectOutput() {
    guard let outputFile, let processor else { return }
    processor.output = outputFile
  }

  /// Where merged streams go at this moment.
  var output: any OutputSink { outputFile ?? processor?.output ?? end }

  /// Writes the files.
  /// - Parameter isCancelled: whether they are given up.
  func close(isCancelled: Bool) async throws {
    for file in files { try await file.close(isCancelled: isCancelled) }
    files = []
    processor = nil
  }
}

/// A stream that goes into the output of its command (`2>&1`).
private final class MergedStream: OutputSink {
  private unowned let streams: RedirectedStreams

  init(_ streams: RedirectedStreams) { self.streams = streams }

  func write(_ value: PSValue) async throws {
    if let record = value.asObject as? ErrorRecord { record.isFromErrorStream = true }
    try await streams.output.write(value)
  }
}

/// A file that a stream goes to: the command `Out-File`, fed object by object.
private final class RedirectionFile: OutputSink {
  private let writer: CommandProcessor

  init(_ writer: CommandProcessor) {
    self.writer = writer
    writer.expectsInput = true
  }

  func open() async throws { try await writer.beginOnce() }

  func write(_ value: PSValue) async throws {
    if let record = value.asObject as? ErrorRecord { record.isFromErrorStream = true }
    try await writer.process(value)
  }

  func close(isCancelled: Bool) async throws {
    do {
      if !isCancelled { try await writer.endOnce() }
    } catch {
      await writer.dispose()
      throw error
    }
    await writer.dispose()
  }
}
