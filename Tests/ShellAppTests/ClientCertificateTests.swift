import Foundation
import Testing

/// Logging on with a client certificate: an HTTPS listener of the own computer, a mapping, and who
/// comes with which certificate (`protocol.md` 12.5, `configuration.md` 8).
@Suite("Client certificates")
struct ClientCertificateTests {
  /// A port that nobody listens on; somebody may take it before the test does, which is rare.
  private static func freePort() -> Int { Int.random(in: 20_000..<32_000) }

  /// An account `alice`, a listener for HTTPS, a client's certificate that the computer trusts, and a
  /// mapping of it for CIM.
  private static func setup(_ secure: Int, _ plain: Int) -> String {
    """
    $null = net user alice S3cret! /add
    $null = net localgroup "Remote Management Users" alice /add
    $null = net user Administrator S3cret! /active:yes
    \(CertifiedListener.script(secure: secure, plain: plain))
    $stranger = New-SelfSignedCertificate -DnsName mallory.example.com
    $pass = ConvertTo-SecureString 'S3cret!' -AsPlainText -Force
    $alice = New-Object PSCredential alice, $pass
    $admin = New-Object PSCredential Administrator, $pass
    $uri = 'http://schemas.microsoft.com/wbem/wsman/1/wmi/root/cimv2/*'
    Connect-WSMan 127.0.0.1 -Port \(plain) -Authentication Basic -Credential $admin
    $null = New-Item WSMan:\\127.0.0.1\\ClientCertificate -Issuer $client.Thumbprint `
      -Subject *.example.com -URI $uri -Credential $alice -Force
    $options = New-WSManSessionOption -SkipCACheck -SkipCNCheck
    $there = @{ ComputerName = 'localhost'; Port = \(secure); UseSSL = $true; ErrorAction = 'Stop'
      Authentication = 'ClientCertificate'; SessionOption = $options }

    """
  }

  @Test func whoMayComeIn() async throws {
    let (secure, plain) = (Self.freePort(), Self.freePort())
    let script =
      Self.setup(secure, plain) + """
        $there.CertificateThumbprint = $client.Thumbprint
        $resource = 'wmicimv2/Win32_OperatingSystem'
        (Get-WSManInstance $resource @there).CSName -eq $env:COMPUTERNAME
        function Refusal($name, $resource, $with) {
          $there.CertificateThumbprint = $with
          try { $null = Get-WSManInstance $resource @there; "$name came in" }
          catch { '{0}: {1:X8}' -f $name, $_.Exception.HResult }
        }
        Refusal stranger $resource $stranger.Thumbprint
        Refusal 'other resource' winrm/config $client.Thumbprint
        Refusal unknown $resource 0123
        $null = net user alice /active:no
        Refusal inactive $resource $client.Thumbprint
        $null = net user alice /active:yes
        Set-Item WSMan:\\localhost\\Service\\Auth\\Certificate false -Force
        Refusal 'switched off' $resource $client.Thumbprint

        """
    let program = try Program()
    let result = try await program.run(try program.file("script.ps1", script), limit: 120)
    #expect(
      result.outputLines == [
        "True", "stranger: 80070005", "other resource: 80070005", "unknown: 80338082",
        "inactive: 80070005", "switched off: 80070005",
      ], "\(result.errors)")
  }
}
