import Foundation
import Testing

/// Ports of the local computer, opened and closed by commands of one shell.
@Suite("Listeners of a shell")
struct ShellListenerTests {
  private static func listener(_ port: Int) -> String {
    """
    $n = @{ Address = '*'; Transport = 'HTTPS'; HostName = 'localhost'; Port = \(port) }
    $cert = New-SelfSignedCertificate -DnsName localhost, 127.0.0.1 -KeyAlgorithm ECDSA_nistP256
    $null = Export-Certificate c.cer -Cert $cert
    $null = Import-Certificate c.cer -CertStoreLocation Cert:\\LocalMachine\\Root
    $l = New-Item WSMan:\\localhost\\Listener @n -CertificateThumbPrint $cert.Thumbprint -Force

    """
  }

  @Test func anHTTPSListenerOfItsOwn() async throws {
    let port = try StrangeHost.unusedPort()
    let other = try StrangeHost.unusedPort()
    let result = try await Program().run(
      input: Self.listener(port) + """
        (Test-WSMan localhost -Port \(port) -UseSSL).ProductVendor
        Set-Item "WSMan:\\localhost\\Listener\\$($l.Name)\\Port" \(other) -Force
        # The port is part of what the name is made from.
        $l = dir WSMan:\\localhost\\Listener | Where-Object Keys -Contains 'Transport=HTTPS'
        (Test-WSMan localhost -Port \(other) -UseSSL).ProductVendor
        [bool](Test-WSMan localhost -Port \(port) -UseSSL -ErrorAction SilentlyContinue)
        Set-Item "WSMan:\\localhost\\Listener\\$($l.Name)\\Enabled" false -Force
        [bool](Test-WSMan localhost -Port \(other) -UseSSL -ErrorAction SilentlyContinue)
        Set-Item "WSMan:\\localhost\\Listener\\$($l.Name)\\Enabled" true -Force
        (Test-WSMan localhost -Port \(other) -UseSSL).ProductVendor
        Remove-Item "WSMan:\\localhost\\Listener\\$($l.Name)" -Recurse -Force
        [bool](Test-WSMan localhost -Port \(other) -UseSSL -ErrorAction SilentlyContinue)

        """)
    let vendor = "Microsoft Corporation"
    #expect(
      result.outputLines == [vendor, vendor, "False", "False", vendor, "False"],
      "\(result.errors)")
  }

  @Test func aPortThatIsTaken() async throws {
    let host = try StrangeHost { _ in }
    let result = try await Program().run(
      input: Self.listener(host.port) + """
        @(dir WSMan:\\localhost\\Listener).Count

        """)
    #expect(result.outputLines == ["1"])
    #expect(result.errors.contains("port \(host.port) of 127.0.0.1 is taken"))
  }

  @Test func aCertificateWithoutKey() async throws {
    let port = try StrangeHost.unusedPort()
    let result = try await Program().run(
      input: """
        $cert = New-SelfSignedCertificate -DnsName localhost -KeyAlgorithm ECDSA_nistP256
        $null = Export-Certificate c.cer -Cert $cert
        $cert | Remove-Item
        $null = Import-Certificate c.cer
        $n = @{ Address = '*'; Transport = 'HTTPS'; HostName = 'localhost'; Port = \(port) }
        New-Item WSMan:\\localhost\\Listener @n -CertificateThumbPrint $cert.Thumbprint -Force
        @(dir WSMan:\\localhost\\Listener).Count

        """)
    #expect(result.outputLines == ["1"])
    #expect(result.errors.contains("private key"))
  }
}
