import Foundation
import Testing
import ThrowawayRealm

/// HTTPS through a proxy of other people's making that wants a proof: Digest, NTLM, a ticket.
@Suite("proxies that want a proof", .serialized)
struct ProxyProgramTests {
  private static let systemPython = "/usr/bin/python3"
  private static let hasPython = FileManager.default.isExecutableFile(atPath: systemPython)
  private static let hasRealm = Peers.hasPython && ThrowawayRealm.isAvailable

  /// What our client printed behind a proxy, and what the proxy did.
  ///
  /// - Parameters:
  ///   - options: those of `New-WSManSessionOption`, with `secret NAME TEXT` for credentials.
  ///   - environment: of both.
  private func run(
    _ scheme: String, host: String = "127.0.0.1", _ options: String, python: String = Peers.python,
    environment: [String: String] = [:]
  ) async throws -> (output: [String], errors: String, steps: [String]) {
    let place = try await CausePlace.shared.ready()
    let program = try Program()
    var variables = environment
    variables["NTLM_USER_FILE"] = try program.file("accounts", "CONTOSO:user:pw\n")
    let proxy = try RunningProgram(
      program, [Peers.script("proxy.py"), scheme],
      executable: python, environment: variables)
    try #require(try await proxy.wait { proxy.text.contains("\n") }, "\(proxy.text)")
    let port = proxy.text.prefix { $0 != "\n" }
    let input = place.filled(
      """
      function secret($name, $text) {
        [pscredential]::new($name, (ConvertTo-SecureString $text -AsPlainText -Force))
      }
      $env:https_proxy = 'http://\(host):\(port)'
      $o = New-WSManSessionOption -SkipCACheck -SkipCNCheck \(options)
      $all = @{ Port = SECURE; UseSSL = $true; Credential = (secret operator s3cret) }
      Connect-WSMan 127.0.0.1 @all -Authentication Basic -SessionOption $o
      Connect-WSMan 127.0.0.2 @all -Authentication Negotiate -SessionOption $o
      (dir WSMan:\\).Name
      (Get-Item WSMan:\\127.0.0.1\\Service\\Auth\\Basic).Value

      """)
    // Libraries look for tickets in the environment that the program was started with.
    let result = try await program.run(
      environment.map { "\($0.key)=\($0.value)" } + [Program.path], input: Array(input.utf8),
      executable: "/usr/bin/env")
    proxy.signal(SIGKILL)
    _ = try await proxy.end()
    return (
      result.outputLines,
      result.errors.split(whereSeparator: \.isWhitespace).joined(separator: " "),
      proxy.text.split(separator: "\n").dropFirst().map(String.init)
    )
  }

  private func check(
    _ seen: (output: [String], errors: String, steps: [String]),
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(
      seen.output == ["localhost", "127.0.0.1", "127.0.0.2", "true"], "\(seen.errors)",
      sourceLocation: sourceLocation)
    #expect(
      seen.steps.filter { $0 == "proved CONNECT" }.count == 2, "\(seen.steps)",
      sourceLocation: sourceLocation)
    #expect(seen.steps.allSatisfy { $0.hasSuffix(" CONNECT") }, sourceLocation: sourceLocation)
  }

  @Test(.enabled(if: hasPython)) func digest() async throws {
    check(
      try await run(
        "digest", "-ProxyAuthentication Digest -ProxyCredential (secret user pw)",
        python: Self.systemPython))
  }

  @Test(.enabled(if: hasPython)) func aWrongPasswordInDigest() async throws {
    let seen = try await run(
      "digest", "-ProxyAuthentication Digest -ProxyCredential (secret user x)",
      python: Self.systemPython)
    #expect(seen.output == ["localhost"])
    #expect(seen.errors.contains("HTTP status 407"), "\(seen.errors)")
    #expect(seen.errors.contains("It offers: Digest."))
    #expect(seen.errors.contains("-ProxyAuthentication Digest -ProxyCredential NAME"))
    #expect(!seen.steps.contains("proved CONNECT"))
  }

  /// Basic would tell the password to whoever asks.
  @Test(.enabled(if: hasPython)) func anotherScheme() async throws {
    let seen = try await run(
      "digest", "-ProxyAuthentication Basic -ProxyCredential (secret user pw)",
      python: Self.systemPython)
    #expect(seen.output == ["localhost"])
    #expect(seen.errors.contains("It offers: Digest."), "\(seen.errors)")
  }

  @Test(.enabled(if: Peers.hasPython)) func negotiateWithAPassword() async throws {
    check(
      try await run(
        "ntlm", "-ProxyAuthentication Negotiate -ProxyCredential (secret CONTOSO\\user pw)"))
  }

  @Test(.enabled(if: Peers.hasPython)) func aWrongPasswordInNegotiate() async throws {
    let seen = try await run(
      "ntlm", "-ProxyAuthentication Negotiate -ProxyCredential (secret CONTOSO\\user x)")
    #expect(seen.output == ["localhost"])
    #expect(seen.errors.contains("It offers: NTLM."), "\(seen.errors)")
  }

  @Test(.enabled(if: hasRealm)) func negotiateWithATicket() async throws {
    let realm = try ThrowawayRealm.shared.get()
    let program = try Program()
    let environment = [
      "KRB5_CONFIG": realm.path("krb5.conf"), "KRB5_KTNAME": realm.keytab,
      "KRB5CCNAME": "FILE:\(program.home.appending(path: "ccache").path)",
    ]
    let variables = environment.map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    let login = try await program.runInBash(
      "echo '\(ThrowawayRealm.password)' | env \(variables) "
        + "kinit \(ThrowawayRealm.user)@\(ThrowawayRealm.name)")
    try #require(login.code == 0, "\(login.errors)")
    let seen = try await run(
      "kerberos", host: ThrowawayRealm.localHost, "-ProxyAuthentication Negotiate",
      environment: environment)
    check(seen)
  }
}
