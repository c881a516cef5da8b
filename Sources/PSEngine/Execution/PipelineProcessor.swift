/// Commands connected by `|`: each object runs through all of them before the next one is made.
public final class PipelineProcessor {
  private let commands: [CommandProcessor]
  private var failure: PSRuntimeError?

  /// Connects commands.
  /// - Parameters:
  ///   - commands: at least one, in the order of the pipeline.
  ///   - output: where the last one writes.
  public init(_ commands: [CommandProcessor], output: any OutputSink) {
    self.commands = commands
    for (index, command) in commands.enumerated() {
      command.invocation.pipelinePosition = index + 1
      command.invocation.pipelineLength = commands.count
      command.output =
        index + 1 < commands.count ? Connection(to: commands[index + 1], of: self) : output
      command.expectsInput = index > 0
    }
  }

  /// Whether a command has reported an error (`$?`).
  public var hasErrors: Bool { commands.contains(where: \.hasErrors) }

  /// Runs to the end.
  /// - Parameter input: objects for the first command; `nil` when nothing is piped into it.
  /// - Throws: ``PSRuntimeError`` when a command ended it, `CancellationError` on Ctrl+C, signals of
  ///   flow control that leave the pipeline.
  public func run(input: [PSValue]? = nil) async throws {
    let result: Result<Void, any Error>
    do {
      try await runCommands(input)
      result = .success(())
    } catch {
      result = .failure(error)
    }
    for command in commands { await command.dispose() }
    if case .failure(let error) = result {
      if let failure, error is PipelineStopped { throw failure }
      throw error
    }
  }

  private func runCommands(_ input: [PSValue]?) async throws {
    guard let first = commands.first else { return }
    if input != nil { first.expectsInput = true }
    var start = 0
    do {
      for command in commands { try await command.beginOnce() }
      if let input {
        for value in input {
          try Task.checkCancellation()
          try await first.process(value)
        }
      } else {
        try Task.checkCancellation()
        try await first.process(nil)
      }
    } catch let stop as UpstreamStopped {
      start = try index(of: stop)
    }
    // A command that has enough may stop those before it again while they end.
    while true {
      do {
        for command in commands[start...] {
          try Task.checkCancellation()
          try await command.endOnce()
        }
        return
      } catch let stop as UpstreamStopped {
        start = try index(of: stop)
      }
    }
  }

  private func index(of stop: UpstreamStopped) throws -> Int {
    guard let index = commands.firstIndex(where: { $0.identity == stop.requester }) else {
      throw stop
    }
    return index
  }

  /// What one command writes goes into the next. An error of the next one must not be seen by a
  /// `try` of the command that wrote: it ends the pipeline, which then throws it.
  private final class Connection: OutputSink {
    private let next: CommandProcessor
    private unowned let pipeline: PipelineProcessor

    init(to next: CommandProcessor, of pipeline: PipelineProcessor) {
      self.next = next
      self.pipeline = pipeline
    }

    func write(_ value: PSValue) async throws {
      try Task.checkCancellation()
      do {
        try await next.beginOnce()
        try await next.process(value)
      } catch let error as PSRuntimeError {
        pipeline.failure = error
        throw PipelineStopped()
      }
    }
  }
}
