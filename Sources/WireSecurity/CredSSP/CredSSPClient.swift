/// The client's side of CredSSP: inside a tunnel of TLS it proves itself by NTLM or Kerberos, makes
/// sure that the server is the one at the end of the tunnel, and hands its password over
/// (`protocol.md` 15).
struct CredSSPClient: SecurityMechanism {
  private enum State {
    case new
    case handshake
    /// A token is on its way.
    case asked
    /// The proof is on its way; nothing is handed over before the server has proved itself.
    case proved(CredSSPKeyBinding)
    case complete
    case failed
  }

  private let credential: UserCredential
  private let tunnel: CredSSPTunnel
  private var inner: any SecurityMechanism
  private var state = State.new

  /// An exchange with one server.
  ///
  /// - Parameters:
  ///   - credential: the user, who is known to the server afterwards with the password.
  ///   - inner: what proves the user inside.
  init(credential: UserCredential, inner: any SecurityMechanism) throws(SecurityError) {
    self.credential = credential
    self.inner = inner
    let context: TLSContext
    do {
      context = try TLSContext(client: .anything, versions: .only12)
    } catch {
      throw .tls("\(error)")
    }
    tunnel = try CredSSPTunnel(context)
  }

  var protection: (any MessageProtection)? {
    if case .complete = state { CredSSPProtection(tunnel) } else { nil }
  }

  var clockDifference: ClockDifference? { inner.clockDifference }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    let current = state
    state = .failed
    let plain = try tunnel.receive(token ?? [])
    switch current {
    case .new where token == nil:
      state = .handshake
      return .proceed(try tunnel.send([]))
    case .handshake where token != nil:
      guard tunnel.isOpen else {
        state = .handshake
        return .proceed(try tunnel.send([]))
      }
      return try await advance(nil, version: TSRequest.newestVersion, binding)
    case .asked where token != nil:
      let answer = try TSRequest(plain)
      try check(answer)
      guard let token = answer.token else { throw .malformed }
      return try await advance(
        token, version: min(TSRequest.newestVersion, answer.version), binding)
    case .proved(let keys) where token != nil: return try handOver(TSRequest(plain), keys)
    default: throw .unexpected
    }
  }

  /// Gives a token to the mechanism inside; when it is through, the proof that the tunnel belongs to
  /// the server goes with its last one.
  private mutating func advance(
    _ token: [UInt8]?, version: Int, _ binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    var request = TSRequest()
    switch try await inner.step(token, binding: binding) {
    case .proceed(let next):
      request.token = next
      state = .asked
    case .complete(let last):
      request.token = last
      state = .proved(try bind(&request, version: version))
    }
    return .proceed(try tunnel.send(request.bytes))
  }

  private func bind(
    _ request: inout TSRequest, version: Int
  ) throws(SecurityError) -> CredSSPKeyBinding {
    guard let certificate = tunnel.peerCertificate else { throw .malformed }
    guard let sealing = inner.protection else { throw .unexpected }
    let keys = CredSSPKeyBinding(
      publicKey: try CredSSPKeyBinding.publicKey(of: certificate), version: version,
      nonce: version >= TSRequest.firstHashVersion
        ? SecureRandom.bytes(CredSSPKeyBinding.nonceSize) : [])
    request.keyBinding = try sealing.seal(keys.value(of: .client)).octets
    if !keys.nonce.isEmpty { request.nonce = keys.nonce }
    return keys
  }

  private mutating func handOver(
    _ answer: TSRequest, _ keys: CredSSPKeyBinding
  ) throws(SecurityError) -> SecurityStep {
    try check(answer)
    guard let sealing = inner.protection as? any SigningProtection,
      let proof = answer.keyBinding
    else { throw .credentialsRefused }
    let value = try sealing.open(token: proof)
    guard ConstantTime.isEqual(value, try keys.value(of: .server)) else { throw .wrongChannel }
    let account = NTLMAccountName(credential.userName)
    let handed = TSCredentials(
      domain: account.domain, userName: account.userName, password: credential.password)
    var request = TSRequest()
    request.credentials = try sealing.seal(handed.bytes).octets
    let token = try tunnel.send(request.bytes)
    state = .complete
    return .complete(token)
  }

  private func check(_ answer: TSRequest) throws(SecurityError) {
    if answer.errorCode != nil { throw .credentialsRefused }
  }
}
