import Testing
import ThrowawayRealm

@testable import WireSecurity

/// Kerberos against a real realm on loopback (`protocol.md` 12.3, 13.4).
@Suite(.enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"), .serialized)
struct KerberosTests {
  private static let service = ServiceName(host: ThrowawayRealm.host)

  private let realm: ThrowawayRealm
  private let keys: KerberosKeys

  init() throws {
    realm = try ThrowawayRealm.shared.get()
    keys = try KerberosKeys(keytab: realm.keytab)
  }

  private struct NoAccounts: AccountLookup {
    func passwordVerifier(of userName: String) async -> PasswordVerifier? { nil }
    func ntlmAccount(of userName: String, domain: String) async -> NTLMAccount? { nil }
    func kerberosAccount(of principal: String) async -> String? { nil }
  }

  private func client(
    _ userName: String = "alice@TEST.EXAMPLE", _ password: String = ThrowawayRealm.password,
    services: [ServiceName] = [service]
  ) -> KerberosClient {
    KerberosClient(
      services: services, credential: UserCredential(userName: userName, password: password))
  }

  /// Both sides after the exchange.
  private func joined(
    binding: ChannelBinding? = nil, serverBinding: ChannelBinding? = nil,
    terms: AcceptanceTerms = .test
  ) async throws -> (client: any MessageProtection, server: any MessageProtection) {
    var client = client()
    var server = KerberosAcceptor(keys: keys, accounts: TestAccounts(), terms: terms)
    guard case .proceed(let request) = try await client.step(nil, binding: binding),
      case .complete(let answer) = try await server.step(request, binding: serverBinding)
    else { throw SecurityError.unexpected }
    #expect(server.userName == "alice")
    let last = try await client.step(answer, binding: binding)
    #expect(last == .complete(nil))
    return (try #require(client.protection), try #require(server.protection))
  }

  @Test func messagesGoBothWays() async throws {
    let (client, server) = try await joined()
    for size in [0, 1, 1000, 100_000] {
      let text = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
      let request = try client.seal(text)
      #expect(request.length == 60)
      #expect(request.plainLength == size)
      #expect(request.octets.count == 60 + size)
      #expect(try server.open(length: 60, request.octets[...]) == text)
      let answer = try server.seal(text)
      #expect(try client.open(length: Int(answer.length), answer.octets[...]) == text)
    }
  }

  @Test func changedMessagesAreRefused() async throws {
    let (client, server) = try await joined()
    let sealed = try client.seal(Array("a message".utf8))
    for place in sealed.octets.indices {
      var changed = sealed.octets
      changed[place] ^= 1
      #expect(throws: SecurityError.self) { try server.open(length: 60, changed[...]) }
    }
    for count in sealed.octets.indices {
      #expect(throws: SecurityError.self) {
        try server.open(length: min(60, count), sealed.octets.prefix(count))
      }
    }
    for length in [0, 1, 59, 61, 69, 70, Int.max] {
      #expect(throws: SecurityError.self) { try server.open(length: length, sealed.octets[...]) }
    }
    #expect(try server.open(length: 60, sealed.octets[...]) == Array("a message".utf8))
  }

  @Test func repeatedAndSkippedMessagesAreRefused() async throws {
    let (client, server) = try await joined()
    let messages = try (0..<3).map { try client.seal([UInt8($0)]) }
    #expect(try server.open(length: 60, messages[0].octets[...]) == [0])
    #expect(throws: SecurityError.outOfSequence) {
      try server.open(length: 60, messages[0].octets[...])
    }
    #expect(throws: SecurityError.outOfSequence) {
      try server.open(length: 60, messages[2].octets[...])
    }
  }

  @Test func signaturesCover() async throws {
    let (client, server) = try await joined()
    let signing = try #require(client as? any SigningProtection)
    let checking = try #require(server as? any SigningProtection)
    let signature = try signing.sign([1, 2, 3])
    #expect(throws: SecurityError.self) { try checking.verify(signature, of: [1, 2, 4]) }
    try checking.verify(signature, of: [1, 2, 3])
  }

  @Test(arguments: BindingCase.all) func tokensAreBoundToTheirChannel(_ bound: BindingCase)
    async throws
  {
    let exchange = {
      try await joined(
        binding: bound.binding, serverBinding: BindingCase.ofService, terms: bound.terms)
    }
    if bound.isAccepted {
      _ = try await exchange()
    } else {
      await #expect(throws: SecurityError.wrongChannel) { try await exchange() }
    }
  }

  /// Kerberos in SPNEGO, which the client puts first, with NTLM behind it.
  @Test func negotiateTakesKerberos() async throws {
    let ntlm = NTLMClient(
      credential: UserCredential(userName: "alice", password: "x"), targetName: "HTTP/server01")
    var exchange = TokenExchange(
      client: SPNEGOClient([
        .init(identifier: .kerberos, mechanism: client()),
        .init(identifier: .ntlm, mechanism: ntlm),
      ]),
      server: SPNEGOAcceptor([
        .init(
          identifier: .kerberos,
          mechanism: KerberosAcceptor(keys: keys, accounts: TestAccounts(), terms: .test))
      ]))
    try await exchange.run()
    #expect(exchange.server.userName == "alice")
    let sending = try #require(exchange.client.protection)
    let receiving = try #require(exchange.server.protection)
    let sealed = try sending.seal([1, 2, 3])
    #expect(try receiving.open(length: Int(sealed.length), sealed.octets[...]) == [1, 2, 3])
  }

  /// Where the server knows only NTLM, the client goes on with it.
  @Test func negotiateFallsBackToNTLM() async throws {
    let ntlm = NTLMClient(
      credential: UserCredential(userName: "wsman", password: "secret"),
      targetName: "HTTP/server01")
    var exchange = TokenExchange(
      client: SPNEGOClient([
        .init(identifier: .kerberos, mechanism: client()),
        .init(identifier: .ntlm, mechanism: ntlm),
      ]),
      server: SPNEGOAcceptor([
        .init(
          identifier: .ntlm,
          mechanism: NTLMAcceptor(accounts: TestAccounts(), terms: .test))
      ]))
    try await exchange.run()
    #expect(exchange.server.userName == "wsman")
    let sealed = try #require(exchange.client.protection).seal([1, 2, 3])
    let receiving = try #require(exchange.server.protection)
    #expect(try receiving.open(length: Int(sealed.length), sealed.octets[...]) == [1, 2, 3])
  }

  @Test func refusalsHaveACause() async throws {
    let nowhere = ServiceName(host: "nowhere.test.example")
    let cases: [(KerberosClient, KerberosFailure.Cause)] = [
      (client("alice@TEST.EXAMPLE", "wrong"), .wrongPassword),
      (client("nobody@test.example"), .unknownUser),
      (client(services: [nowhere]), .unknownService),
      (client("alice@NO.SUCH.REALM"), .realmUnreachable),
      (KerberosClient(services: [Self.service], credential: nil), .noTicket),
    ]
    for (client, cause) in cases {
      var client = client
      let error = await #expect(throws: SecurityError.self) {
        try await client.step(nil, binding: nil)
      }
      guard case .kerberos(let failure) = error else {
        Issue.record("\(cause): \(String(describing: error))")
        continue
      }
      #expect(failure.cause == cause, "\(failure.text)")
      #expect(!failure.text.isEmpty)
    }
  }

  @Test func theNextNameOfAServiceIsTried() async throws {
    var plain = ServiceName(host: "plain.test.example")
    plain.serviceClass = "host"
    var client = client(services: [ServiceName(host: plain.host), plain])
    guard case .proceed = try await client.step(nil, binding: nil) else {
      Issue.record("no token")
      return
    }
  }

  @Test func aUserWithoutAccountIsRefused() async throws {
    var client = client()
    var server = KerberosAcceptor(keys: keys, accounts: NoAccounts(), terms: .test)
    guard case .proceed(let token) = try await client.step(nil, binding: nil) else {
      throw SecurityError.unexpected
    }
    await #expect(throws: SecurityError.credentialsRefused) {
      try await server.step(token, binding: nil)
    }
    #expect(server.userName == nil)
    #expect(server.protection == nil)
  }

  @Test func changedTokensGiveNoOtherUser() async throws {
    var client = client()
    guard case .proceed(let token) = try await client.step(nil, binding: nil) else {
      throw SecurityError.unexpected
    }
    var accepted = 0
    for place in token.indices {
      var changed = token
      changed[place] ^= 1 << UInt8(place % 8)
      var server = KerberosAcceptor(keys: keys, accounts: TestAccounts(), terms: .test)
      // Some bits of a token are reserved, and nothing signs them.
      do {
        _ = try await server.step(changed, binding: nil)
        accepted += 1
        #expect(server.userName == nil || server.userName == "alice")
      } catch {
        #expect(server.userName == nil)
        #expect(server.protection == nil)
      }
      var cut = KerberosAcceptor(keys: keys, accounts: TestAccounts(), terms: .test)
      await #expect(throws: SecurityError.self) {
        try await cut.step(Array(token.prefix(place)), binding: nil)
      }
    }
    #expect(accepted <= 3)
  }

  @Test func repeatedTokensAreRefused() async throws {
    var client = client()
    guard case .proceed(let token) = try await client.step(nil, binding: nil) else {
      throw SecurityError.unexpected
    }
    var server = KerberosAcceptor(keys: keys, accounts: TestAccounts(), terms: .test)
    _ = try await server.step(token, binding: nil)
    var second = KerberosAcceptor(keys: keys, accounts: TestAccounts(), terms: .test)
    await #expect(throws: SecurityError.self) { try await second.step(token, binding: nil) }
  }

  @Test func aSilentRealmDoesNotHoldTheCallerUp() async throws {
    let started = ContinuousClock.now
    let outcome = await BlockingWork.run(seconds: 1) { () throws(SecurityError) in
      sleepSeconds(3)
      return 0
    }
    guard case .timedOut = outcome else {
      Issue.record("it waited")
      return
    }
    #expect(ContinuousClock.now - started < .seconds(3))
    let task = Task {
      await BlockingWork.run(seconds: 30) { () throws(SecurityError) in
        sleepSeconds(3)
        return 0
      }
    }
    task.cancel()
    guard case .cancelled = await task.value else {
      Issue.record("it was not cancelled")
      return
    }
  }

  @Test(arguments: [
    ("alice", "alice"), ("alice@Test.Example", "alice@TEST.EXAMPLE"),
    ("TEST\\alice", "alice@TEST"), (".\\alice", "alice"), ("a@b@c.d", "a@b@C.D"),
  ])
  func usersByTheirPrincipals(_ written: String, _ principal: String) {
    #expect(KerberosClient.principal(of: written) == principal)
  }
}
