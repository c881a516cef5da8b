/// The client's side of SPNEGO: offers mechanisms, of which the server takes one (`protocol.md`
/// 14.4).
struct SPNEGOClient: SecurityMechanism {
  /// A mechanism that is offered.
  struct Candidate: Sendable {
    let identifier: MechanismIdentifier
    var mechanism: any SecurityMechanism
  }

  private var candidates: [Candidate]
  private var list = NegTokenInit(mechanisms: [], token: nil)
  /// The place of the mechanism in use among the candidates.
  private var chosen = 0
  private var isConfirmed = false
  private var isInnerComplete = false
  private var hasSigned = false
  private var hasVerified = false
  private var hasBegun = false
  private var isComplete = false

  /// A negotiation.
  ///
  /// - Parameter candidates: what is offered, the best first. Those that cannot begin are left out.
  init(_ candidates: [Candidate]) {
    self.candidates = candidates
  }

  var protection: (any MessageProtection)? {
    isComplete ? candidates[chosen].mechanism.protection : nil
  }

  var clockDifference: ClockDifference? {
    candidates.indices.contains(chosen) ? candidates[chosen].mechanism.clockDifference : nil
  }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    guard let token else { return try await begin(binding) }
    guard hasBegun else { throw .unexpected }
    var answer = try NegTokenResp(token)
    guard answer.state != .rejected else {
      // The mechanism may know what is wrong.
      if let token = answer.token, !isInnerComplete { _ = try await advance(token, binding) }
      throw isConfirmed ? .credentialsRefused : .noCommonMechanism
    }
    var reply = NegTokenResp()
    if try take(answer.mechanism) {
      reply.token = try await advance(nil, binding)
      answer.token = nil
    } else if let inner = answer.token {
      guard !isInnerComplete else { throw .unexpected }
      reply.token = try await advance(inner, binding)
    }
    return try finish(answer, &reply)
  }

  private mutating func begin(_ binding: ChannelBinding?) async throws(SecurityError)
    -> SecurityStep
  {
    guard !hasBegun else { throw .unexpected }
    hasBegun = true
    while !candidates.isEmpty {
      do {
        let first = try await advance(nil, binding)
        list = NegTokenInit(mechanisms: candidates.map(\.identifier), token: first)
        return .proceed(list.bytes)
      } catch {
        // Another one may still work; the last one says why nothing did.
        guard candidates.count > 1 else { throw error }
        candidates.removeFirst()
      }
    }
    throw .noCommonMechanism
  }

  /// Gives a token to the mechanism in use.
  private mutating func advance(
    _ token: [UInt8]?, _ binding: ChannelBinding?
  ) async throws(SecurityError) -> [UInt8]? {
    switch try await candidates[chosen].mechanism.step(token, binding: binding) {
    case .proceed(let next): return next
    case .complete(let last):
      isInnerComplete = true
      return last
    }
  }

  /// Takes the choice of the server in.
  ///
  /// - Returns: whether another mechanism begins because of it.
  private mutating func take(_ mechanism: MechanismIdentifier?) throws(SecurityError) -> Bool {
    defer { isConfirmed = true }
    guard let mechanism, !isConfirmed else { return false }
    let place = candidates.firstIndex { $0.identifier.canonical == mechanism.canonical }
    guard let place else { throw .noCommonMechanism }
    guard place != chosen else { return false }
    chosen = place
    isInnerComplete = false
    return true
  }

  /// What is left to do about signatures and the end.
  private mutating func finish(
    _ answer: NegTokenResp, _ reply: inout NegTokenResp
  ) throws(SecurityError) -> SecurityStep {
    guard isInnerComplete else {
      guard answer.state != .completed, reply.token != nil else { throw .unexpected }
      return .proceed(reply.bytes)
    }
    let signing = candidates[chosen].mechanism.protection as? any SigningProtection
    if let signature = answer.listSignature, !hasVerified {
      guard let signing else { throw .unexpected }
      try signing.verify(signature, of: list.listBytes)
      hasVerified = true
    }
    let wantsSignature =
      chosen > 0 || answer.state == .signatureWanted || hasVerified
      || signing?.demandsListSignature == true
    if wantsSignature, !hasSigned {
      // Who took another mechanism than the first must have its list of them signed.
      guard let signing else { throw .tooWeak("signatures") }
      guard answer.state != .completed || hasVerified else { throw .notGenuine }
      reply.listSignature = try signing.sign(list.listBytes)
      hasSigned = true
    }
    if answer.state == .completed {
      guard hasVerified || !hasSigned else { throw .notGenuine }
      if hasSigned { signing?.listWasSigned() }
      isComplete = true
      return .complete(reply == NegTokenResp() ? nil : reply.bytes)
    }
    guard !wantsSignature else { return .proceed(reply.bytes) }
    // Where no signature is waited for, the server may leave its last word out.
    isComplete = true
    return .complete(reply.bytes)
  }
}
