/// The names of a computer, as its challenges tell them.
public struct NTLMServerNames: Sendable, Equatable {
  /// The short name of the computer, such as `SERVER01`.
  public var computer: String
  /// The short name of its domain, such as `CONTOSO`; nil in a workgroup.
  public var domain: String?
  /// The full name of the computer, such as `server01.contoso.com`.
  public var dnsComputer: String
  /// The full name of its domain; nil in a workgroup.
  public var dnsDomain: String?

  /// The names of a computer with this short and this full name.
  public init(computerName: String, fullName: String) {
    computer = computerName.uppercased()
    dnsComputer = fullName
    guard let dot = fullName.firstIndex(of: ".") else { return }
    let domainName = String(fullName[fullName.index(after: dot)...])
    dnsDomain = domainName
    domain = domainName.prefix { $0 != "." }.uppercased()
  }
}

/// What a server demands of those who authenticate.
public struct AcceptanceTerms: Sendable, Equatable {
  /// What a binding to the TLS connection counts (`protocol.md` 12.4).
  public enum BindingLevel: String, Sendable, Equatable {
    /// Nothing: `None`.
    case ignored = "None"
    /// A wrong one is refused, a missing one is not: `Relaxed`.
    case relaxed = "Relaxed"
    /// It must be there and right: `Strict`.
    case strict = "Strict"
  }

  /// The names of the server.
  public var names: NTLMServerNames
  /// What a binding to the TLS connection counts.
  public var bindingLevel = BindingLevel.ignored
  /// How far the clock of the server is off.
  public var clock = ClockDifference(seconds: 0)
  /// Whether messages must be encrypted and signed afterwards.
  public var needsProtection = true

  /// Terms that demand protection.
  public init(names: NTLMServerNames) {
    self.names = names
  }
}

/// The server's side of NTLM version 2. Older versions are refused, and so is everybody who would
/// not sign and encrypt where that is needed.
struct NTLMAcceptor: AcceptingMechanism {
  private enum State {
    case new
    case challenged(negotiate: [UInt8], challenge: [UInt8], flags: NTLMFlags)
    case finished(userName: String, NTLMSealing?)
    case failed
  }

  private let accounts: any AccountLookup
  private let terms: AcceptanceTerms
  private let entropy: NTLMEntropy
  private var state = State.new

  init(
    accounts: any AccountLookup, terms: AcceptanceTerms, entropy: NTLMEntropy = .fresh
  ) {
    self.accounts = accounts
    self.terms = terms
    self.entropy = entropy
  }

  var userName: String? {
    if case .finished(let userName, _) = state { userName } else { nil }
  }

  var protection: (any MessageProtection)? {
    if case .finished(_, let sealing) = state { sealing } else { nil }
  }

  mutating func step(
    _ token: [UInt8]?, binding: ChannelBinding?
  ) async throws(SecurityError) -> SecurityStep {
    let current = state
    state = .failed
    guard let token else { throw .unexpected }
    switch current {
    case .new:
      return .proceed(try challenge(for: token))
    case .challenged(let negotiate, let challenge, let flags):
      try await accept(token, after: negotiate, challenge, offered: flags, binding)
      return .complete(nil)
    case .finished, .failed:
      throw .unexpected
    }
  }

  private mutating func challenge(for token: [UInt8]) throws(SecurityError) -> [UInt8] {
    let negotiate = try NTLMNegotiate(token)
    // Some clients take NTLM itself for granted and do not name it.
    guard negotiate.flags.contains([.unicode, .extendedSessionSecurity]) else {
      throw .tooWeak("NTLM version 2")
    }
    let wanted = NTLMFlags.offered.intersection(negotiate.flags.union(.ntlm))
    if terms.needsProtection, let missing = wanted.missing(of: .protection) {
      throw .tooWeak(missing)
    }
    let target = terms.names.domain ?? terms.names.computer
    let challenge = NTLMChallenge(
      flags: wanted.union([
        .targetInfo, .requestTarget, .version,
        terms.names.domain == nil ? .targetIsServer : .targetIsDomain,
      ]),
      serverChallenge: entropy.challenge, targetName: target,
      targetInfo: targetInfo(domain: target)
    )
    state = .challenged(negotiate: token, challenge: challenge.bytes, flags: challenge.flags)
    return challenge.bytes
  }

  private func targetInfo(domain: String) -> NTLMTargetInfo {
    var info = NTLMTargetInfo()
    info[.domainName] = .utf16(domain)
    info[.computerName] = .utf16(terms.names.computer)
    info[.dnsDomainName] = .utf16(terms.names.dnsDomain ?? terms.names.dnsComputer)
    info[.dnsComputerName] = .utf16(terms.names.dnsComputer)
    info[.timestamp] = terms.clock.shifting(entropy.time)
    return info
  }

  /// Checks the proof. Everything that depends on the account comes after the computations, so that
  /// an unknown name takes as long as a wrong password.
  private mutating func accept(
    _ token: [UInt8], after negotiate: [UInt8], _ challenge: [UInt8], offered: NTLMFlags,
    _ binding: ChannelBinding?
  ) async throws(SecurityError) {
    let message = try NTLMAuthenticate(token)
    let flags = message.flags.intersection(offered)
    guard flags.contains(.extendedSessionSecurity) else { throw .tooWeak("NTLM version 2") }
    if terms.needsProtection, let missing = flags.missing(of: .protection) {
      throw .tooWeak(missing)
    }
    // A response of version 1 has 24 bytes.
    let response = message.ntResponse
    guard response.count >= 48, response[16] == 1, response[17] == 1 else {
      throw .tooWeak("NTLM version 2")
    }
    let info = try NTLMTargetInfo(response[44...])
    let account = await lookUp(message)

    let responseKey = try NTLMComputation.responseKey(
      ntHash: account?.ntHash ?? entropy.sessionKey, userName: message.userName,
      domain: message.domain)
    let proof = try NTLMComputation.proof(
      responseKey: responseKey, serverChallenge: entropy.challenge, temporary: response[16...])
    let isRight = ConstantTime.isEqual(proof, Array(response.prefix(16)))
    guard let account else { throw .credentialsRefused }
    await accounts.noteLogon(of: account.name, isRight: isRight)
    guard isRight else { throw .credentialsRefused }
    try checkAge(response)

    var sessionKey = try NTLMComputation.sessionBaseKey(responseKey: responseKey, proof: proof)
    if flags.contains(.keyExchange) {
      guard message.encryptedSessionKey.count == 16 else { throw .malformed }
      sessionKey = NTLMComputation.exchanged(message.encryptedSessionKey, under: sessionKey)
    }
    let isSigned = info.flags & NTLMTargetInfo.hasIntegrityCode != 0
    if isSigned {
      let code = try NTLMComputation.integrityCode(
        sessionKey: sessionKey, negotiate, challenge, token)
      guard let sent = message.integrityCode, ConstantTime.isEqual(sent, code) else {
        throw .notGenuine
      }
    }
    try checkBinding(info[.channelBindings], against: binding)
    // Signatures alone do for the list of SPNEGO.
    let canSign = flags.contains(NTLMFlags.protection.subtracting(.seal))
    state = .finished(
      userName: account.name,
      canSign
        ? try NTLMSealing(
          sessionKey: sessionKey, role: .server, canSeal: flags.contains(.seal),
          demandsListSignature: isSigned) : nil)
  }

  private func lookUp(_ message: NTLMAuthenticate) async -> NTLMAccount? {
    let texts = [message.userName, message.domain]
    let isPlain = texts.allSatisfy { text in
      !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    }
    guard isPlain, !message.userName.isEmpty else { return nil }
    return await accounts.ntlmAccount(of: message.userName, domain: message.domain)
  }

  /// Refuses what was made long ago, or by a clock that is far off: clients take the time from the
  /// challenge, and whoever knows the passwords of a domain compares it with its own
  /// ([MS-NLMP] 3.2.5.1.2).
  private func checkAge(_ response: [UInt8]) throws(SecurityError) {
    guard let age = ClockDifference(of: Array(response[24..<32]), from: entropy.time) else {
      return
    }
    guard !age.exceeds(ClockDifference.mostOfNTLM) else { throw .clocksApart(age) }
  }

  /// All zeros stand for no binding: some clients write the attribute always.
  private func checkBinding(
    _ sent: [UInt8]?, against binding: ChannelBinding?
  ) throws(SecurityError) {
    guard terms.bindingLevel != .ignored, let binding else { return }
    guard let sent, sent.contains(where: { $0 != 0 }) else {
      if terms.bindingLevel == .strict { throw .wrongChannel }
      return
    }
    guard ConstantTime.isEqual(sent, try binding.ntlmDigest()) else { throw .wrongChannel }
  }
}
