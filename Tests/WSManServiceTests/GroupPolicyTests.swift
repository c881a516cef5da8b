import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Group policies that are no settings (`configuration.md` 7 and 15).
struct GroupPolicyTests {
  private func computer(
    _ policy: [String: String], listeners: [ListenerConfiguration] = [.standard]
  ) -> TestComputer {
    TestComputer(ComputerConfiguration(policy: policy, listeners: listeners))
  }

  private func listeners(of computer: TestComputer) async throws -> [XMLFragment] {
    let request = EnumerateRequest(optimize: true, maxElements: 20)
    let batch = try #require(await computer.send(.enumerate(request), to: "/listener").batch)
    return batch.items.compactMap {
      if case .object(let object) = $0 { object } else { nil }
    }
  }

  @Test func autoConfigurationMakesAListener() async throws {
    let found = try await listeners(of: computer(["Service.AllowAutoConfig": "true"]))
    // It stands in place of the standard one, as a value of the policy does.
    #expect(found.count == 1)
    let own = try #require(found.first { $0.attribute(localName: "Source") == "GPO" })
    #expect(own.child(localName: "Port")?.text == "5985")
    // Without filters of the policy it has no address.
    #expect(own.description.contains(#"<cfg:ListeningOn xsi:nil="true"/>"#))
  }

  @Test func theFiltersOfThePolicyGiveItsAddresses() async throws {
    let policy = [
      "Service.AllowAutoConfig": "true", "Service.IPv4Filter": "192.0.2.1-192.0.2.20",
    ]
    let found = try await listeners(of: computer(policy, listeners: []))
    #expect(
      found.map { $0.children.filter { $0.localName == "ListeningOn" }.map(\.text) }
        == [["192.0.2.11"]])
  }

  @Test func anHTTPSListenerNeedsACertificate() {
    let thumbprint = String(repeating: "a", count: 40)
    let configuration = ComputerConfiguration(
      overrides: ["Service.CertificateThumbprint": thumbprint],
      policy: ["Service.AllowAutoConfig": "true"], listeners: [])
    #expect(configuration.effectiveListeners.map(\.port) == [5985, 5986])
    #expect(configuration.effectiveListeners.last?.certificateThumbprint == thumbprint)
  }

  @Test(arguments: [[], [ListenerConfiguration.standard]])
  func listenersOfThePolicyCannotBeChanged(own: [ListenerConfiguration]) async throws {
    let computer = computer(["Service.AllowAutoConfig": "true"], listeners: own)
    let selectors: SelectorSet = ["Address": "*", "Transport": "HTTP"]
    let document = try #require(await computer.get("/listener", selectors: selectors))
    for body in [RequestBody.put(document), .delete] {
      let answer = await computer.send(body, to: "/listener", selectors: selectors)
      #expect(answer.fault?.code.rawValue == 2_150_858_890)
    }
    let answer = await computer.send(.create(nil), to: "/listener", selectors: selectors)
    #expect(answer.fault?.code == .alreadyExists)
  }

  @Test(arguments: [("true", 2_150_859_232 as UInt32), ("false", 2_150_859_203)])
  func pluginsMayBeForbiddenToRunAsAnotherUser(value: String, code: UInt32) async throws {
    let computer = computer(["Service.DisableRunAs": value])
    let body = try XMLFragment(
      parsing: "<PlugInConfiguration xmlns='\(Namespaces.pluginConfiguration)' RunAsUser='u' "
        + "RunAsPassword='p'/>")
    let answer = await computer.send(
      .put(body), to: "/plugin", selectors: ["Name": "microsoft.powershell"])
    #expect(answer.fault?.code.rawValue == code)
  }
}
