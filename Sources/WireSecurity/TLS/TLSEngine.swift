import COpenSSL

/// One TLS connection without a socket: bytes of the wire go in and out, plain bytes come out and
/// go in.
///
/// Not thread safe: its owner is one connection. Call ``drain()`` after every other call and send
/// what it returns, even after an error, since that is how the other side learns of it.
public final class TLSEngine {
  /// Where the connection stands.
  public enum State: Sendable, Equatable {
    /// Keys are agreed on; no plain bytes yet.
    case handshake
    /// Plain bytes flow.
    case open
    /// The other side has ended its direction in the orderly way; ours may go on.
    case endedByPeer
    /// Nothing flows any more.
    case failed
  }

  /// Where the connection stands.
  public private(set) var state = State.handshake

  private let context: TLSContext
  private let connection: OpaquePointer
  private let input: OpaquePointer
  private let output: OpaquePointer
  private var handshakeBytes = 0
  private var isClosing = false

  /// More than this a client or a server never sends before the keys are agreed on: certificates of
  /// at most 64 KiB, and what goes with them.
  static let mostHandshakeBytes = 96 * 1024
  /// How much plain text is read at a time: one record.
  private static let recordSize = 16 * 1024

  private var functions: TLSFunctions { context.library.tls.pointee }
  private var crypto: OpenSSLLibrary { context.library.crypto }

  /// A new connection.
  ///
  /// - Parameters:
  ///   - context: the rules of this side.
  ///   - host: for a client, the name of the server, which its certificate must have; nil leaves
  ///     the name unchecked.
  /// - Throws: ``TLSError``
  public init(_ context: TLSContext, host: String? = nil) throws(TLSError) {
    self.context = context
    let functions = context.library.tls.pointee
    let openSSL = context.library.crypto.functions
    guard let connection = functions.SSL_new(context.pointer) else {
      throw .handshake(context.library.crypto.takeReason())
    }
    guard let input = openssl_new_buffer(openSSL) else {
      functions.SSL_free(connection)
      throw .handshake(context.library.crypto.takeReason())
    }
    guard let output = openssl_new_buffer(openSSL) else {
      _ = openSSL.pointee.BIO_free(input)
      functions.SSL_free(connection)
      throw .handshake(context.library.crypto.takeReason())
    }
    functions.SSL_set_bio(connection, input, output)
    self.connection = connection
    self.input = input
    self.output = output
    if context.isServer {
      functions.SSL_set_accept_state(connection)
    } else {
      functions.SSL_set_connect_state(connection)
      if let host { expect(host) }
    }
  }

  deinit {
    functions.SSL_free(connection)
  }

  /// Takes bytes of the wire in; for a client the first call, with no bytes, begins the handshake.
  ///
  /// - Returns: the plain bytes that have become readable.
  /// - Throws: ``TLSError``; ``state`` is `failed` then.
  public func receive(_ bytes: UnsafeRawBufferPointer) throws(TLSError) -> [UInt8] {
    guard state != .failed else { throw .closed }
    var plain: [UInt8] = []
    var rest = bytes[...]
    // In pieces, so that the buffer never holds more than a record and a half.
    repeat {
      let piece = rest.prefix(Self.recordSize)
      rest = rest.dropFirst(piece.count)
      try feed(UnsafeRawBufferPointer(rebasing: piece))
      if state == .handshake { try shakeHands(piece.count) }
      if state == .open { try read(into: &plain) }
    } while !rest.isEmpty && state != .endedByPeer
    return plain
  }

  /// The plain bytes in bytes of the wire; see ``receive(_:)-(UnsafeRawBufferPointer)``.
  public func receive(_ bytes: [UInt8]) throws(TLSError) -> [UInt8] {
    do {
      return try bytes.withUnsafeBytes { try receive($0) }
    } catch let error as TLSError {
      throw error
    } catch {
      throw .broken("\(error)")
    }
  }

  /// Protects plain bytes.
  ///
  /// - Throws: ``TLSError``; also when the handshake is not complete.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(TLSError) {
    guard state == .open || state == .endedByPeer, !isClosing else { throw .closed }
    var rest = bytes[...]
    while !rest.isEmpty {
      var written = 0
      crypto.functions.pointee.ERR_clear_error()
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      let done = functions.SSL_write_ex(connection, piece.baseAddress, piece.count, &written)
      guard done == 1 else { throw fail() }
      rest = rest.dropFirst(written)
    }
  }

  /// Protects plain bytes; see ``write(_:)-(UnsafeRawBufferPointer)``.
  public func write(_ bytes: [UInt8]) throws(TLSError) {
    do {
      try bytes.withUnsafeBytes { try write($0) }
    } catch let error as TLSError {
      throw error
    } catch {
      throw .broken("\(error)")
    }
  }

  /// Ends our direction in the orderly way.
  public func close() {
    guard !isClosing, state == .open || state == .endedByPeer else { return }
    isClosing = true
    crypto.functions.pointee.ERR_clear_error()
    _ = functions.SSL_shutdown(connection)
    crypto.functions.pointee.ERR_clear_error()
  }

  /// Notes that the wire has ended.
  ///
  /// - Throws: ``TLSError/truncated`` when the other side has not said before that it ends.
  public func wireEnded() throws(TLSError) {
    let wasOpen = state == .open || state == .handshake
    state = state == .endedByPeer ? .endedByPeer : .failed
    if wasOpen { throw .truncated }
  }

  /// The bytes to send, which are forgotten here.
  public func drain() -> [UInt8] {
    let openSSL = crypto.functions.pointee
    let count = openSSL.BIO_ctrl_pending(output)
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = max(
        Int(openSSL.BIO_read(output, buffer.baseAddress, Int32(clamping: buffer.count))), 0)
    }
  }

  /// The version that was agreed on, such as `TLSv1.3`.
  public var version: String {
    functions.SSL_get_version(connection).map { String(cString: $0) } ?? ""
  }

  /// How many octets of a record of TLS 1.2 come after the encrypted plain bytes: what proves them,
  /// and with older kinds of encryption the padding.
  ///
  /// - Parameters:
  ///   - plainCount: how many plain bytes are in the record.
  ///   - sealedCount: how long the record is with its header.
  public func trailerLength(plainCount: Int, sealedCount: Int) -> Int {
    guard let cipher = functions.SSL_get_current_cipher(connection) else { return 0 }
    guard functions.SSL_CIPHER_is_aead(cipher) == 0 else { return Self.proofSize }
    return max(sealedCount - Self.recordHeaderSize - Self.blockSize - plainCount, 0)
  }

  private static let recordHeaderSize = 5
  /// What GCM, CCM and Poly1305 put behind a message.
  private static let proofSize = 16
  /// The size of a block of AES, and of what comes before the first one.
  private static let blockSize = 16

  /// The certificate that the other side has shown; nil when it has shown none.
  public var peerCertificate: Certificate? {
    guard let pointer = functions.SSL_get1_peer_certificate(connection) else { return nil }
    return try? LoadedCertificate(taking: pointer, crypto).description()
  }

  private func expect(_ host: String) {
    if AddressText.isAddress(host) {
      _ = crypto.functions.pointee.X509_VERIFY_PARAM_set1_ip_asc(
        functions.SSL_get0_param(connection), host)
    } else {
      tls_set_server_name(context.library.tls, connection, host)
      _ = functions.SSL_set1_host(connection, host)
    }
  }

  private func feed(_ bytes: UnsafeRawBufferPointer) throws(TLSError) {
    guard !bytes.isEmpty else { return }
    let taken = crypto.functions.pointee.BIO_write(
      input, bytes.baseAddress, Int32(clamping: bytes.count))
    guard taken == bytes.count else {
      state = .failed
      throw .broken("no memory is left")
    }
  }

  private func shakeHands(_ count: Int) throws(TLSError) {
    handshakeBytes += count
    crypto.functions.pointee.ERR_clear_error()
    let done = functions.SSL_do_handshake(connection)
    if done == 1 {
      state = .open
      return
    }
    guard functions.SSL_get_error(connection, done) == SSL_ERROR_WANT_READ else { throw fail() }
    guard handshakeBytes <= Self.mostHandshakeBytes else {
      state = .failed
      throw .tooMuchHandshake
    }
  }

  private func read(into plain: inout [UInt8]) throws(TLSError) {
    while true {
      var count = 0
      var done: Int32 = 0
      crypto.functions.pointee.ERR_clear_error()
      withUnsafeTemporaryAllocation(byteCount: Self.recordSize, alignment: 1) { buffer in
        done = functions.SSL_read_ex(connection, buffer.baseAddress, buffer.count, &count)
        if done == 1 { plain.append(contentsOf: buffer.prefix(count)) }
      }
      guard done != 1 else { continue }
      switch functions.SSL_get_error(connection, done) {
      case SSL_ERROR_WANT_READ: return
      case SSL_ERROR_ZERO_RETURN:
        state = .endedByPeer
        return
      default: throw fail()
      }
    }
  }

  /// Notes the failure of the last call.
  private func fail() -> TLSError {
    let wasHandshake = state == .handshake
    state = .failed
    let refusal = functions.SSL_get_verify_result(connection)
    let reason = crypto.takeReason()
    if wasHandshake, !context.isServer, refusal != Int(X509_V_OK) {
      let text = crypto.functions.pointee.X509_verify_cert_error_string(refusal)
      return .peerCertificate(text.map { String(cString: $0) } ?? reason)
    }
    return wasHandshake ? .handshake(reason) : .broken(reason)
  }
}
