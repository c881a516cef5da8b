import Foundation
import Testing

/// NTLM and encrypted messages between this program and those of others, in both roles.
@Suite("Negotiate with other programs")
struct NegotiateProgramTests {
  /// The Python of the system, for which there is a package with GSSAPI.
  private static let systemPython = "/usr/bin/python3"

  private static let hasGSSAPI = [
    "/usr/lib/python3/dist-packages/gssapi", "/etc/gss/mech.d/mech.ntlmssp.conf",
  ].allSatisfy { FileManager.default.fileExists(atPath: $0) }

  // MARK: Their client, our service

  private static let lab = """
    computers:
      - name: safe
        addresses: [192.0.2.77]
        configuration:
          Service\\Auth\\CbtHardeningLevel: Strict
        users:
          - name: Operator
            password: s3cr\u{e9}t
            groups: [Administrators]
    """

  /// What a client saw of a service, over HTTP or HTTPS.
  private func run(
    _ client: String, isSecure: Bool = false, userName: String = "operator",
    password: String = "s3cr\u{e9}t", python: String = Peers.python
  ) async throws -> [String] {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let authority = program.home.appending(path: "ca.pem").path
    let service = try RunningProgram(
      program, "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--https",
      "--ca-out", authority, "--ready-file", ready.path)
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    #expect(isReady, "\(service.text)")
    let urls = try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready)).computers
      .map(\.url)
    let url = try #require(urls.first { $0.hasPrefix("https:") == isSecure })
    let accounts = try program.file("accounts", "SAFE:operator:\(password)\n")
    let peer = try RunningProgram(
      program,
      [Peers.script("negotiate_client.py"), client, url, userName, password]
        + (isSecure ? [authority] : []), executable: python,
      environment: ["NTLM_USER_FILE": accounts])
    _ = try await peer.end()
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
    return peer.text.split(separator: "\n").map(String.init)
  }

  private static let operations = [
    "get 500", "envelope 512000", "pull True", "fault 2150858752", "shell SAFE 0",
  ]

  @Test(.enabled(if: Peers.hasPython), arguments: ["pypsrp", "pypsrp-negotiate"], [false, true])
  func pypsrp(_ client: String, isSecure: Bool) async throws {
    #expect(try await run(client, isSecure: isSecure) == Self.operations)
  }

  @Test(.enabled(if: Peers.hasPython), arguments: [false, true])
  func pywinrm(isSecure: Bool) async throws {
    let lines = try await run("pywinrm", isSecure: isSecure)
    #expect(lines == [String](repeating: "identify True", count: 3) + ["shell SAFE 0"])
  }

  @Test(
    .enabled(if: Peers.hasPython),
    arguments: ["OPERATOR", "SAFE\\operator", ".\\operator", "safe\\Operator"])
  func formsOfTheName(_ userName: String) async throws {
    #expect(try await run("pypsrp", userName: userName) == Self.operations)
  }

  @Test(
    .enabled(if: Peers.hasPython),
    arguments: [
      ("pypsrp", "AuthenticationError"), ("pypsrp-negotiate", "AuthenticationError"),
      ("pywinrm", "InvalidCredentialsError"),
    ])
  func aWrongPassword(_ client: String, _ error: String) async throws {
    #expect(try await run(client, password: "s3cret") == ["error \(error)"])
  }

  @Test(
    .enabled(if: hasGSSAPI),
    arguments: [("gssapi-ntlm", "legs 2 200 True"), ("gssapi-spnego", "legs 2 200 True")])
  func gssNTLMSSP(_ client: String, _ legs: String) async throws {
    let lines = try await run(
      client, userName: "SAFE\\operator", python: Self.systemPython)
    #expect(lines == [legs] + [String](repeating: "identify True", count: 3))
  }

  // MARK: Our client, their service

  /// What our client printed, and what their service did.
  private func serve(
    _ backend: String, _ more: String..., password: String = "s3cr\u{e9}t", python: String
  ) async throws -> (output: [String], errors: String, steps: [String]) {
    let program = try Program()
    let accounts = try program.file("accounts", "CONTOSO:operator:s3cr\u{e9}t\n")
    let service = try RunningProgram(
      program, [Peers.script("negotiate_server.py"), backend] + more, executable: python,
      environment: ["NTLM_USER_FILE": accounts])
    let isReady = try await service.wait { service.text.contains("\n") }
    #expect(isReady, "\(service.text)")
    let port = service.text.prefix { $0 != "\n" }
    let result = try await program.run(
      input: """
        $p = ConvertTo-SecureString '\(password)' -AsPlainText -Force
        $c = New-Object PSCredential 'CONTOSO\\operator', $p
        \(Peers.operations(at: "127.0.0.1", port: port, authentication: "Negotiate"))
        (Test-WSMan 127.0.0.1 -Port \(port) -Authentication Default -Credential $c).ProductVendor

        """)
    service.signal(SIGKILL)
    _ = try await service.end()
    return (
      result.outputLines, result.errors,
      service.text.split(separator: "\n").dropFirst().map(String.init)
    )
  }

  private static let results = Peers.results + ["Peer"]
  private static let steps = Peers.steps(legs: 1) + ["leg", "authenticated", "message exact"]

  @Test(.enabled(if: Peers.hasPython)) func pyspnego() async throws {
    let seen = try await serve("pyspnego", python: Peers.python)
    #expect(seen.output == Self.results, "\(seen.errors)")
    #expect(seen.steps == Self.steps)
  }

  @Test(.enabled(if: hasGSSAPI)) func gssNTLMSSPAsService() async throws {
    let seen = try await serve("gssapi", python: Self.systemPython)
    #expect(seen.output == Self.results, "\(seen.errors)")
    #expect(seen.steps == Self.steps)
  }

  @Test(.enabled(if: Peers.hasPython)) func aWrongPasswordOfOurs() async throws {
    let seen = try await serve("pyspnego", password: "s3cret", python: Peers.python)
    #expect(seen.output.isEmpty)
    #expect(seen.errors.contains("Code=\"5\""), "\(seen.errors)")
    #expect(!seen.steps.contains("authenticated"))
  }

  @Test(.enabled(if: Peers.hasPython)) func aClearAnswer() async throws {
    let seen = try await serve("pyspnego", "clear", python: Peers.python)
    #expect(seen.output.isEmpty)
    #expect(seen.errors.contains("in clear text"))
  }
}
