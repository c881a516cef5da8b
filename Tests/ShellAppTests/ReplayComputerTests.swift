import Foundation
import Testing

/// `wsmansh replay --computer` against a service in another process that is set up as Windows is:
/// no Basic, and nothing in clear.
@Suite("wsmansh replay --computer")
struct ReplayComputerTests {
  private static let lab = """
    computers:
      - name: target
        users:
          - name: operator
            password: s3cret
            groups: [Administrators]
    """

  private static let page = """
    PS C:\\> Connect-WSMan server01
    PS C:\\> (Get-Item WSMan:\\server01\\Service\\Auth\\Basic).Value
    false
    PS C:\\> (Test-WSMan server01).ProductVendor
    Microsoft Corporation

    """

  /// A service, the file that keeps its requests, and the addresses of its listeners.
  private struct Service {
    let program: Program
    let process: RunningProgram
    let requests: String
    let urls: [String]

    func end() async throws {
      process.signal(SIGTERM)
      #expect(try await process.end() == 0)
    }
  }

  private func start() async throws -> Service {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let requests = program.home.appending(path: "requests.jsonl").path
    let process = try RunningProgram(
      program, "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--https",
      "--ca-out", program.home.appending(path: "ca.pem").path, "--ready-file", ready.path,
      "--requests", requests)
    let isReady = try await process.wait { FileManager.default.fileExists(atPath: ready.path) }
    try #require(isReady, "\(process.text)")
    let urls = try JSONDecoder().decode(Ready.self, from: Data(contentsOf: ready)).computers
      .map(\.url)
    return Service(program: program, process: process, requests: requests, urls: urls)
  }

  private func replay(
    _ service: Service, _ options: String..., page: String = page, password: String? = "s3cret"
  ) async throws -> Program.Result {
    let program = try Program(environment: password.map { ["WSMANSH_PASSWORD": $0] } ?? [:])
    let url = try #require(service.urls.first { $0.hasPrefix("http:") })
    return try await program.run(
      ["replay", "--computer", "server01=\(url)"] + options
        + [try program.file("page.txt", page)])
  }

  @Test func negotiateAndEncryptedMessagesUnlessAskedOtherwise() async throws {
    let service = try await start()
    let result = try await replay(service, "--credential", "operator")
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let requests = try String(contentsOfFile: service.requests, encoding: .utf8)
      .split(separator: "\n")
    #expect(requests.contains { $0.contains("transfer/Get") })
    for request in requests where request.contains("transfer/Get") {
      #expect(request.contains("\"encrypted\": true"), "\(request)")
      #expect(request.contains("TARGET\\\\operator"), "\(request)")
    }
    // What a command says itself decides who logs on, not how.
    let own = try await replay(
      service,
      page: """
        PS C:\\> $c = [pscredential]::new('operator', (ConvertTo-SecureString s3cret -AsPlainText -Force))
        PS C:\\> Connect-WSMan server01 -Credential $c -Authentication Kerberos
        PS C:\\> (Get-Item WSMan:\\server01\\Service\\Auth\\Basic).Value
        false

        """, password: nil)
    #expect(own.code == 0, "\(own.output)")
    try await service.end()
  }

  @Test func whatTheServiceRefuses() async throws {
    let service = try await start()
    let basic = try await replay(
      service, "--credential", "operator", "--authentication", "Basic")
    #expect(basic.code == 1 && basic.output.contains("Basic"), "\(basic.output)")
    let wrong = try await replay(service, "--credential", "operator", password: "wrong")
    #expect(wrong.code == 1 && wrong.output.contains("Access is denied"), "\(wrong.output)")
    // Neither a password nor somebody to ask.
    let nobody = try await replay(service, "--credential", "operator", password: nil)
    #expect(nobody.code != 0 && nobody.errors.contains("WSMANSH_PASSWORD"), "\(nobody.errors)")
    let both = try await replay(
      service, "--credential", "operator", "--credential-file", "somewhere")
    #expect(both.code == 64, "\(both.errors)")
    try await service.end()
  }

  @Test func nobodySeesThePassword() async throws {
    let service = try await start()
    let page = """
      PS C:\\> Connect-WSMan server01 -Authentication Kerberos
      PS C:\\> $env:WSMANSH_PASSWORD; Test-Path Env:\\WSMANSH_PASSWORD
      False
      PS C:\\> [bool]$Credential
      False

      """
    let result = try await replay(
      service, "--credential", "operator", "--allow-programs", "--report", "json", page: page)
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    for text in [
      result.output, result.errors, try String(contentsOfFile: service.requests, encoding: .utf8),
      service.process.text,
    ] {
      #expect(!text.contains("s3cret"), "\(text)")
    }
    try await service.end()
  }

  @Test func theSchemeOverHTTPS() async throws {
    let service = try await start()
    let program = try Program(environment: ["WSMANSH_PASSWORD": "s3cret"])
    let url = try #require(service.urls.first { $0.hasPrefix("https:") })
    // The certificate is of an authority that nobody knows: the error names it, and nothing is sent.
    let result = try await program.run(
      "replay", "--computer", "server01=\(url)", "--credential", "operator",
      try program.file("page.txt", Self.page))
    #expect(result.code == 1 && result.output.contains("certificate"), "\(result.output)")
    let trusting = try Program(environment: [
      "WSMANSH_PASSWORD": "s3cret",
      "SSL_CERT_FILE": service.program.home.appending(path: "ca.pem").path,
    ])
    let trusted = try await trusting.run(
      "replay", "--computer", "server01=\(url)", "--credential", "operator",
      try trusting.file("page.txt", Self.page + "PS C:\\> Test-Path Env:\\SSL_CERT_FILE\nFalse\n"))
    #expect(trusted.code == 0, "\(trusted.output)\(trusted.errors)")
    try await service.end()
  }
}
