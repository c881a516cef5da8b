import Testing

@testable import WireSecurity

@Suite struct NTLMExchangeTests {
  private func run(_ exchange: TokenExchange) async throws -> TokenExchange {
    var exchange = exchange
    try await exchange.run()
    return exchange
  }

  private func expect(_ error: SecurityError, _ exchange: TokenExchange) async {
    await #expect(throws: error) { _ = try await run(exchange) }
  }

  @Test(arguments: [false, true]) func bothSidesAgree(isBare: Bool) async throws {
    let exchange = try await run(TokenExchange(isBare: isBare))
    #expect(exchange.server.userName == "wsman")
    #expect(exchange.tokens.count == (isBare ? 3 : 4))
    let client = try #require(exchange.client.protection)
    let server = try #require(exchange.server.protection)
    for text in ["first", "", "third and longer"] {
      let request = try client.seal(Array(text.utf8))
      #expect(try server.open(length: 16, request.octets[...]) == Array(text.utf8))
      let answer = try server.seal(Array(text.utf8))
      #expect(try client.open(length: 16, answer.octets[...]) == Array(text.utf8))
    }
  }

  /// With a list that SPNEGO signed the first message has the number 1.
  @Test(arguments: [(false, [1, 0, 0, 0]), (true, [0, 0, 0, 0])] as [(Bool, [UInt8])])
  func theFirstNumber(isBare: Bool, number: [UInt8]) async throws {
    let exchange = try await run(TokenExchange(isBare: isBare))
    let sealed = try #require(exchange.client.protection).seal([1, 2, 3])
    #expect(Array(sealed.octets[12..<16]) == number)
  }

  @Test(arguments: [
    "wsman", "WSMAN", "WsMan", ".\\wsman", "SERVER01\\wsman", "server01\\WSMAN", "CONTOSO\\wsman",
  ])
  func formsOfTheName(_ userName: String) async throws {
    let exchange = try await run(TokenExchange(userName: userName))
    #expect(exchange.server.userName == "wsman")
  }

  @Test func namesAndPasswordsBeyondASCII() async throws {
    let exchange = try await run(
      TokenExchange(userName: "Jane", password: "Pa\u{df}w\u{f6}rd 1"))
    #expect(exchange.server.userName == "jane")
  }

  @Test(arguments: [
    "w", "wsma", "wsmanx", "", "wsman ", " wsman", "wsman\0", "\0wsman", "ws\0man", "other",
    "OTHER\\wsman", "wsman@", "\u{feff}wsman",
  ])
  func otherNames(_ userName: String) async {
    await expect(.credentialsRefused, TokenExchange(userName: userName))
  }

  @Test(arguments: ["", "s", "secre", "secretx", "Secret", "secret\0", "secret "])
  func otherPasswords(_ password: String) async {
    await expect(.credentialsRefused, TokenExchange(password: password))
  }

  // MARK: Downgrades

  /// A bit of the flags of a bare message, taken away on the way.
  @Test(arguments: [
    (0, 12, NTLMFlags.seal), (0, 12, .sign), (0, 12, .extendedSessionSecurity), (0, 12, .key128),
    (0, 12, .keyExchange), (1, 20, .seal), (1, 20, .sign), (1, 20, .extendedSessionSecurity),
    (1, 20, .key128), (1, 20, .keyExchange), (2, 60, .seal), (2, 60, .sign),
    (2, 60, .extendedSessionSecurity), (2, 60, .key128), (2, 60, .keyExchange),
  ])
  func flagsTakenAway(token: Int, place: Int, flag: NTLMFlags) async {
    var exchange = TokenExchange(isBare: true)
    exchange.change = { number, bytes in
      guard number == token else { return bytes }
      var bytes = bytes
      let flags = UInt32(littleEndian: bytes[...], at: place) & ~flag.rawValue
      var replacement: [UInt8] = []
      replacement.appendLittleEndian(flags)
      bytes.replaceSubrange(place..<(place + 4), with: replacement)
      return bytes
    }
    await #expect(throws: SecurityError.self) { _ = try await run(exchange) }
  }

  @Test func aResponseOfVersionOne() async {
    var exchange = TokenExchange(isBare: true)
    exchange.change = { number, bytes in
      guard number == 2, var message = try? NTLMAuthenticate(bytes) else { return bytes }
      message.ntResponse = Array(message.ntResponse.prefix(24))
      return message.bytes
    }
    await expect(.tooWeak("NTLM version 2"), exchange)
  }

  @Test func anAnonymousClient() async {
    var exchange = TokenExchange(isBare: true)
    exchange.change = { number, bytes in
      guard number == 2, var message = try? NTLMAuthenticate(bytes) else { return bytes }
      message.userName = ""
      message.ntResponse = []
      message.flags.insert(.anonymous)
      return message.bytes
    }
    await #expect(throws: SecurityError.self) { _ = try await run(exchange) }
  }

  @Test func protectionMayBeLeftOutWhereItIsNotNeeded() async throws {
    var terms = AcceptanceTerms.test
    terms.needsProtection = false
    var server = NTLMAcceptor(accounts: TestAccounts(), terms: terms)
    let weak = NTLMFlags.offered.subtracting([.seal, .keyExchange])
    let step = try await server.step(NTLMNegotiate(flags: weak).bytes, binding: nil)
    guard case .proceed(let bytes) = step else { throw SecurityError.unexpected }
    #expect(try !NTLMChallenge(bytes).flags.contains(.seal))
  }

  /// curl signs and does not encrypt, and has its list signed all the same.
  @Test func signaturesWithoutEncryption() async throws {
    var terms = AcceptanceTerms.test
    terms.needsProtection = false
    var server = TokenExchange(terms: terms).server
    let weak = NTLMFlags.offered.subtracting(.seal)
    let negotiate = NTLMNegotiate(flags: weak).bytes
    let offer = NegTokenInit(mechanisms: [.ntlm], token: negotiate)
    guard case .proceed(let first) = try await server.step(offer.bytes, binding: nil) else {
      throw SecurityError.unexpected
    }
    let challenge = try #require(try NegTokenResp(first).token)
    #expect(try !NTLMChallenge(challenge).flags.contains(.seal))
    let key = [UInt8](repeating: 5, count: 16)
    let proof = try Self.proof(for: NTLMChallenge(challenge), key, negotiate, challenge)
    let signing = try NTLMSealing(sessionKey: key, role: .client, demandsListSignature: true)
    let last = NegTokenResp(token: proof, listSignature: try signing.sign(offer.listBytes))
    guard case .complete = try await server.step(last.bytes, binding: nil) else {
      throw SecurityError.unexpected
    }
    #expect(server.userName == "wsman")
    #expect(throws: SecurityError.tooWeak("encryption")) {
      try #require(server.protection).seal([1])
    }
  }

  /// A third message that agrees to exactly what a challenge offers.
  private static func proof(
    for challenge: NTLMChallenge, _ sessionKey: [UInt8], _ negotiate: [UInt8], _ token: [UInt8]
  ) throws -> [UInt8] {
    var info = challenge.targetInfo
    info[.flags] = [2, 0, 0, 0]
    let responseKey = try NTLMComputation.responseKey(
      ntHash: NTLMComputation.ntHash(of: "secret"), userName: "wsman", domain: "")
    let temporary = NTLMComputation.temporary(
      time: try #require(info.timestamp), clientChallenge: [UInt8](0..<8), targetInfo: info)
    let proof = try NTLMComputation.proof(
      responseKey: responseKey, serverChallenge: challenge.serverChallenge,
      temporary: temporary[...])
    var message = NTLMAuthenticate(flags: challenge.flags)
    message.userName = "wsman"
    message.ntResponse = proof + temporary
    message.encryptedSessionKey = NTLMComputation.exchanged(
      sessionKey,
      under: try NTLMComputation.sessionBaseKey(responseKey: responseKey, proof: proof))
    message.integrityCode = [UInt8](repeating: 0, count: 16)
    message.integrityCode = try NTLMComputation.integrityCode(
      sessionKey: sessionKey, negotiate, token, message.bytes)
    return message.bytes
  }

  // MARK: Channel bindings

  @Test(arguments: BindingCase.all) func bindings(_ bound: BindingCase) async throws {
    var terms = bound.terms
    terms.needsProtection = false
    var exchange = TokenExchange(terms: terms)
    exchange.serverBinding = BindingCase.ofService
    exchange.clientBinding = bound.binding
    guard bound.isAccepted else { return await expect(.wrongChannel, exchange) }
    #expect(try await run(exchange).server.userName == "wsman")
  }

  // MARK: Damage

  /// Every bit of every token flipped: the exchange fails, or nothing that matters was changed.
  @Test(arguments: [false, true]) func everyBitFlipped(isBare: Bool) async throws {
    let good = try await run(TokenExchange(isBare: isBare))
    var accepted = 0
    for number in good.tokens.indices {
      for place in good.tokens[number].indices {
        var exchange = TokenExchange(isBare: isBare)
        let bit = UInt8(1) << UInt8((place &+ number) % 8)
        exchange.change = { count, bytes in
          guard count == number, place < bytes.count else { return bytes }
          var bytes = bytes
          bytes[place] ^= bit
          return bytes
        }
        guard let result = try? await run(exchange) else { continue }
        accepted += 1
        // What the signatures cover cannot have changed, or both sides would not understand
        // each other.
        guard let client = result.client.protection, let server = result.server.protection else {
          continue
        }
        let sealed = try client.seal([1, 2, 3])
        #expect(try server.open(length: 16, sealed.octets[...]) == [1, 2, 3])
      }
    }
    // Versions, lengths that nobody reads, and the name of the target.
    #expect(accepted < 60)
  }

  @Test(arguments: [false, true]) func everyTokenCutAnywhere(isBare: Bool) async throws {
    let good = try await run(TokenExchange(isBare: isBare))
    for number in good.tokens.indices {
      for length in 0..<good.tokens[number].count {
        var exchange = TokenExchange(isBare: isBare)
        exchange.change = { $0 == number ? Array($1.prefix(length)) : $1 }
        let result = try? await run(exchange)
        // The last bytes of a bare message may be content that is not looked at.
        #expect(result == nil || isBare, "token \(number) cut to \(length)")
      }
    }
  }

  @Test func garbage() async throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      var bytes = (0..<Int.random(in: 0..<200)).map { _ in
        UInt8(truncatingIfNeeded: generator.next())
      }
      switch Int.random(in: 0..<4) {
      case 0: bytes = NTLMMessage.signature + [1, 0, 0, 0] + bytes
      case 1: bytes = [0x60, UInt8(min(bytes.count + 8, 127)), 6, 6, 0x2B, 6, 1, 5, 5, 2] + bytes
      case 2: bytes = [0xA1, 0x84, 0xFF, 0xFF, 0xFF, 0xFF] + bytes
      default: break
      }
      var exchange = TokenExchange()
      exchange.change = { [bytes] number, token in number == 0 ? bytes : token }
      _ = try? await run(exchange)
      exchange = TokenExchange(isBare: true)
      exchange.change = { [bytes] number, token in number == 2 ? bytes : token }
      let result = try? await run(exchange)
      #expect(result?.server.userName == nil)
    }
  }

  /// A third message belongs to one challenge.
  @Test func aReplayedProof() async throws {
    let first = try await run(TokenExchange(isBare: true))
    var second = TokenExchange(isBare: true)
    second.change = { number, token in number == 2 ? first.tokens[2] : token }
    await expect(.credentialsRefused, second)
  }

  @Test func fieldsBeyondTheEnd() throws {
    var message = NTLMAuthenticate(flags: .offered)
    message.userName = "wsman"
    for place in [12, 20, 28, 36, 44, 52] {
      var bytes = message.bytes
      bytes.replaceSubrange(
        place..<(place + 8), with: [0xFF, 0xFF, 0xFF, 0xFF, 0xF0, 0xFF, 0xFF, 0xFF])
      #expect(throws: SecurityError.malformed) { try NTLMAuthenticate(bytes) }
    }
    var odd = message.bytes
    odd[36] = 3
    #expect(throws: SecurityError.malformed) { try NTLMAuthenticate(odd) }
  }
}

@Suite struct NTLMSealingTests {
  private let client: NTLMSealing
  private let server: NTLMSealing

  init() throws {
    let key = [UInt8](0..<16)
    client = try NTLMSealing(sessionKey: key, role: .client, demandsListSignature: false)
    server = try NTLMSealing(sessionKey: key, role: .server, demandsListSignature: false)
  }

  @Test func aReplayedMessage() throws {
    let sealed = try client.seal([1, 2, 3])
    _ = try server.open(length: 16, sealed.octets[...])
    #expect(throws: SecurityError.outOfSequence) {
      try server.open(length: 16, sealed.octets[...])
    }
  }

  @Test func aSkippedMessage() throws {
    _ = try client.seal([1])
    let second = try client.seal([2])
    #expect(throws: SecurityError.outOfSequence) {
      try server.open(length: 16, second.octets[...])
    }
  }

  @Test func nothingWorksAfterAnError() throws {
    let sealed = try client.seal([1, 2, 3])
    var changed = sealed.octets
    changed[17] ^= 1
    #expect(throws: SecurityError.notGenuine) { try server.open(length: 16, changed[...]) }
    #expect(throws: SecurityError.unexpected) {
      try server.open(length: 16, sealed.octets[...])
    }
    #expect(throws: SecurityError.unexpected) { try server.seal([1]) }
  }

  @Test func everyBitOfAMessage() throws {
    let sealed = try client.seal(Array("a message".utf8))
    for place in sealed.octets.indices {
      let other = try NTLMSealing(
        sessionKey: [UInt8](0..<16), role: .server, demandsListSignature: false)
      var changed = sealed.octets
      changed[place] ^= 0x10
      #expect(throws: SecurityError.self) { try other.open(length: 16, changed[...]) }
    }
  }

  @Test(arguments: [0, 15, 17, 20]) func otherLengths(_ length: Int) throws {
    let sealed = try client.seal([1, 2, 3])
    #expect(throws: SecurityError.self) {
      try server.open(length: length, sealed.octets[...])
    }
  }

  @Test func aMessageOfTheOtherDirection() throws {
    let sealed = try client.seal([1, 2, 3])
    #expect(throws: SecurityError.notGenuine) {
      try client.open(length: 16, sealed.octets[...])
    }
  }
}
