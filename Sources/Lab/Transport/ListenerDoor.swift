import WSManClient
import WSManService

/// What a socket would check before the service sees a request: whether a listener serves the port,
/// the address and the path.
struct ListenerDoor {
  let transport: ConnectionTarget.Transport
  let port: Int
  let path: String
  /// The computer's addresses, of which a listener has to serve one.
  let addresses: [String]

  /// Lets a request pass.
  ///
  /// - Throws: `TransportFailure`, the same that a real connection would end with.
  func check(_ service: WinRMService, address: String) async throws {
    let configuration: ComputerConfiguration
    do {
      configuration = try await service.configuration()
    } catch {
      throw TransportFailure(.other("\(error)"), address: address)
    }
    let listener = configuration.effectiveListeners.first { listener in
      listener.isEnabled && Int(listener.port) == port
        && (listener.transport == .https) == (transport == .https)
        && !configuration.listeningAddresses(of: listener, among: addresses).isEmpty
    }
    guard let listener else { throw TransportFailure(.connectionRefused, address: address) }
    guard Self.trimmed(path) == Self.trimmed(listener.urlPrefix) else {
      throw TransportFailure(.httpStatus(404), address: address)
    }
  }

  private static func trimmed(_ path: String) -> String {
    var path = path.lowercased()[...]
    while path.first == "/" { path.removeFirst() }
    while path.last == "/" { path.removeLast() }
    return String(path)
  }
}
