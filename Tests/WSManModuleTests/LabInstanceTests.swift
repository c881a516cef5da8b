import Lab
import Testing
import ThrowawayFolder
import WSManClient

/// The instance cmdlets on computers of a lab, reached by the rules of the client.
@Suite struct LabInstanceTests {
  /// The local computer first, then the lab, as the program composes them.
  private struct Connectors: TransportConnector {
    let all: [any TransportConnector]

    func connect(
      to target: ConnectionTarget, options: WSManSessionOptions
    ) async throws -> (any WSManTransport)? {
      for connector in all {
        if let transport = try await connector.connect(to: target, options: options) {
          return transport
        }
      }
      return nil
    }
  }

  private let shell: ModuleShell
  private let state: ThrowawayFolder

  init() throws {
    state = try ThrowawayFolder()
    let local = LabLocalComputer(
      database: LabDatabase(directory: state.path), isElevated: true, hostName: "labhost")
    let network = try LabNetwork([LabFile.named("contoso")], keepingChangesIn: nil)
    shell = try ModuleShell(
      connector: Connectors(all: [
        LocalConnector(computer: local),
        LabConnector(network: network, currentUser: local.userName),
      ]))
  }

  private static let account = """
    $p = ConvertTo-SecureString 'P@ssw0rd' -AsPlainText -Force
    $c = [pscredential]::new('CONTOSO\\administrator', $p)
    """

  @Test func listenersOfAServer() async throws {
    let result = try await shell.run(
      """
      \(Self.account)
      $l = Get-WSManInstance winrm/config/listener -SelectorSet @{Address='*';Transport='http'} `
        -ComputerName SERVER01 -Credential $c
      $l.PSObject.Properties | % { $_.Name }
      $l.ListeningOn -join ' '
      """)
    #expect(result.errors.isEmpty)
    #expect(
      result.output.dropLast() == [
        "cfg", "xsi", "lang", "Address", "Transport", "Port", "Hostname", "Enabled", "URLPrefix",
        "CertificateThumbprint", "ListeningOn",
      ])
    #expect(result.output.last?.contains("192.0.2.11") == true)
  }

  @Test func serversAreChangedOneByOne() async throws {
    let result = try await shell.run(
      """
      \(Self.account)
      foreach ($name in 'server01', 'server02') {
        $null = Set-WSManInstance winrm/config -ValueSet @{MaxTimeoutms="1$($name[-1])000"} `
          -ConnectionURI "http://${name}:5985/wsman" -Credential $c
      }
      foreach ($name in 'server01', 'server02') {
        (Get-WSManInstance winrm/config -cn $name -cred $c).MaxTimeoutms
      }
      (Get-WSManInstance winrm/config).MaxTimeoutms
      """)
    #expect(result == .init(output: ["11000", "12000", "60000"]))
  }

  @Test func theRulesOfTheClientHold() async throws {
    let basic = try await shell.run(
      "\(Self.account)\nGet-WSManInstance winrm/config -cn server01 -am Basic -c $c")
    #expect(basic.errors.first?.message.contains("Code=\"2150858974\"") == true)
    #expect(basic.errors.first?.target == "winrm/config:Uri")
    let delegated = try await shell.run(
      """
      \(Self.account)
      $null = Enable-WSManCredSSP Client -DelegateComputer server02 -Force
      Get-WSManInstance winrm/config -cn server01 -Authentication Credssp -Credential $c
      """)
    #expect(delegated.errors.first?.message.contains("Code=\"2150859171\"") == true)
    let port = try await shell.run("Get-WSManInstance winrm/config -cn server01 -Port 70000")
    #expect(port.errors.first?.message.hasPrefix("<") == false)
    #expect(port.errors.first?.target == ":")
  }

  @Test func testing() async throws {
    let anonymous = try await shell.run("(Test-WSMan server01).ProductVersion")
    #expect(anonymous == .init(output: ["OS: 0.0.0 SP: 0.0 Stack: 3.0"]))
    let account = try await shell.run("\(Self.account)\nTest-WSMan server01 -Credential $c")
    #expect(
      account.errors.map(\.id) == ["WsManError,Microsoft.WSMan.Management.TestWSManCommand"])
    #expect(account.errors.first?.target == ":")
    let names = try await shell.run(
      "'server01', 'nowhere', 'server02' | Test-WSMan | % { $_.ProductVendor }")
    #expect(names.output == ["Microsoft Corporation", "Microsoft Corporation"])
    #expect(names.errors.map(\.target) == ["nowhere:String"])
    #expect(names.errors.first?.message.hasPrefix("<f:WSManFault") == true)
  }
}
