import CIMModel
import Foundation
import Testing
import WSManProtocol
import XMLStream

@testable import Lab
@testable import WSManService

/// CIM classes of a lab computer through its service, with the instances in SQLite.
@Suite struct CIMServiceTests {
  private static let administrator = Caller(
    userName: #"CONTOSO\administrator"#, groups: [WellKnownSIDs.administrators], connection: .http)
  private static let wmi = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/"
  private let computer: LabComputer

  init() throws {
    let network = try LabNetwork([LabFile.named("contoso")], keepingChangesIn: nil)
    computer = try #require(network.computer(named: "server01"))
  }

  private func send(
    _ body: RequestBody, to resource: String, _ selectors: SelectorSet = SelectorSet(),
    fragment: String? = nil
  ) async -> ResponseBody {
    var header = RequestHeader(
      to: "http://server01:5985/wsman", resource: ResourceURI(resource), selectors: selectors,
      messageID: .random())
    header.maxEnvelopeSize = 512_000
    header.operationTimeout = XSDDuration(milliseconds: 60_000)
    header.fragmentTransfer = fragment.map { FragmentTransfer(path: $0, dialect: Dialects.xpath) }
    return await computer.service.handle(
      RequestEnvelope(header: header, body: body), caller: Self.administrator
    ).body
  }

  private func document(
    _ className: String, _ selectors: SelectorSet = SelectorSet(), fragment: String? = nil
  ) async throws -> XMLFragment {
    let answer = await send(.get, to: Self.wmi + className, selectors, fragment: fragment)
    guard case .get(let document) = answer else { throw AnswerError(answer: answer) }
    return document
  }

  private func fault(
    _ body: RequestBody, _ className: String, _ selectors: SelectorSet = SelectorSet(),
    fragment: String? = nil
  ) async -> UInt32? {
    guard
      case .fault(let fault) = await send(
        body, to: Self.wmi + className, selectors, fragment: fragment)
    else { return nil }
    return fault.code.rawValue
  }

  private func enumerate(
    _ resource: String, _ query: EnumerateRequest, elements: Int = 7
  ) async throws -> [EnumerationItem] {
    var query = query
    query.optimize = true
    query.maxElements = elements
    var items: [EnumerationItem] = []
    var answer = await send(.enumerate(query), to: resource)
    while true {
      let batch: EnumerationBatch
      switch answer {
      case .enumerate(let found), .pull(let found): batch = found
      default: throw AnswerError(answer: answer)
      }
      items += batch.items
      guard let context = batch.context else { return items }
      answer = await send(.pull(PullRequest(context: context, maxElements: elements)), to: resource)
    }
  }

  private struct AnswerError: Error {
    let answer: ResponseBody
  }

  private func names(_ query: String) async throws -> [String] {
    let items = try await enumerate(
      Self.wmi + "*", EnumerateRequest(filter: .wql(query)))
    return items.compactMap { $0.object?.child(localName: "Name")?.text }
  }

  @Test func anInstanceIsRead() async throws {
    let service = try await document("win32_service", ["name": "spooler"])
    #expect(service.localName == "Win32_Service")
    #expect(service.namespace == Self.wmi + "Win32_Service")
    #expect(service.child(localName: "DisplayName")?.text == "Print Spooler")
    #expect(service.child(localName: "Started")?.text == "true")
    #expect(service.child(localName: "SystemName")?.text == "SERVER01")
    #expect(
      service.child(localName: "InstallDate")?.attribute(localName: "nil") == "true")
    let order = service.children.map(\.localName)
    #expect(order == order.sorted { $0.lowercased() < $1.lowercased() })
  }

  /// Selectors with a reference that holds a reference, and so on.
  private static func nested(_ levels: Int, _ name: String) -> SelectorSet {
    (0..<levels).reduce(["Name": name]) { inner, _ in
      let reference = EndpointReference(
        resource: ResourceURI(wmi + "Win32_Service"), selectors: inner)
      return SelectorSet([Selector(name: "Name", value: .reference(reference))])
    }
  }

  @Test func referencesInsideReferencesStaySmall() async throws {
    #expect(await fault(.get, "Win32_Service", Self.nested(8, "x")) == 2_150_858_752)
    #expect(await fault(.get, "Win32_Service", Self.nested(9, "x")) == 2_150_858_879)
    #expect(await fault(.delete, "Win32_Environment", Self.nested(9, "x")) == 2_150_858_879)
    // Each level doubles what stands before a quotation mark.
    let marks = String(repeating: "\"", count: 20_000)
    #expect(await fault(.get, "Win32_Service", Self.nested(8, marks)) == 2_150_858_845)
    #expect(await fault(.get, "Win32_Service", Self.nested(1, marks)) == 2_150_858_752)
  }

  @Test func aFaultDoesNotRepeatALongSelector() async throws {
    let long = String(repeating: "x", count: 50_000)
    let answer = await send(.get, to: Self.wmi + "Win32_Service", ["Name": long])
    guard case .fault(let fault) = answer else { throw AnswerError(answer: answer) }
    let message = try #require(fault.provider).message
    #expect(message.hasPrefix("There is no instance Win32_Service.Name=\"xxx"))
    #expect(message.utf8.count < 512)
  }

  @Test func whatDoesNotExistHasItsFault() async throws {
    #expect(await fault(.get, "Win32_Service", ["Name": "nothing"]) == 2_150_858_752)
    #expect(await fault(.get, "Win32_Nothing", ["Name": "x"]) == 2_150_858_752)
    #expect(await fault(.get, "Win32_Service") == 2_150_859_002)
    #expect(await fault(.get, "Win32_Service", ["Color": "red"]) == 2_150_858_813)
    #expect(await fault(.get, "*", ["Name": "x"]) == 2_150_858_771)
    let answer = await send(.get, to: Self.wmi + "Win32_Service", ["Name": "nothing"])
    guard case .fault(let fault) = answer else { throw AnswerError(answer: answer) }
    #expect(fault.machine == "server01" && fault.message.isEmpty)
    let provider = try #require(fault.provider)
    #expect(provider.provider == "WMI Provider")
    #expect(provider.path == #"%systemroot%\system32\WsmWmiPl.dll"#)
    #expect(provider.code == .resourceNotFound && provider.machine == "SERVER01")
    #expect(provider.message.contains("nothing"))
  }

  @Test func partsAreReadAndWritten() async throws {
    let text = try await document(
      "Win32_Service", ["Name": "Spooler"], fragment: "Caption/text()")
    #expect(text.text == "Print Spooler")
    let element = try await document("Win32_Service", ["Name": "Spooler"], fragment: "Caption")
    #expect(element.child(localName: "Caption")?.namespace == "")
    for path in ["/Caption", "caption", "Caption[0]", "@x", "Caption/../Name"] {
      #expect(
        await fault(.get, "Win32_Service", ["Name": "Spooler"], fragment: path) == 2_150_858_899)
    }
    let body = try XMLFragment(
      parsing: "<w:XmlFragment xmlns:w=\"\(Namespaces.wsman)\">Data</w:XmlFragment>")
    let answer = await send(
      .put(body), to: Self.wmi + "Win32_LogicalDisk", ["DeviceID": "C:"],
      fragment: "VolumeName/text()")
    guard case .put(let part?) = answer else { throw AnswerError(answer: answer) }
    #expect(part.text == "Data")
  }

  @Test func putChangesWhatMayBeChanged() async throws {
    func change(_ inner: String) throws -> RequestBody {
      .put(
        try XMLFragment(
          parsing: "<p:Win32_LogicalDisk xmlns:p=\"\(Self.wmi)Win32_LogicalDisk\">\(inner)"
            + "</p:Win32_LogicalDisk>"))
    }
    let disk: SelectorSet = ["DeviceID": "C:"]
    #expect(
      await fault(try change("<p:VolumeName>Data</p:VolumeName>"), "Win32_LogicalDisk", disk) == nil
    )
    let changed = try await document("Win32_LogicalDisk", disk)
    #expect(changed.child(localName: "VolumeName")?.text == "Data")
    #expect(changed.child(localName: "Size")?.text == "136227844096")
    for (inner, code) in [
      ("<p:Size>1</p:Size>", 2_150_859_010), ("<p:Size>big</p:Size>", 2_150_858_838),
      ("<p:Color>red</p:Color>", 2_150_858_838), ("<p:DeviceID>D:</p:DeviceID>", 2_150_858_838),
    ] as [(String, UInt32)] {
      #expect(await fault(try change(inner), "Win32_LogicalDisk", disk) == code)
    }
    #expect(await fault(.put(changed), "Win32_LogicalDisk", disk) == nil)
    let other = try XMLFragment(parsing: "<p:Other xmlns:p=\"urn:x\"/>")
    #expect(await fault(.put(other), "Win32_LogicalDisk", disk) == 2_150_858_840)
    #expect(await fault(.create(other), "Win32_Environment") == 2_150_858_840)
  }

  @Test func instancesAreMadeAndRemoved() async throws {
    let body = try XMLFragment(
      parsing: "<p:Win32_Environment xmlns:p=\"\(Self.wmi)Win32_Environment\"><p:Name>LAB</p:Name>"
        + "<p:UserName>&lt;SYSTEM&gt;</p:UserName><p:VariableValue>1</p:VariableValue>"
        + "</p:Win32_Environment>")
    let answer = await send(.create(body), to: Self.wmi + "Win32_Environment")
    guard case .create(let created) = answer else { throw AnswerError(answer: answer) }
    let selectors = created.reference.selectors
    #expect(selectors["Name"] == "LAB")
    #expect(await fault(.create(body), "Win32_Environment") == 2_150_858_803)
    #expect(await fault(.delete, "Win32_Environment", selectors) == nil)
    #expect(await fault(.delete, "Win32_Environment", selectors) == 2_150_858_752)
  }

  @Test func queriesSelectAndProject() async throws {
    #expect(
      try await names("select * from Win32_Service where Name like 'win%' and State = 'running'")
        == ["Winmgmt", "WinRM"])
    let all = try await names("select Name from Win32_BaseService")
    #expect(all.count == ServiceSeed.all.count)
    #expect(try await names("select Name from Win32_Service").count == 33)
    let items = try await enumerate(
      Self.wmi + "*",
      EnumerateRequest(filter: .wql("select State, Name from Win32_Service where Name = 'WinRM'")))
    let item = try #require(items.first?.object)
    #expect(item.localName == "XmlFragment")
    #expect(item.children.map(\.localName) == ["Name", "State"])
    for query in [
      "select", "select * from Win32_Nothing", "select Color from Win32_Service",
      "select * from Win32_Service where ProcessId = 'many'",
    ] {
      #expect(
        await fault(.enumerate(EnumerateRequest(filter: .wql(query))), "*") == 2_150_858_778,
        "\(query)")
    }
    #expect(
      await fault(
        .enumerate(EnumerateRequest(filter: .wql("select * from Win32_Service"))), "Win32_Service")
        == 2_150_859_003)
  }

  @Test func selectorsFilterToo() async throws {
    let items = try await enumerate(
      Self.wmi + "Win32_Service",
      EnumerateRequest(filter: .selectors(["State": "stopped", "StartMode": "Auto"])))
    #expect(items.compactMap { $0.object?.child(localName: "Name")?.text } == ["RemoteRegistry"])
  }

  @Test func associationsAreFollowed() async throws {
    func found(_ query: String) async throws -> Set<String> {
      Set(try await names(query))
    }
    #expect(
      try await found(
        "ASSOCIATORS OF {Win32_Service.Name='WinRM'} WHERE AssocClass=Win32_DependentService Role=Dependent"
      )
        == ["RpcSs", "HTTP"])
    let object = EndpointReference(
      resource: ResourceURI(Self.wmi + "Win32_Service"), selectors: ["Name": "WinRM"])
    let filter = Filter(
      dialect: Dialects.association,
      content: .element(
        try XMLFragment(
          parsing: "<b:AssociationInstances xmlns:b=\"\(Namespaces.cimBinding)\"><b:Object>"
            + object.element.description + "</b:Object><b:ResultClassName>Win32_DependentService"
            + "</b:ResultClassName></b:AssociationInstances>")))
    let items = try await enumerate(Self.wmi + "*", EnumerateRequest(filter: filter))
    #expect(items.count == 2)
    #expect(items.allSatisfy { $0.object?.localName == "Win32_DependentService" })
    let reference = items.first?.object?.child(localName: "Dependent")
    #expect(reference?.child(localName: "ReferenceParameters") != nil)
  }

  @Test(
    "an object that lacks its key is no object that does not exist",
    arguments: [
      ("Win32_Service", 2_150_859_002), ("Win32_Service.Name='Nobody'", 2_150_858_752),
      ("Win32_Service='Nobody'", 2_150_858_752), ("Win32_Nothing", 2_150_858_752),
    ] as [(String, UInt32)])
  func associationsNeedAnObject(_ object: String, _ code: UInt32) async throws {
    let query = Filter.wql("ASSOCIATORS OF {\(object)}")
    #expect(await fault(.enumerate(EnumerateRequest(filter: query)), "*") == code)
  }

  @Test func referencesNameTheirInstances() async throws {
    let items = try await enumerate(
      Self.wmi + "CIM_LogicalDevice", EnumerateRequest(mode: .reference), elements: 2)
    #expect(items.count == 6)
    for item in items {
      let reference = try #require(item.reference)
      let resource = try #require(reference.resource)
      let answer = await send(.get, to: resource.text, reference.selectors)
      guard case .get = answer else { throw AnswerError(answer: answer) }
    }
  }

  private func invoke(
    _ method: String, on className: String, _ selectors: SelectorSet = SelectorSet(),
    _ inner: String = ""
  ) async throws -> XMLFragment {
    let uri = Self.wmi + className
    let input = try XMLFragment(
      parsing: "<p:\(method)_INPUT xmlns:p=\"\(uri)\">\(inner)</p:\(method)_INPUT>")
    let answer = await send(.invoke(action: "\(uri)/\(method)", input: input), to: uri, selectors)
    guard case .invoke(_, let output?) = answer else { throw AnswerError(answer: answer) }
    return output
  }

  private func code(_ output: XMLFragment) -> String? {
    output.child(localName: "ReturnValue")?.text
  }

  @Test func theBodyOfAnotherMethodIsNotCarriedOut() async throws {
    let spooler: SelectorSet = ["Name": "Spooler"]
    let uri = Self.wmi + "Win32_Service"
    for input in ["<x/>", "<StartService_INPUT/>", "<StopService/>"] {
      let body = RequestBody.invoke(
        action: uri + "/StopService", input: try XMLFragment(parsing: input))
      #expect(await fault(body, "Win32_Service", spooler) == 2_150_858_791)
    }
    let service = try await document("Win32_Service", spooler)
    #expect(service.child(localName: "State")?.text == "Running")
  }

  @Test func servicesStartAndStop() async throws {
    let spooler: SelectorSet = ["Name": "Spooler"]
    #expect(code(try await invoke("StartService", on: "Win32_Service", spooler)) == "10")
    #expect(code(try await invoke("StopService", on: "Win32_Service", spooler)) == "0")
    let stopped = try await document("Win32_Service", spooler)
    #expect(stopped.child(localName: "State")?.text == "Stopped")
    #expect(stopped.child(localName: "ProcessId")?.text == "0")
    let services = try await computer.services.services()
    #expect(services.first { $0.name == "Spooler" }?.isRunning == false)
    #expect(code(try await invoke("StopService", on: "Win32_Service", spooler)) == "5")
    #expect(code(try await invoke("StartService", on: "Win32_Service", spooler)) == "0")
    #expect(
      code(try await invoke("StopService", on: "Win32_Service", ["Name": "RpcSs"])) == "3")
    #expect(
      code(
        try await invoke(
          "ChangeStartMode", on: "Win32_Service", spooler, "<p:StartMode>Disabled</p:StartMode>"))
        == "0")
    #expect(
      await fault(.invoke(action: Self.wmi + "Win32_Service/Fly", input: nil), "Win32_Service")
        == 2_150_858_771)
  }

  @Test(arguments: [
    ("", "0"), ("<p:ServiceType>32</p:ServiceType>", "0"),
    ("<p:ServiceType>3</p:ServiceType>", "21"), ("<p:ServiceType>1</p:ServiceType>", "1"),
    ("<p:ErrorControl>4</p:ErrorControl>", "21"), ("<p:StartMode>Boot</p:StartMode>", "21"),
    ("<p:DisplayName>print spooler</p:DisplayName>", "19"),
    ("<p:DisplayName>winrm</p:DisplayName>", "19"),
    ("<p:StartName>.\\guest</p:StartName>", "0"), ("<p:StartName>.\\nobody</p:StartName>", "22"),
    ("<p:StartName>NT AUTHORITY\\LocalService</p:StartName>", "0"),
    ("<p:StartName>NT AUTHORITY\\nobody</p:StartName>", "22"),
    ("<p:StartName>CONTOSO\\alice</p:StartName>", "0"),
    ("<p:StartName>CONTOSO\\nobody</p:StartName>", "22"),
    ("<p:StartName>FABRIKAM\\alice</p:StartName>", "22"),
    ("<p:StartName>alice@contoso.com</p:StartName>", "0"),
    ("<p:StartName>nobody@contoso.com</p:StartName>", "22"),
    ("<p:DesktopInteract>true</p:DesktopInteract><p:StartName>.\\guest</p:StartName>", "21"),
    ("<p:ServiceDependencies>Mine</p:ServiceDependencies>", "18"),
  ])
  func servicesAreMadeAndChangedByTheSameRules(input: String, expected: String) async throws {
    let path = "<p:PathName>C:\\mine.exe</p:PathName>"
    let made = try await invoke(
      "Create", on: "Win32_Service", SelectorSet(), "<p:Name>Mine</p:Name>\(path)\(input)")
    #expect(code(made) == expected)
    if expected != "0" {
      let plain = "<p:Name>Mine</p:Name>\(path)"
      #expect(
        code(try await invoke("Create", on: "Win32_Service", SelectorSet(), plain)) == "0")
    }
    let mine: SelectorSet = ["Name": "Mine"]
    #expect(code(try await invoke("Change", on: "Win32_Service", mine, input)) == expected)
    let again = "<p:Name>MINE</p:Name>\(path)\(input)"
    #expect(code(try await invoke("Create", on: "Win32_Service", SelectorSet(), again)) == "23")
  }

  @Test func dependenciesGoWithTheirService() async throws {
    let path = "<p:PathName>C:\\mine.exe</p:PathName>"
    func needed() async throws -> [String] {
      let query =
        "ASSOCIATORS OF {Win32_Service.Name='Mine'} WHERE AssocClass=Win32_DependentService"
      return try await names(query)
    }
    func invoke(_ method: String, _ inner: String = "") async throws -> String? {
      let selectors: SelectorSet = method == "Create" ? [:] : ["Name": "Mine"]
      return code(try await self.invoke(method, on: "Win32_Service", selectors, inner))
    }
    let onRpc = "<p:ServiceDependencies>RpcSs</p:ServiceDependencies>"
    #expect(try await invoke("Create", "<p:Name>Mine</p:Name>\(path)\(onRpc)") == "0")
    #expect(try await needed() == ["RpcSs"])
    #expect(
      try await invoke("Change", "<p:ServiceDependencies>EventLog</p:ServiceDependencies>") == "0")
    #expect(try await needed() == ["EventLog"])
    let circle = try await self.invoke(
      "Change", on: "Win32_Service", ["Name": "EventLog"],
      "<p:ServiceDependencies>mine</p:ServiceDependencies>")
    #expect(code(circle) == "18")
    #expect(try await invoke("StartService") == "0")
    #expect(try await invoke("Delete") == "0")
    #expect(try await invoke("ChangeStartMode", "<p:StartMode>Manual</p:StartMode>") == "16")
    #expect(try await invoke("StopService") == "0")
    #expect(try await invoke("Create", "<p:Name>Mine</p:Name>\(path)") == "0")
    #expect(try await needed().isEmpty)
  }

  @Test func stoppingTheServiceItselfStopsTheService() async throws {
    #expect(
      code(try await invoke("StopService", on: "Win32_Service", ["Name": "WinRM"])) == "0")
    #expect(await fault(.get, "Win32_Service", ["Name": "Spooler"]) == 2_150_858_770)
    try await computer.services.start("WinRM")
    let service = try await document("Win32_Service", ["Name": "WinRM"])
    #expect(service.child(localName: "State")?.text == "Running")
  }

  @Test func processesComeAndGo() async throws {
    let made = try await invoke(
      "Create", on: "Win32_Process", SelectorSet(),
      "<p:CommandLine>notepad.exe</p:CommandLine><p:CurrentDirectory>C:\\</p:CurrentDirectory>")
    #expect(code(made) == "0")
    let number = try #require(made.child(localName: "ProcessId")?.text)
    let process = try await document("Win32_Process", ["Handle": number])
    #expect(process.child(localName: "Name")?.text == "notepad.exe")
    let owner = try await invoke("GetOwner", on: "Win32_Process", ["Handle": number])
    #expect(owner.child(localName: "Domain")?.text == "CONTOSO")
    #expect(code(try await invoke("Terminate", on: "Win32_Process", ["Handle": number])) == "0")
    #expect(await fault(.get, "Win32_Process", ["Handle": number]) == 2_150_858_752)
    let unknown = try await invoke(
      "Create", on: "Win32_Process", SelectorSet(), "<p:CommandLine>/bin/sh</p:CommandLine>")
    #expect(code(unknown) == "9")
  }

  @Test func processesOfWindowsStay() async throws {
    let system: SelectorSet = ["Handle": "4"]
    #expect(code(try await invoke("Terminate", on: "Win32_Process", system)) == "2")
    #expect(await fault(.delete, "Win32_Process", system) == 5)
    _ = try await document("Win32_Process", system)
    let explorer: SelectorSet = ["Handle": "4416"]
    #expect(await fault(.delete, "Win32_Process", explorer) == nil)
    #expect(await fault(.get, "Win32_Process", explorer) == 2_150_858_752)
  }

  private var operatingSystem: SelectorSet {
    get async throws {
      let found = try await enumerate(
        Self.wmi + "Win32_OperatingSystem", EnumerateRequest())
      let name = try #require(found.first?.object?.child(localName: "Name")?.text)
      return ["Name": name]
    }
  }

  @Test func aRestartStartsTheServicesAgain() async throws {
    let system = try await operatingSystem
    let before = try await document("Win32_OperatingSystem", system)
    let spooler: SelectorSet = ["Name": "Spooler"]
    #expect(code(try await invoke("StopService", on: "Win32_Service", spooler)) == "0")
    #expect(
      code(try await invoke("StartService", on: "Win32_Service", ["Name": "wuauserv"])) == "0")
    let made = try await invoke(
      "Create", on: "Win32_Process", SelectorSet(), "<p:CommandLine>notepad.exe</p:CommandLine>")
    let number = try #require(made.child(localName: "ProcessId")?.text)
    #expect(code(try await invoke("Reboot", on: "Win32_OperatingSystem", system)) == "0")
    let after = try await document("Win32_OperatingSystem", system)
    #expect(
      before.child(localName: "LastBootUpTime")?.innerText
        != after.child(localName: "LastBootUpTime")?.innerText)
    func state(_ name: String) async throws -> String? {
      try await document("Win32_Service", ["Name": name]).child(localName: "State")?.text
    }
    #expect(try await state("Spooler") == "Running")
    #expect(try await state("wuauserv") == "Stopped")
    #expect(try await state("TermService") == "Running")
    #expect(try await state("RemoteRegistry") == "Stopped")
    #expect(try await state("WinRM") == "Running")
    #expect(await fault(.get, "Win32_Process", ["Handle": number]) == 2_150_858_752)
  }

  @Test func aComputerThatIsSwitchedOffRefusesConnections() async throws {
    let system = try await operatingSystem
    func bootTime() async throws -> String? {
      try await document("Win32_OperatingSystem", system).child(localName: "LastBootUpTime")?
        .innerText
    }
    let first = try await bootTime()
    _ = try await invoke("StopService", on: "Win32_Service", ["Name": "Spooler"])
    #expect(
      code(
        try await invoke(
          "Win32Shutdown", on: "Win32_OperatingSystem", system, "<p:Flags>64</p:Flags>")) == "87")
    #expect(
      code(
        try await invoke(
          "Win32Shutdown", on: "Win32_OperatingSystem", system, "<p:Flags>5</p:Flags>")) == "0")
    #expect(await fault(.get, "Win32_OperatingSystem", system) == 2_150_858_770)
    try await computer.services.start("WinRM")
    let started = try await bootTime()
    #expect(started != first)
    #expect(
      try await document("Win32_Service", ["Name": "Spooler"]).child(localName: "State")?.text
        == "Running")
    // To start the service alone is no start of the computer.
    try await computer.services.stop("WinRM")
    try await computer.services.start("WinRM")
    #expect(try await bootTime() == started)
  }

  @Test func theClockCanBeSet() async throws {
    let system = try await operatingSystem
    let wanted =
      "<p:LocalDateTime><c:Datetime xmlns:c=\"http://schemas.dmtf.org/wbem/wscim/1/common\">"
      + "2031-05-06T07:08:09Z</c:Datetime></p:LocalDateTime>"
    #expect(
      code(try await invoke("SetDateTime", on: "Win32_OperatingSystem", system, wanted)) == "0")
    let time = try await document("Win32_UTCTime")
    #expect(time.child(localName: "Year")?.text == "2031")
    let shown = try await document("Win32_OperatingSystem", system)
    #expect(
      shown.child(localName: "LocalDateTime")?.innerText.hasPrefix("2031-05-06T07:08") == true)
    let made = try await invoke(
      "Create", on: "Win32_Process", SelectorSet(), "<p:CommandLine>notepad.exe</p:CommandLine>")
    let number = try #require(made.child(localName: "ProcessId")?.text)
    let process = try await document("Win32_Process", ["Handle": number])
    #expect(process.child(localName: "CreationDate")?.innerText.hasPrefix("2031-") == true)
  }

  @Test func jobsStartAtATimeOfDay() async throws {
    let given = "<p:StartTime>********143000.000000-420</p:StartTime>"
    let made = try await invoke(
      "Create", on: "Win32_ScheduledJob", SelectorSet(),
      "<p:Command>notepad.exe</p:Command>\(given)<p:RunRepeatedly>true</p:RunRepeatedly>")
    #expect(code(made) == "0")
    let number = try #require(made.child(localName: "JobId")?.text)
    let job = try await document("Win32_ScheduledJob", ["JobId": number])
    let start = try #require(job.child(localName: "StartTime"))
    #expect(start.child(localName: "Time")?.text == "14:30:00-07:00")
  }

  /// What does not fit the parameters of methods is refused with the code of the class.
  @Test(arguments: [
    ("Win32_ScheduledJob", "Create", "<p:DaysOfWeek>255</p:DaysOfWeek>", "21"),
    ("Win32_ScheduledJob", "Create", "<p:DaysOfWeek>127</p:DaysOfWeek>", "0"),
    ("Win32_ScheduledJob", "Create", "<p:DaysOfMonth>2147483648</p:DaysOfMonth>", "21"),
    ("Win32_Share", "Create", "<p:Type>65536</p:Type>", "21"),
    ("Win32_Share", "Create", "<p:Type>2147483648</p:Type>", "0"),
    ("Win32_Process", "Create", "<p:CurrentDirectory>Q:\\x</p:CurrentDirectory>", "9"),
    ("Win32_Process", "Create", "<p:CurrentDirectory>C:\\Windows</p:CurrentDirectory>", "0"),
    (
      "Win32_NetworkAdapterConfiguration", "EnableStatic", "<p:IPAddress>224.0.0.1</p:IPAddress>",
      "70"
    ),
    (
      "Win32_NetworkAdapterConfiguration", "EnableStatic", "<p:IPAddress>127.0.0.2</p:IPAddress>",
      "70"
    ),
    (
      "Win32_NetworkAdapterConfiguration", "EnableStatic", "<p:IPAddress>192.0.2.9</p:IPAddress>",
      "0"
    ),
    (
      "Win32_NetworkAdapterConfiguration", "SetGateways",
      "<p:GatewayCostMetric>10000</p:GatewayCostMetric>", "90"
    ),
    (
      "Win32_NetworkAdapterConfiguration", "SetGateways",
      "<p:GatewayCostMetric>9999</p:GatewayCostMetric>", "0"
    ),
  ])
  func parametersHaveTheirLimits(
    className: String, method: String, input: String, expected: String
  ) async throws {
    let needed = [
      "Win32_ScheduledJob":
        "<p:Command>notepad.exe</p:Command><p:StartTime>********143000.000000+000</p:StartTime>",
      "Win32_Share": "<p:Name>Data</p:Name><p:Path>C:\\Data</p:Path>",
      "Win32_Process": "<p:CommandLine>notepad.exe</p:CommandLine>",
      "Win32_NetworkAdapterConfiguration": method == "SetGateways"
        ? "<p:DefaultIPGateway>192.0.2.1</p:DefaultIPGateway>"
        : "<p:SubnetMask>255.255.255.0</p:SubnetMask>",
    ]
    let selectors: SelectorSet =
      className == "Win32_NetworkAdapterConfiguration" ? ["Index": "1"] : SelectorSet()
    let output = try await invoke(
      method, on: className, selectors, (needed[className] ?? "") + input)
    #expect(code(output) == expected)
  }

  /// Each method that the specification lists has a body; what it answers is a returned value.
  @Test func everyDocumentedMethodIsThere() throws {
    let schema = try #require(CIMNamespaces.windows.all()["root/cimv2"])
    for name in schema.names {
      for method in schema[name]?.methods ?? [] where name.hasPrefix("Win32_") {
        #expect(
          CIMMethodTable.body(of: method.name, in: name) != nil, "\(name).\(method.name)")
      }
    }
  }

  @Test func timeIsTold() async throws {
    let time = try await document("Win32_UTCTime")
    let year = Calendar(identifier: .gregorian).component(.year, from: Date())
    #expect(time.child(localName: "Year")?.text == String(year))
  }
}

/// The instances that computers begin with, and conditions in the database.
@Suite struct CIMSeedTests {
  private let seed: [CIMInstance]
  private let schema: CIMSchema

  init() throws {
    seed =
      CIMSeed(
        computerName: "SERVER01", fullName: "server01.contoso.com", domainName: "contoso.com",
        domainShortName: "CONTOSO", system: ConfigurationProfile.current.operatingSystem,
        addresses: ["192.0.2.11"], users: []
      ).instances
    schema = try #require(CIMNamespaces.windows.all()["root/cimv2"])
  }

  @Test func instancesFitTheirClasses() throws {
    var paths: Set<CIMObjectPath> = []
    for instance in seed {
      let type = try #require(schema[instance.className], "\(instance.className)")
      #expect(!type.isAbstract)
      for name in instance.names {
        #expect(type.property(name) != nil, "\(type.name).\(name)")
      }
      for key in type.keys { #expect(!instance[key.name].isNull, "\(type.name).\(key.name)") }
      #expect(paths.insert(type.path(of: instance)).inserted, "\(type.path(of: instance).text)")
    }
  }

  /// Every class has instances, but for those whose instances nobody keeps, or come with use.
  @Test func everyClassHasInstances() throws {
    let reasons = [
      "Win32_CurrentTime": "computed", "Win32_LocalTime": "computed", "Win32_UTCTime": "computed",
      "Win32_ProcessStartup": "a parameter of Win32_Process.Create",
      "Win32_ScheduledJob": "nobody has scheduled a job yet",
    ]
    let present = Set(seed.map { $0.className.lowercased() })
    for name in schema.names {
      let type = try #require(schema[name])
      guard type.name.hasPrefix("Win32_"), !type.isAbstract else { continue }
      #expect(
        present.contains(type.name.lowercased()) != (reasons[type.name] != nil), "\(type.name)")
    }
  }

  @Test func storedInstancesComeBackAsTheyWere() throws {
    for instance in seed {
      let type = try #require(schema[instance.className])
      let text = CIMDocument.text(of: instance, of: type)
      let back = try CIMDocument.instance(text, of: type)
      for property in type.properties {
        #expect(back[property.name] == instance[property.name], "\(type.name).\(property.name)")
      }
    }
  }

  @Test(arguments: [
    ("Win32_Service", "Name = 'WINRM'"),
    ("Win32_Service", "State <> 'Running' or StartMode = 'Auto'"),
    ("Win32_Service", "ProcessId > 1000 and not DisplayName like '%e'"),
    ("Win32_Service", "InstallDate is null"), ("Win32_Service", "Started = true"),
    ("Win32_Service", "Name < 'M' and AcceptStop <> false"),
    ("Win32_LogicalDisk", "Size > 100000000000"), ("Win32_LogicalDisk", "Size = 136227844096"),
    ("Win32_LogicalDisk", "Size < 1.5"), ("Win32_LogicalDisk", "FreeSpace <> null"),
    ("Win32_OperatingSystem", "LastBootUpTime > '20240101000000.000000+000'"),
    ("Win32_OperatingSystem", "LastBootUpTime = '2024-03-01T09:15:30+01:00'"),
    ("Win32_OperatingSystem", "CurrentTimeZone = 0"), ("Win32_Share", "Type = 2147483651"),
    ("Win32_BaseService", "__CLASS = 'Win32_SystemDriver'"),
    ("CIM_LogicalElement", "__THIS isa 'Win32_Account'"),
    ("Win32_DependentService", "Dependent = \"Win32_Service.Name='winrm'\""),
    ("Win32_Service", "(Name like '[a-d]%' or Name like '_in%') and not (State = 'Stopped')"),
  ])
  func theDatabaseDecidesAsMemoryDoes(className: String, condition: String) async throws {
    guard
      case .select(let select) = try WQLQuery("select * from \(className) where \(condition)"),
      let condition = select.condition, let target = schema[className]
    else { throw CIMStorageError.unknownClass(className) }
    let filter = try CIMFilter(condition, on: target, in: schema)
    let family = schema.family(of: className).map(\.name)
    let instances = seed
    let repository = SQLiteCIMRepository(database: .temporary(), computer: "pc") { instances }
    let found = try await repository.read {
      try $0.page(of: family, in: "root/cimv2", where: filter, after: nil, limit: .max).instances
    }
    let expected = seed.filter { instance in
      family.contains { CIMName($0) == CIMName(instance.className) } && filter.matches(instance)
    }
    #expect(
      Set(found.map { "\($0.className) \($0["Name"].text) \($0["DeviceID"].text)" })
        == Set(expected.map { "\($0.className) \($0["Name"].text) \($0["DeviceID"].text)" }))
    #expect(found.count == expected.count)
  }

  @Test func aHugeConditionIsDecidedToo() async throws {
    let words = (0..<5000).map { "Name = 'x\($0)'" }.joined(separator: " or ")
    guard
      case .select(let select) = try WQLQuery(
        "select * from Win32_Service where \(words) or Name = 'WinRM'"),
      let condition = select.condition, let target = schema["Win32_Service"]
    else { throw CIMStorageError.unknownClass("") }
    let filter = try CIMFilter(condition, on: target, in: schema)
    let instances = seed
    let repository = SQLiteCIMRepository(database: .temporary(), computer: "pc") { instances }
    let found = try await repository.read {
      try $0.page(of: ["Win32_Service"], in: "root/cimv2", where: filter, after: nil, limit: 10)
        .instances
    }
    #expect(found.count == 1)
  }
}
