import Foundation
import Testing
import ThrowawayRealm

/// Kerberos and CredSSP between this program and those of others, in both roles.
@Suite("Kerberos and CredSSP with other programs", .serialized)
struct TicketProgramTests {
  private static let hasRealm = Peers.hasPython && ThrowawayRealm.isAvailable

  private static let lab = """
    domain: test.example
    users:
      - name: \(ThrowawayRealm.user)
        password: \(ThrowawayRealm.password)
        groups: [Domain Admins]
    computers:
      - name: server01
        addresses: [192.0.2.11]
        configuration:
          Service\\Auth\\CredSSP: true
    """

  private static let principal = "\(ThrowawayRealm.user)@\(ThrowawayRealm.name)"

  /// What a client saw of a service, over HTTP or HTTPS.
  private func run(
    _ client: String, isSecure: Bool, userName: String, password: String
  ) async throws -> [String] {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let authority = program.home.appending(path: "ca.pem").path
    var arguments = [
      "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--https",
      "--ca-out", authority, "--ready-file", ready.path,
    ]
    var environment: [String: String] = [:]
    if ThrowawayRealm.isAvailable {
      let realm = try ThrowawayRealm.shared.get()
      arguments += ["--keytab", realm.keytab]
      environment["KRB5_CONFIG"] = realm.path("krb5.conf")
    }
    let service = try RunningProgram(program, arguments, environment: environment)
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    #expect(isReady, "\(service.text)")
    let urls = try JSONDecoder().decode(Ready.self, from: try Data(contentsOf: ready)).computers
      .map(\.url)
    let url = try #require(urls.first { $0.hasPrefix("https:") == isSecure })
    let peer = try RunningProgram(
      program,
      [Peers.script("negotiate_client.py"), client, url, userName, password]
        + (isSecure ? [authority] : []), executable: Peers.python, environment: environment)
    _ = try await peer.end()
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
    return peer.text.split(separator: "\n").map(String.init)
  }

  private static let operations = [
    "get 500", "envelope 512000", "pull True", "fault 2150858752", "shell SERVER01 0",
  ]

  @Test(.enabled(if: hasRealm), arguments: [false, true])
  func kerberosOfPypsrp(isSecure: Bool) async throws {
    let lines = try await run(
      "pypsrp-kerberos", isSecure: isSecure, userName: Self.principal,
      password: ThrowawayRealm.password)
    #expect(lines == Self.operations)
  }

  @Test(.enabled(if: Peers.hasPython), arguments: [false, true])
  func credSSPOfPypsrp(isSecure: Bool) async throws {
    let lines = try await run(
      "pypsrp-credssp", isSecure: isSecure, userName: "TEST\\\(ThrowawayRealm.user)",
      password: ThrowawayRealm.password)
    #expect(lines == Self.operations)
  }

  @Test(.enabled(if: Peers.hasPython)) func aWrongPassword() async throws {
    let lines = try await run(
      "pypsrp-credssp", isSecure: false, userName: "TEST\\\(ThrowawayRealm.user)",
      password: "wrong")
    #expect(lines == ["error AuthenticationException"])
  }

  /// What our client printed, and what a service of pyspnego did.
  private func serve(
    _ backend: String, host: String = "127.0.0.1", _ commands: (_ port: String) -> String
  ) async throws -> (output: [String], errors: String, steps: [String]) {
    let program = try Program()
    var environment = [
      "PEER_HOST": host,
      "NTLM_USER_FILE": try program.file(
        "accounts", "TEST:\(ThrowawayRealm.user):\(ThrowawayRealm.password)\n"),
    ]
    if ThrowawayRealm.isAvailable {
      let realm = try ThrowawayRealm.shared.get()
      environment["KRB5_KTNAME"] = realm.keytab
      environment["KRB5_CONFIG"] = realm.path("krb5.conf")
    }
    let service = try RunningProgram(
      program, [Peers.script("negotiate_server.py"), backend], executable: Peers.python,
      environment: environment)
    let isReady = try await service.wait { service.text.contains("\n") }
    #expect(isReady, "\(service.text)")
    let port = String(service.text.prefix { $0 != "\n" })
    let result = try await program.run(input: commands(port))
    service.signal(SIGKILL)
    _ = try await service.end()
    return (
      result.outputLines, result.errors,
      service.text.split(separator: "\n").dropFirst().map(String.init)
    )
  }

  private static let credential = """
    $p = ConvertTo-SecureString '\(ThrowawayRealm.password)' -AsPlainText -Force

    """

  @Test(.enabled(if: hasRealm)) func kerberosOfOurs() async throws {
    let seen = try await serve("kerberos") { port in
      Self.credential + """
        $c = New-Object PSCredential '\(Self.principal)', $p
        \(Peers.operations(at: ThrowawayRealm.localHost, port: port, authentication: "Kerberos"))
        """
    }
    #expect(seen.output == Peers.results, "\(seen.errors)")
    #expect(seen.steps == Peers.steps(legs: 0))
  }

  /// Kerberos inside CredSSP, in both roles.
  @Test(.enabled(if: hasRealm)) func kerberosInCredSSPOfOurs() async throws {
    // The account of NTLM has another name.
    let seen = try await serve("credssp", host: ThrowawayRealm.localHost) { port in
      Self.credential + """
        $null = Enable-WSManCredSSP -Role Client -DelegateComputer * -Force
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        $c = New-Object PSCredential '\(Self.principal)', $p
        \(Peers.operations(at: ThrowawayRealm.localHost, port: port, authentication: "Credssp"))
        """
    }
    #expect(seen.output == Peers.results, "\(seen.errors)")
    #expect(seen.steps.filter { $0 != "leg" } == Peers.steps(legs: 0, areLargeInPieces: true))
  }

  @Test(.enabled(if: Peers.hasPython)) func credSSPOfOurs() async throws {
    let seen = try await serve("credssp") { port in
      Self.credential + """
        $null = Enable-WSManCredSSP -Role Client -DelegateComputer 127.0.0.1 -Force
        $c = New-Object PSCredential 'TEST\\\(ThrowawayRealm.user)', $p
        \(Peers.operations(at: "127.0.0.1", port: port, authentication: "Credssp"))
        """
    }
    #expect(seen.output == Peers.results, "\(seen.errors)")
    #expect(seen.steps.filter { $0 != "leg" } == Peers.steps(legs: 0, areLargeInPieces: true))
  }
}
