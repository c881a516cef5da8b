import COpenSSL

/// What the TLS connections of one side have in common: certificate, key, and rules. TLS 1.2 and
/// 1.3 only; no renegotiation, no resumption, no compression.
///
/// `@unchecked`: OpenSSL counts the references to the context itself, and nothing changes it after
/// it was made.
public final class TLSContext: @unchecked Sendable {
  /// Which certificates of servers a client takes.
  public enum Trust: Sendable {
    /// Any; whoever asks for this binds the connection by other means.
    case anything
    /// Those that one of these has signed.
    case authorities([Certificate])
  }

  /// Which versions a connection may have.
  public enum Versions: Sendable {
    /// TLS 1.2 and later.
    case from12
    /// TLS 1.2: its handshake ends with a message of the server.
    case only12
  }

  let pointer: OpaquePointer
  let library: TLSLibrary
  /// Whether this is the side that waits for a connection.
  let isServer: Bool
  /// The certificate that a server shows; nil for a client.
  public let certificate: Certificate?

  /// The context of a server.
  ///
  /// - Parameters:
  ///   - identity: its certificate with the private key.
  ///   - asksForCertificate: whether clients may show certificates of their own. They are not
  ///     checked here.
  ///   - versions: which versions a connection may have.
  /// - Throws: ``TLSError``
  public init(
    server identity: CertifiedKey, asksForCertificate: Bool = false,
    versions: Versions = .from12
  ) throws(TLSError) {
    guard let library = TLSLibrary.shared else { throw .noOpenSSL }
    guard let privateKey = identity.privateKey else { throw .certificate(.noPrivateKey) }
    let functions = library.tls.pointee
    let key: LoadedKey
    let loaded: LoadedCertificate
    do {
      key = try LoadedKey(der: privateKey.pkcs8)
      loaded = try LoadedCertificate(der: identity.certificate.der)
    } catch {
      throw .certificate(error)
    }
    pointer = try Self.context(functions.TLS_server_method(), versions, library)
    self.library = library
    isServer = true
    certificate = identity.certificate
    guard functions.SSL_CTX_use_certificate(pointer, loaded.pointer) == 1,
      functions.SSL_CTX_use_PrivateKey(pointer, key.pointer) == 1,
      functions.SSL_CTX_check_private_key(pointer) == 1
    else { throw .certificate(.refused(library.crypto.takeReason())) }
    if asksForCertificate { tls_context_ask_for_certificate(library.tls, pointer) }
    tls_context_select_http(library.tls, pointer)
  }

  /// The context of a client.
  ///
  /// - Throws: ``TLSError``
  public init(client trust: Trust, versions: Versions = .from12) throws(TLSError) {
    guard let library = TLSLibrary.shared else { throw .noOpenSSL }
    let functions = library.tls.pointee
    pointer = try Self.context(functions.TLS_client_method(), versions, library)
    self.library = library
    isServer = false
    certificate = nil
    switch trust {
    case .anything: break
    case .authorities(let authorities):
      functions.SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER, nil)
      for authority in authorities {
        do {
          let loaded = try LoadedCertificate(der: authority.der)
          _ = library.crypto.functions.pointee.X509_STORE_add_cert(
            functions.SSL_CTX_get_cert_store(pointer), loaded.pointer)
        } catch {
          throw .certificate(error)
        }
      }
    }
  }

  deinit {
    library.tls.pointee.SSL_CTX_free(pointer)
  }

  private static func context(
    _ method: OpaquePointer?, _ versions: Versions, _ library: TLSLibrary
  ) throws(TLSError) -> OpaquePointer {
    guard let method, let pointer = library.tls.pointee.SSL_CTX_new(method) else {
      throw .handshake(library.crypto.takeReason())
    }
    guard tls_context_configure(library.tls, pointer) == 1,
      versions == .from12 || tls_context_stay_at_12(library.tls, pointer) == 1
    else {
      library.tls.pointee.SSL_CTX_free(pointer)
      throw .handshake(library.crypto.takeReason())
    }
    return pointer
  }
}
