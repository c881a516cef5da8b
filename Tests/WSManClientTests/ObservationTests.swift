import Testing
import WSManClient
import WSManProtocol
import XMLStream

@Suite struct ObservationTests {
  private let locator = ResourceLocator(resource: ResourceURI("urn:resource"))
  private static let secret = XMLFragment("p", XMLName("urn:resource", "R")) {
    $0.element("p", XMLName("urn:resource", "RunAsPassword"), text: "hunter2")
    $0.element("p", XMLName("urn:resource", "Name"), text: "a")
  }

  private func session(
    _ transport: ScriptedTransport, _ observer: any WireObserver,
    _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> WSManSession {
    var options = WSManSessionOptions()
    change(&options)
    return try await WSManSession.open(
      "Server01", options: options, connector: transport, observer: observer)
  }

  @Test func anExchangeIsToldWithoutSecrets() async throws {
    let transport = ScriptedTransport { _ in .put(Self.secret) }
    let log = ExchangeLog()
    let session = try await session(transport, log)
    let answer = try await session.put(locator, Self.secret)
    #expect(answer?.innerText.contains("hunter2") == true)
    let exchange = try #require(log.exchanges.first)
    #expect(exchange.computer == "server01")
    #expect(exchange.address == "http://Server01:5985/wsman")
    #expect(exchange.action == ActionURI.put)
    #expect(exchange.status == 200)
    #expect(exchange.protection == .message)
    for bytes in [
      EnvelopeEncoder.encode(exchange.request),
      EnvelopeEncoder.encode(try #require(exchange.response)),
    ] {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains("hunter2"))
      #expect(text.contains("***"))
    }
    #expect(exchange.sentBytes == EnvelopeEncoder.encode(exchange.request).count)
  }

  @Test func failuresAndFaultsAreTold() async throws {
    let transport = ScriptedTransport { request in
      if request.body == .delete { throw TransportFailure(.connectionLost, address: "x") }
      throw WSManFault(.accessDenied)
    }
    let log = ExchangeLog()
    let session = try await session(transport, log) { $0.noEncryption = true }
    await #expect(throws: WSManFault.self) { _ = try await session.get(locator) }
    await #expect(throws: TransportFailure.self) { try await session.delete(locator) }
    #expect(log.exchanges.map(\.status) == [500, nil])
    #expect(log.exchanges.map(\.isEncrypted) == [false, false])
    guard case .failed(let reason)? = log.exchanges.last?.outcome else {
      Issue.record("no failure")
      return
    }
    #expect(reason.contains("connection was lost"))
  }

  @Test func whatThePolicyForbidsIsToldAsNotSent() async throws {
    let transport = ScriptedTransport { _ in .delete }
    let log = ExchangeLog()
    var options = WSManSessionOptions()
    options.authentication = .none
    options.client.trustedHosts = "*"
    let session = try await WSManSession.open(
      "server01", options: options, connector: ClientPolicyConnector(transport), observer: log)
    await #expect(throws: ClientRefusal.self) { try await session.delete(locator) }
    guard case .refused? = log.exchanges.first?.outcome else {
      Issue.record("not refused")
      return
    }
    #expect(log.exchanges.first?.sentBytes == 0)
    #expect(log.exchanges.first?.authentication == AuthenticationMechanism.none)
    #expect(transport.requests.isEmpty)
  }

  @Test func aRehearsalSendsNothing() async throws {
    let transport = ScriptedTransport { _ in .delete }
    let log = ExchangeLog()
    let session = try await session(transport, log)
    await session.rehearse(.put(Self.secret), locator: locator)
    let exchange = try #require(log.exchanges.first)
    guard case .rehearsed = exchange.outcome else {
      Issue.record("not rehearsed")
      return
    }
    #expect(exchange.request.header.to == "http://Server01:5985/wsman")
    #expect(transport.requests.isEmpty)
  }

  @Test func severalObserversStandForOne() async throws {
    let transport = ScriptedTransport { _ in .delete }
    let first = ExchangeLog()
    let sleeping = SleepingObserver()
    #expect(!WireObservers([sleeping]).isWatching)
    let session = try await session(transport, WireObservers([sleeping, first]))
    try await session.delete(locator)
    #expect(first.exchanges.count == 1)
    #expect(session.traffic.requests == 1)
    let unseen = try await self.session(transport, WireObservers([sleeping]))
    try await unseen.delete(locator)
    #expect(!unseen.isRehearsalWanted)
    #expect(transport.requests.count == 2)
  }

  /// Must never be told anything.
  private struct SleepingObserver: WireObserver {
    var isWatching: Bool { false }
    func observed(_ exchange: WireExchange) { Issue.record("told although it does not look") }
  }

  @Test(arguments: [
    ("Authorization: Basic YWJj", "Authorization: Basic ***"),
    ("authorization:Negotiate YII=", "authorization: Negotiate ***"),
    ("WWW-Authenticate: Negotiate", "WWW-Authenticate: Negotiate"),
    ("SET-COOKIE:  a=b; c=d", "SET-COOKIE: a=b; ***"),
    ("X-Authorization: Basic YWJj", "X-Authorization: Basic YWJj"),
    ("Content-Type: a; b=c", "Content-Type: a; b=c"), ("nothing", "nothing"),
  ])
  func tokensAreMasked(_ line: String, _ masked: String) {
    #expect(WireLeg.masked(line) == masked)
  }
}
