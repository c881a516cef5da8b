import PSEngine
import WSManClient
import WSManProtocol

/// Opens sessions for the cmdlets of one shell through the connectors that the program composed.
final class SessionServices: Sendable {
  private let connector: any TransportConnector
  private let observer: (any WireObserver)?
  /// To whom CredSSP may delegate credentials; `nil` when nothing keeps it.
  let delegation: (any CredentialDelegation)?
  /// What the session has changed.
  let changes: ChangeLog
  /// Writes lab files; `nil` when nothing does.
  let labWriter: (any LabFileWriter)?
  /// Whether the service of the local computer runs.
  let localService: any LocalServiceState

  init(
    connector: any TransportConnector, observer: (any WireObserver)?,
    delegation: (any CredentialDelegation)? = nil,
    localService: (any LocalServiceState)? = nil, labWriter: (any LabFileWriter)? = nil
  ) {
    self.labWriter = labWriter
    let changes = ChangeLog()
    self.changes = changes
    let localService = localService ?? AlwaysRunning()
    self.connector = RecordingConnector(
      base: connector, log: changes, control: localService.control)
    self.observer = observer
    self.delegation = delegation.map { RecordingDelegation(base: $0, log: changes) }
    self.localService = localService
  }

  /// The configuration of the client on the local computer, read anew for each command: two shells
  /// may change it.
  func clientConfiguration() async throws -> ClientConfiguration {
    var configuration = try await storedClientConfiguration()
    configuration.delegation = try await delegation?.entries()
    return configuration
  }

  private func storedClientConfiguration() async throws -> ClientConfiguration {
    let session = try await connect(SessionRequest(target: nil, options: WSManSessionOptions()))
    do {
      return ClientConfiguration(
        configuration: try await session.get(ResourceLocator(resource: .configuration)))
    } catch let fault as WSManFault
      where [.destinationUnreachable, .accessDenied].contains(fault.code)
    {
      // The service tells them to administrators only; the client of anyone follows them.
      guard let known = try await localService.clientConfiguration() else { throw fault }
      return known
    }
  }

  /// A session whose computer has said who it is.
  func open(_ request: SessionRequest) async throws -> WSManSession {
    var target = try place(of: request)
    target.isDrive = target.isLocalSession
    let session = try WSManSession(
      to: target, options: request.options, connector: connector, observer: observer)
    do {
      _ = try await session.identify()
      return session
    } catch {
      await session.close()
      throw error
    }
  }

  /// The session with the local computer that always exists. It connects with its first request.
  /// - Parameter isDrive: whether it is that of the drive.
  func localSession(isDrive: Bool = false) throws(ClientRefusal) -> WSManSession {
    var target = ConnectionTarget.localSession(ClientConfiguration())
    target.isDrive = isDrive
    return try WSManSession(
      to: target, options: WSManSessionOptions(), connector: connector, observer: observer)
  }

  /// A session that connects with its first request.
  /// - Throws: `ClientRefusal` when target and options do not go together (`cmdlets.md` 3.5 A).
  func session(for request: SessionRequest) throws(ClientRefusal) -> WSManSession {
    try WSManSession(
      to: place(of: request), options: request.options, connector: connector, observer: observer)
  }

  /// What is found out on the way to the computer of a request.
  /// - Throws: `ClientRefusal` for targets that are none, and what connectors throw.
  func probe(_ request: SessionRequest) async throws -> ConnectionProbe? {
    try await connector.probe(place(of: request), options: request.options)
  }

  private func place(of request: SessionRequest) throws(ClientRefusal) -> ConnectionTarget {
    let options = request.options
    guard let target = request.target else {
      return try ConnectionTarget(
        computerName: nil, useSSL: options.useSSL, client: options.client)
    }
    return try ConnectionTarget(
      connectionString: target, useSSL: options.useSSL, client: options.client)
  }

  /// A session whose transport exists; nothing has been sent yet.
  func connect(_ request: SessionRequest) async throws -> WSManSession {
    try await WSManSession.open(
      request.target, options: request.options, connector: connector, observer: observer)
  }
}
