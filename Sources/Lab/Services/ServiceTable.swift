import WSManService

/// The services of one emulated computer, as its service control manager shows and drives them.
/// The service `WinRM` is the one that answers requests: stopping it closes the listeners.
public struct ServiceTable: Sendable {
  private static let remoteManagement = "winrm"

  private let store: ServiceStateStore
  private let service: WinRMService

  init(store: ServiceStateStore, service: WinRMService) {
    self.store = store
    self.service = service
  }

  /// All services and drivers as they are now, ordered by name.
  ///
  /// - Throws: ``LabStorageError``.
  public func services() async throws -> [ServiceRecord] {
    let states = try await store.states()
    return Self.records(states, try await service.remoteManagement())
  }

  /// Starts a service, and before it those that it needs; one that runs stays as it is.
  ///
  /// - Throws: ``ServiceProblem``, ``LabStorageError``.
  public func start(_ name: String) async throws {
    let remote = try await service.remoteManagement()
    try await store.update { states in
      let plan = ServicePlan(Self.records(states, remote))
      for record in try plan.toStart(name) where record.name.lowercased() != Self.remoteManagement {
        states[record.name.lowercased()]?.isRunning = true
      }
    }
    guard name.lowercased() == Self.remoteManagement, !remote.isRunning else { return }
    do {
      try await service.start()
    } catch {
      throw ServiceProblem.failed(name, reason: "\(error)")
    }
  }

  /// Stops a service; one that is stopped stays as it is.
  ///
  /// - Parameter stopsDependents: whether running services that need it are stopped before it.
  /// - Throws: ``ServiceProblem``, ``LabStorageError``.
  public func stop(_ name: String, stopsDependents: Bool = false) async throws {
    let remote = try await service.remoteManagement()
    let plan = ServicePlan(Self.records(try await store.states(), remote))
    let stopping = try plan.toStop(name, stopsDependents: stopsDependents)
    // What needs another service stops before it; only the last step concerns the table alone.
    if stopping.contains(where: { $0.name.lowercased() == Self.remoteManagement }) {
      try await service.stop()
    }
    try await store.update { states in
      for record in stopping where record.name.lowercased() != Self.remoteManagement {
        states[record.name.lowercased()]?.isRunning = false
      }
    }
  }

  /// Changes when a service starts, its name for people, or its description; nil leaves them.
  ///
  /// - Throws: ``ServiceProblem``, ``LabStorageError``.
  public func configure(
    _ name: String, startMode: ServiceRecord.StartMode? = nil, displayName: String? = nil,
    description: String? = nil
  ) async throws {
    let key = name.lowercased()
    guard ServiceSeed.all.contains(where: { $0.name.lowercased() == key }) else {
      throw ServiceProblem.unknown(name)
    }
    let isRemote = key == Self.remoteManagement
    if isRemote, let startMode { try await service.setStartMode(Self.mode(startMode)) }
    try await store.update { states in
      guard var state = states[key] else { throw ServiceProblem.unknown(name) }
      if let startMode, !isRemote { state.startMode = startMode }
      if let displayName { state.displayName = displayName }
      if let description { state.description = description }
      states[key] = state
    }
  }

  // MARK: The table

  private static func records(
    _ states: [String: ServiceState], _ remote: RemoteManagementState
  ) -> [ServiceRecord] {
    ServiceSeed.all.map { seed in
      var record = seed
      let key = seed.name.lowercased()
      if let state = states[key] {
        record.isRunning = state.isRunning
        record.startMode = state.startMode
        record.displayName = state.displayName
        record.description = state.description
      }
      if key == remoteManagement {
        record.isRunning = remote.isRunning
        record.startMode = startMode(remote.startMode)
      }
      return record
    }
  }

  private static func startMode(
    _ mode: RemoteManagementState.StartMode
  ) -> ServiceRecord.StartMode {
    switch mode {
    case .automatic: .automatic
    case .manual: .manual
    case .disabled: .disabled
    }
  }

  private static func mode(
    _ mode: ServiceRecord.StartMode
  ) -> RemoteManagementState.StartMode {
    switch mode {
    case .disabled: .disabled
    case .manual: .manual
    default: .automatic
    }
  }
}
