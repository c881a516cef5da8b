/// A certificate, with its private key where one is known: what a store keeps and a file brings.
public struct CertifiedKey: Sendable, Equatable {
  /// The certificate.
  public let certificate: Certificate
  /// Its private key.
  public let privateKey: PrivateKey?
  /// The name that people gave it, possibly empty.
  public var friendlyName: String

  /// A certificate with or without its key.
  ///
  /// - Throws: ``CertificateError/keyMismatch`` when the key is that of another certificate.
  public init(
    _ certificate: Certificate, privateKey: PrivateKey? = nil, friendlyName: String = ""
  ) throws(CertificateError) {
    if let privateKey {
      let loaded = try LoadedCertificate(der: certificate.der)
      guard loaded.matches(try LoadedKey(der: privateKey.pkcs8)) else { throw .keyMismatch }
    }
    self.certificate = certificate
    self.privateKey = privateKey
    self.friendlyName = friendlyName
  }

  /// A pair that belongs together already.
  init(known certificate: Certificate, _ privateKey: PrivateKey?, friendlyName: String = "") {
    self.certificate = certificate
    self.privateKey = privateKey
    self.friendlyName = friendlyName
  }
}

/// A new certificate that is wanted.
public struct CertificateRequest: Sendable {
  /// What a certificate is for.
  public enum Kind: Sendable, Equatable {
    /// A host, as server and as client.
    case host
    /// An authority that signs other certificates.
    case authority
  }

  /// What a key may do (RFC 5280, 4.2.1.3), by its name in OpenSSL.
  public enum KeyAction: String, Sendable, CaseIterable {
    case digitalSignature, nonRepudiation, keyEncipherment, dataEncipherment, keyAgreement
    case keyCertSign, cRLSign, encipherOnly, decipherOnly
  }

  /// The owner, such as `CN=server01`.
  public var subject: String
  /// Names and addresses of hosts that it is made for.
  public var dnsNames: [String] = []
  /// User principal names that it is made for.
  public var principalNames: [String] = []
  /// Addresses of electronic mail that it is made for.
  public var mailAddresses: [String] = []
  /// What it is for.
  public var kind = Kind.host
  /// How many authorities may stand below an authority; nil for any number.
  public var pathLength: UInt32?
  /// What the key may do; nil for what its kind needs, empty to leave that open.
  public var keyActions: [KeyAction]?
  /// The key to make.
  public var algorithm = PrivateKey.Algorithm.rsa(bits: 2048)
  /// The purposes; ignored for an authority.
  public var enhancedKeyUsages: [Certificate.KeyUsage] = [
    .clientAuthentication, .serverAuthentication,
  ]
  /// The digest of the signature: `SHA1`, `SHA256`, `SHA384` or `SHA512`.
  public var digest = "SHA256"
  /// The first moment of validity, in seconds since 1970.
  public var notBefore: Int64
  /// The last moment of validity, in seconds since 1970.
  public var notAfter: Int64
  /// What the key, the serial number and the signature on a curve are derived from; nil draws them
  /// at random.
  public var seed: KeySeed?
  /// The name for people, not part of the certificate.
  public var friendlyName = ""

  /// A request for a host, with the defaults of Windows.
  ///
  /// - Parameters:
  ///   - subject: the owner.
  ///   - notBefore: the first moment, in seconds since 1970.
  ///   - notAfter: the last moment, in seconds since 1970.
  public init(subject: String, notBefore: Int64, notAfter: Int64) {
    self.subject = subject
    self.notBefore = notBefore
    self.notAfter = notAfter
  }

  /// Makes the key and the certificate.
  ///
  /// - Parameter issuer: who signs, with its key; nil signs with the new key itself.
  /// - Throws: ``CertificateError``
  public func make(signedBy issuer: CertifiedKey? = nil) throws(CertificateError) -> CertifiedKey {
    guard notBefore <= notAfter else {
      throw .refused("the certificate would end before it begins")
    }
    return try CertificateBuilder(self, issuer: issuer).build()
  }
}
