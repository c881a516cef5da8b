import Testing

@testable import WireSecurity

private struct Accounts: AccountLookup {
  var verifiers: [String: PasswordVerifier]

  func passwordVerifier(of userName: String) async -> PasswordVerifier? {
    verifiers[userName]
  }

  func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount? { nil }
  func kerberosAccount(of principal: String) async -> String? { nil }
}

@Suite struct ServerAuthenticationTests {
  private let accounts: Accounts

  init() throws {
    accounts = Accounts(verifiers: [
      "wsman": try #require(PasswordVerifier(password: "secret", iterations: 10))
    ])
  }

  private func step(
    _ userName: String, _ password: String, allowing schemes: [AuthenticationScheme] = [.basic]
  ) async -> ServerStep {
    let pair = Array("\(userName):\(password)".utf8)
    var server = ServerAuthentication(accounts: accounts, verified: VerifiedPasswords())
    return await server.received(
      authorization: "Basic " + Base64.encode(pair), allowing: schemes, terms: .test)
  }

  @Test func theRightPassword() async {
    #expect(
      await step("wsman", "secret") == .accepted(userName: "wsman", scheme: .basic, closing: nil))
  }

  @Test(arguments: ["w", "wsma", "wsmanx", "", "wsman\0", "wsman ", " wsman", "WSMANX"])
  func otherNames(_ userName: String) async {
    #expect(await step(userName, "secret") == .challenge(["Basic realm=\"WSMAN\""]))
  }

  @Test(arguments: ["", "s", "secre", "secretx", "Secret", "secret\0", "secret "])
  func otherPasswords(_ password: String) async {
    #expect(await step("wsman", password) == .challenge(["Basic realm=\"WSMAN\""]))
  }

  @Test func aSchemeThatIsNotAllowed() async {
    #expect(await step("wsman", "secret", allowing: []) == .challenge([]))
    #expect(
      await step("wsman", "secret", allowing: [.negotiate, .kerberos])
        == .challenge(["Negotiate"]))
    #expect(
      await step("wsman", "secret", allowing: [.kerberos, .credSSP])
        == .challenge(["Kerberos", "CredSSP"]))
  }

  @Test func onlyWhatCanSucceedIsOffered() async {
    var server = ServerAuthentication(accounts: accounts, verified: VerifiedPasswords())
    let step = await server.received(
      authorization: "Kerberos YIIB", allowing: [.negotiate, .kerberos, .basic], terms: .test)
    #expect(step == .challenge(["Negotiate", "Basic realm=\"WSMAN\""]))
  }

  @Test func aChangedPasswordIsNotRemembered() throws {
    let verified = VerifiedPasswords()
    let old = try #require(PasswordVerifier(password: "old", iterations: 10))
    let new = try #require(PasswordVerifier(password: "new", iterations: 10))
    #expect(verified.check("old", against: old))
    #expect(verified.check("old", against: old))
    #expect(!verified.check("old", against: new))
    #expect(verified.check("new", against: new))
  }

  @Test func theMemoryIsBounded() throws {
    let verified = VerifiedPasswords(capacity: 1)
    let one = try #require(PasswordVerifier(password: "one", iterations: 10))
    let two = try #require(PasswordVerifier(password: "two", iterations: 10))
    #expect(verified.check("one", against: one))
    #expect(verified.check("two", against: two))
    #expect(verified.check("one", against: one))
    #expect(!verified.check("two", against: one))
  }
}

@Suite struct ClientAuthenticationTests {
  private func basic() throws -> ClientAuthentication {
    try ClientAuthentication(
      scheme: .basic, credential: UserCredential(userName: "a", password: "b"),
      service: ServiceName(host: "server01"), path: "/wsman")
  }

  @Test func basicGoesWithTheFirstRequest() async throws {
    var client = try basic()
    #expect(await client.start() == .send(authorization: "Basic YTpi", carriesMessage: true))
    #expect(await client.received(status: 200, challenges: []) == .done)
    #expect(await client.received(status: 500, challenges: []) == .done)
  }

  @Test func basicRefused() async throws {
    var client = try basic()
    let step = await client.received(
      status: 401, challenges: ["Negotiate", "Basic realm=\"WSMAN\"", "Basic realm=\"other\""])
    #expect(
      step
        == .refused(
          AuthenticationRefusal(
            .credentialsRefused, scheme: .basic, offered: ["Negotiate", "Basic"])))
  }

  @Test func basicNotOffered() async throws {
    var client = try basic()
    guard case .refused(let refusal) = await client.received(status: 401, challenges: ["Negotiate"])
    else {
      Issue.record("a 401 must be a refusal")
      return
    }
    #expect(refusal.reason == .schemeNotOffered)
    #expect(refusal.code == 0x8033_810E)
    #expect(refusal.message.contains("It offers: Negotiate."))
  }

  @Test func anonymous() async {
    var client = ClientAuthentication.anonymous
    #expect(await client.start() == .send(authorization: nil, carriesMessage: true))
    #expect(await client.received(status: 200, challenges: []) == .done)
    #expect(
      await client.received(status: 401, challenges: ["CredSsp"])
        == .refused(AuthenticationRefusal(.schemeNotOffered, scheme: nil, offered: ["CredSSP"])))
    let anonymous = AuthenticationRefusal(.schemeNotOffered, scheme: nil, offered: ["CredSSP"])
    #expect(anonymous.message.hasPrefix("The server wants to know who asks. It offers: CredSSP."))
  }

  /// Where nothing is offered, there is nothing to choose from.
  @Test(arguments: [nil, AuthenticationScheme.negotiate, .basic])
  func nothingIsOffered(_ scheme: AuthenticationScheme?) {
    let text = AuthenticationRefusal(.schemeNotOffered, scheme: scheme).message
    #expect(text.contains("It offers no authentication scheme. Check that the address"), "\(text)")
    #expect(!text.contains("Choose one"))
    #expect(!text.contains("not accept no"))
  }

  /// What is written in a list of schemes need not be a scheme.
  @Test func longNamesAreCutShort() async throws {
    var client = ClientAuthentication.anonymous
    let many = (1...100).map { "x\($0)" + String(repeating: "y", count: 10_000) }
    guard case .refused(let refusal) = await client.received(status: 401, challenges: many) else {
      Issue.record("a 401 must be a refusal")
      return
    }
    #expect(!refusal.offered.isEmpty)
    #expect(refusal.message.utf8.count < 2_000)
  }

  @Test func aCertificateIsMeantInAHeader() async throws {
    var client = try ClientAuthentication(
      scheme: .clientCertificate, credential: nil, service: ServiceName(host: "server01"),
      path: "/wsman")
    let header = "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual"
    #expect(await client.start() == .send(authorization: header, carriesMessage: true))
    #expect(await client.received(status: 200, challenges: []) == .done)
    #expect(
      await client.received(status: 401, challenges: ["Negotiate"])
        == .refused(AuthenticationRefusal(.credentialsRefused, scheme: .clientCertificate)))
  }

  @Test func aRealmKnowsNoAddresses() {
    #expect(throws: AuthenticationRefusal(.hostIsAddress, scheme: .kerberos)) {
      try ClientAuthentication(
        scheme: .kerberos, credential: nil, service: ServiceName(host: "192.0.2.11"), path: "/wsman"
      )
    }
    #expect(throws: AuthenticationRefusal(.credentialsMissing, scheme: .negotiate)) {
      try ClientAuthentication(
        scheme: .negotiate, credential: nil, service: ServiceName(host: "192.0.2.11"),
        path: "/wsman")
    }
  }

  @Test(arguments: [AuthenticationScheme.digest, .credSSP])
  func schemesThatNeedAPassword(_ scheme: AuthenticationScheme) {
    #expect(throws: AuthenticationRefusal(.credentialsMissing, scheme: scheme)) {
      try ClientAuthentication(
        scheme: scheme, credential: nil, service: ServiceName(host: "server01"), path: "/wsman")
    }
  }

  @Test func basicWithoutCredentials() {
    #expect(throws: AuthenticationRefusal(.credentialsMissing, scheme: .basic)) {
      try ClientAuthentication(
        scheme: .basic, credential: nil, service: ServiceName(host: "server01"), path: "/wsman")
    }
  }
}

@Suite struct PasswordVerifierTests {
  @Test func textForm() throws {
    let verifier = try #require(PasswordVerifier(password: "p\u{e4}ss", iterations: 10))
    let copy = try #require(PasswordVerifier(text: verifier.text))
    #expect(copy == verifier)
    #expect(copy.matches("p\u{e4}ss"))
    #expect(!copy.matches("pass"))
    let again = try #require(PasswordVerifier(password: "p\u{e4}ss", iterations: 10))
    #expect(again.text != verifier.text)
  }

  /// PBKDF2-HMAC-SHA-256 of "password" with the salt "salt", one iteration (RFC 7914 11 gives the
  /// function, the value is the published vector of that pair).
  @Test func knownVector() throws {
    let key: [UInt8] = [
      0x12, 0x0F, 0xB6, 0xCF, 0xFC, 0xF8, 0xB3, 0x2C, 0x43, 0xE7, 0x22, 0x52, 0x56, 0xC4, 0xF8,
      0x37, 0xA8, 0x65, 0x48, 0xC9, 0x2C, 0xCC, 0x35, 0x48, 0x08, 0x05, 0x98, 0x7C, 0xB7, 0x0B,
      0xE1, 0x7B,
    ]
    let text = "pbkdf2-sha256$1$c2FsdA==$\(Base64.encode(key))"
    #expect(try #require(PasswordVerifier(text: text)).matches("password"))
  }

  @Test(arguments: [
    "", "secret", "pbkdf2-sha256$0$c2FsdA==$AAAA", "pbkdf2-sha256$1$$AAAA",
    "pbkdf2-sha256$99999999999999999999$c2FsdA==$AAAA", "pbkdf2-sha1$1$c2FsdA==$AAAA",
    "pbkdf2-sha256$1$c2FsdA==$AAAA",
  ])
  func damagedText(_ text: String) {
    #expect(PasswordVerifier(text: text) == nil)
  }
}
