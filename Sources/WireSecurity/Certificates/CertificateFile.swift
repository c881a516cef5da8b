import COpenSSL

/// What is in a file with certificates: PEM, one certificate in DER, or PKCS #12 (PFX).
public struct CertificateFile: Sendable, Equatable {
  /// The certificates, the one with a private key first.
  public let entries: [CertifiedKey]

  /// The largest file that is read, in bytes.
  public static let largestSize = 4 * 1024 * 1024

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: its content.
  ///   - password: the password of a protected file; nil for none.
  /// - Throws: ``CertificateError``
  public init(_ bytes: [UInt8], password: String? = nil) throws(CertificateError) {
    guard let openSSL = OpenSSLLibrary.shared else { throw .noOpenSSL }
    guard bytes.count <= Self.largestSize else {
      throw .refused("the file is larger than \(Self.largestSize) bytes")
    }
    defer { openSSL.functions.pointee.ERR_clear_error() }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.contains("-----BEGIN ") {
      entries = try Self.readPEM(text, password: password, openSSL)
    } else if let certificate = try? Certificate(der: bytes) {
      entries = [CertifiedKey(known: certificate, nil)]
    } else {
      entries = try Self.readPKCS12(bytes, password: password, openSSL)
    }
  }

  private static func readPEM(
    _ text: String, password: String?, _ openSSL: OpenSSLLibrary
  ) throws(CertificateError) -> [CertifiedKey] {
    var certificates: [Certificate] = []
    for block in PEM.blocks(in: text)
    where ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"].contains(block.label) {
      certificates.append(try Certificate(der: block.bytes))
    }
    let key = try readKey(text, password: password, openSSL)
    guard !certificates.isEmpty else {
      throw text.contains("-----BEGIN CERTIFICATE-----") ? .notACertificate : .noCertificate
    }
    return try paired(certificates, with: key)
  }

  private static func readKey(
    _ text: String, password: String?, _ openSSL: OpenSSLLibrary
  ) throws(CertificateError) -> LoadedKey? {
    guard text.contains("PRIVATE KEY-----") else { return nil }
    let buffer = try MemoryBuffer(openSSL, reading: Array(text.utf8))
    let pointer = withPassPhrase(password) { phrase in
      openSSL.functions.pointee.PEM_read_bio_PrivateKey(
        buffer.pointer, nil, openssl_pass_phrase, phrase)
    }
    guard let pointer else {
      let isProtected =
        text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains(",ENCRYPTED")
      guard isProtected else { throw .notAKey }
      throw password == nil ? .passwordNeeded : .wrongPassword
    }
    return LoadedKey(taking: pointer, openSSL)
  }

  private static func readPKCS12(
    _ bytes: [UInt8], password: String?, _ openSSL: OpenSSLLibrary
  ) throws(CertificateError) -> [CertifiedKey] {
    let functions = openSSL.functions.pointee
    let container = bytes.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      var next = bytes.baseAddress
      return functions.d2i_PKCS12(nil, &next, bytes.count)
    }
    guard let container else { throw .unknownFormat }
    defer { functions.PKCS12_free(container) }
    var key: OpaquePointer?
    var certificate: OpaquePointer?
    var others: OpaquePointer?
    functions.ERR_clear_error()
    let done = withPassPhrase(password ?? "") {
      functions.PKCS12_parse(container, $0, &key, &certificate, &others)
    }
    let loadedKey = key.map { LoadedKey(taking: $0, openSSL) }
    let first = certificate.map { LoadedCertificate(taking: $0, openSSL) }
    defer { openssl_free_certificates(openSSL.functions, others) }
    guard done == 1 else { throw pkcs12Failure(password, openSSL) }
    var certificates: [Certificate] = []
    if let first { certificates.append(try first.description()) }
    let count = others.map { functions.OPENSSL_sk_num($0) } ?? 0
    for place in 0..<max(count, 0) {
      guard let item = functions.OPENSSL_sk_value(others, place) else { continue }
      certificates.append(try copy(OpaquePointer(item), openSSL))
    }
    guard !certificates.isEmpty else { throw .noCertificate }
    return try paired(certificates, with: loadedKey)
  }

  /// Reads a certificate that belongs to a list.
  private static func copy(
    _ pointer: OpaquePointer, _ openSSL: OpenSSLLibrary
  ) throws(CertificateError) -> Certificate {
    var start: UnsafeMutablePointer<UInt8>?
    let count = openSSL.functions.pointee.i2d_X509(pointer, &start)
    guard count > 0, let start else { throw .refused(openSSL.takeReason()) }
    defer { openSSL.functions.pointee.CRYPTO_free(start, nil, 0) }
    return try Certificate(der: Array(UnsafeBufferPointer(start: start, count: Int(count))))
  }

  private static func pkcs12Failure(
    _ password: String?, _ openSSL: OpenSSLLibrary
  ) -> CertificateError {
    let reason = openSSL.takeReason()
    if reason.contains("mac verify failure") || reason.contains("mac absent") {
      return password == nil ? .passwordNeeded : .wrongPassword
    }
    // Files of old systems use RC2, which OpenSSL 3 leaves out.
    if reason.contains("unsupported") {
      return .refused(
        "the file is protected by RC2 or another old cipher; export it again with AES")
    }
    return .unknownFormat
  }

  private static func paired(
    _ certificates: [Certificate], with key: LoadedKey?
  ) throws(CertificateError) -> [CertifiedKey] {
    guard let key else { return certificates.map { CertifiedKey(known: $0, nil) } }
    let privateKey = try PrivateKey(key)
    var entries: [CertifiedKey] = []
    var isFound = false
    for certificate in certificates {
      let loaded = try LoadedCertificate(der: certificate.der)
      let isOwner = !isFound && loaded.matches(key)
      isFound = isFound || isOwner
      let entry = CertifiedKey(known: certificate, isOwner ? privateKey : nil)
      entries.insert(entry, at: isOwner ? 0 : entries.count)
    }
    guard isFound else { throw .keyMismatch }
    return entries
  }

  /// Hands a password to C; nil when there is none.
  private static func withPassPhrase<Result>(
    _ password: String?, _ work: (UnsafeMutablePointer<CChar>?) -> Result
  ) -> Result {
    guard let password else { return work(nil) }
    var characters = Array(password.utf8CString)
    defer { for place in characters.indices { characters[place] = 0 } }
    return characters.withUnsafeMutableBufferPointer { work($0.baseAddress) }
  }
}

extension CertifiedKey {
  /// The certificate and its key as PKCS #12, protected by a password.
  ///
  /// - Throws: ``CertificateError``
  public func pkcs12(password: String) throws(CertificateError) -> [UInt8] {
    guard let openSSL = OpenSSLLibrary.shared else { throw .noOpenSSL }
    guard let privateKey else { throw .noPrivateKey }
    let functions = openSSL.functions.pointee
    let key = try LoadedKey(der: privateKey.pkcs8)
    let loaded = try LoadedCertificate(der: certificate.der)
    let container = functions.PKCS12_create(
      password, friendlyName.isEmpty ? nil : friendlyName, key.pointer, loaded.pointer, nil, 0, 0,
      0, 0, 0)
    guard let container else { throw .refused(openSSL.takeReason()) }
    defer { functions.PKCS12_free(container) }
    let buffer = try MemoryBuffer(openSSL)
    guard functions.i2d_PKCS12_bio(buffer.pointer, container) == 1 else {
      throw .refused(openSSL.takeReason())
    }
    return buffer.takeAll()
  }

  /// The certificate and, where it is known, its unprotected key in PEM.
  public var pem: String {
    certificate.pem
      + (privateKey.map { PEM.encode($0.pkcs8, label: "PRIVATE KEY") } ?? "")
  }
}
