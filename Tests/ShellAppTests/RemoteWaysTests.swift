import Foundation
import Testing

/// The plain ways to a service in another process: through a proxy, by IPv6, by address, with another
/// application name, with the authority in a file.
@Suite("remote through plain means") struct RemoteWaysTests {
  private static let lab = """
    computers:
      - name: safe
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\Basic: true
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
    """

  private func run(_ service: ServedLab, _ script: String) async throws -> Program.Result {
    try await Program().run(
      input: """
        function secret($name, $text) {
          [pscredential]::new($name, (ConvertTo-SecureString $text -AsPlainText -Force))
        }
        $way = @{ UseSSL = $true; Authentication = 'Basic'; Credential = (secret operator s3cret) }
        $null = Import-Certificate '\(service.authority)' -CertStoreLocation Cert:\\CurrentUser\\Root
        \(script)

        """)
  }

  @Test func throughAProxy() async throws {
    let service = try await ServedLab(Self.lab, more: ["--https"])
    let port = try service.computer(isSecure: true).port
    // user:pw
    let proxy = try TunnelProxy(authorization: "Basic dXNlcjpwdw==")
    defer { proxy.stop() }
    let result = try await run(
      service,
      """
      $env:https_proxy = 'http://127.0.0.1:\(proxy.port)'
      $o = New-WSManSessionOption -ProxyAuthentication Basic -ProxyCredential (secret user pw)
      Connect-WSMan 127.0.0.1 -Port \(port) @way -SessionOption $o
      (Get-Item WSMan:\\127.0.0.1\\Service\\Auth\\Basic).Value
      (Test-WSManConnection 127.0.0.1 -Port \(port) @way -SessionOption $o).Result
      $env:no_proxy = '127.0.0.1'
      (Get-WSManInstance winrm/config/service -ComputerName 127.0.0.1 -Port \(port) @way `
        -SessionOption $o).AllowUnencrypted
      """)
    #expect(result.errors.isEmpty, "\(result.errors)")
    // DNS, TCP, TLS, HTTP, Identify, Basic, authorization.
    #expect(
      result.outputLines == ["true"] + Array(repeating: "Passed", count: 7) + ["false"])
    let wanted = "CONNECT 127.0.0.1:\(port) HTTP/1.1"
    #expect(!proxy.requests.isEmpty && proxy.requests.allSatisfy { $0 == wanted })
    try await service.end()
  }

  @Test func byIPv6() async throws {
    let service = try await ServedLab(Self.lab, more: ["--https", "--bind", "::1"])
    let port = try service.computer(isSecure: true).port
    let result = try await run(
      service,
      """
      foreach ($name in '[::1]', '::1') {
        Connect-WSMan $name -Port \(port) @way -SessionOption (New-WSManSessionOption -SkipCNCheck)
      }
      (dir WSMan:\\).Name
      $way.Remove('UseSSL')
      Connect-WSMan -ConnectionURI https://[::1]:\(port)/wsman @way `
        -SessionOption (New-WSManSessionOption -SkipCNCheck) -PassThru | ForEach-Object State
      """)
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(result.outputLines == ["localhost", "[::1]", "::1", "Opened"])
    try await service.end()
  }

  @Test func anotherApplicationName() async throws {
    let service = try await ServedLab(Self.lab, more: ["--https"])
    let port = try service.computer(isSecure: true).port
    let result = try await run(
      service,
      """
      $o = New-WSManSessionOption -SkipCNCheck
      Connect-WSMan 127.0.0.1 -Port \(port) @way
      $listener = dir WSMan:\\127.0.0.1\\Listener | Where-Object Keys -contains 'Transport=HTTPS'
      Set-Item "WSMan:\\127.0.0.1\\Listener\\$($listener.Name)\\URLPrefix" other -Force
      Disconnect-WSMan 127.0.0.1
      @(Test-WSMan 127.0.0.1 -Port \(port) @way -ErrorAction SilentlyContinue).Count
      (Test-WSMan 127.0.0.1 -Port \(port) -ApplicationName other @way).ProductVendor
      """)
    #expect(result.errors.isEmpty, "\(result.errors)")
    #expect(result.outputLines == ["0", "Microsoft Corporation"])
    try await service.end()
  }
}
