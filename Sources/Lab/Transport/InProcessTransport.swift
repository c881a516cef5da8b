import Synchronization
public import WSManClient
public import WSManProtocol
public import WSManService
import XMLStream

/// The way to a service in the same program: typed requests are handed over as they are.
///
/// In debug builds each message is written as XML and read again on its way, as a socket would
/// carry it, so that the short way cannot hide a mistake of the codec.
public final class InProcessTransport: WSManTransport {
  /// Who sends, decided anew for each request: settings may have changed, and the clock of the
  /// computer may be wrong.
  public typealias Authentication =
    @Sendable (RequestEnvelope, _ isClockWrong: Bool) async throws -> Caller

  private let service: WinRMService
  private let address: String
  private let network: @Sendable () -> NetworkBehaviour
  private let door: ListenerDoor?
  private let isSerializing: Bool
  private let authenticate: Authentication
  private let isClosed = Mutex(false)

  /// A way to a service.
  ///
  /// - Parameters:
  ///   - service: the service of the computer.
  ///   - address: where requests go, for people.
  ///   - network: how the network in between treats the next message.
  ///   - door: the port and path that must be open; nil for the computer itself.
  ///   - isSerializing: whether messages are written and read on their way.
  ///   - authenticate: finds out who sends; may throw `TransportFailure`.
  init(
    to service: WinRMService, address: String,
    network: @escaping @Sendable () -> NetworkBehaviour = { NetworkBehaviour() },
    door: ListenerDoor? = nil, isSerializing: Bool = SerializedExchange.isDefault,
    authenticate: @escaping Authentication
  ) {
    self.service = service
    self.address = address
    self.network = network
    self.door = door
    self.isSerializing = isSerializing
    self.authenticate = authenticate
  }

  /// Whether the computer is another one, for whose messages the bytes are counted that they would have
  /// on a network. Those to the computer itself are most of all, and would take a third longer.
  private var isRemote: Bool { door != nil }

  /// Sends one request and returns its answer.
  ///
  /// - Throws: `TransportFailure` for what the network, the listener or the authentication does.
  public func exchange(
    _ request: RequestEnvelope, in context: ExchangeContext
  ) async throws -> ResponseEnvelope {
    guard !isClosed.withLock({ $0 }) else { throw failure(.closed) }
    try Task.checkCancellation()
    let network = network()
    try await cross(network, within: context.timeout)
    try await door?.check(service, address: address)
    try await checkSize(of: request)
    if isRemote {
      context.traffic.add(sentBytes: EnvelopeEncoder.encode(request).count, receivedBytes: 0)
    }
    if network.mode == .unauthorized { throw refusal() }
    let caller = try await authenticate(request, network.mode == .clockSkew)
    let response =
      if network.mode == .quota {
        service.refused(request, with: WSManFault(.quotaLimit))
      } else {
        try await response(to: request, from: caller)
      }
    // The work is done, and the client does not hear of it.
    guard network.mode != .resetAnswer, network.mode != .truncate else {
      throw failure(.connectionLost)
    }
    if isRemote {
      context.traffic.add(sentBytes: 0, receivedBytes: EnvelopeEncoder.encode(response).count)
    }
    return response
  }

  private func response(
    to request: RequestEnvelope, from caller: Caller
  ) async throws -> ResponseEnvelope {
    guard isSerializing else { return await service.handle(request, caller: caller) }
    let exchange = SerializedExchange(address: address)
    return try await exchange.response(to: request) { [service] request in
      await service.handle(request, caller: caller)
    }
  }

  /// Refuses what a listener would not take either.
  private func checkSize(of request: RequestEnvelope) async throws {
    let body: XMLFragment? =
      switch request.body {
      case .put(let body), .create(let body), .invoke(_, let body): body
      case .identify, .get, .delete, .enumerate, .pull, .release: nil
      }
    // Nearly all bodies are so small that nothing needs to be written to know it.
    guard let body, body.mostXMLBytes > Self.alwaysTaken else { return }
    let limit: Int
    do {
      limit = ServicePolicy(try await service.configuration()).maximumEnvelopeSize
    } catch {
      throw failure(.other("\(error)"))
    }
    guard body.mostXMLBytes <= limit || body.xmlBytes.count <= limit else {
      throw failure(.httpStatus(413))
    }
  }

  /// The smallest value of `MaxEnvelopeSizekb`, in bytes.
  private static let alwaysTaken = 32 * 1024

  private func refusal() -> TransportFailure {
    failure(.authentication(.accessDenied, WSManErrorTable.text(for: .accessDenied)))
  }

  /// Lets later exchanges fail.
  public func close() async {
    isClosed.withLock { $0 = true }
  }

  /// What the network does before a request arrives.
  private func cross(
    _ network: NetworkBehaviour, within timeout: Duration
  ) async throws {
    switch network.mode {
    case .refuse: throw failure(.connectionRefused)
    case .silent:
      try await Task.sleep(for: timeout)
      throw failure(.timedOut)
    case .answer, .reset, .resetAnswer, .truncate, .unauthorized, .quota, .clockSkew:
      if network.delay > .zero { try await Task.sleep(for: min(network.delay, timeout)) }
      if network.delay > timeout { throw failure(.timedOut) }
      if network.mode == .reset { throw failure(.connectionLost) }
    }
  }

  private func failure(_ cause: TransportFailure.Cause) -> TransportFailure {
    TransportFailure(cause, address: address)
  }
}
