import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

/// Listeners, certificate mappings and plugins: made, changed and removed by messages.
@Suite struct InstanceTests {
  private let computer = TestComputer()
  private let http: SelectorSet = ["Address": "IP:192.0.2.11", "Transport": "http"]

  private func listener(_ inner: String, namespace: String = "/listener.xsd") throws -> XMLFragment
  {
    try XMLFragment(
      parsing: "<p:Listener xmlns:p=\"\(TestComputer.base)\(namespace)\">\(inner)</p:Listener>")
  }

  private func code(
    _ body: RequestBody, _ path: String, _ selectors: SelectorSet,
    as caller: Caller = TestComputer.administrator
  ) async -> UInt32? {
    await computer.send(body, to: path, selectors: selectors, as: caller).fault?.code.rawValue
  }

  @Test func aListenerIsMadeChangedAndRemoved() async throws {
    let made = await computer.send(.create(nil), to: "/listener", selectors: http)
    guard case .create(let response) = made else {
      Issue.record("\(made)")
      return
    }
    #expect(response.reference.selectors["Transport"] == "HTTP")
    #expect(
      await computer.get("/listener", selectors: http)?.child(localName: "Port")?.text == "5985")
    let body = try listener("<p:Port>6000</p:Port><p:enabled>False</p:enabled>")
    guard
      case .put(let changed?) = await computer.send(.put(body), to: "/listener", selectors: http)
    else {
      Issue.record("Put was refused")
      return
    }
    #expect(changed.child(localName: "Port")?.text == "6000")
    #expect(changed.child(localName: "Enabled")?.text == "false")
    #expect(changed.children.filter { $0.localName == "ListeningOn" }.map(\.text) == ["192.0.2.11"])
    #expect(await code(.delete, "/listener", http) == nil)
    #expect(await code(.get, "/listener", http) == 2_150_858_752)
    #expect(await code(.delete, "/listener", http) == 2_150_858_752)
  }

  @Test func theWholeDocumentMayComeBack() async throws {
    let standard: SelectorSet = ["Address": "*", "Transport": "HTTP"]
    let document = try #require(await computer.get("/listener", selectors: standard))
    #expect(await code(.put(document), "/listener", standard) == nil)
  }

  private static let badListeners: [(String, UInt32)] = [
    ("<p:Port>0</p:Port>", 2_150_858_972), ("<p:Port>65536</p:Port>", 2_150_858_972),
    ("<p:Port>x</p:Port>", 2_150_858_838), ("<p:Port/>", 2_150_858_838),
    ("<p:Enabled>maybe</p:Enabled>", 2_150_858_838),
    ("<p:URLPrefix>/x</p:URLPrefix>", 2_150_858_838),
    ("<p:CertificateThumbprint>12</p:CertificateThumbprint>", 2_150_858_882),
    (
      "<p:CertificateThumbprint>0123456789abcdef0123456789abcdef01234567</p:CertificateThumbprint>",
      2_150_858_987
    ),
    ("<p:Address>IP:1.2.3.4</p:Address>", 2_150_858_989), ("<p:Color>red</p:Color>", 2_150_858_817),
    ("<p:Port>1</p:Port><p:Port>2</p:Port>", 2_150_858_817),
    ("<p:Port><p:x/></p:Port>", 2_150_858_817),
    ("<p:ListeningOn>1.2.3.4</p:ListeningOn>", 2_150_859_071),
  ]

  @Test(arguments: badListeners)
  func badValuesOfListeners(inner: String, code expected: UInt32) async throws {
    let standard: SelectorSet = ["Address": "*", "Transport": "HTTP"]
    let before = try await computer.store.configuration()
    #expect(await code(.put(try listener(inner)), "/listener", standard) == expected)
    #expect(try await computer.store.configuration() == before)
  }

  @Test(arguments: [
    ("*", "http", 2_150_858_803), ("*", "https", 2_150_858_882), ("*", "ftp", 2_150_858_838),
    ("IP:9.9.9.9", "http", 2_150_858_889), ("IP:x", "http", 2_150_858_889),
    ("MAC:00-11-22-33-44-55", "http", 2_150_858_875), ("MAC:00", "http", 2_150_858_889),
    ("", "http", 2_150_858_889),
  ])
  func badSelectorsOfListeners(address: String, transport: String, code expected: UInt32) async {
    let selectors: SelectorSet = ["Address": address, "Transport": transport]
    #expect(await code(.create(nil), "/listener", selectors) == expected)
  }

  @Test func otherNamespacesAndRootsAreRefused() async throws {
    let foreign = try listener("", namespace: "/other")
    #expect(await code(.create(foreign), "/listener", http) == 2_150_858_840)
    let root = try XMLFragment(parsing: "<x xmlns=\"\(TestComputer.base)/listener\"/>")
    #expect(await code(.create(root), "/listener", http) == 2_150_858_773)
    #expect(await code(.create(nil), "/listener", ["Address": "*"]) == 2_150_858_842)
  }

  // MARK: Plugins

  private func plugin(
    _ attributes: String = "", _ resources: String = Self.resource, name: String = "Test"
  ) throws -> XMLFragment {
    try XMLFragment(
      parsing: """
        <PlugInConfiguration xmlns="\(Namespaces.pluginConfiguration)" Name="\(name)"
          Filename="%windir%\\system32\\pwrshplugin.dll" SDKVersion="2" XmlRenderingType="text"
          \(attributes)><Resources>\(resources)</Resources></PlugInConfiguration>
        """)
  }

  private static let resource =
    "<Resource ResourceUri=\"http://foo\"><Capability Type=\"shell\"></Capability></Resource>"

  @Test func aPluginIsMadeAndRemoved() async throws {
    let selectors: SelectorSet = ["Name": "Test"]
    #expect(await code(.create(try plugin()), "/plugin", selectors) == nil)
    let document = try #require(await computer.get("/plugin", selectors: ["name": "TEST"]))
    #expect(document.attribute(localName: "Enabled") == "true")
    let resource = document.child(localName: "Resources")?.child(localName: "Resource")
    #expect(resource?.attribute(localName: "ResourceUri") == "http://foo/")
    let security = resource?.child(localName: "Security")
    #expect(security?.attribute(localName: "Sddl")?.hasPrefix("O:NSG:BAD:P(A;;GA;;;BA)") == true)
    #expect(await code(.create(try plugin()), "/plugin", selectors) == 2_150_858_803)
    let other = try plugin(name: "Other")
    #expect(await code(.create(other), "/plugin", ["Name": "Other"]) == 2_150_858_803)
    #expect(await code(.delete, "/plugin", selectors) == nil)
    #expect(await code(.get, "/plugin", selectors) == 2_150_858_752)
  }

  @Test(arguments: [
    ("Color=\"red\"", 2_150_858_817), ("ProcessIdleTimeoutSec=\"-1\"", 2_150_858_817),
    ("Architecture=\"16\"", 2_150_858_817), ("Enabled=\"perhaps\"", 2_150_858_817),
    ("RunAsUser=\"u\" RunAsPassword=\"wrong\"", 2_150_859_203),
  ])
  func badAttributesOfPlugins(attributes: String, code expected: UInt32) async throws {
    #expect(await code(.create(try plugin(attributes)), "/plugin", ["Name": "Test"]) == expected)
  }

  private static let badResources: [(String, UInt32)] = [
    ("", 2_150_858_839), ("<Resource/>", 2_150_858_839),
    ("<Resource ResourceUri=\"http://a/\"/>", 2_150_858_839),
    ("<Resource ResourceUri=\"http://a/\"><Capability Type=\"Fly\"/></Resource>", 2_150_858_817),
    (
      "<Resource ResourceUri=\"http://a/\"><Capability Type=\"Shell\"/><Capability Type=\"Get\"/>"
        + "</Resource>", 2_150_858_838
    ),
    (
      "<Resource ResourceUri=\"http://a/\"><Security Uri=\"http://a/\" Sddl=\"D:P(A;;GA;;;BA)\"/>"
        + "<Capability Type=\"Get\"/></Resource>", 2_150_859_100
    ),
    (
      "<Resource ResourceUri=\"http://a/\"><Security Uri=\"http://b/\" "
        + "Sddl=\"O:NSG:BAD:P(A;;GA;;;BA)\"/><Capability Type=\"Get\"/></Resource>", 2_150_859_183
    ),
  ]

  @Test(arguments: badResources)
  func badResourcesOfPlugins(resources: String, code expected: UInt32) async throws {
    #expect(await code(.create(try plugin("", resources)), "/plugin", ["Name": "Test"]) == expected)
  }

  @Test func aChangeOfAPluginKeepsTheRest() async throws {
    let selectors: SelectorSet = ["Name": "microsoft.powershell"]
    func quotas(_ inner: String) throws -> XMLFragment {
      try XMLFragment(
        parsing: "<PlugInConfiguration xmlns=\"\(Namespaces.pluginConfiguration)\">"
          + "<Quotas \(inner)/></PlugInConfiguration>")
    }
    #expect(await code(.put(try quotas("MaxShells=\"30\"")), "/plugin", selectors) == nil)
    let document = try #require(await computer.get("/plugin", selectors: selectors))
    let changed = document.child(localName: "Quotas")
    #expect(changed?.attribute(localName: "MaxShells") == "30")
    #expect(changed?.attribute(localName: "IdleTimeoutms") == "7200000")
    #expect(document.child(localName: "InitializationParameters") != nil)
    for (bad, expected) in [
      ("IdleTimeoutms=\"59999\"", 2_150_858_817), ("MaxShells=\"0\"", 2_150_858_817),
      ("IdleTimeoutms=\"\"", 2_150_858_817), ("Colors=\"1\"", 2_150_858_817),
    ] as [(String, UInt32)] {
      #expect(await code(.put(try quotas(bad)), "/plugin", selectors) == expected)
    }
  }

  // MARK: The service

  @Test func aStoppedServiceAnswersOnlyWhatStartsIt() async throws {
    try await computer.service.stop()
    #expect(await code(.get, "/client", SelectorSet()) == 2_150_858_770)
    let local = Caller(
      userName: #"SERVER01\me"#, groups: [WellKnownSIDs.administrators], connection: .local)
    let action = TestComputer.base + "/service/EnableService"
    let remote = RequestBody.invoke(action: action, input: nil)
    #expect(await code(remote, "/service", SelectorSet()) == 2_150_858_770)
    #expect(await code(remote, "/service", SelectorSet(), as: local) == nil)
    #expect(await code(.get, "/client", SelectorSet()) == nil)
  }

  @Test func quickConfigurationFindsAndDoesWhatIsMissing() async throws {
    try await computer.store.update {
      $0.listeners = []
      $0.remoteManagement.allowsHTTP = false
    }
    func invoke(_ name: String, _ input: String) async throws -> XMLFragment {
      let body = RequestBody.invoke(
        action: "\(TestComputer.base)/service/\(name)", input: try XMLFragment(parsing: input))
      guard case .invoke(_, let output?) = await computer.send(body, to: "/service") else {
        throw WSManFault(.internalError)
      }
      return output
    }
    let analysis = try await invoke(
      "Analyze",
      "<Analyze_INPUT xmlns='\(TestComputer.base)/service'><Transport>http</Transport></Analyze_INPUT>"
    )
    #expect(analysis.child(localName: "RemotingEnabled")?.text == "false")
    let input = try #require(analysis.child(localName: "EnableRemoting_INPUT"))
    let report = try await invoke("EnableRemoting", input.description)
    #expect(report.child(localName: "Status")?.text == "succeeded")
    #expect(report.child(localName: "Results")?.text.contains("Created a WinRM listener") == true)
    #expect(try await computer.store.configuration().listeners == [.standard])
    let again = try await invoke("Analyze", "<analyze_input/>")
    #expect(again.child(localName: "RemotingEnabled")?.text == "true")
  }

  @Test func restoreBringsTheDefaultsBack() async throws {
    try await computer.store.update { $0.listeners = [] }
    let action = TestComputer.base + "/Restore"
    #expect(await code(.invoke(action: action, input: nil), "", SelectorSet()) == nil)
    #expect(try await computer.store.configuration() == ComputerConfiguration())
  }

  @Test func theBodyOfAnotherMethodIsNotCarriedOut() async throws {
    try await computer.store.update { $0.listeners = [] }
    for input in ["<a/>", "<Analyze_INPUT/>", "<Restore/>"] {
      let body = RequestBody.invoke(
        action: TestComputer.base + "/Restore", input: try XMLFragment(parsing: input))
      #expect(await code(body, "", SelectorSet()) == 2_150_858_791)
    }
    #expect(try await computer.store.configuration().listeners.isEmpty)
  }

  // MARK: Certificate mappings

  @Test func mappingsAreCheckedBeforeTheyAreMade() async throws {
    let issuer = String(repeating: "a", count: 40)
    func mapping(_ inner: String) throws -> XMLFragment {
      try XMLFragment(
        parsing: "<p:certmapping xmlns:p='\(TestComputer.base)/service/certmapping.xsd'>\(inner)"
          + "</p:certmapping>")
    }
    func made(_ uri: String, _ subject: String) async throws -> UInt32? {
      await code(
        .create(try mapping("<p:UserName>u</p:UserName><p:Password>p</p:Password>")),
        "/service/certmapping", ["Uri": uri, "Subject": subject, "Issuer": issuer])
    }
    #expect(try await made("a*b", "*") == 2_150_859_104)
    #expect(try await made("*", "a*") == 2_150_859_105)
    #expect(try await made("*", "*") == 2_150_859_106)
    let local = Caller(
      userName: #"SERVER01\me"#, groups: [WellKnownSIDs.administrators], connection: .local)
    let selectors: SelectorSet = ["Uri": "*", "Subject": "*", "Issuer": issuer]
    #expect(
      await code(.create(try mapping("")), "/service/certmapping", selectors, as: local)
        == 2_150_859_090)
    var named = local
    named.isLoopback = true
    #expect(
      await code(.create(try mapping("")), "/service/certmapping", selectors, as: named)
        == 2_150_859_106)
  }
}
