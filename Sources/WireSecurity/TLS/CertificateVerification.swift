import COpenSSL

/// The check of server certificates in TLS connections that another library makes with the same
/// OpenSSL.
public enum CertificateVerification {
  /// Whether OpenSSL 3 is there.
  public static var isAvailable: Bool { TLSLibrary.shared != nil }

  /// Lets the connections of a context take certificates whose authority nobody knows. Dates,
  /// revocation and everything else are checked as before.
  ///
  /// - Parameter context: an `SSL_CTX` of a client, before its first connection.
  public static func acceptUnknownAuthorities(ofContext context: UnsafeMutableRawPointer) {
    guard let library = TLSLibrary.shared else { return }
    library.tls.pointee.SSL_CTX_set_verify(OpaquePointer(context), SSL_VERIFY_PEER) {
      isValid, store in
      guard isValid == 0, let store, let library = OpenSSLLibrary.shared else { return isValid }
      let functions = library.functions.pointee
      guard
        CertificateVerification.aboutAuthorities.contains(
          functions.X509_STORE_CTX_get_error(store))
      else { return 0 }
      // Otherwise the result of the whole check would be this finding.
      functions.X509_STORE_CTX_set_error(store, X509_V_OK)
      return 1
    }
  }

  /// The findings (`X509_V_ERR_…`) that say only that a chain does not lead to a trusted authority,
  /// or that an authority in it is none or is too weak.
  private static let aboutAuthorities: Set<Int32> = [
    X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
    X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
    X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_INVALID_CA,
    X509_V_ERR_CERT_UNTRUSTED, X509_V_ERR_CA_KEY_TOO_SMALL, X509_V_ERR_CA_MD_TOO_WEAK,
  ]
}
