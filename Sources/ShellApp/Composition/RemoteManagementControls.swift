import WSManModule
import WSManService

/// What quick configuration of an emulated computer has changed, for taking it back.
struct ServiceSetup: RemoteManagementControl {
  let service: WinRMService

  func setup() async throws -> RemoteManagementSetup {
    let state = try await service.remoteManagement()
    return RemoteManagementSetup(
      isRunning: state.isRunning, startType: state.startMode.rawValue,
      allowsHTTP: state.allowsHTTP, keepsRemoteRights: state.keepsRemoteRights)
  }

  func restore(_ setup: RemoteManagementSetup) async throws {
    var state = try await service.remoteManagement()
    state.isRunning = setup.isRunning
    state.startMode = RemoteManagementState.StartMode(rawValue: setup.startType) ?? state.startMode
    state.allowsHTTP = setup.allowsHTTP
    state.keepsRemoteRights = setup.keepsRemoteRights
    try await service.restore(state)
  }
}
