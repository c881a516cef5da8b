import Foundation
import HTTPListener
import Logging
import Testing
import WSManProtocol
import WSManService
import WireSecurity
import XMLStream

/// The real ports of a service, which its settings and its end and start open and close.
@Suite struct ServicePortsTests {
  /// A computer with the HTTP listener on an unused port of 127.0.0.1, and one certificate.
  private struct Computer {
    let service: WinRMService
    let store: MemoryConfigurationStore
    let manager: ListenerManager
    let identity: CertifiedKey
    let port: UInt32

    init(ports: ListenerPlacement.Ports = .configured, port: UInt32? = nil) throws {
      var request = CertificateRequest(
        subject: "CN=server01", notBefore: 1_577_836_800, notAfter: 2_493_072_000)
      request.algorithm = .ellipticCurve("P-256")
      let identity = try request.make()
      var placement = ListenerPlacement(hosts: [
        ListenerPlacement.Host("127.0.0.1", standsFor: ["127.0.0.1"])
      ])
      placement.ports = ports
      let manager = ListenerManager(
        placement: placement,
        identities: { $0 == identity.certificate.thumbprint ? identity : nil },
        logger: Logger(label: "test"))
      let number = try port ?? UInt32(RawClient.unusedPort())
      let store = MemoryConfigurationStore(
        ComputerConfiguration(
          listeners: [ListenerConfiguration(address: "*", transport: .http, port: number)]))
      service = WinRMService(
        identity: ServiceIdentity(computerName: "SERVER01"), configuration: store,
        certificates: OneCertificate(of: identity), listenerHost: manager)
      (self.store, self.manager, self.identity, self.port) = (store, manager, identity, number)
    }

    var urls: [String] { get async { await manager.open.map(\.url) } }

    /// Whether somebody listens on a port of 127.0.0.1.
    func isOpen(_ port: UInt32) -> Bool { (try? RawClient(port: Int(port))) != nil }

    /// Changes settings of the service by a message of the computer itself.
    ///
    /// - Returns: the fault; nil when they are changed.
    func set(_ settings: KeyValuePairs<String, String>) async -> WSManFault? {
      let namespace = ConfigurationSection.service.resourceURI
      let body = XMLFragment("p", XMLName(namespace, "Service")) { root in
        root.declare("p", namespace)
        for (name, value) in settings {
          root.element("p", XMLName(namespace, name), text: value)
        }
      }
      let header = RequestHeader(
        to: "http://server01/wsman", resource: ResourceURI(namespace), messageID: .random())
      let caller = Caller(
        userName: #"SERVER01\me"#, groups: [WellKnownSIDs.administrators], connection: .local)
      return await service.handle(
        RequestEnvelope(header: header, body: .put(body)), caller: caller
      ).fault
    }
  }

  /// What the service knows of the certificate.
  private struct OneCertificate: CertificateLookup {
    let thumbprint: String

    init(of identity: CertifiedKey) { thumbprint = identity.certificate.thumbprint }

    func ownCertificates() async throws -> [ServiceCertificate] {
      [
        ServiceCertificate(
          thumbprint: thumbprint, commonName: "server01", hasPrivateKey: true, isForServers: true,
          isForClients: false, isAuthority: false, isValidNow: true, hostNames: [])
      ]
    }

    func authorities() async throws -> [ServiceCertificate] { [] }
  }

  @Test func stopClosesAndStartOpens() async throws {
    let computer = try Computer()
    try await computer.service.openListeners()
    #expect(computer.isOpen(computer.port))
    try await computer.service.stop()
    #expect(!computer.isOpen(computer.port))
    #expect(await computer.urls.isEmpty)
    try await computer.service.start()
    #expect(computer.isOpen(computer.port))
    // Started again without an end, it keeps its port.
    try await computer.service.start()
    #expect(await computer.urls == ["http://127.0.0.1:\(computer.port)/wsman"])
    await computer.manager.stop()
  }

  @Test("a service whose port was taken meanwhile stays stopped")
  func aPortThatIsTakenMeanwhile() async throws {
    let computer = try Computer()
    try await computer.service.openListeners()
    try await computer.service.stop()
    let other = try Computer(port: computer.port)
    try await other.service.openListeners()
    let fault = await #expect(throws: WSManFault.self) { try await computer.service.start() }
    #expect(fault?.code == .portTaken)
    #expect(try await !computer.service.remoteManagement().isRunning)
    await other.manager.stop()
    try await computer.service.start()
    #expect(computer.isOpen(computer.port))
    await computer.manager.stop()
  }

  @Test func theCompatibilityListenerForHTTPS() async throws {
    let computer = try Computer(ports: .free)
    try await computer.service.openListeners()
    let blank = await computer.set(["EnableCompatibilityHttpsListener": "true"])
    #expect(blank?.code == .thumbprintBlank)
    #expect(
      try await computer.store.configuration().overrides.isEmpty)
    #expect(await computer.urls.count == 1)
    let thumbprint = computer.identity.certificate.thumbprint
    #expect(
      await computer.set([
        "EnableCompatibilityHttpsListener": "true", "CertificateThumbprint": thumbprint,
      ]) == nil)
    let secure = try #require(await computer.manager.open.last)
    #expect(secure.url.hasPrefix("https://127.0.0.1:"))
    let port = secure.port
    let shown = try await offPool { try SecureClient(port: port).certificate }
    #expect(shown == computer.identity.certificate)
    #expect(await computer.set(["EnableCompatibilityHttpsListener": "false"]) == nil)
    #expect(!computer.isOpen(UInt32(port)))
    #expect(await computer.urls.count == 1)
    await computer.manager.stop()
  }

  /// Port 443 needs rights that not every account has, and others may use it.
  @Test func theCompatibilityListenerTakesPort443() async throws {
    let computer = try Computer()
    try await computer.service.openListeners()
    let expected = Self.codeOfBinding(to: 443)
    let fault = await computer.set([
      "EnableCompatibilityHttpsListener": "true",
      "CertificateThumbprint": computer.identity.certificate.thumbprint,
    ])
    let plain = "http://127.0.0.1:\(computer.port)/wsman"
    #expect(fault?.code == expected)
    if let expected {
      #expect(await computer.urls == [plain])
      #expect(try await computer.store.configuration().overrides.isEmpty)
      let reason =
        expected == .portReserved ? "This account may not listen on port 443" : "port 443"
      #expect(fault?.text.contains(reason) == true)
    } else {
      #expect(await computer.urls == [plain, "https://127.0.0.1:443/wsman"])
    }
    await computer.manager.stop()
  }

  /// The code of the fault that a port gives; nil when this account can have it now.
  private static func codeOfBinding(to port: UInt16) -> WSManErrorCode? {
    let failure = RawClient.bindingFailure(port: port)
    return failure.map { $0 == EACCES ? .portReserved : .portTaken }
  }
}
