import WSManProtocol
public import XMLStream

extension WinRMService {
  /// Starts the service, or starts it again: the ports of the listeners open.
  ///
  /// - Throws: what the listeners or the store throw; the service is then as it was.
  public func start() async throws {
    started = try await change { $0.remoteManagement.isRunning = true }
    try await openListeners()
  }

  /// Stops the service: the ports of the listeners close, enumerations end, and only the computer itself
  /// can start it again.
  public func stop() async throws {
    _ = try await change { $0.remoteManagement.isRunning = false }
    endEnumerations()
  }

  /// Whether the service runs, and how it starts.
  public func remoteManagement() async throws -> RemoteManagementState {
    try await store.configuration().remoteManagement
  }

  /// All settings as the computer itself reads them, whether the service runs or not.
  public func settings() async throws -> XMLFragment {
    ConfigurationDocument.document(of: .config, in: try await store.configuration())
  }

  /// Decides how the service starts when the computer does.
  public func setStartMode(_ mode: RemoteManagementState.StartMode) async throws {
    _ = try await change { $0.remoteManagement.startMode = mode }
  }

  /// Refuses requests to a service that does not run, but for those of the computer itself that start it.
  static func checkRunning(
    _ configuration: ComputerConfiguration, _ request: RequestEnvelope, _ caller: Caller
  ) throws(WSManFault) {
    guard !configuration.remoteManagement.isRunning else { return }
    if caller.connection == .local, case .invoke(let action, _) = request.body,
      let name = action.split(separator: "/").last,
      QuickConfigurationActions.namesWithoutService.contains(name.lowercased())
    {
      return
    }
    throw WSManFault(
      .destinationUnreachable,
      message: "The WinRM service of this computer is stopped. Start it: Start-Service WinRM")
  }
}
