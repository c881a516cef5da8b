import Lab
import PSEngine

/// `net start` and `net stop`.
struct NetServices {
  private let computer: NetProgram.Computer
  private let console: ProgramConsole

  init(_ computer: NetProgram.Computer, _ console: ProgramConsole) {
    self.computer = computer
    self.console = console
  }

  /// Starts a service, or lists those that run.
  func start(_ line: NetCommandLine) async throws {
    guard line.options.isEmpty, line.words.count <= 1 else {
      throw NetFailure.usage(NetUsage.start)
    }
    guard let name = line.words.first else { return try await list() }
    let service = try await service(name)
    guard !service.isRunning else { throw NetFailure.message(2182) }
    try await change(service, "starting", "started") { try await $0.start(service.name) }
  }

  /// Stops a service.
  func stop(_ line: NetCommandLine) async throws {
    let options = try line.options(from: ["y", "yes"], usage: NetUsage.stop)
    guard line.words.count == 1 else { throw NetFailure.usage(NetUsage.stop) }
    let service = try await service(line.words[0])
    guard service.isRunning else {
      throw NetFailure.message(3521, "The \(service.displayName) service is not started.")
    }
    try await change(service, "stopping", "stopped") {
      try await $0.stop(service.name, stopsDependents: !options.isEmpty)
    }
  }

  private func change(
    _ service: ServiceRecord, _ doing: String, _ done: String,
    _ work: (ServiceTable) async throws -> Void
  ) async throws {
    guard computer.isElevated else { throw NetFailure.system(5) }
    do {
      try await work(computer.services)
    } catch let problem as ServiceProblem {
      throw NetFailure.sentence(problem.description)
    }
    try await console.write(
      "The \(service.displayName) service is \(doing).\n"
        + "The \(service.displayName) service was \(done) successfully.\n")
  }

  /// The service of a name, or of a name for people.
  private func service(_ name: String) async throws -> ServiceRecord {
    let services = try await computer.services.services()
    let found = services.first {
      [$0.name, $0.displayName].contains { $0.lowercased() == name.lowercased() }
    }
    guard let found else { throw NetFailure.message(2185) }
    return found
  }

  private func list() async throws {
    let names = try await computer.services.services().filter {
      $0.isRunning && !$0.kind.isDriver
    }.map(\.displayName).sorted { $0.lowercased() < $1.lowercased() }
    try await console.write(
      "These Windows services are started:\n\n"
        + names.map { "   \($0)\n" }.joined() + "\n" + NetReport.end)
  }
}
