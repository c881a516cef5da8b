import Foundation
import Testing
import ThrowawayRealm

/// Our client over HTTPS against services of others, which trust no proof that is not bound to their
/// certificate.
@Suite("Services of others over HTTPS", .serialized)
struct SecurePeerTests {
  private static let openSSL = "/usr/bin/openssl"
  private static let canServe =
    Peers.hasPython && FileManager.default.isExecutableFile(atPath: openSSL)
  private static let user = ThrowawayRealm.user

  /// A certificate for this machine, and its key, in one file.
  private func certificate(_ program: Program) async throws -> String {
    let path = program.home.appending(path: "peer.pem").path
    let made = try await program.run(
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
        "/CN=peer", "-addext", "subjectAltName=IP:127.0.0.1,DNS:\(ThrowawayRealm.localHost)",
        "-days", "2", "-keyout", path + ".key", "-out", path + ".crt",
      ], executable: Self.openSSL)
    try #require(made.code == 0, "\(made.errors)")
    let texts = try [".crt", ".key"].map { try String(contentsOfFile: path + $0, encoding: .utf8) }
    return try program.file("peer.pem", texts.joined())
  }

  /// What our client printed, and what the service did.
  private func serve(
    _ script: String, _ options: [String], authentication: String, host: String = "127.0.0.1",
    userName: String, commands: String? = nil
  ) async throws -> (output: [String], errors: String, steps: [String]) {
    let program = try Program()
    let certificate = try await certificate(program)
    var environment = [
      "PEER_HOST": host,
      "NTLM_USER_FILE": try program.file(
        "accounts", "TEST:\(Self.user):\(ThrowawayRealm.password)\n"),
    ]
    if ThrowawayRealm.isAvailable {
      let realm = try ThrowawayRealm.shared.get()
      environment["KRB5_KTNAME"] = realm.keytab
      environment["KRB5_CONFIG"] = realm.path("krb5.conf")
    }
    let service = try RunningProgram(
      program, [Peers.script(script)] + options + ["tls=\(certificate)"],
      executable: Peers.python, environment: environment)
    let isReady = try await service.wait { service.text.contains("\n") }
    try #require(isReady, "\(service.text)")
    let port = service.text.prefix { $0 != "\n" }
    let commands =
      commands?.replacingOccurrences(of: "PORT", with: port)
      ?? Peers.operations(at: host, port: port, authentication: authentication, isSecure: true)
    let result = try await program.run(
      input: """
        $null = Import-Certificate '\(certificate).crt' -CertStoreLocation Cert:\\CurrentUser\\Root
        $null = Enable-WSManCredSSP -Role Client -DelegateComputer * -Force
        $p = ConvertTo-SecureString '\(ThrowawayRealm.password)' -AsPlainText -Force
        $c = New-Object PSCredential '\(userName)', $p
        \(commands)

        """)
    service.signal(SIGKILL)
    _ = try await service.end()
    return (
      result.outputLines, result.errors,
      service.text.split(separator: "\n").dropFirst().map(String.init)
    )
  }

  private static func steps(_ legs: Int) -> [String] { Peers.steps(legs: legs, message: "clear") }

  @Test(.enabled(if: canServe)) func ntlm() async throws {
    let account = "TEST\\\(Self.user)"
    let seen = try await serve(
      "negotiate_server.py", ["pyspnego"], authentication: "Negotiate", userName: account)
    #expect(seen.output == Peers.results, "\(seen.errors)")
    #expect(seen.steps == Self.steps(1))
    let other = try await serve(
      "negotiate_server.py", ["pyspnego", "other"], authentication: "Negotiate",
      userName: account)
    #expect(other.output.isEmpty)
    #expect(other.errors.contains("CbtHardeningLevel"), "\(other.errors)")
    #expect(Set(other.steps) == ["leg", "refused BadBindingsError"])
  }

  @Test(.enabled(if: canServe && ThrowawayRealm.isAvailable)) func kerberos() async throws {
    let principal = "\(Self.user)@\(ThrowawayRealm.name)"
    let seen = try await serve(
      "negotiate_server.py", ["kerberos"], authentication: "Kerberos",
      host: ThrowawayRealm.localHost, userName: principal)
    #expect(seen.output == Peers.results, "\(seen.errors)")
    #expect(seen.steps == Self.steps(0))
    let other = try await serve(
      "negotiate_server.py", ["kerberos", "other"], authentication: "Kerberos",
      host: ThrowawayRealm.localHost, userName: principal)
    #expect(other.output.isEmpty)
    #expect(other.errors.contains("CbtHardeningLevel"), "\(other.errors)")
    #expect(other.steps.allSatisfy { $0.hasPrefix("refused") } && !other.steps.isEmpty)
  }

  /// pyspnego asks for no bindings here: CredSSP binds the password to the key of its own TLS.
  @Test(.enabled(if: canServe)) func credSSP() async throws {
    let seen = try await serve(
      "negotiate_server.py", ["credssp"], authentication: "Credssp",
      userName: "TEST\\\(Self.user)")
    #expect(seen.output == Peers.results, "\(seen.errors)")
    #expect(seen.steps.filter { $0 != "leg" } == Self.steps(0))
  }

  @Test(.enabled(if: canServe), arguments: ["MD5", "SHA-256"])
  func digest(_ algorithm: String) async throws {
    let seen = try await serve(
      "digest_server.py", [algorithm], authentication: "Digest", userName: Self.user,
      commands: """
        $all = @{Port = PORT; UseSSL = $true; Authentication = 'Digest'; Credential = $c}
        1..3 | % { (Test-WSMan 127.0.0.1 @all).ProductVendor }
        """)
    #expect(seen.output == ["Peer", "Peer", "Peer"], "\(seen.errors)")
    #expect(seen.steps.first == "unproved empty")
    #expect(seen.steps.filter { $0 == "proved message" }.count == 3, "\(seen.steps)")
  }
}
