import Synchronization
import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import CurlTransport

/// A kept connection that the service ends (`protocol.md` 1.5): before the next request is sent, and
/// after the service has taken it, when nobody knows what became of it.
@Suite struct StaleConnectionTests {
  private static let document = XMLFragment("p", XMLName("urn:x", "Thing")) { thing in
    thing.declare("p", "urn:x")
  }

  static let repeatable: [RequestBody] = [
    .identify, .get, .enumerate(EnumerateRequest()), .release(EnumerationContext("1")),
  ]
  static let unique: [RequestBody] = [
    .put(document), .create(document), .delete, .invoke(action: "urn:x/Do", input: document),
    .pull(PullRequest(context: EnumerationContext("1"))),
  ]

  /// The connection has ended, and the client knows it: any request goes out on a new one.
  @Test(arguments: repeatable + unique)
  func anEndThatIsSeenInTime(_ body: RequestBody) async throws {
    let requests = Atomic(0)
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      requests.add(1, ordering: .relaxed)
      connection.answer(CurlTransportTests.identifyAnswer())
    }
    defer { server.stop() }
    let transport = try await CurlTransportTests.transport(port: server.port)
    _ = try await transport.exchange(.identify, in: ExchangeContext(timeout: .seconds(10)))
    try await Task.sleep(for: .milliseconds(30))
    _ = try await transport.exchange(Self.request(body), in: ExchangeContext(timeout: .seconds(10)))
    #expect(requests.load(ordering: .relaxed) == 2)
    #expect(server.connectionCount == 2)
  }

  /// The service takes the request and ends the connection.
  @Test(arguments: repeatable)
  func whatDoesNoHarmTwiceIsSentAgain(_ body: RequestBody) async throws {
    let server = try Taker()
    defer { server.stop() }
    _ = try await server.exchange(body)
    #expect(server.requests.load(ordering: .relaxed) == 3)
    #expect(server.connectionCount == 2)
  }

  @Test(arguments: unique)
  func everythingElseIsAnError(_ body: RequestBody) async throws {
    let server = try Taker()
    defer { server.stop() }
    let failure = await #expect(throws: TransportFailure.self) {
      try await server.exchange(body)
    }
    #expect(failure?.cause == .connectionLost)
    #expect(
      failure?.explanation?.contains("not known whether") == true, "\(String(describing: failure))")
    #expect(server.requests.load(ordering: .relaxed) == 2)
  }

  /// On its first connection the service takes the request, and ends it or keeps silent.
  @Test(arguments: [
    (RequestBody.invoke(action: "urn:x/Do", input: document), true), (.create(document), true),
    (.put(document), true), (.delete, true), (.get, false), (.enumerate(EnumerateRequest()), false),
  ])
  func whetherAChangeWasMadeIsNotKnown(_ body: RequestBody, isInDoubt: Bool) async throws {
    for isSilent in [false, true] {
      let server = try RawServer { connection in
        _ = connection.readRequest()
        if isSilent { _ = connection.readRequest() }
      }
      defer { server.stop() }
      let transport = try await CurlTransportTests.transport(port: server.port)
      let failure = await #expect(throws: TransportFailure.self) {
        try await transport.exchange(
          Self.request(body), in: ExchangeContext(timeout: .milliseconds(500)))
      }
      #expect(failure?.cause == (isSilent ? .timedOut : .connectionLost))
      #expect(
        failure?.explanation?.contains("not known whether the operation was carried out")
          == isInDoubt, "\(String(describing: failure))")
    }
  }

  private static func request(_ body: RequestBody) -> RequestEnvelope {
    guard body != .identify else { return .identify }
    return RequestEnvelope(
      header: RequestHeader(
        to: "http://host/wsman", resource: ResourceURI("urn:x"), messageID: .random()), body: body)
  }

  /// A server that answers the first request of its first connection, takes the second and ends;
  /// on other connections it answers everything.
  private final class Taker: Sendable {
    let requests = Atomic(0)
    private let server = Mutex<RawServer?>(nil)

    init() throws {
      let server = try RawServer { [self] connection in
        while connection.readRequest() != nil {
          let number = requests.add(1, ordering: .relaxed).newValue
          if connection.number == 1, number == 2 { return }
          connection.answer(CurlTransportTests.identifyAnswer())
        }
      }
      self.server.withLock { $0 = server }
    }

    var connectionCount: Int { server.withLock { $0?.connectionCount ?? 0 } }

    func stop() { server.withLock { $0?.stop() } }

    /// A first request, and the one that the server takes.
    func exchange(_ body: RequestBody) async throws -> ResponseEnvelope {
      let port = server.withLock { $0?.port ?? 0 }
      let transport = try await CurlTransportTests.transport(port: port)
      let context = ExchangeContext(timeout: .seconds(10))
      _ = try await transport.exchange(.identify, in: context)
      return try await transport.exchange(StaleConnectionTests.request(body), in: context)
    }
  }
}
