/// The client's side of NTLM version 2. Older versions, and a server that would not sign and encrypt,
/// are refused before the proof leaves.
struct NTLMClient: SecurityMechanism {
  private enum State {
    case new
    case asked(negotiate: [UInt8])
    case finished(NTLMSealing)
    case failed
  }

  private let account: NTLMAccountName
  private let ntHash: [UInt8]
  private let targetName: String
  private let entropy: NTLMEntropy
  private var state = State.new
  private(set) var clockDifference: ClockDifference?

  /// An exchange with one server.
  ///
  /// - Parameters:
  ///   - credential: the user, as `name`, `DOMAIN\name` or `name@domain`.
  ///   - targetName: the service principal that the client means, such as `HTTP/server01`.
  ///   - entropy: random bytes and the time.
  init(credential: UserCredential, targetName: String, entropy: NTLMEntropy = .fresh) {
    account = NTLMAccountName(credential.userName)
    ntHash = NTLMComputation.ntHash(of: credential.password)
    self.targetName = targetName
    self.entropy = entropy
  }

  var protection: (any MessageProtection)? {
    if case .finished(let sealing) = state { sealing } else { nil }
  }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) throws(SecurityError) -> SecurityStep {
    switch (state, token) {
    case (.new, nil):
      let negotiate = NTLMNegotiate(flags: .offered).bytes
      state = .asked(negotiate: negotiate)
      return .proceed(negotiate)
    case (.asked(let negotiate), let token?):
      state = .failed
      return .complete(try answer(to: token, after: negotiate, binding))
    default:
      state = .failed
      throw .unexpected
    }
  }

  private mutating func answer(
    to token: [UInt8], after negotiate: [UInt8], _ binding: ChannelBinding?
  ) throws(SecurityError) -> [UInt8] {
    let challenge = try NTLMChallenge(token)
    if let missing = challenge.flags.missing(of: .protection) { throw .tooWeak(missing) }
    var info = challenge.targetInfo
    // Without the names of the server a client that wants signatures must not go on.
    guard info[.computerName] != nil, info[.domainName] != nil else {
      throw .tooWeak("telling its names")
    }
    let isTimed = info.timestamp != nil
    clockDifference = info.timestamp.flatMap { ClockDifference(of: $0, from: entropy.time) }
    if isTimed { info.setFlag(NTLMTargetInfo.hasIntegrityCode) }
    info[.channelBindings] = try binding?.ntlmDigest()
    info[.targetName] = .utf16(targetName)

    let responseKey = try NTLMComputation.responseKey(
      ntHash: ntHash, userName: account.userName, domain: account.domain)
    let temporary = NTLMComputation.temporary(
      time: info.timestamp ?? entropy.time, clientChallenge: entropy.challenge, targetInfo: info)
    let proof = try NTLMComputation.proof(
      responseKey: responseKey, serverChallenge: challenge.serverChallenge,
      temporary: temporary[...])
    let exchangeKey = try NTLMComputation.sessionBaseKey(responseKey: responseKey, proof: proof)

    var message = NTLMAuthenticate(
      flags: NTLMFlags.offered.intersection(challenge.flags).union([.version, .targetInfo]))
    message.ntResponse = proof + temporary
    message.lmResponse =
      isTimed
      ? [UInt8](repeating: 0, count: 24)
      : try NTLMComputation.lmResponse(
        responseKey: responseKey, serverChallenge: challenge.serverChallenge,
        clientChallenge: entropy.challenge)
    message.domain = account.domain
    message.userName = account.userName
    message.encryptedSessionKey = NTLMComputation.exchanged(
      entropy.sessionKey, under: exchangeKey)
    if isTimed {
      message.integrityCode = [UInt8](repeating: 0, count: 16)
      message.integrityCode = try NTLMComputation.integrityCode(
        sessionKey: entropy.sessionKey, negotiate, token, message.bytes)
    }
    state = .finished(
      try NTLMSealing(
        sessionKey: entropy.sessionKey, role: .client, demandsListSignature: isTimed))
    return message.bytes
  }
}

extension NTLMTargetInfo {
  /// Adds a bit to the attribute of flags.
  fileprivate mutating func setFlag(_ flag: UInt32) {
    var value: [UInt8] = []
    value.appendLittleEndian(flags | flag)
    self[.flags] = value
  }
}

/// A user name as NTLM carries it (`protocol.md` 14.4): the domain apart, but a name with `@` whole.
struct NTLMAccountName: Sendable, Equatable {
  var userName: String
  var domain: String

  init(_ name: String) {
    guard let slash = name.firstIndex(of: "\\") else {
      userName = name
      domain = ""
      return
    }
    userName = String(name[name.index(after: slash)...])
    let place = String(name[..<slash])
    // `.` is the computer that is asked, whose name may be unknown here.
    domain = place == "." ? "" : place
  }
}
