import CurlTransport
import Logging
import Testing
import ThrowawayRealm
import WSManClient
import WSManProtocol
import WSManService
import WireSecurity

@testable import HTTPListener

/// The client ties each authentication to its TLS connection, so that even a service that demands it
/// is content (`protocol.md` 12.4).
@Suite(.serialized) struct ChannelBindingOverHTTPSTests {
  private static let local = SessionCredential(userName: "wsman", password: "secret")
  private static let ofRealm = SessionCredential(
    userName: "alice@\(ThrowawayRealm.name)", password: ThrowawayRealm.password)

  private func computer(_ level: String, keys: KerberosKeys? = nil) async throws -> TestComputer {
    var request = CertificateRequest(
      subject: "CN=\(ThrowawayRealm.localHost)", notBefore: 1_577_836_800, notAfter: 2_493_072_000)
    request.algorithm = .ellipticCurve("P-256")
    let tls = try TLSContext(server: request.make())
    let alice = Account(
      qualifiedName: "alice@TEST.EXAMPLE", groups: [WellKnownSIDs.administrators], isLocal: false,
      passwordVerifier: nil)
    return try await TestComputer(
      settings: ["Service.Auth.CbtHardeningLevel": level, "Service.Auth.CredSSP": "true"],
      more: [alice]
    ) {
      $0.face.tls = tls
      $0.kerberosKeys = keys
    }
  }

  private func get(
    from computer: TestComputer, at host: String, _ credential: SessionCredential,
    _ mechanism: AuthenticationMechanism
  ) async throws {
    var options = WSManSessionOptions()
    options.credential = credential
    options.authentication = mechanism
    options.client.credSSP = true
    options.skipCACheck = true
    options.skipCNCheck = true
    let session = try await WSManSession.open(
      "https://\(host):\(computer.listener.port)/wsman", options: options,
      connector: ClientPolicyConnector(CurlConnector(logger: Logger(label: "test"))))
    for _ in 0..<2 {
      _ = try await session.get(ResourceLocator(resource: .configuration))
    }
    #expect(computer.listener.connectionCount == 1)
    await session.close()
    await computer.listener.stop()
  }

  private static let mechanisms: [AuthenticationMechanism] = [.negotiate, .credSSP]

  @Test(arguments: ["None", "Relaxed", "Strict"], mechanisms)
  func ntlm(_ level: String, _ mechanism: AuthenticationMechanism) async throws {
    try await get(from: try await computer(level), at: "127.0.0.1", Self.local, mechanism)
  }

  @Test(
    .enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"),
    arguments: ["None", "Relaxed", "Strict"], mechanisms + [.kerberos])
  func kerberos(_ level: String, _ mechanism: AuthenticationMechanism) async throws {
    let realm = try ThrowawayRealm.shared.get()
    let computer = try await computer(level, keys: KerberosKeys(keytab: realm.keytab))
    try await get(from: computer, at: ThrowawayRealm.localHost, Self.ofRealm, mechanism)
  }
}
