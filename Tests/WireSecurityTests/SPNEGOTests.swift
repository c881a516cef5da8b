import Testing

@testable import WireSecurity

@Suite struct SPNEGOTests {
  private static func candidate(_ userName: String = "wsman") -> SPNEGOClient.Candidate {
    SPNEGOClient.Candidate(
      identifier: .ntlm,
      mechanism: NTLMClient(
        credential: UserCredential(userName: userName, password: "secret"), targetName: "HTTP/x"))
  }

  /// A mechanism that both sides know by name and the server cannot do.
  private struct Foreign: SecurityMechanism {
    let canBegin: Bool
    var protection: (any MessageProtection)? { nil }
    mutating func step(
      _ token: [UInt8]?, binding: ChannelBinding?
    ) async throws(SecurityError) -> SecurityStep {
      guard canBegin else { throw .unavailable("Kerberos") }
      return .proceed([1, 2, 3])
    }
  }

  private func exchange(kerberosFirst canBegin: Bool) -> TokenExchange {
    TokenExchange(
      client: SPNEGOClient([
        SPNEGOClient.Candidate(identifier: .kerberos, mechanism: Foreign(canBegin: canBegin)),
        Self.candidate(),
      ]), server: TokenExchange().server)
  }

  @Test func tokensRoundTrip() throws {
    let first = NegTokenInit(mechanisms: [.kerberos, .ntlm], token: [1, 2, 3])
    var reader = DERReader(first.bytes[...])
    var frame = try reader.elements(of: 0x60)
    #expect(Array(try frame.contents(of: 0x06)) == MechanismIdentifier.spnego.bytes)
    #expect(try NegTokenInit(frame) == first)
    for state in [nil, NegTokenResp.State.completed, .incomplete, .rejected, .signatureWanted] {
      let later = NegTokenResp(
        state: state, mechanism: .ntlm, token: [UInt8](repeating: 7, count: 300),
        listSignature: [9])
      #expect(try NegTokenResp(later.bytes) == later)
    }
  }

  @Test func aTokenInThePlaceOfTheSignatureIsNone() throws {
    let token = NegTokenResp(token: [1, 2], listSignature: [1, 2])
    #expect(try NegTokenResp(token.bytes).listSignature == nil)
  }

  /// The server takes the second mechanism; the list must be signed then.
  @Test func theSecondMechanism() async throws {
    var exchange = exchange(kerberosFirst: true)
    try await exchange.run()
    #expect(exchange.server.userName == "wsman")
    let sealed = try #require(exchange.client.protection).seal([5])
    #expect(
      try #require(exchange.server.protection).open(length: 16, sealed.octets[...]) == [5])
  }

  @Test func aMechanismThatCannotBeginIsLeftOut() async throws {
    var exchange = exchange(kerberosFirst: false)
    try await exchange.run()
    #expect(exchange.server.userName == "wsman")
    #expect(exchange.tokens.count == 4)
  }

  @Test func noCommonMechanism() async throws {
    var exchange = TokenExchange(
      client: SPNEGOClient([
        SPNEGOClient.Candidate(identifier: .kerberos, mechanism: Foreign(canBegin: true))
      ]), server: TokenExchange().server)
    await #expect(throws: SecurityError.noCommonMechanism) { try await exchange.run() }
  }

  /// Somebody who takes the better mechanism out of the list is found out.
  @Test func aChangedList() async throws {
    var exchange = exchange(kerberosFirst: true)
    exchange.change = { number, token in
      guard number == 0 else { return token }
      return NegTokenInit(mechanisms: [.ntlm], token: nil).bytes
    }
    await #expect(throws: SecurityError.notGenuine) { try await exchange.run() }
  }

  /// A client that signs only after the server has, as MIT's does.
  @Test func theClientSignsLast() async throws {
    var ntlm = NTLMClient(
      credential: UserCredential(userName: "wsman", password: "secret"), targetName: "HTTP/x")
    var server = TokenExchange().server
    let offer = NegTokenInit(
      mechanisms: [.ntlm], token: try Self.token(ntlm.step(nil, binding: nil)))
    let challenge = try NegTokenResp(
      Self.token(try await server.step(offer.bytes, binding: nil)))
    let proof = try ntlm.step(challenge.token, binding: nil)
    let third = NegTokenResp(state: .incomplete, token: try Self.token(proof))
    let fourth = try NegTokenResp(Self.token(try await server.step(third.bytes, binding: nil)))
    #expect(fourth.state == .incomplete)
    #expect(server.userName == nil)
    let signing = try #require(ntlm.protection as? any SigningProtection)
    try signing.verify(try #require(fourth.listSignature), of: offer.listBytes)
    let last = NegTokenResp(listSignature: try signing.sign(offer.listBytes))
    let end = try await server.step(last.bytes, binding: nil)
    #expect(end == .complete(NegTokenResp(state: .completed).bytes))
    #expect(server.userName == "wsman")
  }

  @Test func aMissingSignatureOfTheServer() async throws {
    var exchange = TokenExchange()
    exchange.change = { number, token in
      number == 3 ? NegTokenResp(state: .completed).bytes : token
    }
    await #expect(throws: SecurityError.notGenuine) { try await exchange.run() }
  }

  @Test func aRejection() async throws {
    var exchange = TokenExchange()
    exchange.change = { number, token in
      number == 3 ? NegTokenResp(state: .rejected).bytes : token
    }
    await #expect(throws: SecurityError.credentialsRefused) { try await exchange.run() }
  }

  private static func token(_ step: SecurityStep) throws -> [UInt8] {
    switch step {
    case .proceed(let token): token
    case .complete(let token): try #require(token)
    }
  }
}

@Suite struct DERTests {
  @Test(
    arguments: [
      [], [0x30], [0x30, 0x80], [0x30, 0x80, 0, 0], [0x30, 5, 1], [0x30, 0x81], [0x30, 0x82, 1],
      [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0],
      [0x30, 0x85, 0, 0, 0, 0, 1, 0], [0x30, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
      [0x30, 0xFF], [0x31, 0], [0x3F, 0x30, 0],
    ] as [[UInt8]])
  func damaged(_ bytes: [UInt8]) {
    var reader = DERReader(bytes[...])
    #expect(throws: SecurityError.malformed) { try reader.contents(of: 0x30) }
  }

  @Test(arguments: [0, 1, 127, 128, 255, 256, 65_535, 65_536]) func lengths(_ count: Int) throws {
    let contents = [UInt8](repeating: 3, count: count)
    let bytes = DERWriter.element(0x04, contents)
    var reader = DERReader(bytes[...])
    #expect(Array(try reader.contents(of: 0x04)) == contents)
    #expect(reader.isAtEnd)
  }
}
