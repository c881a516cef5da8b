import COpenSSL

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A certificate in OpenSSL's hands.
final class LoadedCertificate {
  let pointer: OpaquePointer
  private let openSSL: OpenSSLLibrary

  private var functions: OpenSSLFunctions { openSSL.functions.pointee }

  /// Takes over a certificate that OpenSSL has made.
  init(taking pointer: OpaquePointer, _ openSSL: OpenSSLLibrary) {
    self.pointer = pointer
    self.openSSL = openSSL
  }

  convenience init(der: [UInt8]) throws(CertificateError) {
    guard let openSSL = OpenSSLLibrary.shared else { throw .noOpenSSL }
    var used = 0
    let pointer = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      var next = bytes.baseAddress
      let result = openSSL.functions.pointee.d2i_X509(nil, &next, bytes.count)
      if let next, let start = bytes.baseAddress { used = next - start }
      return result
    }
    openSSL.functions.pointee.ERR_clear_error()
    guard let pointer else { throw .notACertificate }
    self.init(taking: pointer, openSSL)
    guard used == der.count else { throw .notACertificate }
  }

  deinit {
    openSSL.functions.pointee.X509_free(pointer)
  }

  /// The bytes.
  func der() throws(CertificateError) -> [UInt8] {
    var start: UnsafeMutablePointer<UInt8>?
    let count = functions.i2d_X509(pointer, &start)
    guard count > 0, let start else { throw .refused(openSSL.takeReason()) }
    defer { functions.CRYPTO_free(start, nil, 0) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  /// Whether a private key belongs to it.
  func matches(_ key: LoadedKey) -> Bool {
    defer { functions.ERR_clear_error() }
    return functions.X509_check_private_key(pointer, key.pointer) == 1
  }

  /// Whether the owner of another certificate has signed it.
  func isSigned(by authority: LoadedCertificate) -> Bool {
    defer { functions.ERR_clear_error() }
    guard let key = functions.X509_get0_pubkey(authority.pointer) else { return false }
    return functions.X509_verify(pointer, key) == 1
  }

  /// All that is told of it.
  func description() throws(CertificateError) -> Certificate {
    defer { functions.ERR_clear_error() }
    var certificate = Certificate(unread: try der())
    certificate.thumbprint = Hex.encode(digest(functions.EVP_sha1()))
    if let subject = functions.X509_get_subject_name(pointer) {
      let name = DistinguishedName(subject, openSSL)
      certificate.subject = name.text
      certificate.commonName = name.commonName
    }
    if let issuer = functions.X509_get_issuer_name(pointer) {
      certificate.issuer = DistinguishedName(issuer, openSSL).text
    }
    certificate.serialNumber = serialNumber
    certificate.notBefore = seconds(functions.X509_get0_notBefore(pointer)) ?? 0
    certificate.notAfter = seconds(functions.X509_get0_notAfter(pointer)) ?? 0
    certificate.version = functions.X509_get_version(pointer) + 1
    certificate.isAuthority = functions.X509_check_ca(pointer) == 1
    readAlgorithms(into: &certificate)
    readAlternativeNames(into: &certificate)
    certificate.enhancedKeyUsages = enhancedKeyUsages
    return certificate
  }

  /// A digest of the bytes.
  func digest(_ algorithm: OpaquePointer?) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64)
    var length: UInt32 = 0
    guard functions.X509_digest(pointer, algorithm, &bytes, &length) == 1 else { return [] }
    return Array(bytes.prefix(Int(length)))
  }

  /// The number of the signature's digest in OpenSSL; 0 when it has none of its own.
  var signatureDigest: Int32 {
    var digest: Int32 = 0
    var key: Int32 = 0
    let signature = functions.X509_get_signature_nid(pointer)
    return functions.OBJ_find_sigid_algs(signature, &digest, &key) == 1 ? digest : 0
  }

  private var serialNumber: String {
    guard let number = functions.X509_get_serialNumber(pointer) else { return "" }
    return Hex.encode(openSSL.bytes(of: number))
  }

  private func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    var parts = tm()
    guard let time, functions.ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
    return Int64(timegm(&parts))
  }

  private func readAlgorithms(into certificate: inout Certificate) {
    if let key = functions.X509_get0_pubkey(pointer) {
      certificate.keySize = Int(functions.EVP_PKEY_get_bits(key))
      let kind = functions.EVP_PKEY_get_base_id(key)
      certificate.keyAlgorithm =
        switch kind {
        case EVP_PKEY_RSA: "RSA"
        case EVP_PKEY_EC: "ECC"
        default: functions.OBJ_nid2sn(kind).map { String(cString: $0) } ?? ""
        }
    }
    let digest = functions.OBJ_nid2sn(signatureDigest).map { String(cString: $0) } ?? ""
    let signer = certificate.keyAlgorithm == "ECC" ? "ECDSA" : certificate.keyAlgorithm
    certificate.signatureAlgorithm = digest.lowercased() + signer
  }

  private func readAlternativeNames(into certificate: inout Certificate) {
    guard let names = functions.X509_get_ext_d2i(pointer, NID_subject_alt_name, nil, nil) else {
      return
    }
    defer { functions.GENERAL_NAMES_free(OpaquePointer(names)) }
    for place in 0..<functions.OPENSSL_sk_num(OpaquePointer(names)) {
      guard let name = functions.OPENSSL_sk_value(OpaquePointer(names), place) else { continue }
      var text: UnsafeMutablePointer<ASN1_STRING>?
      let kind = openssl_general_name_kind(openSSL.functions, name, &text)
      guard let text else { continue }
      switch kind {
      case GEN_DNS:
        certificate.dnsNames.append(String(decoding: openSSL.bytes(of: text), as: UTF8.self))
      case GEN_IPADD:
        if let address = AddressText.text(of: openSSL.bytes(of: text)) {
          certificate.ipAddresses.append(address)
        }
      case GEN_OTHERNAME:
        if let principal = openSSL.principalName(in: UnsafeRawPointer(text)) {
          certificate.principalNames.append(principal)
        }
      default: continue
      }
    }
  }

  private var enhancedKeyUsages: [Certificate.KeyUsage]? {
    guard let usages = functions.X509_get_ext_d2i(pointer, NID_ext_key_usage, nil, nil) else {
      return nil
    }
    defer { functions.EXTENDED_KEY_USAGE_free(OpaquePointer(usages)) }
    return (0..<functions.OPENSSL_sk_num(OpaquePointer(usages))).compactMap { place in
      functions.OPENSSL_sk_value(OpaquePointer(usages), place).flatMap {
        openSSL.identifier(OpaquePointer($0)).map { Certificate.KeyUsage($0) }
      }
    }
  }
}

extension OpenSSLLibrary {
  /// The bytes of a string or a number.
  func bytes(of string: UnsafePointer<ASN1_STRING>) -> [UInt8] {
    guard let start = functions.pointee.ASN1_STRING_get0_data(string) else { return [] }
    let count = functions.pointee.ASN1_STRING_length(string)
    return Array(UnsafeBufferPointer(start: start, count: max(Int(count), 0)))
  }

  /// An object identifier in numbers and dots.
  func identifier(_ object: OpaquePointer) -> String? {
    var buffer = [CChar](repeating: 0, count: 128)
    let length = functions.pointee.OBJ_obj2txt(&buffer, Int32(buffer.count), object, 1)
    guard length > 0, length < buffer.count else { return nil }
    return String(decoding: buffer.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The user principal name in an alternative name of the kind "other".
  func principalName(in name: UnsafeRawPointer) -> String? {
    let other = name.assumingMemoryBound(to: OTHERNAME.self).pointee
    guard let type = other.type_id, identifier(type) == "1.3.6.1.4.1.311.20.2.3",
      let value = other.value, value.pointee.type == V_ASN1_UTF8STRING,
      let text = value.pointee.value.utf8string
    else { return nil }
    return String(decoding: bytes(of: text), as: UTF8.self)
  }
}
