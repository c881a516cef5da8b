import Synchronization

/// Which side of a connection somebody is.
enum SecurityRole: Sendable {
  case client
  case server
}

/// Signs and encrypts messages with the keys of an NTLM exchange: extended session security, 128
/// bits, exchanged key (`protocol.md` 13.3 and 14.2).
final class NTLMSealing: SigningProtection {
  /// One direction, with a key stream and a count that run on from message to message.
  fileprivate struct Direction: Sendable {
    let signingKey: [UInt8]
    let sealingKey: [UInt8]
    var cipher: RC4
    var sequence: UInt32 = 0

    init(sessionKey: [UInt8], _ name: String) throws(SecurityError) {
      func key(_ purpose: String) throws(SecurityError) -> [UInt8] {
        let constant = "session key to \(name) \(purpose) key magic constant\0"
        return try MD5.digest(sessionKey + constant.utf8)
      }
      signingKey = try key("signing")
      sealingKey = try key("sealing")
      cipher = RC4(key: sealingKey)
    }

    /// The signature of a message, of which the cipher encrypts a part. Counts the message.
    mutating func signature(of message: ArraySlice<UInt8>) throws(SecurityError) -> [UInt8] {
      var number: [UInt8] = []
      number.appendLittleEndian(sequence)
      let code = try MD5.authenticationCode(key: signingKey, number, message)
      sequence &+= 1
      return [1, 0, 0, 0] + cipher.applied(to: Array(code.prefix(8))) + number
    }
  }

  fileprivate struct State: Sendable {
    var outgoing: Direction
    var incoming: Direction
    /// Whether a message was wrong, so that the two key streams do not run side by side any more.
    var isBroken = false
  }

  /// Length of a signature.
  static let signatureSize = 16

  /// Whether the client signed the three messages: then SPNEGO must sign its list too.
  let demandsListSignature: Bool
  private let state: Mutex<State>

  /// Whether encryption was agreed on too, and not signatures only.
  private let canSeal: Bool

  /// The protection of one side.
  init(
    sessionKey: [UInt8], role: SecurityRole, canSeal: Bool = true, demandsListSignature: Bool
  ) throws(SecurityError) {
    self.canSeal = canSeal
    let toServer = try Direction(sessionKey: sessionKey, "client-to-server")
    let toClient = try Direction(sessionKey: sessionKey, "server-to-client")
    self.demandsListSignature = demandsListSignature
    state = Mutex(
      role == .client
        ? State(outgoing: toServer, incoming: toClient)
        : State(outgoing: toClient, incoming: toServer))
  }

  func seal(_ plain: [UInt8]) throws(SecurityError) -> SealedMessage {
    try state.withLock { state throws(SecurityError) in
      guard canSeal else { throw .tooWeak("encryption") }
      guard !state.isBroken else { throw .unexpected }
      var octets: [UInt8] = []
      octets.reserveCapacity(Self.signatureSize + plain.count)
      octets.append(contentsOf: repeatElement(0, count: Self.signatureSize))
      octets.append(contentsOf: plain)
      // The data goes through the cipher before the signature does.
      state.outgoing.cipher.apply(to: &octets, from: Self.signatureSize)
      let signature = try state.outgoing.signature(of: plain[...])
      octets.replaceSubrange(0..<Self.signatureSize, with: signature)
      return SealedMessage(
        length: UInt32(Self.signatureSize), octets: octets, plainLength: plain.count)
    }
  }

  func open(length: Int, _ octets: ArraySlice<UInt8>) throws(SecurityError) -> [UInt8] {
    try state.withLock { state throws(SecurityError) in
      guard canSeal else { throw .tooWeak("encryption") }
      guard !state.isBroken else { throw .unexpected }
      // Whatever goes wrong here, the key stream may have moved on.
      state.isBroken = true
      guard length == Self.signatureSize, octets.count >= length else { throw .malformed }
      let signature = Array(octets.prefix(length))
      try state.checkSequence(of: signature)
      var plain = Array(octets.dropFirst(length))
      state.incoming.cipher.apply(to: &plain)
      let expected = try state.incoming.signature(of: plain[...])
      guard ConstantTime.isEqual(signature, expected) else { throw .notGenuine }
      state.isBroken = false
      return plain
    }
  }

  func open(token: [UInt8]) throws(SecurityError) -> [UInt8] {
    try open(length: Self.signatureSize, token[...])
  }

  func sign(_ message: [UInt8]) throws(SecurityError) -> [UInt8] {
    try state.withLock { state throws(SecurityError) in
      guard !state.isBroken else { throw .unexpected }
      return try state.outgoing.signature(of: message[...])
    }
  }

  func verify(_ signature: [UInt8], of message: [UInt8]) throws(SecurityError) {
    try state.withLock { state throws(SecurityError) in
      guard !state.isBroken else { throw .unexpected }
      state.isBroken = true
      guard signature.count == Self.signatureSize else { throw .malformed }
      try state.checkSequence(of: signature)
      let expected = try state.incoming.signature(of: message[...])
      guard ConstantTime.isEqual(signature, expected) else { throw .notGenuine }
      state.isBroken = false
    }
  }

  /// The key streams begin anew, the counts do not (`protocol.md` 14.4).
  func listWasSigned() {
    state.withLock { state in
      state.outgoing.cipher = RC4(key: state.outgoing.sealingKey)
      state.incoming.cipher = RC4(key: state.incoming.sealingKey)
    }
  }
}

extension NTLMSealing.State {
  /// Whether a signature, which has its full length, counts on from the last one.
  fileprivate func checkSequence(of signature: [UInt8]) throws(SecurityError) {
    guard UInt32(littleEndian: signature[...], at: 0) == 1 else { throw .malformed }
    guard UInt32(littleEndian: signature[...], at: 12) == incoming.sequence else {
      throw .outOfSequence
    }
  }
}
