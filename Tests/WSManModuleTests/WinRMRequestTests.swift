import PSEngine
import Synchronization
import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import WSManModule

/// What the `winrm` tool sends, and what it makes of the answers (`cmdlets.md` 7.4, 7.6, 7.8).
@Suite("winrm: requests")
struct WinRMRequestTests {
  private static func shell(
    answers: [String] = [], _ answer: @escaping ScriptedService.Answer
  ) async throws -> (ModuleShell, ScriptedService) {
    let service = ScriptedService(answer)
    let shell = try ModuleShell(connector: service, answers: answers)
    await shell.runspace.withContext { $0.session.load(WSManShellModule()) }
    return (shell, service)
  }

  @Test func inputOfAnAction() async throws {
    let (shell, service) = try await Self.shell { request in
      .invoke(
        action: "x",
        output: XMLFragment("p", XMLName("u", "Create_OUTPUT")) { output in
          output.declare("p", "u")
          output.element("p", XMLName("u", "ReturnValue"), text: "0")
        })
    }
    let result = try await shell.run(
      #"winrm invoke Create wmicimv2/Win32_Process @{CommandLine="a<b&c";CurrentDirectory="C:\";X=$null}; $LASTEXITCODE"#
    )
    #expect(result.errors == [])
    #expect(result.output == ["Create_OUTPUT", "    ReturnValue = 0", "", "0"])
    let request = try #require(service.requests.first)
    guard case .invoke(let action, let input) = request.body else {
      Issue.record("\(request.body)")
      return
    }
    let uri = "http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/Win32_Process"
    #expect(action == uri + "/Create")
    #expect(input?.name == XMLName(uri, "Create_INPUT"))
    #expect(input?.children.map(\.localName) == ["CommandLine", "CurrentDirectory", "X"])
    #expect(input?.child(localName: "CommandLine")?.text == "a<b&c")
    #expect(input?.child(localName: "CurrentDirectory")?.text == "C:\\")
    #expect(
      input?.child(localName: "X")?.attribute(XMLName(Namespaces.schemaInstance, "nil")) == "true")
  }

  @Test(
    arguments: [
      #"winrm e wmicimv2/Win32_Service -dialect:selector -filter:{State="Running"}"#,
      #"winrm e wmicimv2/Win32_Service -dialect:selector '-filter:{State="Running"}'"#,
      #"winrm e wmicimv2/Win32_Service '-filter:@{State="Running"}' -dialect:SELECTOR"#,
    ])
  func selectorFilter(_ command: String) async throws {
    let (shell, service) = try await Self.shell { _ in .enumerate(EnumerationBatch(context: nil)) }
    #expect(try await shell.run(command).errors == [])
    guard case .enumerate(let query)? = service.requests.first?.body else {
      Issue.record("\(service.requests)")
      return
    }
    #expect(query.filter?.dialect == Dialects.selector)
    guard case .selectors(let selectors)? = query.filter?.content else {
      Issue.record("\(String(describing: query.filter))")
      return
    }
    #expect(selectors["State"] == "Running")
  }

  @Test func associationFilter() async throws {
    let (shell, service) = try await Self.shell { _ in .enumerate(EnumerationBatch(context: nil)) }
    let result = try await shell.run(
      "winrm e wmicimv2/* -dialect:Association -associations -filter:{Object=Win32_Service?Name=WinRM;AssociationClassName=Win32_DependentService}"
    )
    #expect(result.errors == [])
    guard case .enumerate(let query)? = service.requests.first?.body,
      case .element(let filter)? = query.filter?.content
    else {
      Issue.record("\(service.requests)")
      return
    }
    #expect(filter.localName == "AssociationInstances")
    #expect(filter.child(localName: "AssociationClassName")?.text == "Win32_DependentService")
  }

  @Test func queryWithBlanksAndQuotes() async throws {
    let (shell, service) = try await Self.shell { _ in .enumerate(EnumerationBatch(context: nil)) }
    let text = "select * from Win32_Service where State!='Running' and StartMode='Auto'"
    #expect(try await shell.run("winrm e wmicimv2/* -filter:\"\(text)\" -shallow").errors == [])
    guard case .enumerate(let query)? = service.requests.first?.body else {
      Issue.record("\(service.requests)")
      return
    }
    #expect(query.filter == Filter(dialect: Dialects.wql, content: .text(text)))
    #expect(query.polymorphism == .baseClassOnly)
  }

  @Test func optionsNeedNotBeKnown() async throws {
    let (shell, service) = try await Self.shell { _ in
      .get(XMLFragment("", XMLName("", "XmlFragment")))
    }
    _ = try await shell.run(
      #"winrm get wmicimv2/Win32_Service?Name=a -options:{A="1";B=$null} '-fragment:Status/text()' -dialect:x"#
    )
    let header = try #require(service.requests.first?.header)
    #expect(header.options.options.map(\.mustComply) == [false, false])
    #expect(header.options.options.map(\.value) == ["1", nil])
    #expect(header.selectors["Name"] == "a")
    #expect(header.fragmentTransfer == FragmentTransfer(path: "Status/text()", dialect: "x"))
  }

  @Test func theProvidersFaultIsShownInside() async throws {
    let (shell, _) = try await Self.shell { _ in
      throw WSManFault(
        WSManErrorCode(2_150_859_113),
        provider: ProviderFault(
          provider: "Config provider", path: "x", code: WSManErrorCode(5), message: "No way."))
    }
    let result = try await shell.run("winrm get winrm/config/client 2>&1; $LASTEXITCODE")
    #expect(
      result.output.prefix(6) == [
        "WSManFault", "    Message", "        ProviderFault", "            WSManFault",
        "                Message = No way.", "",
      ])
    #expect(result.output.contains("Error number:  -2144108183 0x80338169"))
    #expect(result.output.last == "1")
  }

  @Test(arguments: [("y", ["EnableService", "EnableRemoting"]), ("n", []), ("", [])])
  func quickConfigurationAsks(_ answer: String, _ updates: [String]) async throws {
    let (shell, service) = try await Self.shell(answers: [answer, answer], Self.quickConfiguration)
    let result = try await shell.run("winrm quickconfig; $LASTEXITCODE")
    #expect(result.errors == [])
    #expect(result.output.last == "0")
    #expect(Self.actions(service).filter { $0.hasPrefix("Enable") } == updates)
    #expect(shell.host.written.contains("Make these changes [y/n]? "))
  }

  @Test(arguments: ["-q", "-quiet", "-force"])
  func quickConfigurationDoesNotAsk(_ option: String) async throws {
    let (shell, service) = try await Self.shell(Self.quickConfiguration)
    let result = try await shell.run("winrm qc \(option) -transport:https")
    #expect(result.errors == [])
    #expect(
      Self.actions(service) == ["AnalyzeService", "EnableService", "Analyze", "EnableRemoting"])
    #expect(!shell.host.written.contains("y/n"))
    guard case .invoke(_, let input) = service.requests[2].body else {
      Issue.record("\(service.requests)")
      return
    }
    #expect(input?.child(localName: "Transport")?.text == "https")
    #expect((input?.child(localName: "Force") != nil) == (option == "-force"))
  }

  @Test func pipedLinesAnswer() async throws {
    let (shell, service) = try await Self.shell(Self.quickConfiguration)
    _ = try await shell.run("'no', 'YES' | winrm quickconfig")
    #expect(Self.actions(service) == ["AnalyzeService", "Analyze", "EnableRemoting"])
  }

  private static func actions(_ service: ScriptedService) -> [String] {
    service.requests.compactMap { request in
      guard case .invoke(let action, _) = request.body else { return nil }
      return action.split(separator: "/").last.map(String.init)
    }
  }

  /// A service that says that everything is missing.
  private static let quickConfiguration: ScriptedService.Answer = { request in
    let uri = QuickConfigPass.resource.resource.text
    guard case .invoke(let action, _) = request.body else { return .delete }
    let name = action.split(separator: "/").last.map(String.init) ?? ""
    let output = XMLFragment("p", XMLName(uri, "\(name)_OUTPUT")) { root in
      root.declare("p", uri)
      if name.hasPrefix("Analyze") {
        root.element("p", XMLName(uri, "RemotingEnabled"), text: "false")
        root.element("p", XMLName(uri, "Results"), text: "Something.")
        let update = name == "Analyze" ? "EnableRemoting" : "EnableService"
        root.element("p", XMLName(uri, "\(update)_INPUT")) { _ in }
      } else {
        root.element("p", XMLName(uri, "Status"), text: "succeeded")
        root.element("p", XMLName(uri, "Results"), text: "Done.")
      }
    }
    return .invoke(action: action, output: output)
  }
}
