import Lab
import PSCommands
import WSManClient
import WSManModule
import WSManService

/// The services of computers for the service cmdlets.
struct LabServices: ServiceControl {
  /// Whether the user may change services.
  private let isElevated: Bool
  /// The services of a computer by its name; nil is the local one.
  private let table: @Sendable (String?) async throws -> ServiceTable

  /// Those of the local computer and of the computers of the labs.
  init(local: LabLocalComputer, network: LabNetwork) {
    isElevated = local.isElevated
    table = { computer in
      guard let computer, !local.isNamed(computer) else { return local.services }
      guard let found = try await network.findComputer(named: computer),
        found.network.mode == .answer
      else {
        throw ServiceControlError.unreachable(computer: computer)
      }
      return found.services
    }
  }

  /// Those of the computer on which a session runs, which reaches no other one.
  init(of own: ServiceTable, _ identity: ServiceIdentity, isElevated: Bool) {
    self.isElevated = isElevated
    table = { computer in
      guard let computer, !identity.isNamed(computer) else { return own }
      throw ServiceControlError.unreachable(computer: computer)
    }
  }

  func services(of computer: String?) async throws -> [ServiceDescription] {
    try await table(computer).services().map { ServiceDescription($0) }
  }

  func start(_ name: String, on computer: String?) async throws {
    try await change(computer) { try await $0.start(name) }
  }

  func stop(_ name: String, on computer: String?) async throws {
    try await change(computer) { try await $0.stop(name, stopsDependents: true) }
  }

  func configure(_ name: String, _ change: ServiceChange, on computer: String?) async throws {
    try await self.change(computer) {
      try await $0.configure(
        name,
        startMode: change.startType.flatMap { .init(rawValue: Int($0.rawValue)) },
        displayName: change.displayName, description: change.description)
    }
  }

  private func change(
    _ computer: String?, _ work: (ServiceTable) async throws -> Void
  ) async throws {
    let table = try await table(computer)
    guard isElevated else { throw ServiceControlError.accessDenied }
    do {
      try await work(table)
    } catch {
      throw ServiceControlError(error)
    }
  }
}

extension ServiceControlError {
  /// What the cmdlets make of an error of a computer's services.
  init(_ error: any Error) {
    if case ServiceProblem.failed(_, let reason) = error {
      self = .failed(reason: reason)
    } else {
      self = .refused(reason: "\(error)")
    }
  }
}

extension ServiceDescription {
  /// A service as the cmdlets show it.
  init(_ record: ServiceRecord) {
    let kind: Kind =
      switch record.kind {
      case .kernelDriver: .kernelDriver
      case .fileSystemDriver: .fileSystemDriver
      case .ownProcess: .ownProcess
      case .shareProcess: .shareProcess
      }
    self.init(
      name: record.name, displayName: record.displayName, isRunning: record.isRunning,
      startType: StartType(rawValue: Int64(record.startMode.rawValue)) ?? .manual,
      canStop: record.canStop, kind: kind, requiredServices: record.requiredServices)
  }
}

/// The service of the local computer for the drive (`provider.md` 11).
struct LocalWinRM: LocalServiceState {
  let computer: LabLocalComputer

  func isNamed(_ name: String) -> Bool { computer.isNamed(name) }

  func isRunning() async throws -> Bool {
    try await computer.service.remoteManagement().isRunning
  }

  func clientConfiguration() async throws -> ClientConfiguration? {
    ClientConfiguration(configuration: try await computer.service.settings())
  }

  func start() async throws { try await computer.services.start("WinRM") }

  var control: (any RemoteManagementControl)? { ServiceSetup(service: computer.service) }
}
