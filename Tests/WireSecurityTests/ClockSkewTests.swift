import Testing
import ThrowawayRealm

@testable import WireSecurity

/// A server whose clock is wrong, and a client that says so.
@Suite struct ClockSkewTests {
  private static func terms(_ seconds: Int) -> AcceptanceTerms {
    var terms = AcceptanceTerms.test
    terms.clock = ClockDifference(seconds: seconds)
    return terms
  }

  private static let hour = 3_600

  @Test(arguments: [0, 200, -200, 35 * hour, -35 * hour, 37 * hour, -37 * hour], [false, true])
  func ntlm(_ seconds: Int, isBare: Bool) async throws {
    var exchange = TokenExchange(isBare: isBare, terms: Self.terms(seconds))
    guard abs(seconds) > 36 * Self.hour else {
      try await exchange.run()
      #expect(exchange.server.userName == "wsman")
      return
    }
    let error = await #expect(throws: SecurityError.self) { try await exchange.run() }
    guard case .clocksApart(let difference) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(abs(difference.seconds - seconds) <= 2)
    #expect(exchange.server.userName == nil)
    // The client is told nothing, but it knows the clock.
    #expect(abs((exchange.client.clockDifference?.seconds ?? 0) - seconds) <= 2)
  }

  /// A wrong password is a wrong password, whatever the clocks say.
  @Test func aWrongPasswordComesFirst() async throws {
    var exchange = TokenExchange(password: "wrong", terms: Self.terms(99 * Self.hour))
    await #expect(throws: SecurityError.credentialsRefused) { try await exchange.run() }
  }

  /// The refusal names the clocks only where they may be the reason.
  @Test(arguments: [(0, false), (20 * 60, false), (-40 * 60, true), (48 * hour, true)])
  func whatTheClientSays(_ seconds: Int, _ namesClocks: Bool) async throws {
    var client = try ClientAuthentication(
      scheme: .negotiate, credential: UserCredential(userName: "wsman", password: "wrong"),
      service: ServiceName(host: "127.0.0.1"), path: "/wsman")
    var server = ServerAuthentication(accounts: TestAccounts(), verified: VerifiedPasswords())
    var step = await client.start()
    var challenges: [String] = []
    while case .send(let authorization, _) = step {
      switch await server.received(
        authorization: authorization, allowing: [.negotiate], terms: Self.terms(seconds))
      {
      case .proceed(let line): challenges = [line]
      case .challenge(let lines): challenges = lines
      case .accepted: Issue.record("accepted")
      }
      step = await client.received(status: 401, challenges: challenges)
    }
    guard case .refused(let refusal) = step else {
      Issue.record("\(step)")
      return
    }
    #expect(refusal.code == (namesClocks ? 0x8009_0324 : 5))
    #expect(refusal.message.contains("clock") == namesClocks)
    if seconds == 48 * Self.hour { #expect(refusal.message.contains("is 2 days ahead of")) }
  }

  @Test(arguments: [
    (2 * 86_400, "2 days ahead"), (-37 * hour, "37 hours behind"), (-600, "10 minutes behind"),
    (119, "119 seconds ahead"), (Int.min, "106751991167300 days behind"),
  ])
  func texts(_ seconds: Int, _ text: String) {
    #expect(ClockDifference(seconds: seconds).description == text)
  }

  /// Times that no clock shows.
  @Test func strangeTimes() {
    let most = [UInt8](repeating: 0xFF, count: 8)
    let none = [UInt8](repeating: 0, count: 8)
    #expect(ClockDifference(of: most, from: none)?.exceeds(ClockDifference.mostOfNTLM) == true)
    #expect(ClockDifference(of: none, from: most)?.exceeds(ClockDifference.mostOfNTLM) == true)
    #expect(ClockDifference(of: [1], from: none) == nil)
    _ = ClockDifference(seconds: .max).shifting(most)
    _ = ClockDifference(seconds: .min).shifting(none)
  }

  // MARK: Kerberos

  /// The library of the client reads what the server says, with SPNEGO around it and without.
  @Test(
    .enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"),
    arguments: [AuthenticationScheme.kerberos, .negotiate])
  func kerberos(_ scheme: AuthenticationScheme) async throws {
    let realm = try ThrowawayRealm.shared.get()
    var keys = AcceptorKeys()
    keys.kerberos = try KerberosKeys(keytab: realm.keytab)
    var client = try ClientAuthentication(
      scheme: scheme,
      credential: UserCredential(
        userName: "alice@\(ThrowawayRealm.name)", password: ThrowawayRealm.password),
      service: ServiceName(host: ThrowawayRealm.host), path: "/wsman")
    var server = ServerAuthentication(
      accounts: TestAccounts(), verified: VerifiedPasswords(), keys: keys)
    guard case .send(let authorization?, _) = await client.start(),
      case .challenge(let lines) = await server.received(
        authorization: authorization, allowing: [scheme], terms: Self.terms(48 * Self.hour))
    else {
      Issue.record("no refusal")
      return
    }
    #expect(lines.first?.hasPrefix("\(scheme.wireName) ") == true)
    guard case .refused(let refusal) = await client.received(status: 401, challenges: lines) else {
      Issue.record("no refusal of the client")
      return
    }
    #expect(refusal.code == 0x8009_0324)
    #expect(refusal.message.contains("clocks of both computers"))
    guard case .kerberos(let failure) = server.failure else {
      Issue.record("\(String(describing: server.failure))")
      return
    }
    #expect(failure.cause == .clockSkew)
  }
}
