import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

struct WinRMServiceTests {
  private let computer = TestComputer()

  private func client(_ inner: String) throws -> XMLFragment {
    try XMLFragment(
      parsing: #"<p:Client xmlns:p="\#(TestComputer.base)/client">\#(inner)</p:Client>"#)
  }

  @Test func getAnswersEachDocument() async throws {
    let expected = try SpecificationDocuments.load()
    for section in ConfigurationSection.allCases {
      let path = String(section.resourceURI.dropFirst(TestComputer.base.utf8.count))
      let document = try #require(await computer.get(path.uppercased()))
      let text = try #require(expected[section.resourceURI])
      #expect(try document.description == SpecificationDocuments.compact(text))
    }
  }

  @Test func answerRepeatsTheMessageID() async {
    let request = RequestEnvelope(header: TestComputer.header("/client"), body: .get)
    let answer = await computer.service.handle(request, caller: TestComputer.administrator)
    #expect(answer.header.relatesTo == request.header.messageID)
    #expect(answer.header.messageID != nil)
  }

  @Test func putAnswersTheWholeNewDocument() async throws {
    let body = try client("<p:TrustedHosts>*.contoso.com</p:TrustedHosts>")
    let answer = await computer.send(.put(body), to: "/client")
    guard case .put(let document?) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(document.child(localName: "TrustedHosts")?.text == "*.contoso.com")
    #expect(document.child(localName: "NetworkDelayms")?.text == "5000")
    #expect(await computer.get("/client") == document)
    #expect(try await computer.store.configuration().overrides.count == 1)
  }

  @Test func putIsAllOrNothing() async throws {
    let body = try client(
      "<p:TrustedHosts>*</p:TrustedHosts><p:NetworkDelayms>1</p:NetworkDelayms>")
    let fault = await computer.send(.put(body), to: "/client").fault
    #expect(fault?.code.rawValue == 2_150_858_817)
    #expect(fault?.subcode == XMLName(Namespaces.wsman, "SchemaValidationError"))
    #expect(fault?.message.contains("NetworkDelayms") == true)
    #expect(try await computer.store.configuration().overrides.isEmpty)
  }

  @Test(arguments: [
    ("<p:AllowUnencrypted>maybe</p:AllowUnencrypted>", 2_150_858_838),
    ("<p:Nonsense/>", 2_150_858_817), ("<p:TrustedHosts>a*b</p:TrustedHosts>", 2_150_858_911),
    ("<p:DefaultPorts><p:HTTP>0</p:HTTP></p:DefaultPorts>", 2_150_858_972),
    ("<q:URLPrefix xmlns:q='urn:q'>a</q:URLPrefix>", 2_150_858_840),
  ])
  func badValuesHaveTheirFaults(inner: String, code: UInt32) async throws {
    let fault = await computer.send(.put(try client(inner)), to: "/client").fault
    #expect(fault?.code.rawValue == code)
    #expect(fault?.machine == "server01")
    #expect(try await computer.store.configuration().overrides.isEmpty)
  }

  @Test func emptyPutIsRefused() async {
    #expect(await computer.send(.put(nil), to: "/client").fault?.code == .invalidXMLMissingValues)
  }

  @Test func unknownResourcesAndActions() async throws {
    func code(_ body: RequestBody, _ path: String) async -> UInt32? {
      await computer.send(body, to: path).fault?.code.rawValue
    }
    #expect(await code(.get, "/nothing") == 2_150_858_752)
    #expect(await code(.delete, "/client") == 2_150_858_771)
    #expect(await code(.put(try client("")), "/service/defaultports") == 2_150_858_771)
    #expect(await code(.invoke(action: "urn:x", input: nil), "/service") == 2_150_858_771)
    #expect(await code(.create(nil), "/client") == 2_150_858_771)
    #expect(await code(.get, "/winrs/customremoteshell") == 2_150_859_196)
    #expect(await code(.get, "?x=y") == 2_150_858_874)
    #expect(await code(.get, "/" + String(repeating: "a", count: 3000)) == 2_150_858_797)
    let relative = await computer.send(.get, to: "") { $0.resource = ResourceURI("winrm/config") }
    #expect(relative.fault?.code == .invalidResourceURI)
    let cim = await computer.send(.get, to: "") { $0.resource = .wmi.appending("root/cimv2/X") }
    #expect(cim.fault?.code == .resourceNotFound)
    #expect(cim.fault?.subcode == XMLName(Namespaces.addressing, "DestinationUnreachable"))
  }

  @Test func plainUsersAreRefused() async {
    for path in ["/client", "/listener", "/winrs/customremoteshell"] {
      let fault = await computer.send(.get, to: path, as: TestComputer.user).fault
      #expect(fault?.code == .accessDenied)
    }
    let local = Caller(userName: "user", groups: [WellKnownSIDs.users], connection: .local)
    #expect(await computer.send(.get, to: "", as: local).fault?.code == .accessDenied)
    let nobody = Caller.anonymous(over: .http)
    #expect(await computer.send(.get, to: "", as: nobody).fault?.code == .accessDenied)
  }

  @Test func orderOfChecks() async {
    // A wrong resource comes before access, access before the action, the action before selectors.
    let user = TestComputer.user
    let resource = await computer.send(.get, to: "/nothing", as: user)
    #expect(resource.fault?.code == .resourceNotFound)
    let access = await computer.send(.delete, to: "/client", as: user)
    #expect(access.fault?.code == .accessDenied)
    let action = await computer.send(.delete, to: "/client", selectors: ["a": "b"])
    #expect(action.fault?.code == .actionNotSupported)
    let size = await computer.send(.get, to: "/nothing") { $0.maxEnvelopeSize = 8191 }
    #expect(size.fault?.code == .minEnvelopeSize)
    #expect(size.fault?.detail == "MinimumEnvelopeLimit")
  }

  @Test func problemsOfTheDecoderAreAnswered() async {
    var request = RequestEnvelope(header: TestComputer.header("/nothing"), body: .get)
    request.problems = [
      .addressNotAnonymous(HeaderNames.replyTo), .missingHeader(HeaderNames.messageID),
    ]
    let answer = await computer.service.handle(request, caller: TestComputer.administrator)
    #expect(answer.fault?.code == .invalidMessageInformationHeader)
  }

  @Test func timeoutsThatNobodyCanKeep() async {
    for (milliseconds, code) in [
      (-1, WSManErrorCode.invalidMessageInformationHeader), (0, .unsupportedTimeout),
    ] {
      let answer = await computer.send(.get, to: "") {
        $0.operationTimeout = XSDDuration(milliseconds: Int64(milliseconds))
      }
      #expect(answer.fault?.code == code)
    }
  }

  @Test func selectorsAreChecked() async throws {
    func fault(_ selectors: SelectorSet, _ path: String = "/listener") async -> WSManFault? {
      await computer.send(.get, to: path, selectors: selectors).fault
    }
    #expect(await fault([:])?.code == .insufficientSelectors)
    #expect(await fault(["Address": "*"])?.code == .insufficientSelectors)
    #expect(
      await fault(["Address": "*", "Transport": "HTTP", "Port": "1"])?.code
        == .unexpectedSelectors)
    #expect(
      await fault(["Address": "*", "address": "*", "Transport": "HTTP"])?.code
        == .duplicateSelectors)
    #expect(await fault(["Address": "*", "Transport": "HTTPS"])?.code == .resourceNotFound)
    #expect(await fault(["Name": "x"], "/plugin")?.code == .resourceNotFound)
    #expect(await fault(["Name": "x"], "/client")?.code == .unexpectedSelectors)
    let all: SelectorSet = ["Issuer": "a", "Subject": "*", "URI": "*"]
    #expect(await fault(all, "/service/certmapping")?.code == .resourceNotFound)
    let many = SelectorSet((0...64).map { Selector(name: "n\($0)", value: .text("")) })
    #expect(await fault(many)?.code == .selectorLimit)
    let reference = SelectorSet([
      Selector(name: "Name", value: .reference(EndpointReference()))
    ])
    #expect(await fault(reference, "/plugin")?.code == .selectorTypeMismatch)
  }

  @Test func instancesAreFoundWithoutRegardToLetterCase() async throws {
    let listener = try #require(
      await computer.get("/listener", selectors: ["ADDRESS": "*", "transport": "http"]))
    #expect(
      listener.children.filter { $0.localName == "ListeningOn" }.map(\.text)
        == ["192.0.2.11", "127.0.0.1", "::1"])
    let plugin = try #require(
      await computer.get("/plugin", selectors: ["name": "MICROSOFT.POWERSHELL"]))
    #expect(plugin.attribute(localName: "Name") == "microsoft.powershell")
  }

  @Test func optionsFragmentsAndFilters() async {
    let option = RequestOption(name: "x", value: "y", mustComply: true)
    let mandatory = await computer.send(.get, to: "") { $0.options = OptionSet([option]) }
    #expect(mandatory.fault?.code == .optionsNotSupported)
    let optional = await computer.send(.get, to: "") {
      $0.options = OptionSet([RequestOption(name: "x", value: "y")])
    }
    #expect(optional.fault == nil)
    let fragment = await computer.send(.get, to: "") {
      $0.fragmentTransfer = FragmentTransfer(path: "Client")
    }
    #expect(fragment.fault?.code == .actionNotSupported)
    let filter = EnumerateRequest(filter: .wql("select * from x"))
    #expect(
      await computer.send(.enumerate(filter), to: "/plugin").fault?.code == .filteringNotSupported)
  }

  @Test func changesFromElsewhereCount() async throws {
    let setting = try #require(ConfigurationSchema.setting(id: "Client.URLPrefix"))
    try await computer.store.update { $0.store("other", for: setting) }
    #expect(await computer.get("/client")?.child(localName: "URLPrefix")?.text == "other")
  }

  @Test func remoteAccessCanBeOff() async {
    let closed = TestComputer(
      ComputerConfiguration(overrides: ["Service.AllowRemoteAccess": "false"]))
    #expect(await closed.send(.get, to: "").fault?.code == .remoteAccessDisabled)
    let local = Caller(
      userName: "me", groups: [WellKnownSIDs.administrators], connection: .local)
    #expect(await closed.send(.get, to: "", as: local).fault == nil)
  }

  @Test func failingStoreIsAFault() async {
    struct Broken: ConfigurationStore {
      struct Failure: Error, CustomStringConvertible {
        let description = "The database \"/x/lab.sqlite\" is damaged."
      }
      func configuration() async throws -> ComputerConfiguration { throw Failure() }
      func update(
        _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
      ) async throws -> ComputerConfiguration { throw Failure() }
    }
    let service = WinRMService(
      identity: ServiceIdentity(computerName: "X"), configuration: Broken())
    let request = RequestEnvelope(header: TestComputer.header(""), body: .get)
    let answer = await service.handle(request, caller: TestComputer.administrator)
    #expect(answer.fault?.code == .internalError)
    #expect(answer.fault?.message.contains("/x/lab.sqlite") == true)
  }

  @Test func answersThatAreTooLargeAreRefused() async {
    let plugin: SelectorSet = ["Name": "microsoft.windows.servermanagerworkflows"]
    // The smallest permitted size is enough for every document of a fresh computer.
    let small = await computer.send(.get, to: "/plugin", selectors: plugin) {
      $0.maxEnvelopeSize = 8192
    }
    #expect(small.fault == nil)
    let long = String(repeating: "host.contoso.com,", count: 2000) + "last"
    let crowded = TestComputer(ComputerConfiguration(overrides: ["Client.TrustedHosts": long]))
    let client = await crowded.send(.get, to: "/client") { $0.maxEnvelopeSize = 8192 }
    #expect(client.fault?.code == .maxEnvelopeSizeExceeded)
    let service = TestComputer(
      ComputerConfiguration(overrides: ["Client.TrustedHosts": long, "MaxEnvelopeSizekb": "32"]))
    #expect(await service.send(.get, to: "/client").fault?.code == .serverEnvelopeLimit)
  }

  /// A store that another process holds for long.
  private struct SlowStore: ConfigurationStore {
    func configuration() async throws -> ComputerConfiguration {
      ComputerConfiguration(overrides: ["MaxTimeoutms": "500"])
    }

    func update(
      _ change: @escaping @Sendable (inout ComputerConfiguration) throws -> Void
    ) async throws -> ComputerConfiguration {
      try await Task.sleep(for: .seconds(60))
      return try await configuration()
    }
  }

  @Test(arguments: [nil, 20, 60_000] as [Int64?])
  func operationsHaveATimeLimit(wish: Int64?) async throws {
    let service = WinRMService(
      identity: ServiceIdentity(computerName: "X"), configuration: SlowStore())
    var header = TestComputer.header("/client")
    header.operationTimeout = wish.map { XSDDuration(milliseconds: $0) }
    let request = RequestEnvelope(header: header, body: .put(try client("")))
    let start = ContinuousClock.now
    let answer = await service.handle(request, caller: TestComputer.administrator)
    #expect(answer.fault?.code == .operationTimedOut)
    #expect(ContinuousClock.now - start < .seconds(30))
  }
}
