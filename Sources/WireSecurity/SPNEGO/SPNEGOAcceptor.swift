/// The server's side of SPNEGO. Takes the tokens of a single mechanism without SPNEGO around them
/// too, and answers in the same form (`protocol.md` 14.4).
struct SPNEGOAcceptor: AcceptingMechanism {
  /// A mechanism that is accepted.
  struct Candidate: Sendable {
    let identifier: MechanismIdentifier
    var mechanism: any AcceptingMechanism
  }

  private enum State {
    case new
    /// The client speaks without SPNEGO.
    case bare
    /// The mechanism goes on; the client has been told which it is or has not.
    case negotiating(isAnnounced: Bool)
    /// The mechanism is through, the client has yet to sign its list.
    case unsigned
    case complete
    case failed
  }

  private var candidates: [Candidate]
  private var chosen = 0
  private var listBytes: [UInt8] = []
  /// Whether another mechanism was taken than the one that the client put first.
  private var isSecondChoice = false
  private var state = State.new

  /// A negotiation.
  ///
  /// - Parameter candidates: what is accepted; the client's order decides.
  init(_ candidates: [Candidate]) {
    self.candidates = candidates
  }

  var userName: String? { isComplete ? candidates[chosen].mechanism.userName : nil }

  var protection: (any MessageProtection)? {
    isComplete ? candidates[chosen].mechanism.protection : nil
  }

  private var isComplete: Bool {
    if case .complete = state { true } else { false }
  }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    guard let token else { throw .unexpected }
    let current = state
    state = .failed
    switch current {
    case .new: return try await begin(token, binding)
    case .bare: return try await stepBare(token, binding)
    case .negotiating(let isAnnounced):
      let message = try NegTokenResp(token)
      guard message.state != .rejected else { throw .noCommonMechanism }
      return try await advance(message, isAnnounced: isAnnounced, binding)
    case .unsigned:
      guard let signature = try NegTokenResp(token).listSignature, let signing else {
        throw .notGenuine
      }
      try signing.verify(signature, of: listBytes)
      signing.listWasSigned()
      state = .complete
      return .complete(NegTokenResp(state: .completed).bytes)
    case .complete, .failed: throw .unexpected
    }
  }

  private var signing: (any SigningProtection)? {
    candidates[chosen].mechanism.protection as? any SigningProtection
  }

  private mutating func begin(
    _ token: [UInt8], _ binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    if token.starts(with: NTLMMessage.signature) {
      try choose(.ntlm)
      return try await stepBare(token, binding)
    }
    var outer = DERReader(token[...])
    var frame = try outer.elements(of: 0x60)
    let identifier = MechanismIdentifier(Array(try frame.contents(of: 0x06)))
    guard identifier == .spnego else {
      try choose(identifier)
      return try await stepBare(token, binding)
    }
    let offer = try NegTokenInit(frame)
    listBytes = offer.listBytes
    let place = offer.mechanisms.firstIndex { mechanism in
      candidates.contains { $0.identifier == mechanism.canonical }
    }
    guard let place else { throw .noCommonMechanism }
    try choose(offer.mechanisms[place])
    // Two numbers of the same mechanism are one choice.
    isSecondChoice = offer.mechanisms[place].canonical != offer.mechanisms[0].canonical
    if !isSecondChoice, let inner = offer.token {
      return try await advance(NegTokenResp(token: inner), isAnnounced: false, binding)
    }
    state = .negotiating(isAnnounced: true)
    return .proceed(
      NegTokenResp(
        state: isSecondChoice ? .signatureWanted : .incomplete,
        mechanism: candidates[chosen].identifier
      ).bytes)
  }

  private mutating func choose(_ identifier: MechanismIdentifier) throws(SecurityError) {
    let place = candidates.firstIndex { $0.identifier == identifier.canonical }
    guard let place else { throw .noCommonMechanism }
    chosen = place
  }

  private mutating func stepBare(
    _ token: [UInt8], _ binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    let step = try await candidates[chosen].mechanism.step(token, binding: binding)
    if case .complete = step { state = .complete } else { state = .bare }
    return step
  }

  private mutating func advance(
    _ message: NegTokenResp, isAnnounced: Bool, _ binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    var reply = NegTokenResp()
    if !isAnnounced { reply.mechanism = candidates[chosen].identifier }
    let step: SecurityStep
    do {
      step = try await candidates[chosen].mechanism.step(message.token ?? [], binding: binding)
    } catch {
      guard case .kerberos(var failure) = error else { throw error }
      failure.answer = failure.answer.map { NegTokenResp(state: .rejected, token: $0).bytes }
      throw .kerberos(failure)
    }
    switch step {
    case .proceed(let token):
      reply.state = .incomplete
      reply.token = token
      state = .negotiating(isAnnounced: true)
      return .proceed(reply.bytes)
    case .complete(let token):
      reply.token = token
      return try finish(reply, signature: message.listSignature)
    }
  }

  /// Exchanges the signatures of the list where the mechanism or the choice makes them necessary.
  private mutating func finish(
    _ reply: NegTokenResp, signature: [UInt8]?
  ) throws(SecurityError) -> SecurityStep {
    var reply = reply
    let wantsSignature = isSecondChoice || signing?.demandsListSignature == true
    guard wantsSignature || signature != nil else {
      reply.state = .completed
      state = .complete
      return .complete(reply.bytes)
    }
    guard let signing else {
      // Who does not want protected messages cannot sign either; then the one mechanism of the
      // list cannot have been smuggled in.
      guard !isSecondChoice, signature == nil else { throw .tooWeak("signatures") }
      reply.state = .completed
      state = .complete
      return .complete(reply.bytes)
    }
    if let signature { try signing.verify(signature, of: listBytes) }
    reply.listSignature = try signing.sign(listBytes)
    guard signature != nil else {
      reply.state = .incomplete
      state = .unsigned
      return .proceed(reply.bytes)
    }
    signing.listWasSigned()
    reply.state = .completed
    state = .complete
    return .complete(reply.bytes)
  }
}
