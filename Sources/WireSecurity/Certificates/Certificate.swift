/// An X.509 certificate: its bytes, and what people and programs want to know of it.
public struct Certificate: Sendable, Hashable {
  /// A purpose that a certificate is made for.
  public struct KeyUsage: Sendable, Hashable {
    /// The object identifier, such as `1.3.6.1.5.5.7.3.1`.
    public let identifier: String
    /// The name that Windows shows, such as `Server Authentication`; the identifier where it has
    /// none.
    public let name: String

    /// A purpose by its identifier.
    public init(_ identifier: String) {
      self.identifier = identifier
      name = Self.names[identifier] ?? identifier
    }

    /// Proves a server to its clients.
    public static let serverAuthentication = KeyUsage("1.3.6.1.5.5.7.3.1")
    /// Proves a client to servers.
    public static let clientAuthentication = KeyUsage("1.3.6.1.5.5.7.3.2")

    private static let names = [
      "1.3.6.1.5.5.7.3.1": "Server Authentication", "1.3.6.1.5.5.7.3.2": "Client Authentication",
      "1.3.6.1.5.5.7.3.3": "Code Signing", "1.3.6.1.5.5.7.3.4": "Secure Email",
      "1.3.6.1.5.5.7.3.8": "Time Stamping", "1.3.6.1.5.5.7.3.9": "OCSP Signing",
      "1.3.6.1.4.1.311.80.1": "Document Encryption",
      "1.3.6.1.4.1.311.20.2.2": "Smart Card Logon",
      "1.3.6.1.4.1.311.10.3.4": "Encrypting File System",
    ]
  }

  /// The certificate in DER.
  public let der: [UInt8]
  /// The SHA-1 of ``der`` as 40 hexadecimal digits in upper case: the name by which Windows and
  /// WinRM find certificates.
  public internal(set) var thumbprint: String = ""
  /// The owner as Windows writes it: `CN=server01, O=Contoso`.
  public internal(set) var subject: String = ""
  /// The last common name of the owner; nil when it has none.
  public internal(set) var commonName: String?
  /// Who signed it, written like ``subject``.
  public internal(set) var issuer: String = ""
  /// The serial number in hexadecimal digits.
  public internal(set) var serialNumber: String = ""
  /// The first moment at which it is valid, in seconds since 1970.
  public internal(set) var notBefore: Int64 = 0
  /// The last moment at which it is valid, in seconds since 1970.
  public internal(set) var notAfter: Int64 = 0
  /// The names and addresses of hosts that it is made for (`subjectAltName`).
  public internal(set) var dnsNames: [String] = []
  /// The IP addresses among the alternative names.
  public internal(set) var ipAddresses: [String] = []
  /// The user principal names among the alternative names.
  public internal(set) var principalNames: [String] = []
  /// The purposes; nil when it says nothing, which allows all.
  public internal(set) var enhancedKeyUsages: [KeyUsage]?
  /// Whether it may sign other certificates.
  public internal(set) var isAuthority: Bool = false
  /// The version, 1 or 3.
  public internal(set) var version: Int = 3
  /// The algorithm of the signature as Windows calls it, such as `sha256RSA`.
  public internal(set) var signatureAlgorithm: String = ""
  /// `RSA`, `ECC`, or OpenSSL's name for what is rarer.
  public internal(set) var keyAlgorithm: String = ""
  /// The size of the public key in bits.
  public internal(set) var keySize: Int = 0

  /// Reads a certificate.
  ///
  /// - Throws: ``CertificateError``
  public init(der: [UInt8]) throws(CertificateError) {
    self = try LoadedCertificate(der: der).description()
  }

  /// A certificate whose fields are still to be read.
  init(unread der: [UInt8]) { self.der = der }

  /// Whether the owner signed it himself.
  public var isSelfSigned: Bool { subject == issuer }

  /// Whether the owner of another certificate has signed it; names alone prove nothing.
  public func isSigned(by authority: Certificate) -> Bool {
    guard issuer == authority.subject, let signed = try? LoadedCertificate(der: der),
      let signer = try? LoadedCertificate(der: authority.der)
    else { return false }
    return signed.isSigned(by: signer)
  }

  /// Whether it is valid at a moment.
  ///
  /// - Parameter seconds: seconds since 1970.
  public func isValid(at seconds: Int64) -> Bool { notBefore...max(notBefore, notAfter) ~= seconds }

  /// Whether it may be used for a purpose: it names it, or says nothing of purposes.
  public func allows(_ usage: KeyUsage) -> Bool { enhancedKeyUsages?.contains(usage) ?? true }

  /// Whether it is made for a host: by an alternative name, by an address, or, where it has no
  /// alternative names at all, by its common name. `*` stands for one label at the front.
  public func isMade(for host: String) -> Bool {
    let host = host.lowercased()
    if ipAddresses.contains(where: { $0.lowercased() == host }) { return true }
    let names = dnsNames.isEmpty && ipAddresses.isEmpty ? [commonName].compactMap(\.self) : dnsNames
    return names.contains { Self.matches($0.lowercased(), host) }
  }

  private static func matches(_ pattern: String, _ host: String) -> Bool {
    guard pattern.hasPrefix("*.") else { return pattern == host }
    guard let dot = host.firstIndex(of: "."), dot != host.startIndex else { return false }
    return host[dot...] == pattern.dropFirst()
  }

  /// The certificate in PEM.
  public var pem: String { PEM.encode(der, label: "CERTIFICATE") }

  /// Certificates are the same when their bytes are.
  public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

  /// Hashes the thumbprint.
  public func hash(into hasher: inout Hasher) { hasher.combine(thumbprint) }
}
