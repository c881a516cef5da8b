import Testing
import ThrowawayFolder
import WSManClient
import WSManProtocol
import XMLStream

/// What the instance cmdlets send, and what they make of the answers.
@Suite struct InstanceRequestTests {
  private static let service = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2"

  private static func instance(_ name: String) -> XMLFragment {
    let uri = "\(service)/Win32_Service"
    return XMLFragment("p", XMLName(uri, "Win32_Service")) { root in
      root.declare("p", uri)
      root.element("p", XMLName(uri, "Name"), text: name)
    }
  }

  @Test func fragments() async throws {
    let remote = ScriptedService { _ in
      .get(
        XMLFragment("w", XMLName(Namespaces.wsman, "XmlFragment")) {
          $0.element("", XMLName("", "Status"), text: "OK")
        })
    }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      """
      Get-WSManInstance wmicimv2/Win32_Service @{name='spooler'} -Fragment Status -Dialect xpath
      """)
    #expect(result.errors.map(\.id).first?.hasPrefix("PositionalParameterNotFound") == true)
    let named = try await shell.run(
      """
      Get-WSManInstance wmicimv2/Win32_Service -SelectorSet @{name='spooler'} -Fragment Status
      """)
    #expect(named == .init(output: ["XmlFragment=OK"]))
    let request = try #require(remote.requests.first)
    #expect(request.header.resource?.text == "\(Self.service)/Win32_Service")
    #expect(request.header.selectors == ["name": "spooler"])
    #expect(request.header.fragmentTransfer == FragmentTransfer(path: "Status"))
  }

  @Test func puttingFragments() async throws {
    let remote = ScriptedService { request in
      if case .put(let content) = request.body, let content { return .put(content) }
      return .get(
        XMLFragment("w", XMLName(Namespaces.wsman, "XmlFragment")) {
          $0.element("p", XMLName(Self.service, "StartMode"), text: "Auto")
        })
    }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      """
      Set-WSManInstance wmicimv2/Win32_Service @{Name='spooler'} -Fragment startmode `
        -ValueSet @{StartMode='Manual'} -OptionSet @{a=1}
      """)
    #expect(result == .init(output: ["StartMode = Manual"]))
    #expect(remote.requests.count == 2)
    for request in remote.requests {
      #expect(request.header.fragmentTransfer == FragmentTransfer(path: "startmode"))
      #expect(
        request.header.options.options == [
          RequestOption(name: "a", value: "1", mustComply: true)
        ])
    }
  }

  @Test func providersTellWhatFailed() async throws {
    let remote = ScriptedService { _ in
      throw WSManFault(
        .resourceNotFound, machine: "server01",
        provider: ProviderFault(
          provider: "WMI", path: "x.dll", code: .accessDenied, machine: "server01",
          message: "a < b"))
    }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      """
      try { Get-WSManInstance wmicimv2/X } catch { $m = [xml]$_.Exception.Message }
      $m.WSManFault.Code
      $m.WSManFault.Machine
      $m.WSManFault.Message.ProviderFault.provider
      $m.WSManFault.Message.ProviderFault.WSManFault.Code
      $m.WSManFault.Message.ProviderFault.WSManFault.Message
      """)
    #expect(result == .init(output: ["2150858752", "server01", "WMI", "5", "a < b"]))
  }

  @Test func theLanguageOfTheAnswerIsAProperty() async throws {
    let remote = ScriptedService { request in
      if case .get = request.body { return .get(Self.instance("a")) }
      return .enumerate(
        EnumerationBatch(context: nil, items: [.object(Self.instance("b"))]))
    }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      """
      (Get-WSManInstance wmicimv2/X).PSObject.Properties | % { $_.Name }
      (Get-WSManInstance wmicimv2/X -Enumerate).lang
      """)
    #expect(result == .init(output: ["p", "lang", "Name", "en-US"]))
  }

  @Test func nilValues() async throws {
    let remote = ScriptedService { request in
      if case .put(let content) = request.body { return .put(content) }
      return .get(Self.instance("a"))
    }
    let shell = try ModuleShell(connector: remote)
    _ = try await shell.run("Set-WSManInstance wmicimv2/Win32_Service -ValueSet @{Name=$null}")
    guard case .put(let content?) = remote.requests.last?.body else {
      Issue.record("no Put")
      return
    }
    let name = try #require(content.child(localName: "Name"))
    #expect(name.attribute(XMLName(Namespaces.schemaInstance, "nil")) == "true")
    #expect(name.isEmpty)
  }

  @Test func creating() async throws {
    let remote = ScriptedService { request in
      .create(
        CreateResponse(
          reference: EndpointReference(
            resource: request.header.resource, selectors: request.header.selectors)))
    }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      """
      $r = New-WSManInstance winrm/config/Listener -SelectorSet @{Transport='HTTPS'; Address='*'} `
        -ValueSet @{Hostname='HOST<1>'; CertificateThumbprint='XX'}
      $r.PSObject.Properties | % { $_.Name }
      $r.ReferenceParameters.SelectorSet.Selector.Count
      """)
    #expect(
      result
        == .init(output: ["wxf", "a", "w", "lang", "Address", "ReferenceParameters", "2"]))
    let request = try #require(remote.requests.first)
    let uri = "http://schemas.microsoft.com/wbem/wsman/1/config/Listener"
    #expect(request.header.selectors == ["Transport": "HTTPS", "Address": "*"])
    guard case .create(let content?) = request.body else {
      Issue.record("no Create")
      return
    }
    #expect(content.name == XMLName(uri, "Listener"))
    #expect(content.children.map(\.localName) == ["Hostname", "CertificateThumbprint"])
    #expect(content.child(XMLName(uri, "Hostname"))?.text == "HOST<1>")
  }

  @Test func removing() async throws {
    let remote = ScriptedService { _ in .delete }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      """
      Remove-WSManInstance 'winrm/config/Listener?Address=*' @{Transport='http=1+2';x=$null} `
        -OptionSet @{b=2}
      """)
    #expect(result == .init())
    let request = try #require(remote.requests.first)
    #expect(request.header.selectors == ["Address": "*", "Transport": "http=1+2"])
    #expect(request.header.options.options.map(\.name) == ["b"])
  }

  @Test func calling() async throws {
    let remote = ScriptedService { request in
      guard case .invoke(let action, _) = request.body else { throw WSManFault(.invalidActionURI) }
      let uri = request.header.resource?.text ?? ""
      return .invoke(
        action: action + "Response",
        output: XMLFragment("p", XMLName(uri, "Create_OUTPUT")) {
          $0.element("p", XMLName(uri, "ReturnValue"), text: "0")
        })
    }
    let shell = try ModuleShell(connector: remote)
    try shell.folder.write("<x:StopService_INPUT xmlns:x=\"urn:x\"/>", to: "input.xml")
    let result = try await shell.run(
      """
      $arguments = @{ ResourceURI='wmicimv2/Win32_Process'; ValueSet=@{CommandLine='a&b';Dir=$null} }
      $o = Invoke-WSManAction Create @arguments -ComputerName server01 -Authentication Default
      $o.PSObject.TypeNames[0]
      $o.ReturnValue
      (Invoke-WSManAction wmicimv2/Win32_Service StopService @{name='spooler'} -FilePath:input.xml).ReturnValue
      """)
    #expect(result.errors.isEmpty)
    #expect(
      result.output == [
        "System.Xml.XmlElement#\(Self.service)/Win32_Process#Create_OUTPUT", "0", "0",
      ])
    let uri = "\(Self.service)/Win32_Process"
    guard case .invoke(let action, let input?) = remote.requests.first?.body else {
      Issue.record("no call")
      return
    }
    #expect(action == "\(uri)/Create")
    #expect(input.name == XMLName(uri, "Create_INPUT"))
    #expect(input.child(localName: "CommandLine")?.text == "a&b")
    #expect(
      input.child(localName: "Dir")?.attribute(XMLName(Namespaces.schemaInstance, "nil"))
        == "true")
    guard case .invoke(_, let file?) = remote.requests.last?.body else {
      Issue.record("no second call")
      return
    }
    #expect(file.name == XMLName("urn:x", "StopService_INPUT"))
    #expect(remote.requests.last?.header.selectors == ["name": "spooler"])
  }

  @Test func namesThatXMLDoesNotAllow() async throws {
    let shell = try ModuleShell(connector: ScriptedService { _ in .delete })
    let result = try await shell.run(
      "Invoke-WSManAction wmicimv2/X Do -ValueSet @{'a b'=1}")
    #expect(result.errors.first?.message.contains("Code=\"2150858819\"") == true)
  }

  // MARK: Enumerations

  private static func query(_ arguments: String) async throws -> EnumerateRequest {
    let remote = ScriptedService { _ in .enumerate(EnumerationBatch(context: nil)) }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run("Get-WSManInstance wmicimv2/* -Enumerate \(arguments)")
    #expect(result == .init(), "\(arguments)")
    guard case .enumerate(let query) = try #require(remote.requests.first).body else {
      throw WSManFault(.invalidActionURI)
    }
    return query
  }

  @Test func modes() async throws {
    let plain = try await Self.query("-Dialect selector")
    #expect(plain.filter == nil && plain.mode == .object && plain.polymorphism == nil)
    #expect(plain.optimize && plain.maxElements == 32_000)
    #expect(try await Self.query("-ReturnType EPR").mode == .reference)
    #expect(try await Self.query("-rt ObjectAndEpr").mode == .objectAndReference)
    #expect(try await Self.query("-Base").polymorphism == .excludeSubClassProperties)
    #expect(try await Self.query("-Base -Shallow").polymorphism == .baseClassOnly)
  }

  @Test(arguments: [
    "-Filter 'select * from X'", "-Filter 'select * from X' -Dialect wql",
    "-Filter 'select * from X' -Dialect http://schemas.microsoft.com/wbem/wsman/1/WQL",
    "-Filter 'select * from X' -Dialect https://schemas.microsoft.com/wbem/wsman/1/wql",
  ])
  func wql(_ arguments: String) async throws {
    #expect(try await Self.query(arguments).filter == .wql("select * from X"))
  }

  @Test(arguments: [
    "'State=\"Running\";StartMode=\"Auto; x\"'", "'{State=\"Running\"; StartMode=\"Auto; x\"}'",
    "\" State = 'Running' ; StartMode = 'Auto; x' ; \"",
  ])
  func selectorFilters(_ text: String) async throws {
    let filter = try await Self.query("-Dialect Selector -Filter \(text)").filter
    #expect(filter == .selectors(["State": "Running", "StartMode": "Auto; x"]))
  }

  @Test func associations() async throws {
    let text =
      "'{Object=Win32_Service?name=winrm;ResultClassName=Win32_Service;Role=Antecedent}'"
    let filter = try #require(
      try await Self.query("-Dialect Association -Filter \(text)").filter)
    #expect(filter.dialect == Dialects.association)
    guard case .element(let element) = filter.content else {
      Issue.record("no element")
      return
    }
    #expect(element.name == XMLName(Namespaces.cimBinding, "AssociatedInstances"))
    #expect(element.children.map(\.localName) == ["Object", "Role", "ResultClassName"])
    let object = EndpointReference(element: try #require(element.child(localName: "Object")))
    #expect(object.resource?.text == "\(Self.service)/Win32_Service")
    #expect(object.selectors == ["name": "winrm"])
    let other = try await Self.query("-Dialect Association -Filter \(text) -Associations").filter
    guard case .element(let instances)? = other?.content else {
      Issue.record("no element")
      return
    }
    #expect(instances.localName == "AssociationInstances")
  }

  @Test(arguments: [
    "Selector 'State'", "Selector 'State=\"Running'", "Selector '=x'", "Selector ' '",
    "Association '{Name=x}'", "Association '{Object=Win32_Service;Colour=x}'",
  ])
  func filtersThatCannotBeRead(_ text: String) async throws {
    let remote = ScriptedService { _ in .enumerate(EnumerationBatch(context: nil)) }
    let shell = try ModuleShell(connector: remote)
    let parts = text.split(separator: " ", maxSplits: 1)
    let result = try await shell.run(
      "Get-WSManInstance wmicimv2/* -Enumerate -Dialect \(parts[0]) -Filter \(parts[1])")
    #expect(result.errors.first?.message.contains("Code=\"2150858778\"") == true)
    #expect(remote.requests.isEmpty)
  }

  @Test func enumerationsLeftEarlyAreReleased() async throws {
    let remote = ScriptedService { request in
      if case .release = request.body { return .release }
      return .enumerate(
        EnumerationBatch(
          context: EnumerationContext("1"), items: [.object(Self.instance("a"))]))
    }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      """
      Get-WSManInstance wmicimv2/Win32_Service -Enumerate | Select-Object -First 1 | % { $_.Name }
      """)
    #expect(result == .init(output: ["a"]))
    for _ in 0..<200 where remote.requests.count < 2 {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(remote.requests.last?.body == .release(EnumerationContext("1")))
  }

  /// What has come stays, and the error says how much that is.
  @Test func aComputerThatFailsInTheMiddle() async throws {
    let remote = ScriptedService { request in
      if case .enumerate = request.body {
        return .enumerate(
          EnumerationBatch(
            context: EnumerationContext("x"), items: ["a", "b"].map { .object(Self.instance($0)) }))
      }
      throw TransportFailure(.connectionLost, address: "http://server01")
    }
    let shell = try ModuleShell(connector: remote)
    let result = try await shell.run(
      "Get-WSManInstance wmicimv2/Win32_Service -Enumerate | ForEach-Object { $_.Name }; 'on'")
    #expect(result.output == ["a", "b", "on"])
    #expect(result.errors.count == 2)
    #expect(
      result.errors.first?.message.hasSuffix("2 instances had come before; there may be more.")
        == true)
  }
}
