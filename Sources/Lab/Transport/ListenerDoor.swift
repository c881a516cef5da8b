import WSManClient
import WSManProtocol
import WSManService
import XMLStream

/// What a socket would check before the service sees a request: whether a listener serves the port
/// and the path, and whether the request is small enough.
struct ListenerDoor {
  let transport: ConnectionTarget.Transport
  let port: Int
  let path: String

  /// Lets a request pass.
  ///
  /// - Throws: `TransportFailure`, the same that a real connection would end with.
  func check(
    _ service: WinRMService, _ request: RequestEnvelope, address: String
  ) async throws {
    let configuration: ComputerConfiguration
    do {
      configuration = try await service.configuration()
    } catch {
      throw TransportFailure(.other("\(error)"), address: address)
    }
    let listener = configuration.effectiveListeners.first { listener in
      listener.isEnabled && Int(listener.port) == port
        && (listener.transport == .https) == (transport == .https)
    }
    guard let listener else { throw TransportFailure(.connectionRefused, address: address) }
    guard Self.trimmed(path) == Self.trimmed(listener.urlPrefix) else {
      throw TransportFailure(.httpStatus(404), address: address)
    }
    // Only Put and Create carry bodies of any size.
    if case .put(let body?) = request.body,
      body.xmlBytes.count > ServicePolicy(configuration).maximumEnvelopeSize
    {
      throw TransportFailure(.httpStatus(413), address: address)
    }
  }

  private static func trimmed(_ path: String) -> String {
    var path = path.lowercased()[...]
    while path.first == "/" { path.removeFirst() }
    while path.last == "/" { path.removeLast() }
    return String(path)
  }
}
