import PSEngine
import WSManClient
import WSManProtocol

/// A step of the work with one computer: what it gave, and the step after it.
struct WorkStep<Output: Sendable>: Sendable {
  /// A step that can be taken on any task.
  typealias Action = @Sendable () async throws -> WorkStep

  /// What the step gave.
  var outputs: [Output] = []
  /// What has to be done after it; `nil` when the work is complete.
  var next: Action?
}

/// Works with many computers at the same time (`architecture.md` D4). Each has a session, and so a
/// connection, of its own; the sockets of all of them are watched by one thread.
enum FanOut {
  static let throttleLimit = Parameter<Int32>(
    "ThrottleLimit", validations: [.range(1, 1024)],
    help: "How many computers are worked with at the same time; 32 when not given.",
    isAddition: true)

  /// The property that tells which computer an object came from.
  static let computerProperty = "PSComputerName"

  /// The work with one computer.
  struct Job<Output: Sendable>: Sendable {
    /// The computer as it was named.
    let computer: String
    /// The first step.
    let begin: WorkStep<Output>.Action
  }

  private struct Arrival<Output: Sendable>: Sendable {
    let job: Int
    let result: Result<WorkStep<Output>, any Error>

    /// Whether the job has no further step.
    var isLast: Bool {
      if case .success(let step) = result { step.next == nil } else { true }
    }
  }

  /// Runs jobs, not more at a time than `-ThrottleLimit` says, and hands over what they give in the
  /// order of arrival; in a session with a seed, which is the same on every run, in the order of the
  /// jobs. At most one step of each job is ahead of the receiver, so that a slow one holds back
  /// those who send.
  ///
  /// - Parameters:
  ///   - activity: what is going on, for the display of progress.
  ///   - keepsOrder: whether the order of the jobs counts in every session.
  ///   - receive: gets the number of the job and what a step gave, or why the job ended early.
  /// - Throws: what `receive` throws, and `CancellationError`; all jobs end then.
  static func run<Output: Sendable>(
    _ jobs: [Job<Output>], activity: String, keepsOrder: Bool = false, _ context: CommandContext,
    receive: (_ job: Int, _ result: Result<[Output], any Error>) async throws -> Void
  ) async throws {
    let limit = Int(context[throttleLimit] ?? 32)
    let keepsOrder = keepsOrder || context.session.configuration.seed != nil
    var progress = Progress(activity: activity, total: jobs.count)
    defer { progress.end(context) }
    let branches = RepeatableIdentifiers.current?.branches()
    var identifiers: [Int: RepeatableIdentifiers] = [:]
    try await withThrowingTaskGroup(of: Arrival<Output>.self) { group in
      func start(_ job: Int, _ action: @escaping WorkStep<Output>.Action) {
        if let branches, identifiers[job] == nil { identifiers[job] = branches(job) }
        let own = identifiers[job]
        group.addTask {
          do {
            let step = try await RepeatableIdentifiers.$current.withValue(own) {
              try await action()
            }
            return Arrival(job: job, result: .success(step))
          } catch {
            return Arrival(job: job, result: .failure(error))
          }
        }
      }
      func handOver(_ arrival: Arrival<Output>) async throws {
        if case .success(let step) = arrival.result, let next = step.next {
          start(arrival.job, next)
        }
        try await receive(arrival.job, arrival.result.map(\.outputs))
        if arrival.isLast { progress.advance(context) }
      }
      var started = min(limit, jobs.count)
      for job in 0..<started { start(job, jobs[job].begin) }
      /// The steps that are not due yet, and the job whose are.
      var early: [Int: Arrival<Output>] = [:]
      var due = 0
      while let arrival = try await group.next() {
        try Task.checkCancellation()
        if arrival.isLast, started < jobs.count {
          start(started, jobs[started].begin)
          started += 1
        }
        guard keepsOrder else {
          try await handOver(arrival)
          continue
        }
        early[arrival.job] = arrival
        while let next = early.removeValue(forKey: due) {
          if next.isLast { due += 1 }
          try await handOver(next)
        }
      }
    }
  }

  /// The progress of a command, told often enough to be seen and seldom enough to cost nothing.
  private struct Progress {
    let activity: String
    let total: Int
    private var done = 0
    private var isShown = false

    init(activity: String, total: Int) {
      self.activity = activity
      self.total = total
    }

    mutating func advance(_ context: CommandContext) {
      done += 1
      guard done < total, done.isMultiple(of: max(1, total / 100)) else { return }
      isShown = true
      context.writeProgress(
        ProgressRecord(
          activity: activity, status: "\(done) of \(total)",
          percentComplete: Int32(clamping: done * 100 / total)))
    }

    /// Takes the display away, also when the command ended early.
    mutating func end(_ context: CommandContext) {
      guard isShown else { return }
      context.writeProgress(
        ProgressRecord(
          activity: activity, status: "\(done) of \(total)", percentComplete: 100,
          isCompleted: true))
    }
  }

  /// Writes what a computer gave, with its name.
  static func write(_ object: PSObject, from computer: String, _ context: CommandContext)
    async throws
  {
    object.setNote(computerProperty, .string(computer))
    try await context.write(.object(object))
  }

  /// The error record for one computer among several.
  /// - Parameter count: how many instances had come from it before.
  /// - Throws: the error itself when it is none of a computer.
  static func report(
    _ error: any Error, of computer: String, after count: Int = 0, _ context: CommandContext
  ) async throws {
    guard let record = WSManErrors.record(error, computer: computer, after: count) else {
      throw error
    }
    await record.recommendComputer(near: computer, context)
    try await context.writeError(record)
  }
}
