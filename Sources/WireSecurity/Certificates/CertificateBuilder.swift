import COpenSSL

/// Makes a certificate through OpenSSL.
struct CertificateBuilder {
  private let request: CertificateRequest
  private let openSSL: OpenSSLLibrary
  private let key: LoadedKey
  private let certificate: LoadedCertificate
  private let issuer: (certificate: LoadedCertificate, key: LoadedKey)?

  private var functions: OpenSSLFunctions { openSSL.functions.pointee }

  init(_ request: CertificateRequest, issuer: CertifiedKey?) throws(CertificateError) {
    guard let openSSL = OpenSSLLibrary.shared else { throw .noOpenSSL }
    guard let pointer = openSSL.functions.pointee.X509_new() else {
      throw .refused(openSSL.takeReason())
    }
    self.request = request
    self.openSSL = openSSL
    certificate = LoadedCertificate(taking: pointer, openSSL)
    key = try LoadedKey(new: request.algorithm, seed: request.seed)
    if let issuer {
      guard let signer = issuer.privateKey else { throw .noPrivateKey }
      self.issuer = (
        try LoadedCertificate(der: issuer.certificate.der), try LoadedKey(der: signer.pkcs8)
      )
    } else {
      self.issuer = nil
    }
  }

  func build() throws(CertificateError) -> CertifiedKey {
    try check(functions.X509_set_version(certificate.pointer, 2))
    try setSerialNumber()
    try setNames()
    try setValidity()
    try check(functions.X509_set_pubkey(certificate.pointer, key.pointer))
    try addExtensions()
    let signer = issuer?.key ?? key
    guard functions.X509_sign(certificate.pointer, signer.pointer, try digest()) > 0 else {
      throw .refused(openSSL.takeReason())
    }
    let signed = try signedFromSeed(by: signer) ?? certificate
    return CertifiedKey(
      known: try signed.description(), try PrivateKey(key), friendlyName: request.friendlyName)
  }

  /// The certificate with a signature that follows from the seed; `nil` where there is no seed, or
  /// the signature is the same each time anyway.
  private func signedFromSeed(by key: LoadedKey) throws(CertificateError) -> LoadedCertificate? {
    guard let seed = request.seed,
      let signer = SeededCurveKey.Signer(pkcs8: try key.pkcs8()),
      let (contents, algorithm) = try parts()
    else { return nil }
    var hash = [UInt8](repeating: 0, count: 64)
    var length: UInt32 = 0
    try check(
      functions.EVP_Digest(contents, contents.count, &hash, &length, try digest(), nil))
    let signature = try signer.signature(of: Array(hash.prefix(Int(length))), from: seed)
    return try LoadedCertificate(
      der: DERWriter.element(
        0x30, contents + algorithm + DERWriter.element(0x03, [0] + signature)))
  }

  /// What is signed of the certificate, and the algorithm, as elements of DER.
  private func parts() throws(CertificateError) -> (contents: [UInt8], algorithm: [UInt8])? {
    var outer = DERReader(try certificate.der()[...])
    do throws(SecurityError) {
      var parts = try outer.elements(of: 0x30)
      let contents = Array(try parts.nextElement())
      try parts.skip()
      return (contents, Array(try parts.nextElement()))
    } catch {
      return nil
    }
  }

  private func check(_ result: Int32) throws(CertificateError) {
    guard result == 1 else { throw .refused(openSSL.takeReason()) }
  }

  private func digest() throws(CertificateError) -> OpaquePointer? {
    switch request.digest.uppercased() {
    case "SHA1": functions.EVP_sha1()
    case "SHA256": functions.EVP_sha256()
    case "SHA384": functions.EVP_sha384()
    case "SHA512": functions.EVP_sha512()
    default:
      throw .refused("the digest \(request.digest) is none of SHA1, SHA256, SHA384 and SHA512")
    }
  }

  /// 16 random bytes, or from the seed; positive as numbers.
  private func setSerialNumber() throws(CertificateError) {
    var bytes = SecureRandom.bytes(16)
    if let seed = request.seed {
      var source = SeededBytes(seed, label: "serial number")
      bytes = try source.next(bytes.count)
    }
    bytes[0] = bytes[0] & 0x3F | 0x40
    guard let number = functions.BN_bin2bn(bytes, Int32(bytes.count), nil) else {
      throw .refused(openSSL.takeReason())
    }
    defer { functions.BN_free(number) }
    guard let integer = functions.BN_to_ASN1_INTEGER(number, nil) else {
      throw .refused(openSSL.takeReason())
    }
    defer { functions.ASN1_INTEGER_free(integer) }
    try check(functions.X509_set_serialNumber(certificate.pointer, integer))
  }

  private func setNames() throws(CertificateError) {
    guard let name = functions.X509_NAME_new() else { throw .refused(openSSL.takeReason()) }
    defer { functions.X509_NAME_free(name) }
    // Windows writes names from their end.
    for (kind, value) in try DistinguishedName.parts(of: request.subject).reversed() {
      let bytes = Array(value.utf8)
      try check(
        functions.X509_NAME_add_entry_by_NID(
          name, kind, MBSTRING_FLAG | 0, bytes, Int32(clamping: bytes.count), -1, 0))
    }
    try check(functions.X509_set_subject_name(certificate.pointer, name))
    let signer = issuer.flatMap { functions.X509_get_subject_name($0.certificate.pointer) } ?? name
    try check(functions.X509_set_issuer_name(certificate.pointer, signer))
  }

  private func setValidity() throws(CertificateError) {
    let start = functions.ASN1_TIME_set(
      functions.X509_getm_notBefore(certificate.pointer), Int(request.notBefore))
    let end = functions.ASN1_TIME_set(
      functions.X509_getm_notAfter(certificate.pointer), Int(request.notAfter))
    guard start != nil, end != nil else {
      throw .refused("a date of the certificate is beyond the years 0 to 9999")
    }
  }

  private func addExtensions() throws(CertificateError) {
    let ofKind: [CertificateRequest.KeyAction]
    if request.kind == .authority {
      let length = request.pathLength.map { ",pathlen:\($0)" } ?? ""
      try add(NID_basic_constraints, "critical,CA:TRUE\(length)")
      ofKind = [.keyCertSign, .cRLSign, .digitalSignature]
    } else {
      try add(NID_basic_constraints, "critical,CA:FALSE")
      ofKind = [.digitalSignature, .keyEncipherment]
    }
    let actions = request.keyActions ?? ofKind
    if !actions.isEmpty {
      try add(NID_key_usage, (["critical"] + actions.map(\.rawValue)).joined(separator: ","))
    }
    if request.kind == .host, !request.enhancedKeyUsages.isEmpty {
      try add(
        NID_ext_key_usage, request.enhancedKeyUsages.map(\.identifier).joined(separator: ","))
    }
    try addAlternativeNames()
    try add(NID_subject_key_identifier, "hash")
    if issuer != nil { try add(NID_authority_key_identifier, "keyid") }
  }

  private func addAlternativeNames() throws(CertificateError) {
    var names: [String] = []
    for name in request.dnsNames {
      guard Self.isHost(name) else {
        throw .refused("\"\(name)\" is neither the name nor the address of a host")
      }
      names.append(AddressText.isAddress(name) ? "IP:\(name)" : "DNS:\(name)")
    }
    for name in request.principalNames {
      guard Self.isPerson(name) else {
        throw .refused("\"\(name)\" is no user principal name such as user@contoso.com")
      }
      names.append("otherName:1.3.6.1.4.1.311.20.2.3;UTF8:\(name)")
    }
    for address in request.mailAddresses {
      guard Self.isPerson(address), address.utf8.allSatisfy({ $0 < 0x80 }) else {
        throw .refused("\"\(address)\" is no address of electronic mail such as user@contoso.com")
      }
      names.append("email:\(address)")
    }
    if !names.isEmpty { try add(NID_subject_alt_name, names.joined(separator: ",")) }
  }

  /// A name at a domain, without what has a meaning in OpenSSL's notation of extensions.
  private static func isPerson(_ name: String) -> Bool {
    name.contains("@") && !name.contains { ",;\n\0".contains($0) }
  }

  /// Letters, digits, dots, hyphens, underscores, a star, and the colons of IPv6: nothing that has
  /// a meaning in OpenSSL's notation of extensions.
  private static func isHost(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 253
      && (AddressText.isAddress(name)
        || name.unicodeScalars.allSatisfy { scalar in
          scalar.isASCII
            && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
              || ".-_*".unicodeScalars.contains(scalar))
        })
  }

  private func add(_ kind: Int32, _ value: String) throws(CertificateError) {
    var context = X509V3_CTX()
    let signer = issuer?.certificate.pointer ?? certificate.pointer
    functions.X509V3_set_ctx(&context, signer, certificate.pointer, nil, nil, 0)
    guard let made = functions.X509V3_EXT_conf_nid(nil, &context, kind, value) else {
      throw .refused(openSSL.takeReason())
    }
    defer { functions.X509_EXTENSION_free(made) }
    try check(functions.X509_add_ext(certificate.pointer, made, -1))
  }
}
