import Testing
import WSManClient
import WSManProtocol
import XMLStream

@testable import WSManModule

/// The cmdlets that set up the local computer: quick configuration and CredSSP.
@Suite struct LocalComputerCommandTests {
  private static let space = "Microsoft.WSMan.Management"

  @Test(arguments: [
    ("Set-WSManQuickConfig -Force", "SetWSManQuickConfigCommand"),
    ("Enable-WSManCredSSP Server -Force", "EnableWSManCredSSPCommand"),
    ("Disable-WSManCredSSP Server", "DisableWSManCredSSPCommand"),
    ("Get-WSManCredSSP", "GetWSManCredSSPCommand"),
  ])
  func onlyForAdministrators(_ command: String, _ className: String) async throws {
    let shell = try ModuleShell(isElevated: false)
    let result = try await shell.run(command)
    #expect(
      result.errors == [
        .init(
          id: "System.InvalidOperationException,\(Self.space).\(className)",
          category: "NotSpecified",
          message: "Access is denied. You need to run this cmdlet from an elevated process.",
          target: ":")
      ])
  }

  // MARK: CredSSP

  @Test func delegation() async throws {
    let shell = try ModuleShell()
    let before = try await shell.run("Get-WSManCredSSP")
    #expect(
      before
        == .init(output: [
          "The machine is not configured to allow delegating fresh credentials.",
          "This computer is not configured to receive credentials from a remote client computer.",
        ]))
    let on = try await shell.run(
      """
      $a = Enable-WSManCredSSP -Role client -DelegateComputer a, *.fabrikam.com -Force
      $a.PSObject.TypeNames[0]
      $a.CredSSP
      (Enable-WSManCredSSP Server -Force).CredSSP
      Get-WSManCredSSP
      (Get-WSManInstance winrm/config/client/auth).CredSSP
      """)
    #expect(
      on
        == .init(output: [
          "System.Xml.XmlElement#http://schemas.microsoft.com/wbem/wsman/1/config/client/auth#Auth",
          "true", "true",
          "The machine is configured to allow delegating fresh credentials to the following "
            + "target(s):wsman/*.fabrikam.com,wsman/a",
          "This computer is configured to receive credentials from a remote client computer.",
          "true",
        ]))
    let off = try await shell.run(
      """
      Disable-WSManCredSSP Client; Disable-WSManCredSSP Client; Disable-WSManCredSSP Server
      Get-WSManCredSSP
      """)
    #expect(off == before)
  }

  @Test func rolesAndComputers() async throws {
    let shell = try ModuleShell()
    let missing = try await shell.run("Enable-WSManCredSSP Client -Force")
    let surplus = try await shell.run("Enable-WSManCredSSP Server -DelegateComputer x -Force")
    let id = "System.InvalidOperationException,\(Self.space).EnableWSManCredSSPCommand"
    #expect(missing.errors.map(\.id) == [id])
    #expect(missing.errors.first?.message == "DelegateComputer is required when Role is Client.")
    #expect(surplus.errors.map(\.id) == [id])
    #expect(
      surplus.errors.first?.message
        == "DelegateComputer does not go with Role Server; it is only for Role Client.")
    let role = try await shell.run("Disable-WSManCredSSP both")
    #expect(
      role.errors.map(\.id) == [
        "ParameterArgumentValidationError,\(Self.space).DisableWSManCredSSPCommand"
      ])
  }

  @Test func questions() async throws {
    let shell = try ModuleShell(answers: ["n", "", "y"])
    let no = try await shell.run("Enable-WSManCredSSP Client -DelegateComputer a")
    #expect(no == .init())
    let written = shell.host.written
    #expect(written.contains("\nCredSSP configuration\n"))
    #expect(
      written.hasSuffix("[Y] Yes  [N] No  [S] Suspend  [?] Help (default is \"Y\"): n\n"))
    let yes = try await shell.run("(Enable-WSManCredSSP Client -DelegateComputer a).CredSSP")
    #expect(yes == .init(output: ["true"]))
    let server = try await shell.run("(Enable-WSManCredSSP Server).CredSSP")
    #expect(server == .init(output: ["true"]))
    let nobody = try await shell.run("Enable-WSManCredSSP Server")
    #expect(nobody.errors.first?.message.contains("-Force") == true)
  }

  @Test func withoutAPlaceForThePolicyNothingChanges() async throws {
    let shell = try ModuleShell(keepsDelegation: false)
    let result = try await shell.run("Enable-WSManCredSSP Client -DelegateComputer a -Force")
    #expect(
      result.errors.map(\.id) == ["WsManError,\(Self.space).EnableWSManCredSSPCommand"])
    #expect(
      result.errors.first?.message.hasPrefix("The delegation policy could not be switched on.")
        == true)
    let auth = try await shell.run("(Get-WSManInstance winrm/config/client/auth).CredSSP")
    #expect(auth == .init(output: ["false"]))
  }

  @Test func damagedConfiguration() async throws {
    let service = ScriptedService { request in
      .get(XMLFragment("cfg", XMLName(request.header.resource?.text ?? "", "Auth")))
    }
    let shell = try ModuleShell(connector: service)
    for command in [
      "Get-WSManCredSSP", "Disable-WSManCredSSP Server", "Enable-WSManCredSSP Server -Force",
    ] {
      let result = try await shell.run(command)
      #expect(result.output.isEmpty)
      #expect(result.errors.map(\.category) == ["InvalidOperation"])
      #expect(
        result.errors.first?.id.hasPrefix(WSManMessages.configurationDamaged + ",") == true)
    }
  }

  // MARK: Quick configuration

  private static let service = "http://schemas.microsoft.com/wbem/wsman/1/config/service"

  /// A service that answers the analysis with these elements, and updates with success.
  private static func quickConfig(
    enabled: String, source: String? = nil, results: String = "what", status: String = "succeeded",
    hasUpdate: Bool = true
  ) -> ScriptedService {
    ScriptedService { request in
      guard case .invoke(let action, _) = request.body, let name = action.split(separator: "/").last
      else { throw WSManFault(.actionNotSupported) }
      let output = XMLFragment("", XMLName(service, "\(name)_OUTPUT")) { root in
        root.declare("", service)
        if name.hasPrefix("Analyze") {
          root.element("", XMLName(service, "RemotingEnabled")) { element in
            if let source { element.attribute("Source", source) }
            element.text(enabled)
          }
          if hasUpdate {
            let update = name == "Analyze" ? "EnableRemoting" : "EnableService"
            root.element("", XMLName(service, "\(update)_INPUT")) { _ in }
          }
        } else {
          root.element("", XMLName(service, "Status"), text: status)
        }
        root.element("", XMLName(service, "Results"), text: results)
      }
      return .invoke(action: action + "Response", output: output)
    }
  }

  private static func methods(_ service: ScriptedService) -> [String] {
    service.requests.compactMap {
      guard case .invoke(let action, _) = $0.body else { return nil }
      return action.split(separator: "/").last.map(String.init)
    }
  }

  @Test func nothingToDo() async throws {
    let service = Self.quickConfig(enabled: "true")
    let shell = try ModuleShell(connector: service, answers: ["", "n"])
    let result = try await shell.run("Set-WSManQuickConfig")
    #expect(
      result
        == .init(output: [
          "WinRM already accepts requests.", "WinRM is already set up for remote management.",
        ]))
    #expect(shell.host.written.contains("\nWinRM quick configuration\n"))
    #expect(Self.methods(service) == ["AnalyzeService", "Analyze"])
    #expect(try await shell.run("Set-WSManQuickConfig") == .init())
    #expect(service.requests.count == 2)
  }

  @Test func everythingToDo() async throws {
    let service = Self.quickConfig(enabled: "false")
    let shell = try ModuleShell(connector: service)
    let result = try await shell.run(
      "Set-WSManQuickConfig -Force -UseSSL -SkipNetworkProfileCheck")
    #expect(
      result
        == .init(output: [
          "WinRM was set up to accept requests.", "what",
          "WinRM was set up for remote management.", "what",
        ]))
    #expect(
      Self.methods(service) == ["AnalyzeService", "EnableService", "Analyze", "EnableRemoting"])
    guard case .invoke(_, let input?) = service.requests[2].body else {
      Issue.record("no analysis")
      return
    }
    #expect(input.child(localName: "Transport")?.text == "https")
    #expect(input.child(localName: "Force") != nil)
  }

  @Test func refusals() async throws {
    func ids(_ service: ScriptedService) async throws -> [String] {
      try await ModuleShell(connector: service).run("Set-WSManQuickConfig -Force").errors.map(\.id)
    }
    let suffix = ",\(Self.space).SetWSManQuickConfigCommand"
    let twice = { (id: String) in [id + suffix, id + suffix] }
    #expect(try await ids(Self.quickConfig(enabled: "maybe")) == twice("InvalidOperation"))
    #expect(
      try await ids(Self.quickConfig(enabled: "false", hasUpdate: false))
        == twice("InvalidOperation"))
    #expect(
      try await ids(Self.quickConfig(enabled: "false", source: "GPO")) == twice("NotSpecified"))
    #expect(
      try await ids(Self.quickConfig(enabled: "false", status: "failed")) == [
        "WsManError" + suffix
      ])
    let fault = ScriptedService { _ in throw WSManFault(.certificateRequired) }
    let shell = try ModuleShell(connector: fault)
    let result = try await shell.run("Set-WSManQuickConfig -Force")
    #expect(result.errors.map(\.id) == ["WsManError" + suffix])
    #expect(result.errors.first?.target == ":")
    #expect(result.errors.first?.message.contains("Code=\"2150859029\"") == true)
  }
}
