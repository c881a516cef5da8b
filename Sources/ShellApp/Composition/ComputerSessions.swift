import CertificateModule
import HashingModule
import Lab
import PSCommands
import PSEngine
import RemoteShell
import WSManClient
import WSManModule
import WSManService
import WireSecurity
import XMLObjects

/// Sessions of PowerShell on an emulated computer: its service and its services are what they reach,
/// their drive `C:` is a folder that goes away with them, in which the files of the computer are, and no
/// program starts.
struct ComputerSessions: PowerShellSessions {
  /// The parts of the computer, asked for when a session is made.
  let service: @Sendable () -> WinRMService?
  let services: @Sendable () -> ServiceTable?
  let certificates: @Sendable () -> (any CertificateStorage)?
  let conditions: LabConditions

  /// The computer is gone.
  private struct NoComputer: Error {}

  func session(
    for command: RemoteCommand, in start: String, environment: [String: String],
    host: any PSHost, programs: any PSModule
  ) throws -> PowerShellSession {
    guard let service = service(), let services = services() else { throw NoComputer() }
    let folder = try TemporaryFolder()
    let drive = folder.path + "/c"
    // The other files follow.
    folder.makeFolders(["c"] + start.split(separator: "\\").dropFirst())
    let user = command.userName.split(separator: "\\").last.map(String.init) ?? command.userName
    var configuration = RunspaceConfiguration(
      isElevated: command.isAdministrator, startFolder: drive, environment: environment,
      computerName: service.identity.computerName, userName: user, homeFolder: "C:\\",
      seed: conditions.seed, now: conditions.now)
    configuration.allowsPrograms = false
    configuration.windows = WindowsVersion(
      service.identity.operatingSystemVersion, servicePack: service.identity.servicePackNumber)
    let groups: Set<String> =
      command.isAdministrator
      ? [WellKnownSIDs.users, WellKnownSIDs.administrators] : [WellKnownSIDs.users]
    let caller = Caller(userName: command.userName, groups: groups, connection: .local)
    let module = WSManModule(
      connector: OwnServiceConnector(service: service, caller: caller),
      localService: OwnWinRM(service: service, services: services))
    let control = LabServices(
      of: services, service.identity, isElevated: command.isAdministrator)
    var modules: [any PSModule] =
      CoreModules.all(services: control) + [
        XMLObjectsModule(), module, WSManShellModule(), programs,
        ComputerCIMModule(service: service, caller: caller), HashingModule(),
      ] + NetworkModules.all(service: service, isElevated: command.isAdministrator)
    if let storage = certificates() { modules += CertificateModules.all(storage: storage) }
    if let accounts = service.accounts as? LabAccountStore {
      let computer = NetProgram.Computer(
        name: service.identity.computerName, accounts: accounts, services: services,
        isElevated: command.isAdministrator)
      modules += [NetModule(computer: computer), LocalAccountsModule(computer: computer)]
    }
    let runspace = Runspace(configuration: configuration, host: host, modules: modules)
    return PowerShellSession(runspace: runspace, drive: FolderDrive(path: drive)) {
      folder.removeSoon()
    }
  }
}

/// The service of the computer for the drive of a session on it.
private struct OwnWinRM: LocalServiceState {
  let service: WinRMService
  let services: ServiceTable

  func isNamed(_ name: String) -> Bool { service.identity.isNamed(name) }
  func isRunning() async throws -> Bool { try await service.remoteManagement().isRunning }
  func clientConfiguration() async throws -> ClientConfiguration? {
    ClientConfiguration(configuration: try await service.settings())
  }
  func start() async throws { try await services.start("WinRM") }
  var control: (any RemoteManagementControl)? { ServiceSetup(service: service) }
}

extension ServiceIdentity {
  /// Whether a name means the computer, seen from itself.
  func isNamed(_ name: String) -> Bool {
    ["localhost", ".", computerName.lowercased(), fullName.lowercased()].contains(
      name.lowercased())
  }
}
