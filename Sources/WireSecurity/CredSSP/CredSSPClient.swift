/// The client's side of CredSSP: inside a tunnel of TLS it proves itself by NTLM, makes sure that
/// the server is the one at the end of the tunnel, and hands its password over (`protocol.md` 15).
struct CredSSPClient: SecurityMechanism {
  private enum State {
    case new
    case handshake
    /// The first token is on its way.
    case asked
    /// The proof is on its way; nothing is handed over before the server has proved itself.
    case proved(CredSSPKeyBinding)
    case complete
    case failed
  }

  private let credential: UserCredential
  private let tunnel: CredSSPTunnel
  private var inner: NTLMClient
  private var state = State.new

  /// An exchange with one server.
  ///
  /// - Parameters:
  ///   - credential: the user, who is known to the server afterwards with the password.
  ///   - targetName: the service principal that the client means, such as `HTTP/server01`.
  init(credential: UserCredential, targetName: String) throws(SecurityError) {
    self.credential = credential
    inner = NTLMClient(credential: credential, targetName: targetName)
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
      return try begin(binding)
    case .asked where token != nil: return try prove(TSRequest(plain), binding)
    case .proved(let keys) where token != nil: return try handOver(TSRequest(plain), keys)
    default: throw .unexpected
    }
  }

  private mutating func begin(_ binding: ChannelBinding?) throws(SecurityError) -> SecurityStep {
    guard case .proceed(let token) = try inner.step(nil, binding: binding) else {
      throw .unexpected
    }
    var request = TSRequest()
    request.token = token
    state = .asked
    return .proceed(try tunnel.send(request.bytes))
  }

  private mutating func prove(
    _ answer: TSRequest, _ binding: ChannelBinding?
  ) throws(SecurityError) -> SecurityStep {
    try check(answer)
    guard let challenge = answer.token, let certificate = tunnel.peerCertificate else {
      throw .malformed
    }
    guard case .complete(let proof?) = try inner.step(challenge, binding: binding),
      let sealing = inner.protection
    else { throw .unexpected }
    let version = min(TSRequest.newestVersion, answer.version)
    let keys = CredSSPKeyBinding(
      publicKey: try CredSSPKeyBinding.publicKey(of: certificate), version: version,
      nonce: version >= TSRequest.firstHashVersion
        ? SecureRandom.bytes(CredSSPKeyBinding.nonceSize) : [])
    var request = TSRequest()
    request.token = proof
    request.keyBinding = try sealing.seal(keys.value(of: .client)).octets
    if !keys.nonce.isEmpty { request.nonce = keys.nonce }
    state = .proved(keys)
    return .proceed(try tunnel.send(request.bytes))
  }

  private mutating func handOver(
    _ answer: TSRequest, _ keys: CredSSPKeyBinding
  ) throws(SecurityError) -> SecurityStep {
    try check(answer)
    guard let sealing = inner.protection, let proof = answer.keyBinding else {
      throw .credentialsRefused
    }
    let value = try sealing.open(length: NTLMSealing.signatureSize, proof[...])
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
