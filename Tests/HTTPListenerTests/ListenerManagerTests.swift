import Foundation
import HTTPListener
import Logging
import Testing
import WSManProtocol
import WSManService
import WireSecurity

/// Ports that follow a configuration.
@Suite struct ListenerManagerTests {
  /// A computer with the addresses 127.0.0.1 and 192.0.2.11, which it has on 127.0.0.1.
  private struct Computer {
    let manager: ListenerManager
    let service: WinRMService
    let identity: CertifiedKey

    init() throws {
      var request = CertificateRequest(
        subject: "CN=server01", notBefore: 1_577_836_800, notAfter: 2_493_072_000)
      request.algorithm = .ellipticCurve("P-256")
      let identity = try request.make()
      self.identity = identity
      service = WinRMService(
        identity: ServiceIdentity(computerName: "SERVER01"),
        configuration: MemoryConfigurationStore())
      let placement = ListenerPlacement(hosts: [
        ListenerPlacement.Host("127.0.0.1", standsFor: ["127.0.0.1", "192.0.2.11"])
      ])
      manager = ListenerManager(
        placement: placement,
        identities: { $0 == identity.certificate.thumbprint ? identity : nil },
        logger: Logger(label: "test"))
    }

    /// Goes from one configuration to another one as the service does.
    func change(
      from old: ComputerConfiguration?, to new: ComputerConfiguration
    ) async throws {
      try await manager.open(for: new, replacing: old, of: service)
      await manager.settle(to: new)
    }

    var urls: [String] { get async { await manager.open.map(\.url) } }
  }

  private static func unusedPort() throws -> UInt32 {
    try UInt32(RawClient.unusedPort())
  }

  private func configuration(
    _ listeners: [ListenerConfiguration], _ overrides: [String: String] = [:]
  ) -> ComputerConfiguration {
    ComputerConfiguration(overrides: overrides, listeners: listeners)
  }

  private func listener(
    _ port: UInt32, address: String = "*",
    _ change: (inout ListenerConfiguration) -> Void = { _ in }
  ) -> ListenerConfiguration {
    var listener = ListenerConfiguration(address: address, transport: .http, port: port)
    change(&listener)
    return listener
  }

  @Test func portsComeAndGo() async throws {
    let computer = try Computer()
    let (first, second) = (try Self.unusedPort(), try Self.unusedPort())
    let none = configuration([])
    let one = configuration([listener(first)])
    try await computer.change(from: none, to: one)
    #expect(await computer.urls == ["http://127.0.0.1:\(first)/wsman"])
    let moved = configuration([listener(second)])
    try await computer.change(from: one, to: moved)
    #expect(await computer.urls == ["http://127.0.0.1:\(second)/wsman"])
    let disabled = configuration([listener(second) { $0.isEnabled = false }])
    try await computer.change(from: moved, to: disabled)
    #expect(await computer.urls.isEmpty)
    try await computer.change(from: disabled, to: moved)
    let renamed = configuration([listener(second) { $0.urlPrefix = "other" }])
    try await computer.change(from: moved, to: renamed)
    #expect(await computer.urls == ["http://127.0.0.1:\(second)/other"])
    try await computer.change(from: renamed, to: none)
    #expect(await computer.urls.isEmpty)
    _ = try await computer.change(from: none, to: one)
    await computer.manager.closeAll()
    #expect(await computer.urls.isEmpty)
  }

  @Test func aPortThatIsTaken() async throws {
    let (computer, other) = (try Computer(), try Computer())
    let (port, free) = (try Self.unusedPort(), try Self.unusedPort())
    try await other.change(from: nil, to: configuration([listener(port)]))
    let before = configuration([listener(free)])
    try await computer.change(from: nil, to: before)
    let wanted = configuration([
      listener(try Self.unusedPort(), address: "IP:127.0.0.1"), listener(port),
    ])
    let fault = await #expect(throws: WSManFault.self) {
      try await computer.manager.open(for: wanted, replacing: before, of: computer.service)
    }
    #expect(fault?.code == .portTaken)
    #expect(fault?.text.contains("port \(port)") ?? false)
    #expect(await computer.urls == ["http://127.0.0.1:\(free)/wsman"])
    for computer in [computer, other] { await computer.manager.stop() }
  }

  @Test func onlyWhatChangesIsOpened() async throws {
    let computer = try Computer()
    let (first, second) = (try Self.unusedPort(), try Self.unusedPort())
    let before = configuration([listener(first)])
    let after = configuration([listener(first), listener(second, address: "IP:127.0.0.1")])
    try await computer.change(from: before, to: after)
    #expect(await computer.urls == ["http://127.0.0.1:\(second)/wsman"])
    // The service starts: all of them.
    try await computer.change(from: nil, to: after)
    #expect(await computer.urls.count == 2)
    await computer.manager.stop()
  }

  @Test(arguments: [
    ("Service.IPv4Filter", "", false), ("Service.IPv4Filter", "10.0.0.1-10.0.0.9", false),
    ("Service.IPv4Filter", "192.0.2.1-192.0.2.20", true), ("Service.IPv6Filter", "", true),
  ])
  func filters(_ setting: String, _ value: String, isOpen: Bool) async throws {
    let computer = try Computer()
    let port = try Self.unusedPort()
    let before = configuration([listener(port)])
    try await computer.change(from: nil, to: before)
    let after = configuration([listener(port)], [setting: value])
    try await computer.change(from: before, to: after)
    #expect(await computer.urls.isEmpty != isOpen)
    #expect(((try? RawClient(port: Int(port))) != nil) == isOpen)
    try await computer.change(from: after, to: before)
    #expect(await computer.urls.count == 1)
    await computer.manager.stop()
  }

  @Test func certificates() async throws {
    let computer = try Computer()
    let port = try Self.unusedPort()
    func secure(_ thumbprint: String) -> ComputerConfiguration {
      configuration([
        ListenerConfiguration(
          address: "*", transport: .https, port: port, certificateThumbprint: thumbprint)
      ])
    }
    let none = configuration([])
    let missing = await #expect(throws: WSManFault.self) {
      try await computer.change(from: none, to: secure(String(repeating: "A", count: 40)))
    }
    #expect(missing?.code == .certificateNotFound)
    let blank = await #expect(throws: WSManFault.self) {
      try await computer.change(from: none, to: secure(""))
    }
    #expect(blank?.code == .thumbprintBlank)
    try await computer.change(
      from: none, to: secure(computer.identity.certificate.thumbprint))
    #expect(await computer.urls == ["https://127.0.0.1:\(port)/wsman"])
    let shown = try await offPool { try SecureClient(port: Int(port)).certificate }
    #expect(shown == computer.identity.certificate)
    await computer.manager.stop()
  }

  @Test func theCompatibilityListener() async throws {
    let service = try Computer().service
    let placement = {
      var placement = ListenerPlacement(hosts: [
        ListenerPlacement.Host("127.0.0.1", standsFor: ["127.0.0.1"])
      ])
      placement.ports = .free
      return placement
    }()
    let manager = ListenerManager(
      placement: placement, identities: { _ in nil }, logger: Logger(label: "test"))
    let before = configuration([listener(5985)])
    let after = configuration([listener(5985)], ["Service.EnableCompatibilityHttpListener": "true"])
    try await manager.open(for: before, replacing: nil, of: service)
    #expect(await manager.open.count == 1)
    try await manager.open(for: after, replacing: before, of: service)
    #expect(await manager.open.count == 2)
    await manager.settle(to: before)
    #expect(await manager.open.count == 1)
    await manager.stop()
  }
}
