import CurlTransport
import Logging
import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import HTTPListener

/// Whole sessions over a real socket: policy, session, transport, listener, service.
@Suite struct SessionOverHTTPTests {
  private func session(
    to computer: TestComputer, _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> WSManSession {
    var options = WSManSessionOptions()
    options.authentication = .basic
    options.credential = SessionCredential(userName: "wsman", password: "secret")
    options.client.allowUnencrypted = true
    change(&options)
    return try await WSManSession.open(
      computer.listener.url, options: options,
      connector: ClientPolicyConnector(CurlConnector(logger: Logger(label: "test"))))
  }

  private func locator(_ resource: String) -> ResourceLocator {
    ResourceLocator(
      resource: ResourceURI("http://schemas.microsoft.com/wbem/wsman/1/\(resource)"))
  }

  @Test func aChangedSetting() async throws {
    let computer = try await TestComputer()
    let session = try await session(to: computer)
    let before = try await session.get(locator("config/client"))
    #expect(before.child(localName: "TrustedHosts")?.text == "")
    let content = try XMLFragment(
      parsing: """
        <cfg:Client xmlns:cfg="http://schemas.microsoft.com/wbem/wsman/1/config/client">\
        <cfg:TrustedHosts>*.contoso.com, \u{fc}ml\u{e4}ut</cfg:TrustedHosts></cfg:Client>
        """)
    _ = try await session.put(locator("config/client"), content)
    let after = try await session.get(locator("config/client"))
    #expect(after.child(localName: "TrustedHosts")?.text == "*.contoso.com, \u{fc}ml\u{e4}ut")
    await session.close()
    await computer.listener.stop()
  }

  @Test(arguments: [1, 3, 32_000])
  func anEnumerationInBatches(_ size: Int) async throws {
    let computer = try await TestComputer()
    let session = try await session(to: computer) { $0.client.maxBatchItems = size }
    var names: [String] = []
    for try await item in session.enumerate(locator("config/plugin")) {
      let plugin = try #require(item.object)
      names.append(plugin.attribute(localName: "Name") ?? "")
    }
    #expect(names.count == 7)
    #expect(Set(names).count == 7)
    #expect(computer.listener.connectionCount == 1)
    await session.close()
    await computer.listener.stop()
  }

  @Test func faultsComeThrough() async throws {
    let computer = try await TestComputer()
    let session = try await session(to: computer)
    let fault = await #expect(throws: WSManFault.self) {
      try await session.get(locator("config/nothing"))
    }
    #expect(fault?.text.isEmpty == false)
    await session.close()
    await computer.listener.stop()
  }

  @Test func thePolicyOfTheClientComesFirst() async throws {
    let computer = try await TestComputer()
    let clear = await #expect(throws: ClientRefusal.self) {
      _ = try await session(to: computer) { $0.client.allowUnencrypted = false }
    }
    #expect(clear?.code.rawValue == 0x8033_80DE)
    let disabled = await #expect(throws: ClientRefusal.self) {
      _ = try await session(to: computer) { $0.client.basic = false }
    }
    #expect(disabled?.code.rawValue == 0x8033_80DF)
    #expect(computer.listener.connectionCount == 0)
    await computer.listener.stop()
  }

  @Test func identifyWithoutCredentialsNeedsNoPermission() async throws {
    let computer = try await TestComputer(settings: [:])
    let session = try await session(to: computer) {
      $0.authentication = .none
      $0.credential = nil
      $0.client.allowUnencrypted = false
    }
    #expect(try await session.identify().productVersion?.hasPrefix("OS: 0.0.0") == true)
    await session.close()
    await computer.listener.stop()
  }
}
