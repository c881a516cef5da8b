import COpenSSL

/// What ties an authentication to the TLS connection that carries it: `tls-server-end-point` of
/// RFC 5929 (`protocol.md` 12.4).
public struct ChannelBinding: Sendable, Equatable {
  /// The application data: the name of the kind, a colon, and the digest of the certificate.
  public let applicationData: [UInt8]

  /// The binding to connections of a server.
  ///
  /// - Parameter certificate: the one that the server shows; nil where OpenSSL cannot make its
  ///   digest.
  public init?(server certificate: Certificate) {
    self.init(der: certificate.der)
  }

  /// The binding to connections of a server that shows this certificate.
  ///
  /// - Parameter serverPEM: the certificate in PEM.
  public init?(serverPEM: String) {
    guard let block = PEM.blocks(in: serverPEM).first else { return nil }
    self.init(der: block.bytes)
  }

  private init?(der: [UInt8]) {
    guard let digest = Self.digest(of: der) else { return nil }
    applicationData = Array("tls-server-end-point:".utf8) + digest
  }

  /// A binding with this application data.
  init(applicationData: [UInt8]) {
    self.applicationData = applicationData
  }

  /// What NTLM carries: MD5 over the structure of GSSAPI, with addresses that are not told.
  func ntlmDigest() throws(SecurityError) -> [UInt8] {
    var structure = [UInt8](repeating: 0, count: 16)
    structure.appendLittleEndian(UInt32(clamping: applicationData.count))
    return try MD5.digest(structure + applicationData)
  }

  /// The digest by the function of the certificate's signature, but SHA-256 instead of a weak or an
  /// unknown one.
  private static func digest(of der: [UInt8]) -> [UInt8]? {
    guard let openSSL = OpenSSLLibrary.shared?.functions.pointee,
      let loaded = try? LoadedCertificate(der: der)
    else { return nil }
    var digestKind: Int32 = 0
    let signature = openSSL.X509_get_signature_nid(loaded.pointer)
    _ = openSSL.OBJ_find_sigid_algs(signature, &digestKind, nil)
    let function =
      switch digestKind {
      case NID_sha384: openSSL.EVP_sha384()
      case NID_sha512: openSSL.EVP_sha512()
      default: openSSL.EVP_sha256()
      }
    var digest = [UInt8](repeating: 0, count: 64)
    var length: UInt32 = 0
    guard openSSL.EVP_Digest(der, der.count, &digest, &length, function, nil) == 1 else {
      return nil
    }
    return Array(digest.prefix(Int(length)))
  }
}
