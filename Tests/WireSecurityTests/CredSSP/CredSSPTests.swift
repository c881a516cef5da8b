import Testing
import ThrowawayRealm

@testable import WireSecurity

/// CredSSP between the two sides of this program (`protocol.md` 15).
struct CredSSPTests {
  private let context: TLSContext

  init() throws {
    context = try CredSSPAcceptor.context(
      TestCertificates.request("CN=server01", names: ["server01"]).make())
  }

  private func client(_ password: String = "secret") throws -> CredSSPClient {
    let credential = UserCredential(userName: "SERVER01\\wsman", password: password)
    return try CredSSPClient(
      credential: credential,
      inner: NTLMClient(credential: credential, targetName: "HTTP/server01"))
  }

  private func server(_ terms: AcceptanceTerms = .test) throws -> CredSSPAcceptor {
    let ntlm = NTLMAcceptor(accounts: TestAccounts(), terms: terms)
    return try CredSSPAcceptor(
      context, inner: SPNEGOAcceptor([.init(identifier: .ntlm, mechanism: ntlm)]))
  }

  /// Both sides to the end; the number of tokens of the client.
  private func join(
    _ client: inout CredSSPClient, _ server: inout CredSSPAcceptor,
    binding: ChannelBinding? = nil, serverBinding: ChannelBinding? = nil,
    change: (Int, inout [UInt8]) -> Void = { _, _ in }
  ) async throws -> Int {
    var answer: [UInt8]?
    for round in 1...10 {
      let step = try await client.step(answer, binding: binding)
      var token: [UInt8]
      switch step {
      case .proceed(let next): token = next
      case .complete(let last): token = last ?? []
      }
      change(round, &token)
      switch try await server.step(token, binding: serverBinding) {
      case .proceed(let next): answer = next
      case .complete: return round
      }
    }
    throw SecurityError.unexpected
  }

  @Test func messagesGoBothWays() async throws {
    var (client, server) = (try client(), try server())
    #expect(try await join(&client, &server) == 5)
    #expect(server.userName == "wsman")
    let sending = try #require(client.protection)
    let receiving = try #require(server.protection)
    #expect(sending.largestPiece == 16_384)
    for size in [1, 1000, 16_384] {
      let text = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
      let request = try sending.seal(text)
      #expect(request.length == 16)
      #expect(request.plainLength == size)
      #expect(request.octets.prefix(3) == [23, 3, 3])
      let rest = request.octets + Array("--Encrypted Boundary".utf8)
      #expect(
        receiving.sealedCount(length: 16, plainLength: size, in: rest[...])
          == request.octets.count)
      #expect(try receiving.open(length: 16, request.octets[...]) == text)
      let answer = try receiving.seal(text)
      #expect(try sending.open(length: 16, answer.octets[...]) == text)
    }
  }

  /// Kerberos inside, where the server has keys; where not, the client goes on with NTLM.
  @Test(
    .enabled(if: ThrowawayRealm.isAvailable, "krb5-kdc is not installed"), arguments: [true, false]
  )
  func kerberosInside(hasKeys: Bool) async throws {
    let realm = try ThrowawayRealm.shared.get()
    let credential = UserCredential(
      userName: "alice@\(ThrowawayRealm.name)", password: ThrowawayRealm.password)
    let kerberos = KerberosClient(
      services: [ServiceName(host: ThrowawayRealm.host)], credential: credential)
    let ntlm = NTLMClient(
      credential: UserCredential(userName: "wsman", password: "secret"), targetName: "HTTP/x")
    var client = try CredSSPClient(
      credential: credential,
      inner: SPNEGOClient([
        .init(identifier: .kerberos, mechanism: kerberos),
        .init(identifier: .ntlm, mechanism: ntlm),
      ]))
    var candidates: [SPNEGOAcceptor.Candidate] = [
      .init(
        identifier: .ntlm, mechanism: NTLMAcceptor(accounts: TestAccounts(), terms: .test))
    ]
    if hasKeys {
      let keys = try KerberosKeys(keytab: realm.keytab)
      candidates.append(
        .init(
          identifier: .kerberos,
          mechanism: KerberosAcceptor(keys: keys, accounts: TestAccounts(), terms: .test)))
    }
    var server = try CredSSPAcceptor(context, inner: SPNEGOAcceptor(candidates))
    _ = try await join(&client, &server)
    #expect(server.userName == (hasKeys ? "alice" : "wsman"))
    let sealed = try #require(client.protection).seal([1, 2, 3])
    let opened = try #require(server.protection).open(
      length: Int(sealed.length), sealed.octets[...])
    #expect(opened == [1, 2, 3])
  }

  /// The tunnel is bound to its own end by the key in its certificate; the HTTPS connection outside is
  /// another one, which the mechanism inside is bound to.
  @Test(arguments: BindingCase.all) func tokensAreBoundToTheirChannel(_ bound: BindingCase)
    async throws
  {
    var (client, server) = (try client(), try server(bound.terms))
    if bound.isAccepted {
      _ = try await join(
        &client, &server, binding: bound.binding, serverBinding: BindingCase.ofService)
    } else {
      await #expect(throws: SecurityError.wrongChannel) {
        try await join(
          &client, &server, binding: bound.binding, serverBinding: BindingCase.ofService)
      }
      #expect(server.userName == nil)
    }
  }

  @Test func aWrongPasswordIsRefused() async throws {
    var (client, server) = (try client("wrong"), try server())
    await #expect(throws: SecurityError.credentialsRefused) {
      try await join(&client, &server)
    }
    #expect(server.userName == nil)
    #expect(server.protection == nil)
    #expect(client.protection == nil)
  }

  /// Who sits between the two sides with a tunnel to each learns no password, since the key that the
  /// client sees is not the server's.
  @Test func somebodyBetweenGetsNoPassword() async throws {
    let forged = try CredSSPAcceptor.context(
      TestCertificates.request("CN=server01", names: ["server01"]).make())
    let near = try CredSSPTunnel(forged)
    let far = try CredSSPTunnel(TLSContext(client: .anything, versions: .only12))
    var (client, server) = (try client(), try server())
    var toServer = try far.send([])
    _ = try far.receive([])
    toServer = try far.send([])
    while !far.isOpen {
      guard case .proceed(let next) = try await server.step(toServer, binding: nil) else { break }
      _ = try far.receive(next)
      toServer = try far.send([])
    }
    if !toServer.isEmpty { _ = try await server.step(toServer, binding: nil) }
    var fromClient = try await client.step(nil, binding: nil)
    await #expect(throws: SecurityError.self) {
      for _ in 1...10 {
        guard case .proceed(let token) = fromClient else {
          Issue.record("the client has handed its credentials over")
          return
        }
        let plain = try near.receive(token)
        var reply: [UInt8] = []
        if !plain.isEmpty {
          guard
            case .proceed(let next) = try await server.step(far.send(plain), binding: nil)
          else { return }
          reply = try far.receive(next)
        }
        fromClient = try await client.step(near.send(reply), binding: nil)
      }
    }
    #expect(server.userName == nil)
    #expect(client.protection == nil)
  }

  /// What one side says to prove that both see the same tunnel.
  enum Proof: CaseIterable {
    case own, ofAnotherKey, reflected, empty
  }

  /// A service that knows the user but not the end of the tunnel, as one that somebody in between has
  /// talked to, gets no password either.
  @Test(arguments: Proof.allCases) func theServiceProvesTheTunnel(_ proof: Proof) async throws {
    let tunnel = try CredSSPTunnel(context)
    let ntlm = NTLMAcceptor(accounts: TestAccounts(), terms: .test)
    var inner = SPNEGOAcceptor([.init(identifier: .ntlm, mechanism: ntlm)])
    var client = try client()
    var reply: [UInt8]?
    var isProved = false
    func talk() async throws {
      for _ in 1...10 {
        guard case .proceed(let token) = try await client.step(reply, binding: nil) else { return }
        let plain = try tunnel.receive(token)
        guard !plain.isEmpty else {
          reply = try tunnel.send([])
          continue
        }
        let request = try TSRequest(plain)
        var answer = TSRequest()
        if let token = request.token,
          case .proceed(let next) = try await inner.step(token, binding: nil)
        {
          answer.token = next
        }
        if let sealed = request.keyBinding {
          let sealing = try #require(inner.protection as? any SigningProtection)
          let shown = try sealing.open(token: sealed)
          var key = try CredSSPKeyBinding.publicKey(of: try #require(context.certificate))
          if proof == .ofAnotherKey { key[key.count - 1] ^= 1 }
          let keys = CredSSPKeyBinding(
            publicKey: key, version: TSRequest.newestVersion, nonce: request.nonce ?? [])
          let value: [UInt8] =
            switch proof {
            case .own, .ofAnotherKey: try keys.value(of: .server)
            case .reflected: shown
            case .empty: []
            }
          answer.keyBinding = try sealing.seal(value).octets
          isProved = true
        }
        reply = try tunnel.send(answer.bytes)
      }
    }
    if proof == .own {
      try await talk()
    } else {
      await #expect(throws: SecurityError.wrongChannel) { try await talk() }
    }
    #expect(isProved)
    #expect((client.protection != nil) == (proof == .own))
  }

  /// The other way round: who has the user's proof through another tunnel is not let in.
  @Test(arguments: Proof.allCases) func theClientProvesTheTunnel(_ proof: Proof) async throws {
    let tunnel = try CredSSPTunnel(TLSContext(client: .anything, versions: .only12))
    let credential = UserCredential(userName: "SERVER01\\wsman", password: "secret")
    var inner = NTLMClient(credential: credential, targetName: "HTTP/server01")
    var server = try server()
    /// What the server sees in the tunnel after a message of ours.
    func answer(to bytes: [UInt8]) async throws -> [UInt8] {
      guard case .proceed(let next) = try await server.step(tunnel.send(bytes), binding: nil)
      else { throw SecurityError.unexpected }
      return try tunnel.receive(next)
    }
    _ = try tunnel.receive([])
    while !tunnel.isOpen { _ = try await answer(to: []) }
    var request = TSRequest()
    guard case .proceed(let first) = try inner.step(nil, binding: nil) else {
      throw SecurityError.unexpected
    }
    request.token = first
    let challenge = try TSRequest(try await answer(to: request.bytes)).token
    guard case .complete(let last) = try inner.step(challenge, binding: nil) else {
      throw SecurityError.unexpected
    }
    request.token = last
    var key = try CredSSPKeyBinding.publicKey(of: try #require(context.certificate))
    if proof == .ofAnotherKey { key[key.count - 1] ^= 1 }
    let keys = CredSSPKeyBinding(
      publicKey: key, version: TSRequest.newestVersion,
      nonce: SecureRandom.bytes(CredSSPKeyBinding.nonceSize))
    let value: [UInt8] =
      switch proof {
      case .own, .ofAnotherKey: try keys.value(of: .client)
      case .reflected: try keys.value(of: .server)
      case .empty: []
      }
    let sealing = try #require(inner.protection as? any SigningProtection)
    request.keyBinding = try sealing.seal(value).octets
    request.nonce = keys.nonce
    guard proof == .own else {
      await #expect(throws: SecurityError.wrongChannel) { try await answer(to: request.bytes) }
      return
    }
    #expect(try await TSRequest(answer(to: request.bytes)).keyBinding != nil)
  }

  /// Every byte of every token of the client changed, and every token cut at every place.
  @Test(arguments: 1...5, [false, true])
  func changedTokensAreRefused(_ round: Int, isCut: Bool) async throws {
    var size = 0
    var (first, second) = (try client(), try server())
    _ = try await join(&first, &second) { current, token in
      if current == round { size = token.count }
    }
    try #require(size > 0)
    var accepted: [Int] = []
    for place in 0..<size {
      var (client, server) = (try client(), try server())
      let result = try? await join(&client, &server) { current, token in
        guard current == round, token.indices.contains(place) else { return }
        if isCut {
          token = Array(token.prefix(place))
        } else {
          token[place] ^= 1 << UInt8(place % 8)
        }
      }
      if result != nil { accepted.append(place) }
      #expect((server.userName == nil) == (result == nil), "token \(round), place \(place)")
    }
    // The version in front of the first record, which nothing covers (RFC 8446 5.1).
    #expect(accepted.allSatisfy { round == 1 && !isCut && (1...2).contains($0) }, "\(accepted)")
  }

  @Test func requestsReadAsWritten() throws {
    var request = TSRequest()
    request.token = Array("token".utf8)
    request.keyBinding = [1]
    request.credentials = [2, 3]
    request.errorCode = 0xC000_006D
    request.nonce = [UInt8](repeating: 7, count: 32)
    #expect(try TSRequest(request.bytes) == request)
    let bytes = request.bytes
    for count in bytes.indices {
      #expect(throws: SecurityError.self) { try TSRequest(Array(bytes.prefix(count))) }
    }
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << bit
        _ = try? TSRequest(changed)
      }
    }
    for bad in [[], [0x30], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x80, 0, 0]] as [[UInt8]] {
      #expect(throws: SecurityError.self) { try TSRequest(bad) }
    }
  }

  @Test func credentialsReadAsWritten() throws {
    let credentials = TSCredentials(domain: "CONTOSO", userName: "alice", password: "pä🔑")
    #expect(try TSCredentials(credentials.bytes) == credentials)
  }

  /// Before version 5 the key itself is sealed, and its first byte counts up on the way back.
  @Test func olderVersionsBindTheKeyItself() throws {
    let keys = CredSSPKeyBinding(publicKey: [0xFF, 2, 3], version: 3, nonce: [])
    #expect(try keys.value(of: .client) == [0xFF, 2, 3])
    #expect(try keys.value(of: .server) == [0, 2, 3])
    #expect(throws: SecurityError.malformed) {
      try CredSSPKeyBinding(publicKey: [1], version: 5, nonce: [1]).value(of: .client)
    }
  }
}
