import Testing
import WSManClient
import WSManProtocol
import XMLStream

@Suite struct WSManSessionTests {
  private let locator = ResourceLocator(
    resource: ResourceURI("urn:resource"), selectors: ["Name": "a"])
  private static let object = XMLFragment("p", XMLName("urn:resource", "R")) {
    $0.element("p", XMLName("urn:resource", "Name"), text: "a")
  }

  /// What the session makes of it: with the language of the envelope.
  private static let received = XMLFragment("p", XMLName("urn:resource", "R")) {
    $0.attribute("xml", XMLName(XMLNamespace.xml, "lang"), "en-US")
    $0.element("p", XMLName("urn:resource", "Name"), text: "a")
  }

  private func session(
    _ transport: ScriptedTransport, _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> WSManSession {
    var options = WSManSessionOptions()
    change(&options)
    return try await WSManSession.open("server01", options: options, connector: transport)
  }

  @Test func headersAreFilledIn() async throws {
    let transport = ScriptedTransport { _ in .get(Self.object) }
    let session = try await session(transport) {
      $0.client.maxEnvelopeSizeKB = 150
      $0.locale = "de-DE"
    }
    let fragment = try await session.get(
      locator,
      OperationOptions(
        options: OptionSet([RequestOption(name: "o", value: "v", mustComply: true)]),
        timeout: 2000))
    #expect(fragment == Self.received)
    _ = try await session.get(locator)
    let requests = transport.requests
    let header = try #require(requests.first?.header)
    #expect(header.to == "http://server01:5985/wsman")
    #expect(header.resource == locator.resource)
    #expect(header.selectors["Name"] == "a")
    #expect(header.options.option(named: "o")?.mustComply == true)
    #expect(header.maxEnvelopeSize == 153_600)
    #expect(header.operationTimeout?.text == "PT2.000S")
    #expect(header.locale == "de-DE")
    #expect(header.sessionID == session.id)
    #expect(transport.timeouts == [.milliseconds(7000), .milliseconds(65_000)])
    #expect(Set(requests.compactMap(\.header.messageID)).count == 2)
    #expect(Set(requests.compactMap(\.header.sessionID)).count == 1)
    #expect(requests.allSatisfy { $0.problems.isEmpty })
  }

  @Test func everyOperationHasItsAnswer() async throws {
    let reference = EndpointReference(resource: locator.resource, selectors: locator.selectors)
    let transport = ScriptedTransport { request in
      switch request.body {
      case .identify:
        .identify(IdentifyResponse(productVendor: "V", productVersion: "OS: 1 SP: 2 Stack: 3.0"))
      case .put(let content): .put(content)
      case .create: .create(CreateResponse(reference: reference))
      case .delete: .delete
      case .invoke(let action, let input): .invoke(action: action + "Response", output: input)
      default: .fault(WSManFault(.actionNotSupported))
      }
    }
    let session = try await session(transport)
    #expect(try await session.identify(timeout: 1000).productVendor == "V")
    #expect(try await session.put(locator, Self.object) == Self.received)
    #expect(try await session.create(locator, Self.object).reference == reference)
    try await session.delete(locator)
    let output = try await session.invoke("Stop", on: locator)
    #expect(output?.name == XMLName("urn:resource", "Stop_INPUT"))
    _ = try await session.invoke("urn:other/Action", on: locator, input: Self.object)
    let actions = transport.requests.map(\.body.action)
    #expect(actions.first == .some(nil))
    #expect(actions.suffix(2) == ["urn:resource/Stop", "urn:other/Action"])
  }

  @Test func faultsAreThrown() async throws {
    let transport = ScriptedTransport { _ in throw WSManFault(.resourceNotFound, machine: "S") }
    let session = try await session(transport)
    let fault = await #expect(throws: WSManFault.self) { _ = try await session.get(locator) }
    #expect(fault?.code == .resourceNotFound)
    #expect(fault?.machine == "S")
  }

  @Test func answersOfOtherRequestsAreRefused() async throws {
    let foreign = ScriptedTransport(relatesTo: { _ in .random() }) { _ in .get(Self.object) }
    let session = try await session(foreign)
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator)
    }
    #expect(failure?.cause == .wrongAnswer)
    // Some services leave the id out, others change the case of its letters.
    let careless = ScriptedTransport(relatesTo: { _ in nil }) { _ in .get(Self.object) }
    _ = try await self.session(careless).get(locator)
    let lower = ScriptedTransport(relatesTo: { $0.map { MessageID($0.text.lowercased()) } }) {
      _ in .get(Self.object)
    }
    _ = try await self.session(lower).get(locator)
    let wrongKind = ScriptedTransport { _ in .delete }
    let other = try await self.session(wrongKind)
    await #expect(throws: TransportFailure.self) { _ = try await other.get(locator) }
  }

  @Test func partsMustBeWrapped() async throws {
    let wrapper = XMLFragment("w", XMLName(Namespaces.wsman, "XmlFragment")) { $0.text("x") }
    let transport = ScriptedTransport { request in
      .get(request.header.fragmentTransfer?.path == "Name/text()" ? wrapper : Self.object)
    }
    let session = try await session(transport)
    let good = OperationOptions(fragment: FragmentTransfer(path: "Name/text()"))
    #expect(try await session.get(locator, good).text == "x")
    let bad = OperationOptions(fragment: FragmentTransfer(path: "Name"))
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator, bad)
    }
    #expect(failure?.code == .responseNoXMLFragmentWrapper)
  }

  @Test func oneRequestAtATime() async throws {
    let transport = ScriptedTransport { _ in
      try await Task.sleep(for: .milliseconds(5))
      return .get(Self.object)
    }
    let session = try await session(transport)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<10 { group.addTask { _ = try await session.get(locator) } }
      try await group.waitForAll()
    }
    #expect(transport.requests.count == 10)
    #expect(transport.mostRunning == 1)
  }

  @Test func closedSessionsSendNothing() async throws {
    let transport = ScriptedTransport { _ in .get(Self.object) }
    let session = try await session(transport)
    await session.close()
    await session.close()
    #expect(transport.isClosed)
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await session.get(locator)
    }
    #expect(failure?.cause == .closed)
    #expect(transport.requests.isEmpty)
  }

  @Test func nobodyIsResponsible() async {
    let transport = ScriptedTransport { _ in .delete }
    await #expect(throws: TransportFailure.self) {
      _ = try await WSManSession.open(
        "nowhere", options: WSManSessionOptions(), connector: transport)
    }
  }

  @Test func configurationFromADocument() throws {
    let document = try XMLFragment(
      parsing: """
        <c:Config xmlns:c="u"><c:MaxEnvelopeSizekb>150</c:MaxEnvelopeSizekb>\
        <c:MaxTimeoutms>1000</c:MaxTimeoutms><c:MaxBatchItems>20</c:MaxBatchItems><c:Client>\
        <c:NetworkDelayms>x</c:NetworkDelayms><c:URLPrefix>w</c:URLPrefix>\
        <c:AllowUnencrypted>true</c:AllowUnencrypted><c:Auth><c:Basic>false</c:Basic>\
        <c:CredSSP>TRUE</c:CredSSP></c:Auth><c:DefaultPorts><c:HTTP>80</c:HTTP></c:DefaultPorts>\
        <c:TrustedHosts>*.lab</c:TrustedHosts></c:Client></c:Config>
        """)
    var expected = ClientConfiguration()
    expected.maxEnvelopeSizeKB = 150
    expected.maxTimeout = 1000
    expected.maxBatchItems = 20
    expected.urlPrefix = "w"
    expected.allowUnencrypted = true
    expected.basic = false
    expected.credSSP = true
    expected.httpPort = 80
    expected.trustedHosts = "*.lab"
    #expect(ClientConfiguration(configuration: document) == expected)
  }
}
