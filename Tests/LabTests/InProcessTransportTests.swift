import Testing
import ThrowawayFolder
import WSManClient
import WSManProtocol
import WSManService
import XMLStream

@testable import Lab

struct InProcessTransportTests {
  private let folder: ThrowawayFolder

  init() throws {
    folder = try ThrowawayFolder()
  }

  private static let context = ExchangeContext(timeout: .seconds(10))

  private func environment(
    _ labs: String..., isElevated: Bool = true, keepsLabs: Bool = false
  ) throws -> LabEnvironment {
    let files = try labs.map {
      try BundledLabs.text(of: $0) == nil
        ? LabFile(text: $0, file: "lab.yaml") : LabFile.named($0)
    }
    return try LabEnvironment(
      stateDirectory: folder.path + "/state", labs: files, keepsLabs: keepsLabs,
      isElevated: isElevated, hostName: "box.example.com")
  }

  private static func target(_ host: String, port: Int = 5985) -> ConnectionTarget {
    ConnectionTarget(
      host: host, transport: .http, port: port, path: "wsman", isPlainName: port == 5985)
  }

  /// Options with a client that forbids nothing.
  private static let openOptions = {
    var options = WSManSessionOptions()
    options.client.trustedHosts = "*"
    options.client.allowUnencrypted = true
    options.client.credSSP = true
    return options
  }()

  private static func connect(
    _ environment: LabEnvironment, to target: ConnectionTarget,
    options: WSManSessionOptions = WSManSessionOptions()
  ) async throws -> (any WSManTransport)? {
    for connector in environment.connectors {
      if let transport = try await connector.connect(to: target, options: options) {
        return transport
      }
    }
    return nil
  }

  private static func request(
    _ body: RequestBody = .get, _ path: String = "/client"
  ) -> RequestEnvelope {
    var header = RequestHeader(
      to: "http://server01:5985/wsman",
      resource: ResourceURI.configuration.appending(
        String(path.dropFirst())), messageID: .random())
    header.maxEnvelopeSize = 512_000
    header.operationTimeout = XSDDuration(milliseconds: 60_000)
    header.locale = "en-US"
    header.dataLocale = "en-US"
    return RequestEnvelope(header: header, body: body)
  }

  private func cause(
    _ environment: LabEnvironment, _ target: ConnectionTarget,
    _ options: WSManSessionOptions = WSManSessionOptions(), timeout: Duration = .seconds(10)
  ) async throws -> TransportFailure.Cause? {
    let transport = try #require(
      await Self.connect(environment, to: target, options: options))
    do {
      _ = try await transport.exchange(Self.request(), in: ExchangeContext(timeout: timeout))
      return nil
    } catch let failure as TransportFailure {
      return failure.cause
    }
  }

  @Test func localhostIsReachedAndKept() async throws {
    let environment = try environment()
    let local = ConnectionTarget(
      host: "localhost", transport: .http, port: 5985, path: "wsman", isLocalSession: true)
    let transport = try #require(await Self.connect(environment, to: local))
    let body = try XMLFragment(
      parsing:
        #"<c:Client xmlns:c="\#(ResourceURI.configuration)/client"><c:TrustedHosts>a,b</c:TrustedHosts></c:Client>"#
    )
    let answer = try await transport.exchange(Self.request(.put(body)), in: Self.context)
    #expect(answer.fault == nil)
    for name in ["LOCALHOST", ".", "box", "Box.example.com"] {
      let again = try #require(
        await Self.connect(self.environment(), to: Self.target(name)))
      guard
        case .get(let document) = try await again.exchange(Self.request(), in: Self.context)
          .body
      else {
        Issue.record("\(name)")
        continue
      }
      #expect(document.child(localName: "TrustedHosts")?.text == "a,b")
    }
  }

  @Test func realConnectionsAreLeftToOthers() async throws {
    let environment = try environment("contoso")
    #expect(try await Self.connect(environment, to: Self.target("localhost", port: 8080)) == nil)
    #expect(try await Self.connect(environment, to: Self.target("127.0.0.1")) == nil)
    #expect(try await Self.connect(environment, to: Self.target("example.com")) == nil)
  }

  @Test func whoIsNotElevatedIsRefused() async throws {
    let environment = try environment(isElevated: false)
    let transport = try #require(await Self.connect(environment, to: Self.target(".")))
    let answer = try await transport.exchange(Self.request(), in: Self.context)
    #expect(answer.fault?.code == .accessDenied)
  }

  @Test func labComputersAnswer() async throws {
    let environment = try environment("contoso")
    for name in ["server01", "SERVER02.contoso.com"] {
      #expect(try await cause(environment, Self.target(name)) == nil, "\(name)")
    }
    let transport = try #require(await Self.connect(environment, to: Self.target("dc01")))
    let answer = try await transport.exchange(.identify, in: Self.context)
    guard case .identify(let identity) = answer.body else {
      Issue.record("\(answer)")
      return
    }
    #expect(identity.productVersion == "OS: 10.0.20348 SP: 0.0 Stack: 3.0")
    await transport.close()
    await #expect(throws: TransportFailure.self) {
      try await transport.exchange(.identify, in: Self.context)
    }
  }

  /// The rules of the client hold for lab computers too.
  @Test func clientPolicyComesFirst() async throws {
    let environment = try environment("contoso", "computers: [{name: alone}]")
    func refusal(
      _ host: String, _ change: (inout WSManSessionOptions) -> Void = { _ in }
    ) async -> WSManErrorCode? {
      var options = WSManSessionOptions()
      change(&options)
      do {
        let transport = try await Self.connect(
          environment, to: Self.target(host), options: options)
        _ = try await transport?.exchange(Self.request(), in: Self.context)
        return nil
      } catch {
        return (error as? ClientRefusal)?.code
      }
    }
    let credential = SessionCredential(userName: "administrator", password: "P@ssw0rd")
    #expect(await refusal("server01") == nil)
    #expect(await refusal("192.0.2.11") == .defaultAuthenticationIPAddress)
    #expect(await refusal("alone") == .serverNotTrusted)
    #expect(await refusal("alone") { $0.client.trustedHosts = "alone" } == nil)
    #expect(await refusal("server01") { $0.client.kerberos = false } == .kerberosDisabled)
    #expect(
      await refusal("server02") {
        $0.authentication = .basic
        $0.credential = credential
      } == .unencryptedDisabled)
    #expect(await refusal("server02") { $0.authentication = .none } == .unencryptedDisabled)
  }

  /// As at a socket: an address that the filters keep from the listener is not served.
  @Test(arguments: [
    ("''", TransportFailure.Cause.connectionRefused),
    ("192.0.2.60-192.0.2.70", .connectionRefused), ("192.0.2.1-192.0.2.70", nil),
  ])
  func filteredAddressesDoNotAnswer(filter: String, expected: TransportFailure.Cause?) async throws
  {
    let environment = try environment(
      """
      domain: contoso.com
      computers:
        - name: pc
          addresses: [192.0.2.50]
          configuration: {Service\\IPv4Filter: \(filter)}
      """)
    #expect(try await cause(environment, Self.target("pc")) == expected)
  }

  @Test func onlyListenersAnswer() async throws {
    let environment = try environment("contoso", "computers: [{name: old, generation: winrm11}]")
    #expect(
      try await cause(environment, Self.target("server01", port: 80)) == .connectionRefused)
    var target = Self.target("server01")
    target.transport = .https
    #expect(try await cause(environment, target) == .connectionRefused)
    target = Self.target("server01")
    target.path = "other"
    #expect(try await cause(environment, target) == .httpStatus(404))
    target.path = "/WSMan/"
    #expect(try await cause(environment, target) == nil)
  }

  @Test func requestsHaveALimit() async throws {
    let environment = try environment("contoso")
    let transport = try #require(await Self.connect(environment, to: Self.target("server01")))
    let body = XMLFragment(
      "c", XMLName("\(ResourceURI.configuration)/client", "Client")
    ) { $0.text(String(repeating: "a", count: 600_000)) }
    let failure = try #require(
      await #expect(throws: TransportFailure.self) {
        try await transport.exchange(Self.request(.put(body)), in: Self.context)
      })
    #expect(failure.cause == .httpStatus(413))
  }

  @Test(arguments: [
    ("refuse", TransportFailure.Cause.connectionRefused), ("reset", .connectionLost),
    ("silent", .timedOut),
  ])
  func roughNetworks(mode: String, expected: TransportFailure.Cause) async throws {
    let environment = try environment(
      "{domain: x.example, computers: [{name: a, network: {mode: \(mode)}}]}")
    let cause = try await cause(environment, Self.target("a"), timeout: .milliseconds(30))
    #expect(cause == expected)
  }

  @Test func delays() async throws {
    let environment = try environment(
      "{domain: x.example, computers: [{name: a, network: {delay: 40}}]}")
    let start = ContinuousClock.now
    #expect(try await cause(environment, Self.target("a")) == nil)
    #expect(ContinuousClock.now - start >= .milliseconds(40))
    let late = try await cause(environment, Self.target("a"), timeout: .milliseconds(10))
    #expect(late == .timedOut)
  }

  @Test func cancellationEndsAnExchangeAtOnce() async throws {
    let environment = try environment(
      "{domain: x.example, computers: [{name: a, network: {mode: silent}}]}")
    let transport = try #require(await Self.connect(environment, to: Self.target("a")))
    let task = Task {
      try await transport.exchange(Self.request(), in: ExchangeContext(timeout: .seconds(60)))
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test func credentialsAreChecked() async throws {
    let environment = try environment("contoso")
    func cause(
      _ user: String, _ password: String = "P@ssw0rd",
      _ mechanism: AuthenticationMechanism = .default, at host: String = "server02"
    ) async throws -> TransportFailure.Cause? {
      var options = Self.openOptions
      options.credential = SessionCredential(userName: user, password: password)
      options.authentication = mechanism
      return try await self.cause(environment, Self.target(host), options)
    }
    #expect(try await cause("administrator") == nil)
    #expect(try await cause(#"CONTOSO\administrator"#) == nil)
    #expect(try await cause("administrator", "P@ssw0rd", .basic) == nil)
    let refused: UInt32 = 5
    let notOffered: UInt32 = 0x8033_810E
    let refusals = [
      (try await cause("administrator", "wrong"), refused),
      (try await cause("nobody"), refused),
      // A domain account cannot use Basic, and server01 offers no Basic at all.
      (try await cause(#"CONTOSO\administrator"#, "P@ssw0rd", .basic), refused),
      (try await cause("administrator", "P@ssw0rd", .basic, at: "server01"), notOffered),
      (try await cause("administrator", "P@ssw0rd", .digest), notOffered),
      (try await cause("administrator", "P@ssw0rd", .credSSP), notOffered),
    ]
    for (refusal, expected) in refusals {
      guard case .authentication(let code, let message) = refusal else {
        Issue.record("\(String(describing: refusal))")
        continue
      }
      #expect(code.rawValue == expected)
      if expected == notOffered { #expect(message.contains("It offers: Negotiate, Kerberos")) }
    }
  }

  @Test func plainUserIsRefusedByTheService() async throws {
    var options = WSManSessionOptions()
    options.credential = SessionCredential(userName: #"CONTOSO\alice"#, password: "P@ssw0rd")
    let transport = try #require(
      await Self.connect(environment("contoso"), to: Self.target("server01"), options: options))
    let answer = try await transport.exchange(Self.request(), in: Self.context)
    #expect(answer.fault?.code == .accessDenied)
    let identity = try await transport.exchange(.identify, in: Self.context)
    #expect(identity.fault == nil)
  }

  @Test func withoutAuthenticationOnlyIdentifyIsAnswered() async throws {
    var options = Self.openOptions
    options.authentication = .none
    let transport = try #require(
      await Self.connect(environment("contoso"), to: Self.target("server01"), options: options))
    guard
      case .identify(let identity) = try await transport.exchange(
        .identify, in: Self.context
      ).body
    else {
      Issue.record("no identity")
      return
    }
    #expect(identity.productVersion == "OS: 0.0.0 SP: 0.0 Stack: 3.0")
    #expect(
      try await transport.exchange(Self.request(), in: Self.context).fault?.code == .accessDenied)
  }

  @Test func settingsOfTheServiceWorkAtOnce() async throws {
    let environment = try environment("contoso")
    let server = try #require(environment.network.computer(named: "server02"))
    var options = Self.openOptions
    options.credential = SessionCredential(userName: "administrator", password: "P@ssw0rd")
    options.authentication = .basic
    let transport = try #require(
      await Self.connect(environment, to: Self.target("server02"), options: options))
    #expect(try await transport.exchange(Self.request(), in: Self.context).fault == nil)
    let body = try XMLFragment(
      parsing:
        #"<c:Auth xmlns:c="\#(ResourceURI.configuration)/service/auth"><c:Basic>false</c:Basic></c:Auth>"#
    )
    let changed = try await transport.exchange(
      Self.request(.put(body), "/service/auth"), in: Self.context)
    #expect(changed.fault == nil)
    #expect(try await server.service.policy().allowsBasic == false)
    await #expect(throws: TransportFailure.self) {
      try await transport.exchange(Self.request(), in: Self.context)
    }
  }

  @Test func labsStartFreshUnlessKept() async throws {
    let body = try XMLFragment(
      parsing:
        #"<c:Client xmlns:c="\#(ResourceURI.configuration)/client"><c:URLPrefix>x</c:URLPrefix></c:Client>"#
    )
    for keeps in [false, true] {
      let first = try environment("contoso", keepsLabs: keeps)
      let transport = try #require(await Self.connect(first, to: Self.target("server01")))
      _ = try await transport.exchange(Self.request(.put(body)), in: Self.context)
      let second = try environment("contoso", keepsLabs: keeps)
      let computer = try #require(second.network.computer(named: "server01"))
      let overrides = try await computer.service.configuration().overrides
      #expect(overrides == (keeps ? ["Client.URLPrefix": "x"] : [:]))
    }
  }
}
