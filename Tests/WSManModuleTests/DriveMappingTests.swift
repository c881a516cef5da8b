import Lab
import Testing
import ThrowawayFolder
import WSManClient
import WireSecurity

/// Certificate mappings on a computer of a lab, whose authority it trusts (`provider.md` 10.7).
@Suite struct DriveMappingTests {
  private let shell: ModuleShell
  private let state: ThrowawayFolder
  private let issuer: String

  init() async throws {
    state = try ThrowawayFolder()
    let local = LabLocalComputer(
      database: LabDatabase(directory: state.path), isElevated: true, hostName: "labhost")
    let network = try LabNetwork([LabFile.named("contoso")], keepingChangesIn: nil)
    let computer = try #require(network.computer(named: "server01"))
    let authority = try #require(try computer.certificates.entries(in: .rootsOfMachine).first)
    issuer = authority.certificate.thumbprint
    shell = try ModuleShell(
      connector: Connectors(all: [
        LocalConnector(computer: local),
        LabConnector(network: network, currentUser: local.userName),
      ]))
    _ = try await shell.run("Connect-WSMan server01")
  }

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

  private static let account = """
    $c = New-Object PSCredential 'SERVER01\\administrator', (ConvertTo-SecureString P@ssw0rd -AsP -F)
    cd WSMan:\\server01\\ClientCertificate
    """

  @Test func madeChangedAndRemoved() async throws {
    let result = try await shell.run(
      """
      \(Self.account)
      $m = New-Item . -Issuer \(issuer) -URI wmicimv2/* -Credential $c -Force
      $m.Name -match '^ClientCertificate_[0-9]+$'; $m.Keys -join ' '; (dir).Name -eq $m.Name
      (dir $m.PSPath).Name -join ' '
      (Get-Item "$($m.PSPath)\\UserName").Value; (Get-Item "$($m.PSPath)\\Password").Value -eq ''
      Set-Item "$($m.PSPath)\\Enabled" $false -Force; (Get-Item *\\enabled).Value
      Set-Item "$($m.PSPath)\\Password" $c.Password -Force; $?
      Remove-Item ClientCertificate_* -Recurse; @(dir).Count
      """)
    #expect(
      result
        == ModuleShell.Result(output: [
          "True", "URI=wmicimv2/* Issuer=\(issuer) Subject=*", "True",
          "URI Subject Issuer UserName Enabled Password", "administrator", "True", "false", "True",
          "0",
        ]))
  }

  @Test("the same mapping twice, a wrong password, an account without one")
  func refused() async throws {
    let result = try await shell.run(
      """
      \(Self.account)
      $w = New-Object PSCredential administrator, (ConvertTo-SecureString wrong -AsP -F)
      $m = New-Item . -Issuer \(issuer) -Credential $c -Force
      foreach ($a in @{Credential = $c}, @{Subject = 'x'; Credential = $w}, @{Subject = 'x'}) {
        try { New-Item . -Issuer \(issuer) -Force @a } catch { '0x{0:X8}' -f $_.Exception.HResult }
      }
      Set-Item *\\Password wrong -Force
      """)
    #expect(result.output == ["0x80338033", "0x80338154", "0x8033816C"])
    #expect(
      result.errors.map(\.id) == ["COMException,Microsoft.PowerShell.Commands.SetItemCommand"])
  }
}
