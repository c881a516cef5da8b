import Testing

@testable import WireSecurity

/// Names that are nearly those of an account give no access, with each scheme.
@Suite struct AccountNameTests {
  /// Accounts as the ones of Windows: letter case does not matter, everything else does.
  private struct Accounts: AccountLookup {
    let verifier: PasswordVerifier

    func passwordVerifier(of userName: String) async -> PasswordVerifier? {
      userName.lowercased() == "wsman" ? verifier : nil
    }

    func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount? {
      userName.lowercased() == "wsman" && ["", "server01"].contains(domain.lowercased())
        ? NTLMAccount(name: "wsman", ntHash: NTLMAccount.ntHash(of: "secret")) : nil
    }

    func kerberosAccount(of principal: String) async -> String? { nil }
  }

  private let accounts: Accounts
  private let credSSP: TLSContext

  init() throws {
    accounts = Accounts(
      verifier: try #require(PasswordVerifier(password: "secret", iterations: 10)))
    credSSP = try CredSSPAcceptor.context(
      TestCertificates.request("CN=server01", names: ["server01"]).make())
  }

  static let others = [
    "w", "wsma", "wsmanx", "", "wsman\0", "wsman\0x", "\0wsman", "wsman ", " wsman", "wsman.",
    "x\\wsman", "server01\\wsman\\x", "wsman@server01x", "ｗｓｍａｎ", "wsman\u{200B}", "wſman",
    "*", "wsman%00", "server01", "server01\\",
  ]
  static let cases = ["WSMAN", "Wsman", "wsmaN"]

  private func isAccepted(
    _ client: any SecurityMechanism, _ server: any AcceptingMechanism
  ) async -> Bool {
    var exchange = TokenExchange(client: client, server: server)
    guard (try? await exchange.run()) != nil else { return false }
    return exchange.server.userName == "wsman"
  }

  private func isAccepted(_ userName: String, by scheme: String) async throws -> Bool {
    let credential = UserCredential(userName: userName, password: "secret")
    let acceptor = NTLMAcceptor(accounts: accounts, terms: .test)
    let ntlm = NTLMClient(credential: credential, targetName: "HTTP/server01")
    let server = SPNEGOAcceptor([.init(identifier: .ntlm, mechanism: acceptor)])
    switch scheme {
    case "basic":
      var server = ServerAuthentication(accounts: accounts, verified: VerifiedPasswords())
      let step = await server.received(
        authorization: "Basic " + Base64.encode(Array("\(userName):secret".utf8)),
        allowing: [.basic], terms: .test)
      if case .accepted = step { return true }
      return false
    case "ntlm": return await isAccepted(ntlm, server)
    case "negotiate":
      return await isAccepted(SPNEGOClient([.init(identifier: .ntlm, mechanism: ntlm)]), server)
    default:
      return await isAccepted(
        try CredSSPClient(credential: credential, inner: ntlm),
        try CredSSPAcceptor(credSSP, inner: server))
    }
  }

  @Test(arguments: ["basic", "ntlm", "negotiate", "credssp"])
  func names(_ scheme: String) async throws {
    for name in Self.others {
      #expect(try await isAccepted(name, by: scheme) == false, "\(name)")
    }
    for name in Self.cases { #expect(try await isAccepted(name, by: scheme), "\(name)") }
  }

  /// A name in a third message of NTLM that is odd, cut, or of another user than the one whose
  /// password was used.
  @Test func namesThatAreChangedOnTheWay() async throws {
    for name in Self.others + ["jane"] {
      var exchange = TokenExchange(isBare: true)
      exchange.change = { number, bytes in
        guard number == 2, var message = try? NTLMAuthenticate(bytes) else { return bytes }
        message.userName = name
        return message.bytes
      }
      await #expect(throws: SecurityError.self, "\(name)") { try await exchange.run() }
      #expect(exchange.server.userName == nil)
    }
  }

  /// The client does not even send what cannot be a name.
  @Test(
    arguments: [AuthenticationScheme.basic, .negotiate, .kerberos, .credSSP, .digest],
    ["", "a\0b", "a\nb"])
  func namesThatAreNotSent(_ scheme: AuthenticationScheme, _ name: String) {
    #expect(throws: AuthenticationRefusal.self) {
      _ = try ClientAuthentication(
        scheme: scheme, credential: UserCredential(userName: name, password: "x"),
        service: ServiceName(host: "server01.test.example"), path: "/wsman")
    }
  }
}
