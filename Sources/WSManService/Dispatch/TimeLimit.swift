import WSManProtocol

/// How long the service works on a request: the client's wish, at most `MaxTimeoutms`
/// (`protocol.md` 4.3).
enum TimeLimit {
  /// The limit for a request; nil for Pull, which has times of its own.
  static func of(
    _ request: RequestEnvelope, _ configuration: ComputerConfiguration
  ) -> Duration? {
    if case .pull = request.body { return nil }
    let most = Int64(configuration.number("MaxTimeoutms", otherwise: 60_000))
    let wish = request.header.operationTimeout?.milliseconds ?? most
    return .milliseconds(min(wish, most))
  }

  /// Does the work unless it takes too long; what the work has begun is cancelled then.
  ///
  /// - Throws: `w:TimedOut` after the limit, or what the work throws.
  static func run<Result: Sendable>(
    _ limit: Duration?, _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    guard let limit else { return try await work() }
    let task = Task { try await work() }
    let watch = Watchdog.shared.watch(for: limit) { task.cancel() }
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    let isInTime = Watchdog.shared.end(watch)
    // What was done in spite of the limit is done, and the client has to know.
    if case .failure = result, !isInTime { throw WSManFault(.operationTimedOut) }
    return try result.get()
  }
}
