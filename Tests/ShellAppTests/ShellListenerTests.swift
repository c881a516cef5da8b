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

  /// Whether the service answers on a port, at each address of loopback.
  private static let probe = """
    function ask($port) { '127.0.0.1', '::1' | ForEach-Object {
      [bool](Test-WSMan $_ -Port $port -ErrorAction SilentlyContinue) } }
    $l = 'WSMan:\\localhost\\Listener\\Listener_1084132640'

    """

  @Test(.enabled(if: StrangeHost.hasIPv6))
  func filtersOfAddresses() async throws {
    let port = try StrangeHost.unusedPort()
    let result = try await Program().run(
      input: Self.probe + """
        Set-Item $l\\Port \(port) -Force
        "both: $(ask \(port))"
        Set-Item WSMan:\\localhost\\Service\\IPv6Filter ''
        "IPv4: $(ask \(port))"
        Set-Item WSMan:\\localhost\\Service\\IPv6Filter ::1-::2
        Set-Item WSMan:\\localhost\\Service\\IPv4Filter 10.0.0.1-10.0.0.9
        "IPv6: $(ask \(port))"
        Set-Item WSMan:\\localhost\\Service\\IPv6Filter 2001:db8::1-2001:db8::9
        "none: $(ask \(port))"

        """)
    #expect(
      result.outputLines == [
        "both: True True", "IPv4: True False", "IPv6: False True", "none: False False",
      ], "\(result.errors)")
  }

  @Test func theServiceStopsAndStarts() async throws {
    let port = try StrangeHost.unusedPort()
    let result = try await Program().run(
      input: Self.probe + """
        Set-Item $l\\Port \(port) -Force
        function state { "$((Get-Service WinRM).Status) $(@(ask \(port))[0])" }
        state
        Stop-Service WinRM; state
        Start-Service WinRM; state
        Restart-Service WinRM; state
        Stop-Service WinRM; Restart-Service WinRM; state

        """)
    #expect(
      result.outputLines == [
        "Running True", "Stopped False", "Running True", "Running True", "Running True",
      ], "\(result.errors)")
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

  @Test func aPortThatIsTakenWhenTheServiceStarts() async throws {
    let program = try Program()
    let port = try LoopbackSocket.unusedPort()
    let listener = "WSMan:\\localhost\\Listener\\Listener_1084132640"
    let stopped = try await program.run(
      "-c", "Set-Item \(listener)\\Port \(port) -Force; Stop-Service WinRM")
    #expect(stopped.code == 0, "\(stopped.errors)")
    let (holder, _) = try LoopbackSocket.bound(port: port)
    #expect(listen(holder, 1) == 0)
    let refused = try await program.run("-c", "Start-Service WinRM; (Get-Service WinRM).Status")
    #expect(refused.outputLines == ["Stopped"])
    // The text is broken into lines.
    let words = refused.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      words.contains("Cannot start service WinRM on computer '.'. The port \(port) of"), "\(words)")
    close(holder)
    let started = try await program.run("-c", "Start-Service WinRM; (Get-Service WinRM).Status")
    #expect(started.outputLines == ["Running"], "\(started.errors)")
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
