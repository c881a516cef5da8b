import PSEngine
import WSManClient
import WSManProtocol
import XMLObjects
import XMLStream

/// What the cmdlets on resource instances have in common: what they do with one computer is a value
/// that can run on any task, so that they can do it with many at the same time; and one way to report
/// what fails.
class InstanceCommand: Cmdlet {
  /// Something that such a cmdlet writes.
  enum Output: Sendable {
    case element(XMLFragment)
    case text(String)
  }

  /// What is done with one computer.
  typealias Work = @Sendable (WSManSession) async throws -> WorkStep<Output>

  /// How the cmdlet selects the computer.
  class var connection: ConnectionParameters { ConnectionParameters() }

  /// What the arguments ask for; `nil` for nothing.
  /// - Throws: what is wrong with the input.
  func work(_ context: CommandContext) async throws -> Work? { nil }

  private var client: ClientConfiguration?
  private var opened: (request: SessionRequest, session: WSManSession)?
  private var isComputerGiven = false
  /// The work with the computers that came through the pipeline.
  private var jobs: [FanOut.Job<Output>] = []

  final override func beginProcessing(_ context: CommandContext) async throws {
    isComputerGiven = Self.connection.namesComputer(context)
  }

  final override func processRecord(_ context: CommandContext) async throws {
    let isPiped = !isComputerGiven && Self.connection.takesComputer(context.input, context)
    let names = isComputerGiven || isPiped ? Self.connection.computers(context) : []
    guard isPiped || names.count > 1 else { return try await runAlone(names.first, context) }
    guard let work = try await attempt(context, { try await work(context) }) else { return }
    let client = try await clientConfiguration(context)
    let services = context.session.wsmanServices
    for name in names {
      let request = try Self.connection.request(to: name, context, client: client)
      jobs.append(
        FanOut.Job(computer: name) { try await work(services.session(for: request)) })
    }
    if !isPiped { try await runAll(context) }
  }

  final override func endProcessing(_ context: CommandContext) async throws {
    try await runAll(context)
  }

  override func dispose(_ context: CommandContext) async {
    await opened?.session.close()
  }

  // MARK: One computer

  private func runAlone(_ name: String?, _ context: CommandContext) async throws {
    let session = try await session(name, context)
    guard let work = try await attempt(context, { try await work(context) }) else { return }
    var action: WorkStep<Output>.Action? = { try await work(session) }
    var count = 0
    while let current = action {
      let step: WorkStep<Output>
      do {
        step = try await current()
      } catch {
        throw try await stepFailure(error, after: count, context)
      }
      action = step.next
      do {
        for output in step.outputs {
          count += 1
          try await context.write(Self.value(output))
        }
      } catch {
        // The session lives on until its last request has been sent: an enumeration that is left
        // early still has to be released.
        opened = nil
        throw error
      }
    }
  }

  /// The session with a computer; the same one as long as the arguments say the same.
  /// - Throws: ``PSRuntimeError`` that ends the command.
  private func session(_ name: String?, _ context: CommandContext) async throws -> WSManSession {
    let client = try await clientConfiguration(context)
    let request = try Self.connection.request(to: name, context, client: client)
    if let opened, opened.request == request { return opened.session }
    await opened?.session.close()
    opened = nil
    do {
      let session = try context.session.wsmanServices.session(for: request)
      opened = (request, session)
      return session
    } catch {
      throw context.terminate(WSManErrors.record(error.message, code: error.code.rawValue))
    }
  }

  private func clientConfiguration(_ context: CommandContext) async throws -> ClientConfiguration {
    if let client { return client }
    let read = try await attempt(context) {
      try await context.session.wsmanServices.clientConfiguration()
    }
    client = read
    return read
  }

  // MARK: Many computers

  private func runAll(_ context: CommandContext) async throws {
    let jobs = jobs
    self.jobs = []
    guard !jobs.isEmpty else { return }
    var counts: [Int: Int] = [:]
    try await FanOut.run(jobs, activity: context.invocation.command?.name ?? "", context) {
      job, result in
      let computer = jobs[job].computer
      switch result {
      case .success(let outputs):
        counts[job, default: 0] += outputs.count
        for output in outputs {
          let value = Self.value(output)
          try await FanOut.write(value.asObject ?? PSBoxedValue(value), from: computer, context)
        }
      case .failure(let error):
        try await FanOut.report(
          Self.told(error), of: computer, after: counts[job] ?? 0, context)
      }
    }
  }

  // MARK: Errors

  /// Does something for the command; what a service, the client or the network refuses becomes the
  /// error that ends it.
  final func attempt<Result>(
    _ context: CommandContext, _ work: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await work()
    } catch {
      throw try await failure(error, context)
    }
  }

  /// The error that ends the command: the fault as a document, about the resource. Errors of other
  /// kinds pass as they are.
  final func failure(_ error: any Error, _ context: CommandContext) async throws -> any Error {
    let target = context.value(named: "ResourceURI") ?? .null
    let names = Self.connection.computers(context)
    return try await WSManErrors.documentFailure(
      Self.told(error), computer: names.count == 1 ? names[0] : nil, target: target, context)
  }

  /// What a failed step of the work becomes.
  ///
  /// - Parameter count: how much had been written before.
  func stepFailure(
    _ error: any Error, after count: Int, _ context: CommandContext
  ) async throws -> any Error {
    try await failure(error, context)
  }

  private static func told(_ error: any Error) -> any Error {
    (error as? ValueSetRefusal)?.runtimeError ?? error
  }

  // MARK: Output

  private static func value(_ output: Output) -> PSValue {
    switch output {
    case .element(let element): .object(XMLNode.element(element))
    case .text(let text): .string(text)
    }
  }
}

extension WSManErrors {
  /// The error that ends a command with the fault as a document; the sentence that is in it is told
  /// as a verbose line. Errors of other kinds pass as they are.
  ///
  /// - Parameter computer: what the command was to reach; nil for the local computer.
  static func documentFailure(
    _ error: any Error, computer: String? = nil, target: PSValue, _ context: CommandContext
  ) async throws -> any Error {
    let machine = context.session.configuration.computerName
    guard let cause = Cause(error),
      let record = documentRecord(error, machine: machine, target: target)
    else { return error }
    await record.recommendComputer(near: computer, context)
    try await context.writeVerbose(cause.message)
    return context.terminate(record)
  }
}
