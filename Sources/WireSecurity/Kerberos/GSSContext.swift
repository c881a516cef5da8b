import CGSSAPI
import Synchronization

/// One security context of the library: what two sides agree on, and the keys that come of it.
///
/// `@unchecked`: the library does not allow two calls at once on a context, so each is made under
/// the lock.
final class GSSContext: @unchecked Sendable {
  /// What a step gives: a token for the other side, and whether this side is through.
  struct Step: Sendable {
    var token: [UInt8]
    var isComplete: Bool
  }

  /// Mutual authentication, no repetition, order, encryption and signatures: without one of them
  /// messages would not be safe.
  private static let wanted = OM_uint32(
    GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG | GSS_C_CONF_FLAG
      | GSS_C_INTEG_FLAG)
  /// What a client must ask for: messages that come twice or late are noticed. Every context of Kerberos
  /// can encrypt and sign, and clients of others do without saying so.
  private static let ordered = OM_uint32(GSS_C_SEQUENCE_FLAG)

  private let functions: GSSFunctions
  private let lock = Mutex(())
  private var context: gss_ctx_id_t?

  init() throws(SecurityError) {
    functions = try GSSLibrary.loaded()
  }

  deinit {
    var minor: OM_uint32 = 0
    _ = functions.gss_delete_sec_context(&minor, &context, nil)
  }

  /// A step of the client. Waits for the network when a ticket must be fetched.
  func initiate(
    _ target: GSSName, as credential: GSSCredential?, token: [UInt8]?, binding: ChannelBinding?
  ) throws(SecurityError) -> Step {
    var minor: OM_uint32 = 0
    var output = gss_buffer_desc()
    var flags: OM_uint32 = 0
    let major = lock.withLock { _ in
      withBinding(binding) { bindings in
        functions.withBuffer(token ?? []) { input in
          functions.gss_init_sec_context(
            &minor, credential?.pointer, &context, target.pointer, gss_kerberos(), Self.wanted, 0,
            bindings, &input, nil, &output, &flags, nil)
        }
      }
    }
    let step = try step(major, minor, &output)
    if step.isComplete {
      let missing = Self.wanted & ~flags
      guard missing & OM_uint32(GSS_C_MUTUAL_FLAG) == 0 else {
        throw .tooWeak("proving its own identity")
      }
      guard missing == 0 else { throw .tooWeak("encryption and signatures in order") }
    }
    return step
  }

  /// What is known of a client at the end of the exchange.
  struct Client: Sendable {
    /// The principal.
    var name: String
    /// Whether its messages can be kept in order.
    var isOrdered: Bool
    /// Whether it has tied its ticket to the TLS connection.
    var isBound: Bool
  }

  /// A step of the server.
  ///
  /// - Returns: the step, and the client at the end.
  func accept(
    as credential: GSSCredential, token: [UInt8], binding: ChannelBinding?
  ) throws(SecurityError) -> (step: Step, client: Client?) {
    var minor: OM_uint32 = 0
    var output = gss_buffer_desc()
    var flags: OM_uint32 = 0
    var source: gss_name_t?
    let major = lock.withLock { _ in
      withBinding(binding) { bindings in
        functions.withBuffer(token) { input in
          functions.gss_accept_sec_context(
            &minor, &context, credential.pointer, &input, bindings, &source, nil, &output, &flags,
            nil, nil)
        }
      }
    }
    defer {
      var minor: OM_uint32 = 0
      _ = functions.gss_release_name(&minor, &source)
    }
    let step = try step(major, minor, &output)
    guard step.isComplete else { return (step, nil) }
    return (
      step,
      Client(
        name: try text(of: source), isOrdered: Self.ordered & ~flags == 0,
        isBound: flags & OM_uint32(GSS_C_CHANNEL_BOUND_FLAG) != 0)
    )
  }

  private func step(
    _ major: OM_uint32, _ minor: OM_uint32, _ output: inout gss_buffer_desc
  ) throws(SecurityError) -> Step {
    let token = functions.take(&output)
    guard !Status.isError(major) else { throw error(major, minor) }
    return Step(token: token, isComplete: major & Status.continueNeeded == 0)
  }

  private func text(of name: gss_name_t?) throws(SecurityError) -> String {
    var minor: OM_uint32 = 0
    var buffer = gss_buffer_desc()
    let major = functions.gss_display_name(&minor, name, &buffer, nil)
    let bytes = functions.take(&buffer)
    guard !Status.isError(major) else { throw error(major, minor) }
    // A NUL would end the name for others who look at it.
    guard !bytes.contains(0) else { throw .malformed }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func withBinding<Result>(
    _ binding: ChannelBinding?, _ body: (gss_channel_bindings_t?) -> Result
  ) -> Result {
    guard let binding else { return body(nil) }
    return functions.withBuffer(binding.applicationData) { data in
      var structure = gss_channel_bindings_struct()
      structure.application_data = data
      return body(&structure)
    }
  }

  // MARK: Messages

  /// Encrypts and signs: the header, and the message with its padding.
  func wrap(_ plain: [UInt8]) throws(SecurityError) -> (header: [UInt8], body: [UInt8]) {
    var data = plain
    var header: [UInt8] = []
    var padding: [UInt8] = []
    var minor: OM_uint32 = 0
    let major = lock.withLock { _ in
      data.withUnsafeMutableBytes { place in
        var pieces = [
          gss_iov_buffer_desc(
            type: Piece.header | Piece.allocate, buffer: gss_buffer_desc()),
          gss_iov_buffer_desc(
            type: Piece.data,
            buffer: gss_buffer_desc(length: place.count, value: place.baseAddress)),
          gss_iov_buffer_desc(
            type: Piece.padding | Piece.allocate, buffer: gss_buffer_desc()),
        ]
        var isEncrypted: Int32 = 0
        let major = functions.gss_wrap_iov(
          &minor, context, 1, OM_uint32(GSS_C_QOP_DEFAULT), &isEncrypted, &pieces,
          Int32(pieces.count))
        header = Array(Piece.bytes(pieces[0]))
        padding = Array(Piece.bytes(pieces[2]))
        var ignored: OM_uint32 = 0
        _ = functions.gss_release_iov_buffer(&ignored, &pieces, Int32(pieces.count))
        return major
      }
    }
    guard major == 0 else { throw error(major, minor) }
    return (header, data + padding)
  }

  /// Checks and decrypts.
  func unwrap(header: ArraySlice<UInt8>, body: ArraySlice<UInt8>) throws(SecurityError) -> [UInt8] {
    var header = Array(header)
    var data = Array(body)
    var minor: OM_uint32 = 0
    var count = 0
    var isEncrypted: Int32 = 0
    let major = lock.withLock { _ in
      header.withUnsafeMutableBytes { head in
        data.withUnsafeMutableBytes { place in
          var pieces = [
            gss_iov_buffer_desc(
              type: Piece.header,
              buffer: gss_buffer_desc(length: head.count, value: head.baseAddress)),
            gss_iov_buffer_desc(
              type: Piece.data,
              buffer: gss_buffer_desc(length: place.count, value: place.baseAddress)),
            gss_iov_buffer_desc(type: Piece.padding, buffer: gss_buffer_desc()),
          ]
          let major = functions.gss_unwrap_iov(
            &minor, context, &isEncrypted, nil, &pieces, Int32(pieces.count))
          count = min(pieces[1].buffer.length, place.count)
          return major
        }
      }
    }
    guard !Status.isError(major) else { throw error(major, minor) }
    guard major & Status.wrongOrder == 0 else { throw .outOfSequence }
    guard isEncrypted != 0 else { throw .tooWeak("encryption") }
    return Array(data.prefix(count))
  }

  /// Checks and decrypts a token that holds header and message, rotated or not.
  func unwrap(token: [UInt8]) throws(SecurityError) -> [UInt8] {
    guard !token.isEmpty else { throw .malformed }
    var token = token
    var plain: [UInt8] = []
    var minor: OM_uint32 = 0
    var isEncrypted: Int32 = 0
    let major = lock.withLock { _ in
      token.withUnsafeMutableBytes { place in
        var pieces = [
          gss_iov_buffer_desc(
            type: Piece.stream,
            buffer: gss_buffer_desc(length: place.count, value: place.baseAddress)),
          gss_iov_buffer_desc(type: Piece.data, buffer: gss_buffer_desc()),
        ]
        let major = functions.gss_unwrap_iov(
          &minor, context, &isEncrypted, nil, &pieces, Int32(pieces.count))
        // The message lies within the token.
        if !Status.isError(major) { plain = Array(Piece.bytes(pieces[1])) }
        return major
      }
    }
    guard !Status.isError(major) else { throw error(major, minor) }
    guard major & Status.wrongOrder == 0 else { throw .outOfSequence }
    guard isEncrypted != 0 else { throw .tooWeak("encryption") }
    return plain
  }

  /// A signature alone.
  func sign(_ message: [UInt8]) throws(SecurityError) -> [UInt8] {
    var minor: OM_uint32 = 0
    var token = gss_buffer_desc()
    let major = lock.withLock { _ in
      functions.withBuffer(message) { input in
        functions.gss_get_mic(&minor, context, OM_uint32(GSS_C_QOP_DEFAULT), &input, &token)
      }
    }
    let bytes = functions.take(&token)
    guard major == 0 else { throw error(major, minor) }
    return bytes
  }

  /// Checks a signature.
  func verify(_ signature: [UInt8], of message: [UInt8]) throws(SecurityError) {
    var minor: OM_uint32 = 0
    let major = lock.withLock { _ in
      functions.withBuffer(message) { input in
        functions.withBuffer(signature) { token in
          functions.gss_verify_mic(&minor, context, &input, &token, nil)
        }
      }
    }
    guard !Status.isError(major) else { throw error(major, minor) }
    guard major & Status.wrongOrder == 0 else { throw .outOfSequence }
  }

  private func error(_ major: OM_uint32, _ minor: OM_uint32) -> SecurityError {
    switch major & Status.errors {
    case Status.badBindings: .wrongChannel
    case Status.defectiveToken: .malformed
    case Status.badSignature: .notGenuine
    case Status.noContext: .unexpected
    default: .kerberos(KerberosFailure(major: major, minor: minor, functions))
    }
  }
}

/// The parts of a major status: in the headers they are macros with casts, which Swift does not see.
private enum Status {
  static let errors: OM_uint32 = 0xFFFF_0000
  static let continueNeeded: OM_uint32 = 1
  /// Duplicate, old, out of order, and after a gap.
  static let wrongOrder: OM_uint32 = 0b11110
  static let badBindings: OM_uint32 = 4 << 16
  static let badSignature: OM_uint32 = 6 << 16
  static let noContext: OM_uint32 = 8 << 16
  static let defectiveToken: OM_uint32 = 9 << 16

  static func isError(_ major: OM_uint32) -> Bool { major & errors != 0 }
}

/// The kinds of buffers in a message.
private enum Piece {
  static let data = OM_uint32(GSS_IOV_BUFFER_TYPE_DATA)
  static let header = OM_uint32(GSS_IOV_BUFFER_TYPE_HEADER)
  static let stream = OM_uint32(GSS_IOV_BUFFER_TYPE_STREAM)
  static let padding = OM_uint32(GSS_IOV_BUFFER_TYPE_PADDING)
  static let allocate = OM_uint32(GSS_IOV_BUFFER_FLAG_ALLOCATE)

  static func bytes(_ piece: gss_iov_buffer_desc) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: piece.buffer.value, count: piece.buffer.length)
  }
}
