/// Why a TLS connection cannot be made or used.
public enum TLSError: Error, Sendable, Equatable {
  /// OpenSSL 3 is not installed.
  case noOpenSSL
  /// The certificate cannot be used by a server.
  case certificate(CertificateError)
  /// The other side does not speak TLS, or nothing that is accepted here; in OpenSSL's words.
  case handshake(String)
  /// The certificate of the other side is not trusted; in OpenSSL's words.
  case peerCertificate(String)
  /// What arrived breaks the rules of TLS, or was changed on its way; in OpenSSL's words.
  case broken(String)
  /// The connection ended without TLS's own end, so that what was read may be cut off.
  case truncated
  /// The other side sent more before the end of the handshake than any client needs.
  case tooMuchHandshake
  /// The connection was closed before.
  case closed
}

extension TLSError: CustomStringConvertible {
  /// What failed.
  public var description: String {
    switch self {
    case .noOpenSSL: "OpenSSL 3 is not installed, and HTTPS needs it. Install libssl3."
    case .certificate(let error): error.description
    case .handshake(let reason): "The TLS handshake failed: \(reason)."
    case .peerCertificate(let reason): "The certificate of the other side is refused: \(reason)."
    case .broken(let reason): "The TLS connection was broken: \(reason)."
    case .truncated: "The connection was cut off without the end that TLS asks for."
    case .tooMuchHandshake: "The TLS handshake is longer than any that makes sense."
    case .closed: "The TLS connection is closed."
    }
  }
}
