/// The server's side of CredSSP (`protocol.md` 15). The password that a client hands over is checked
/// for its form and forgotten.
struct CredSSPAcceptor: AcceptingMechanism {
  private enum State {
    case handshake
    case negotiating
    /// The client has proved itself, and has to hand its credentials over.
    case proved(any SigningProtection)
    case complete
    case failed
  }

  private let tunnel: CredSSPTunnel
  private let publicKey: [UInt8]
  private var inner: SPNEGOAcceptor
  private var isInnerComplete = false
  private var state = State.handshake

  /// An exchange with one client.
  ///
  /// - Parameters:
  ///   - context: the end of the tunnel: TLS 1.2 with a certificate, as ``context(_:)`` makes it.
  ///   - inner: what proves the client inside.
  init(_ context: TLSContext, inner: SPNEGOAcceptor) throws(SecurityError) {
    guard let certificate = context.certificate else { throw .malformed }
    publicKey = try CredSSPKeyBinding.publicKey(of: certificate)
    tunnel = try CredSSPTunnel(context)
    self.inner = inner
  }

  /// The end of the tunnels of a computer.
  static func context(_ identity: CertifiedKey) throws(SecurityError) -> TLSContext {
    do {
      return try TLSContext(server: identity, versions: .only12)
    } catch {
      throw .tls("\(error)")
    }
  }

  var userName: String? {
    if case .complete = state { inner.userName } else { nil }
  }

  var protection: (any MessageProtection)? {
    if case .complete = state { CredSSPProtection(tunnel) } else { nil }
  }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    guard let token else { throw .unexpected }
    let current = state
    state = .failed
    let plain = try tunnel.receive(token)
    switch current {
    case .handshake:
      guard tunnel.isOpen, !plain.isEmpty else {
        state = .handshake
        return .proceed(try tunnel.send([]))
      }
      return try await negotiate(TSRequest(plain), binding)
    case .negotiating: return try await negotiate(TSRequest(plain), binding)
    case .proved(let sealing):
      guard let sealed = try TSRequest(plain).credentials else { throw .malformed }
      let bytes = try sealing.open(token: sealed)
      _ = try TSCredentials(bytes)
      state = .complete
      return .complete(nil)
    case .complete, .failed: throw .unexpected
    }
  }

  private mutating func negotiate(
    _ request: TSRequest, _ binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    var answer = TSRequest()
    if let token = request.token {
      guard !isInnerComplete else { throw .unexpected }
      let step: SecurityStep
      do throws(SecurityError) {
        step = try await inner.step(token, binding: binding)
      } catch {
        guard case .kerberos(var failure) = error, let reason = failure.answer else { throw error }
        answer.token = reason
        failure.answer = try tunnel.send(answer.bytes)
        throw .kerberos(failure)
      }
      switch step {
      case .proceed(let next): answer.token = next
      case .complete(let last):
        isInnerComplete = true
        answer.token = last
      }
    }
    guard let sealed = request.keyBinding else {
      state = .negotiating
      guard answer.token != nil else { throw .malformed }
      return .proceed(try tunnel.send(answer.bytes))
    }
    guard isInnerComplete, let sealing = inner.protection as? any SigningProtection else {
      throw .credentialsRefused
    }
    let keys = CredSSPKeyBinding(
      publicKey: publicKey, version: min(TSRequest.newestVersion, request.version),
      nonce: request.nonce ?? [])
    let value = try sealing.open(token: sealed)
    guard ConstantTime.isEqual(value, try keys.value(of: .client)) else { throw .wrongChannel }
    answer.keyBinding = try sealing.seal(keys.value(of: .server)).octets
    state = .proved(sealing)
    return .proceed(try tunnel.send(answer.bytes))
  }
}
