import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Settings of the service are changed by a message, and the next message meets the effect.
struct SettingEffectTests {
  private let computer = TestComputer()
  private let local = Caller(
    userName: #"SERVER01\me"#, groups: [WellKnownSIDs.administrators], connection: .local)

  /// Sets one value by its path on the drive, such as `Service\MaxConnections`.
  private func set(_ path: String, _ value: String, as caller: Caller? = nil) async throws {
    let row = try #require(ConfigurationSchema.setting(drivePath: path))
    let namespace = row.section.resourceURI
    let body = XMLFragment("p", XMLName(namespace, row.section.elementName)) { root in
      root.declare("p", namespace)
      root.element("p", XMLName(namespace, row.name), text: value)
    }
    let answer = await computer.send(
      .put(body), to: String(namespace.dropFirst(TestComputer.base.utf8.count)),
      as: caller ?? TestComputer.administrator)
    #expect(answer.fault == nil, "\(path)")
  }

  private func enumerate(
    _ path: String = "/plugin", elements: Int? = nil, optimize: Bool = true
  ) async -> ResponseBody {
    await computer.send(
      .enumerate(EnumerateRequest(optimize: optimize, maxElements: elements)), to: path)
  }

  @Test func envelopesAreLimited() async throws {
    try await set(
      #"Client\TrustedHosts"#, Array(repeating: "host", count: 6000).joined(separator: ","))
    #expect(await computer.send(.get, to: "/client").fault == nil)
    try await set("MaxEnvelopeSizekb", "32")
    #expect(await computer.send(.get, to: "/client").fault == nil)
    #expect(try await computer.service.policy().maximumEnvelopeSize == 32 * 1024)
    let batch = try #require(await enumerate(elements: 7).batch)
    #expect(batch.items.count == 7)
    try await set(#"Client\TrustedHosts"#, "")
  }

  @Test func batchesAreLimited() async throws {
    try await set("MaxBatchItems", "2")
    let first = try #require(await enumerate(elements: 5).batch)
    #expect(first.items.count == 2)
    let context = try #require(first.context)
    let pull = PullRequest(context: context, maxElements: 20)
    let second = try #require(await computer.send(.pull(pull), to: "/plugin").batch)
    #expect(second.items.count == 2)
  }

  @Test func enumerationsExpire() async throws {
    try await set(#"Service\EnumerationTimeoutms"#, "500")
    let context = try #require(await enumerate(elements: 1).batch?.context)
    computer.clock.advance(by: .milliseconds(501))
    let pull = PullRequest(context: context)
    #expect(
      await computer.send(.pull(pull), to: "/plugin").fault?.code == .invalidEnumerationContext)
  }

  @Test func operationsOfOneUserAreLimited() async throws {
    try await set(#"Service\MaxConcurrentOperationsPerUser"#, "2")
    let first = try #require(await enumerate(optimize: false).batch?.context)
    _ = try #require(await enumerate(optimize: false).batch?.context)
    #expect(await enumerate(optimize: false).fault?.code == .quotaMaxOperations)
    #expect(await computer.send(.get, to: "/client").fault?.code == .quotaMaxOperations)
    #expect(await computer.send(.get, to: "/client", as: local).fault == nil)
    // Going on with an enumeration is no new operation, and its end makes room.
    let pull = PullRequest(context: first, maxElements: 20)
    #expect(await computer.send(.pull(pull), to: "/plugin").fault == nil)
    #expect(await computer.send(.get, to: "/client").fault == nil)
  }

  @Test func requestsThatAreUnderWayCount() async throws {
    let store = HeldStore(
      ComputerConfiguration(overrides: ["Service.MaxConcurrentOperationsPerUser": "1"]))
    let service = WinRMService(
      identity: ServiceIdentity(computerName: "X"), configuration: store)
    let body = try #require(await computer.get("/client"))
    let put = RequestEnvelope(header: TestComputer.header("/client"), body: .put(body))
    let get = RequestEnvelope(header: TestComputer.header("/client"), body: .get)
    let slow = Task { await service.handle(put, caller: TestComputer.administrator) }
    await store.waitForUpdate()
    let refused = await service.handle(get, caller: TestComputer.administrator)
    #expect(refused.fault?.code == .quotaMaxOperations)
    #expect(await service.handle(get, caller: local).fault == nil)
    store.release()
    #expect(await slow.value.fault == nil)
    #expect(await service.handle(get, caller: TestComputer.administrator).fault == nil)
  }

  @Test func requestsHaveAsMuchTimeAsIsSet() async throws {
    let store = HeldStore(ComputerConfiguration())
    store.release()
    let service = WinRMService(
      identity: ServiceIdentity(computerName: "X"), configuration: store)
    func put(_ path: String, _ inner: String) async throws -> WSManFault? {
      let body = try XMLFragment(parsing: inner)
      let request = RequestEnvelope(header: TestComputer.header(path), body: .put(body))
      return await service.handle(request, caller: TestComputer.administrator).fault
    }
    let limit =
      "<Config xmlns='\(TestComputer.base)'><MaxTimeoutms>500</MaxTimeoutms></Config>"
    #expect(try await put("", limit) == nil)
    store.hold()
    let start = ContinuousClock.now
    let client = "<Client xmlns='\(TestComputer.base)/client'/>"
    #expect(try await put("/client", client)?.code == .operationTimedOut)
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func rootSDDLDecidesWhoMayComeFromElsewhere() async throws {
    try await set(#"Service\RootSDDL"#, "O:NSG:BAD:P(A;;GR;;;BA)(A;;GA;;;SY)")
    #expect(await computer.send(.get, to: "/client").fault == nil)
    let body = try #require(await computer.get("/client"))
    #expect(await computer.send(.put(body), to: "/client").fault?.code == .accessDenied)
    let action = RequestBody.invoke(action: TestComputer.base + "/Restore", input: nil)
    #expect(await computer.send(action, to: "").fault?.code == .accessDenied)
    // On the computer itself the way back is open.
    try await set(#"Service\RootSDDL"#, "O:NSG:BAD:P(D;;GA;;;NU)(A;;GA;;;BA)", as: local)
    #expect(await computer.send(.get, to: "/client").fault?.code == .accessDenied)
    // A descriptor opens the configuration to nobody but administrators.
    try await set(#"Service\RootSDDL"#, "O:NSG:BAD:P(A;;GA;;;WD)", as: local)
    #expect(await computer.send(.get, to: "/client").fault == nil)
    let user = await computer.send(.get, to: "/client", as: TestComputer.user)
    #expect(user.fault?.code == .accessDenied)
  }

  @Test(arguments: [
    (#"SERVER01\someone"#, "SERVER01", true), (#"SERVER01\Administrator"#, "SERVER01", false),
    (#"CONTOSO\someone"#, "SERVER01", false), (#"SERVER01\someone"#, "server01.contoso.com", false),
  ])
  func localAdministratorsOfAWorkgroupLoseTheirRightsFromElsewhere(
    user: String, fullName: String, isRefused: Bool
  ) async {
    for keeps in [false, true] {
      let service = WinRMService(
        identity: ServiceIdentity(computerName: "SERVER01", fullName: fullName),
        configuration: MemoryConfigurationStore(
          ComputerConfiguration(
            remoteManagement: RemoteManagementState(keepsRemoteRights: keeps))))
      let request = RequestEnvelope(header: TestComputer.header("/client"), body: .get)
      for connection in [Caller.Connection.https, .local] {
        let caller = Caller(
          userName: user, groups: [WellKnownSIDs.administrators], connection: connection)
        let fault = await service.handle(request, caller: caller).fault
        let expected: WSManErrorCode? =
          isRefused && !keeps && connection == .https ? .accessDenied : nil
        #expect(fault?.code == expected)
      }
    }
  }

  @Test func filtersNarrowListeners() async throws {
    func addresses() async throws -> [String] {
      let selectors: SelectorSet = ["Address": "*", "Transport": "HTTP"]
      let listener = try #require(await computer.get("/listener", selectors: selectors))
      return listener.children.filter { $0.localName == "ListeningOn" && !$0.isNil }.map(\.text)
    }
    #expect(try await addresses() == ["192.0.2.11", "127.0.0.1", "::1"])
    try await set(#"Service\IPv4Filter"#, "192.0.2.1-192.0.2.20")
    try await set(#"Service\IPv6Filter"#, "")
    #expect(try await addresses() == ["192.0.2.11"])
    try await set(#"Service\IPv4Filter"#, "")
    #expect(try await addresses().isEmpty)
  }

  @Test func compatibilityListenersAppearAndCannotBeChanged() async throws {
    try await set(#"Service\EnableCompatibilityHttpListener"#, "true")
    let batch = try #require(await enumerate("/listener", elements: 10).batch)
    #expect(batch.items.count == 2)
    try await set(#"Service\EnableCompatibilityHttpListener"#, "false")
    #expect(await enumerate("/listener", elements: 10).batch?.items.count == 1)
  }

  @Test func authenticationIsOfferedAsItIsSet() async throws {
    for (name, isOn) in [
      ("Basic", \ServicePolicy.allowsBasic), ("Kerberos", \.allowsKerberos),
      ("Negotiate", \.allowsNegotiate), ("Certificate", \.allowsCertificate),
      ("CredSSP", \.allowsCredSSP),
    ] as [(String, KeyPath<ServicePolicy, Bool> & Sendable)] {
      for value in [true, false] {
        try await set(#"Service\Auth\"# + name, String(value))
        #expect(try await computer.service.policy()[keyPath: isOn] == value)
      }
    }
    // Identify tells who is known what is offered.
    try await set(#"Service\Auth\Basic"#, "true")
    let answer = await computer.send(.identify, to: "")
    guard case .identify(let identity) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(identity.securityProfiles.contains { $0.hasSuffix("http/basic") })
    #expect(!identity.securityProfiles.contains { $0.hasSuffix("spnego-kerberos") })
  }

  @Test func whatListenersObeyIsReadAnew() async throws {
    try await set(#"Service\AllowUnencrypted"#, "true")
    try await set(#"Service\Auth\CbtHardeningLevel"#, "strict")
    try await set(#"Service\MaxConnections"#, "7")
    try await set(#"Service\MaxPacketRetrievalTimeSeconds"#, "3")
    let policy = try await computer.service.policy()
    #expect(policy.allowsUnencrypted && policy.channelBindingLevel == "Strict")
    #expect(policy.maximumConnections == 7 && policy.packetRetrievalSeconds == 3)
  }
}
