/// Why a certificate, a key or a file with them cannot be used.
public enum CertificateError: Error, Sendable, Equatable {
  /// OpenSSL 3 is not installed.
  case noOpenSSL
  /// The bytes are no certificate.
  case notACertificate
  /// The bytes are no private key, or one of a kind that is not supported.
  case notAKey
  /// The file has neither certificates nor a key in a form that is known.
  case unknownFormat
  /// The file is protected and no password was given.
  case passwordNeeded
  /// The password is not that of the file.
  case wrongPassword
  /// The file holds no certificate.
  case noCertificate
  /// There is no private key for the certificate.
  case noPrivateKey
  /// The private key belongs to another certificate.
  case keyMismatch
  /// What was asked for cannot be made; the text says why.
  case refused(String)
}

extension CertificateError: CustomStringConvertible {
  /// What failed and the next thing to try.
  public var description: String {
    switch self {
    case .noOpenSSL:
      "OpenSSL 3 is not installed, and certificates need it. Install libssl3."
    case .notACertificate: "This is no X.509 certificate."
    case .notAKey: "This is no private key of a known kind. RSA and elliptic curve keys are known."
    case .unknownFormat:
      "The file is neither PEM, nor a certificate in DER, nor PKCS #12. Check that it is complete."
    case .passwordNeeded: "The file is protected by a password. Give it with -Password."
    case .wrongPassword: "The password is not that of the file."
    case .noCertificate: "The file holds no certificate."
    case .noPrivateKey:
      "The certificate has no private key, so nobody can prove with it who he is. Import the "
        + "file that holds both, such as a PFX file."
    case .keyMismatch: "The private key in the file belongs to another certificate."
    case .refused(let reason): "This cannot be done: \(reason)."
    }
  }
}
