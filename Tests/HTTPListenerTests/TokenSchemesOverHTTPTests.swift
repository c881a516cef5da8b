import CurlTransport
import Logging
import Testing
import ThrowawayRealm
import WSManClient
import WSManProtocol
import WSManService
import WireSecurity
import XMLStream

@testable import HTTPListener

/// Whole sessions with Kerberos and CredSSP over a real socket.
@Suite(.serialized) struct TokenSchemesOverHTTPTests {
  private func session(
    to url: String, _ credential: SessionCredential?,
    _ change: (inout WSManSessionOptions) -> Void
  ) async throws -> WSManSession {
    var options = WSManSessionOptions()
    options.credential = credential
    options.client.credSSP = true
    change(&options)
    return try await WSManSession.open(
      url, options: options,
      connector: ClientPolicyConnector(CurlConnector(logger: Logger(label: "test"))))
  }

  private func locator(_ resource: String) -> ResourceLocator {
    ResourceLocator(
      resource: ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/\(resource)"))
  }

  // MARK: CredSSP

  private static let wsman = SessionCredential(userName: "wsman", password: "secret")

  @Test(arguments: [false, true]) func credSSP(usesUTF16: Bool) async throws {
    let computer = try await TestComputer(settings: ["Service.Auth.CredSSP": "true"])
    let session = try await session(to: computer.listener.url, Self.wsman) {
      $0.authentication = .credSSP
      $0.useUTF16 = usesUTF16
    }
    _ = try await session.identify()
    try await exchangeLargeMessages(session)
    #expect(computer.listener.connectionCount == 1)
    await session.close()
    await computer.listener.stop()
  }

  /// Messages of more than 16 KB both ways, which CredSSP sends in several records.
  private func exchangeLargeMessages(_ session: WSManSession) async throws {
    let hosts = (1...500).map { "host\($0).\(String(repeating: "x", count: 40)).contoso.com" }
      .joined(separator: ",")
    let content = try XMLFragment(
      parsing: """
        <cfg:Client xmlns:cfg="http://schemas.microsoft.com/wbem/wsman/1/config/client">\
        <cfg:TrustedHosts>\(hosts)</cfg:TrustedHosts></cfg:Client>
        """)
    for _ in 0..<3 {
      try await session.put(locator("config/client"), content)
      let client = try await session.get(locator("config/client"))
      #expect(client.child(localName: "TrustedHosts")?.text == hosts)
    }
  }

  @Test func credSSPWithAWrongPassword() async throws {
    let computer = try await TestComputer(settings: ["Service.Auth.CredSSP": "true"])
    let session = try await session(
      to: computer.listener.url, SessionCredential(userName: "wsman", password: "wrong")
    ) { $0.authentication = .credSSP }
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator("config"))
    }
    #expect(failure?.code == .accessDenied)
    await session.close()
    await computer.listener.stop()
  }

  @Test func credSSPSwitchedOff() async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer.listener.url, Self.wsman) {
      $0.authentication = .credSSP
    }
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator("config"))
    }
    #expect(failure?.description.contains("does not accept CredSSP") == true)
    await session.close()
    await computer.listener.stop()
  }

  // MARK: Kerberos

  /// `*.localhost` is this machine for libcurl, without DNS.
  @Test(
    .enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"),
    arguments: [AuthenticationMechanism.kerberos, .negotiate])
  func kerberos(_ mechanism: AuthenticationMechanism) async throws {
    let realm = try ThrowawayRealm.shared.get()
    let keys = try KerberosKeys(keytab: realm.keytab)
    let account = Account(
      qualifiedName: "alice@TEST.EXAMPLE", groups: [WellKnownSIDs.administrators], isLocal: false,
      passwordVerifier: nil)
    let computer = try await TestComputer(settings: [:], more: [account]) {
      $0.kerberosKeys = keys
    }
    let session = try await session(
      to: "http://\(ThrowawayRealm.localHost):\(computer.listener.port)/wsman",
      SessionCredential(
        userName: "alice@\(ThrowawayRealm.name)", password: ThrowawayRealm.password)
    ) {
      $0.authentication = mechanism
      $0.client.trustedHosts = mechanism == .negotiate ? "*" : ""
    }
    _ = try await session.identify()
    try await exchangeLargeMessages(session)
    #expect(computer.listener.connectionCount == 1)
    await session.close()
    await computer.listener.stop()
  }

  /// `-SPNPort` adds the port of the connection to the name that the ticket is made out to.
  @Test(.enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"))
  func theNameOfTheServiceWithItsPort() async throws {
    let realm = try ThrowawayRealm.shared.get()
    let account = Account(
      qualifiedName: "alice@TEST.EXAMPLE", groups: [WellKnownSIDs.administrators], isLocal: false,
      passwordVerifier: nil)
    let keys = try KerberosKeys(keytab: realm.keytab)
    let computer = try await TestComputer(settings: [:], more: [account]) {
      $0.kerberosKeys = keys
    }
    let principal = "HTTP/\(ThrowawayRealm.localHost):\(computer.listener.port)"
    let url = "http://\(ThrowawayRealm.localHost):\(computer.listener.port)/wsman"
    let credential = SessionCredential(
      userName: "alice@\(ThrowawayRealm.name)", password: ThrowawayRealm.password)
    func identify(spnPort: Int) async throws {
      let session = try await session(to: url, credential) {
        $0.authentication = .kerberos
        $0.spnPort = spnPort
      }
      do {
        _ = try await session.identify()
        await session.close()
      } catch {
        await session.close()
        throw error
      }
    }
    try await identify(spnPort: 0)
    #expect(!realm.askedServices.contains(principal))
    // Unknown to the realm with the port.
    let failure = await #expect(throws: TransportFailure.self) { try await identify(spnPort: 1) }
    #expect(failure?.code.rawValue == 0x8009_0303)
    #expect(realm.askedServices.contains(principal))
    try realm.add(service: principal)
    try await identify(spnPort: 7)
    #expect(realm.askedServices.last == principal)
    await computer.listener.stop()
  }

  @Test(.enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"))
  func kerberosErrorsNameTheirCause() async throws {
    _ = try ThrowawayRealm.shared.get()
    let user = "alice@\(ThrowawayRealm.name)"
    let computer = try await TestComputer(settings: [:])
    // Where nothing listens, that says more than the realm, which does not know the name.
    let cases = [
      ("wrong", ThrowawayRealm.localHost, 1, "1326"),
      (ThrowawayRealm.password, "unknown.localhost", computer.listener.port, "2148074243"),
      (ThrowawayRealm.password, "unknown.localhost", 1, "2150858770"),
    ]
    for (password, host, port, code) in cases {
      let session = try await session(
        to: "http://\(host):\(port)/wsman", SessionCredential(userName: user, password: password)
      ) { $0.authentication = .kerberos }
      let failure = await #expect(throws: TransportFailure.self) {
        _ = try await session.get(locator("config"))
      }
      #expect(failure.map { "\($0.code.rawValue)" } == code)
      await session.close()
    }
    await computer.listener.stop()
  }
}
