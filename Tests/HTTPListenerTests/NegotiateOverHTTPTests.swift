import CurlTransport
import Logging
import Testing
import WSManClient
import WSManProtocol
import WireSecurity
import XMLStream

@testable import HTTPListener

/// Whole sessions with NTLM and encrypted messages over a real socket.
@Suite struct NegotiateOverHTTPTests {
  private func session(
    to computer: TestComputer, userName: String = "wsman", password: String = "secret",
    observer: (any WireObserver)? = nil, _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> WSManSession {
    var options = WSManSessionOptions()
    options.credential = SessionCredential(userName: userName, password: password)
    change(&options)
    return try await WSManSession.open(
      computer.listener.url, options: options,
      connector: ClientPolicyConnector(CurlConnector(logger: Logger(label: "test"))),
      observer: observer)
  }

  private func locator(_ resource: String) -> ResourceLocator {
    ResourceLocator(
      resource: ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/\(resource)"))
  }

  /// A fresh computer takes nothing but encrypted messages.
  @Test func theDefault() async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer)
    _ = try await session.identify()
    for _ in 0..<3 {
      let service = try await session.get(locator("config/service"))
      #expect(service.child(localName: "AllowUnencrypted")?.text == "false")
    }
    #expect(computer.listener.connectionCount == 1)
    await session.close()
    await computer.listener.stop()
  }

  /// An observer gets the message as it can be read, and as it was sent.
  @Test func observersSeeBothForms() async throws {
    let computer = try await TestComputer(settings: [:])
    let log = ExchangeLog()
    let session = try await session(to: computer, observer: log)
    _ = try await session.get(locator("config/client"))
    _ = try await session.get(locator("config/client"))
    await session.close()
    await computer.listener.stop()
    let first = try #require(log.exchanges.first)
    #expect(first.protection == .message)
    #expect(first.authentication == .negotiate)
    #expect(first.legs.count == 3)
    #expect(first.legs.first?.status == 401)
    #expect(first.legs.first?.isFreshConnection == true)
    #expect(first.legs.last?.status == 200)
    let sent: [String] = first.legs.flatMap { $0.requestHeader }
    let authorizations = sent.filter { $0.hasPrefix("Authorization") }
    #expect(authorizations == ["Authorization: Negotiate ***", "Authorization: Negotiate ***"])
    let received: [String] = first.legs.flatMap { $0.responseHeader }
    #expect(received.contains("WWW-Authenticate: Negotiate ***"))
    let second = try #require(log.exchanges.last)
    #expect(second.legs.count == 1)
    let leg = try #require(second.legs.first)
    #expect(leg.requestHeader.contains { $0.contains("multipart/encrypted") })
    let sealed = try #require(leg.sealedRequest)
    #expect(sealed.starts(with: "--Encrypted Boundary".utf8))
    #expect(second.sentBytes == leg.sentBytes && second.sentBytes > 1_000)
    #expect(leg.sealedResponse?.isEmpty == false)
    guard case .answered(let response) = second.outcome, case .get = response.body else {
      Issue.record("no answer")
      return
    }
  }

  @Test func largeMessagesInUTF16() async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer) { $0.useUTF16 = true }
    let configuration = try await session.get(locator("config"))
    #expect(configuration.child(localName: "Service") != nil)
    await session.close()
    await computer.listener.stop()
  }

  @Test func faultsComeThrough() async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer)
    let fault = await #expect(throws: WSManFault.self) {
      try await session.get(locator("config/nothing"))
    }
    #expect(fault != nil)
    _ = try await session.get(locator("config/client"))
    #expect(computer.listener.connectionCount == 1)
    await session.close()
    await computer.listener.stop()
  }

  @Test(arguments: [("wsman", "wrong"), ("w", "secret"), ("wsmanx", "secret"), ("x\\y", "secret")])
  func wrongCredentials(_ userName: String, _ password: String) async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer, userName: userName, password: password)
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator("config"))
    }
    #expect(failure?.code == .accessDenied)
    await session.close()
    await computer.listener.stop()
  }

  @Test func negotiateSwitchedOff() async throws {
    let computer = try await TestComputer(settings: ["Service.Auth.Negotiate": "false"])
    let session = try await session(to: computer)
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator("config"))
    }
    #expect(failure?.description.contains("does not accept Negotiate") == true)
    await session.close()
    await computer.listener.stop()
  }

  /// Switching it off counts for connections that are authenticated too.
  @Test func negotiateSwitchedOffLater() async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer)
    _ = try await session.get(locator("config"))
    try await computer.set("Service.Auth.Negotiate", to: "false")
    await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator("config"))
    }
    await session.close()
    await computer.listener.stop()
  }

  /// The service forgets the connection, as HTTP.sys does after two minutes.
  @Test func aLostConnectionIsAuthenticatedAgain() async throws {
    let computer = try await TestComputer(settings: [:]) { $0.idleTimeout = .milliseconds(50) }
    let session = try await session(to: computer)
    for _ in 0..<3 {
      _ = try await session.get(locator("config/client"))
      try await Task.sleep(for: .milliseconds(200))
    }
    await session.close()
    await computer.listener.stop()
  }

  @Test func messagesInClearWhereBothSidesAllowThem() async throws {
    let computer = try await TestComputer()
    let session = try await session(to: computer) {
      $0.noEncryption = true
      $0.authentication = .negotiate
      $0.client.allowUnencrypted = true
    }
    _ = try await session.get(locator("config"))
    await session.close()
    await computer.listener.stop()
  }

  @Test func messagesInClearWhereTheServiceForbidsThem() async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer) {
      $0.noEncryption = true
      $0.client.allowUnencrypted = true
    }
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator("config"))
    }
    #expect(failure?.code == .accessDenied)
    #expect(failure?.description.contains("Service\\AllowUnencrypted of the server") == true)
    await session.close()
    await computer.listener.stop()
  }

  // MARK: HTTPS

  private func secureComputer(_ settings: [String: String]) async throws -> TestComputer {
    var request = CertificateRequest(
      subject: "CN=localhost", notBefore: 1_577_836_800, notAfter: 2_493_072_000)
    request.algorithm = .ellipticCurve("P-256")
    let tls = try TLSContext(server: request.make())
    return try await TestComputer(settings: settings) { $0.face.tls = tls }
  }

  /// The client sends the binding, so that even `Strict` is content.
  @Test(arguments: ["None", "Relaxed", "Strict"]) func overTLS(_ level: String) async throws {
    let computer = try await secureComputer(["Service.Auth.CbtHardeningLevel": level])
    let session = try await session(to: computer) {
      $0.skipCACheck = true
      $0.skipCNCheck = true
    }
    for _ in 0..<3 { _ = try await session.get(locator("config/client")) }
    #expect(computer.listener.connectionCount == 1)
    await session.close()
    await computer.listener.stop()
  }
}
