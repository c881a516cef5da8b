import Synchronization

/// The TLS connection inside the headers of HTTP, and later inside the messages (`protocol.md` 15).
///
/// `@unchecked`: the engine is only used under the lock.
final class CredSSPTunnel: @unchecked Sendable {
  private let lock = Mutex(())
  private let engine: TLSEngine

  /// - Parameter context: TLS 1.2 and no later version: the last words of the handshake of TLS 1.3
  ///   have no message of HTTP to travel in.
  init(_ context: TLSContext) throws(SecurityError) {
    do {
      engine = try TLSEngine(context)
    } catch {
      throw .tls("\(error)")
    }
  }

  /// Whether plain bytes flow.
  var isOpen: Bool { lock.withLock { _ in engine.state == .open } }

  /// The certificate of the other side.
  var peerCertificate: Certificate? { lock.withLock { _ in engine.peerCertificate } }

  /// Takes a token in.
  ///
  /// - Returns: the plain bytes in it.
  func receive(_ token: [UInt8]) throws(SecurityError) -> [UInt8] {
    try perform { engine throws(TLSError) in try engine.receive(token) }
  }

  /// Protects plain bytes, or, without any, gives what the handshake wants to send.
  func send(_ plain: [UInt8]) throws(SecurityError) -> [UInt8] {
    try perform { engine throws(TLSError) in
      if !plain.isEmpty { try engine.write(plain) }
      return engine.drain()
    }
  }

  /// How long what follows the plain bytes in a record is, if the record has this many octets.
  func trailerLength(plainCount: Int, sealedCount: Int) -> Int {
    lock.withLock { _ in engine.trailerLength(plainCount: plainCount, sealedCount: sealedCount) }
  }

  private func perform(
    _ call: (TLSEngine) throws(TLSError) -> [UInt8]
  ) throws(SecurityError) -> [UInt8] {
    let result: Result<[UInt8], SecurityError> = lock.withLock { _ in
      do throws(TLSError) {
        return .success(try call(engine))
      } catch {
        return .failure(.tls("\(error)"))
      }
    }
    return try result.get()
  }
}

/// Messages in the records of the tunnel (`protocol.md` 15.5).
final class CredSSPProtection: MessageProtection {
  private let tunnel: CredSSPTunnel

  init(_ tunnel: CredSSPTunnel) {
    self.tunnel = tunnel
  }

  /// One record.
  var largestPiece: Int? { 16 * 1024 }

  func seal(_ plain: [UInt8]) throws(SecurityError) -> SealedMessage {
    let octets = try tunnel.send(plain)
    let trailer = tunnel.trailerLength(plainCount: plain.count, sealedCount: octets.count)
    return SealedMessage(
      length: UInt32(clamping: trailer), octets: octets, plainLength: plain.count)
  }

  func open(length: Int, _ octets: ArraySlice<UInt8>) throws(SecurityError) -> [UInt8] {
    try tunnel.receive(Array(octets))
  }

  /// The records that follow each other; what comes behind them begins with a hyphen.
  func sealedCount(length: Int, plainLength: Int, in rest: ArraySlice<UInt8>) -> Int? {
    var count = 0
    while rest.count - count >= 5, rest[rest.startIndex + count] == Self.applicationData {
      let place = rest.startIndex + count
      let size = 5 + (Int(rest[place + 3]) << 8 | Int(rest[place + 4]))
      guard rest.count - count >= size else { return nil }
      count += size
    }
    return count
  }

  /// The kind of the records that carry messages.
  private static let applicationData: UInt8 = 23
}
