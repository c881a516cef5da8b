import Foundation
import Testing

/// Clients of others that log on with a certificate, at an HTTPS listener of the own computer.
@Suite("Certificates of other clients")
struct CertificateInteropTests {

  /// An account behind a client's certificate, whose key is in a file, and a listener that stays open.
  private static func script(_ secure: Int, _ plain: Int) -> String {
    """
    $null = net user alice S3cret! /add
    $null = net localgroup Administrators alice /add
    \(CertifiedListener.script(secure: secure, plain: plain))
    $null = Export-Certificate server.cer -Cert $server
    $pass = ConvertTo-SecureString 'S3cret!' -AsPlainText -Force
    $null = Export-PfxCertificate client.pfx -Cert $client -Password $pass
    $alice = New-Object PSCredential alice, $pass
    Connect-WSMan 127.0.0.1 -Port \(plain) -Authentication Basic -Credential $alice
    $null = New-Item WSMan:\\127.0.0.1\\ClientCertificate -Issuer $client.Thumbprint `
      -Subject *.example.com -URI * -Credential $alice -Force
    'ready'
    Start-Sleep 600

    """
  }

  /// Makes files for other programs of those that the shell has written.
  private static let conversion = """
    import ssl
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.serialization import pkcs12
    key, own, _ = pkcs12.load_key_and_certificates(open("client.pfx", "rb").read(), b"S3cret!")
    open("key.pem", "wb").write(key.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()))
    open("own.pem", "wb").write(own.public_bytes(form.Encoding.PEM))
    open("server.pem", "w").write(ssl.DER_cert_to_PEM_cert(open("server.cer", "rb").read()))
    """

  private func withService(
    _ body: (_ program: Program, _ port: Int) async throws -> Void
  ) async throws {
    let (secure, plain) = (Int.random(in: 20_000..<32_000), Int.random(in: 20_000..<32_000))
    let program = try Program()
    let shell = try RunningProgram(
      program, try program.file("script.ps1", Self.script(secure, plain)))
    let isReady = try await shell.wait { shell.text.contains("ready") }
    #expect(isReady, "\(shell.text)")
    let converter = try RunningProgram(program, ["-c", Self.conversion], executable: Peers.python)
    #expect(try await converter.end() == 0, "\(converter.text)")
    try await body(program, secure)
    shell.signal(SIGKILL)
    _ = try await shell.end()
  }

  @Test(
    .enabled(if: Peers.hasPython),
    arguments: [
      (
        "pypsrp", #""certificate_pem": "own.pem", "certificate_key_pem": "key.pem""#,
        "get put create delete enumerate pull invoke fault shell"
      ),
      (
        "pywinrm", #""cert_pem": "own.pem", "cert_key_pem": "key.pem""#,
        "identify get enumerate fault shell powershell"
      ),
    ])
  func clientsInPython(_ client: String, _ files: String, _ operations: String) async throws {
    try await withService { program, port in
      let settings = """
        {"ca": "server.pem", "cells": [{"name": "certificate:", "auth": "certificate",
        "url": "https://localhost:\(port)/wsman", \(files)}]}
        """
      let peer = try RunningProgram(
        program,
        [
          Peers.script("interop_client.py"), client, settings,
        ], executable: Peers.python)
      _ = try await peer.end()
      #expect(peer.text == "certificate: \(operations)\n")
    }
  }

  @Test(.enabled(if: Peers.hasGo && Peers.hasPython)) func goClient() async throws {
    try await withService { program, port in
      let peer = try RunningProgram(
        program,
        [
          "run", Peers.script("shell_client.go"), "certificate",
          "localhost", "\(port)", "", "", "server.pem", "own.pem", "key.pem",
        ], executable: Peers.go,
        environment: ["GO111MODULE": "off", "GOPATH": Peers.goSources, "GOFLAGS": ""])
      _ = try await peer.end()
      #expect(peer.text.hasPrefix("3 \"hello \\r\\n\" \"\" <nil>\n"), "\(peer.text)")
    }
  }
}
