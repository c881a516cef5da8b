import PSEngine
import WSManClient
import WSManProtocol

/// Opens sessions for the cmdlets of one shell through the connectors that the program composed.
final class SessionServices: Sendable {
  private let connector: any TransportConnector
  private let observer: (any WireObserver)?

  init(connector: any TransportConnector, observer: (any WireObserver)?) {
    self.connector = connector
    self.observer = observer
  }

  /// The configuration of the client on the local computer, read anew for each command: two shells
  /// may change it.
  func clientConfiguration() async throws -> ClientConfiguration {
    let session = try await connect(SessionRequest(target: nil, options: WSManSessionOptions()))
    return ClientConfiguration(
      configuration: try await session.get(ResourceLocator(resource: .configuration)))
  }

  /// A session whose computer has said who it is.
  func open(_ request: SessionRequest) async throws -> WSManSession {
    let session = try await connect(request)
    do {
      _ = try await session.identify()
      return session
    } catch {
      await session.close()
      throw error
    }
  }

  /// Who a computer says it is.
  func identify(_ request: SessionRequest) async throws -> IdentifyResponse {
    let session = try await connect(request)
    do {
      let answer = try await session.identify()
      await session.close()
      return answer
    } catch {
      await session.close()
      throw error
    }
  }

  /// The session with the local computer that always exists. It connects with its first request.
  func localSession() throws(ClientRefusal) -> WSManSession {
    try WSManSession(
      to: .localSession(ClientConfiguration()), options: WSManSessionOptions(),
      connector: connector, observer: observer)
  }

  /// A session whose transport exists; nothing has been sent yet.
  func connect(_ request: SessionRequest) async throws -> WSManSession {
    try await WSManSession.open(
      request.target, options: request.options, connector: connector, observer: observer)
  }
}
