import COpenSSL

/// A private key. It exists as bytes only; who uses it lets OpenSSL read them for the moment.
public struct PrivateKey: Sendable, Equatable {
  /// The key as an unprotected PKCS #8 structure in DER.
  public let pkcs8: [UInt8]

  /// The kinds of key that can be made.
  public enum Algorithm: Sendable, Equatable {
    /// RSA with this many bits, 1024 to 8192.
    case rsa(bits: Int)
    /// An elliptic curve by its name in OpenSSL, such as `P-256`.
    case ellipticCurve(String)
  }

  /// A key that was written as PKCS #8, or in one of the older forms for RSA and elliptic curves.
  ///
  /// - Throws: ``CertificateError``
  public init(der: [UInt8]) throws(CertificateError) {
    let key = try LoadedKey(der: der)
    pkcs8 = try key.pkcs8()
  }

  /// A new key.
  ///
  /// - Throws: ``CertificateError``
  public init(new algorithm: Algorithm) throws(CertificateError) {
    pkcs8 = try LoadedKey(new: algorithm).pkcs8()
  }

  /// Keys with the same bytes, for those that read them from files.
  init(_ key: LoadedKey) throws(CertificateError) {
    pkcs8 = try key.pkcs8()
  }
}

/// A private key in OpenSSL's hands.
final class LoadedKey {
  let pointer: OpaquePointer
  private let openSSL: OpenSSLLibrary

  /// Takes over a key that OpenSSL has made.
  init(taking pointer: OpaquePointer, _ openSSL: OpenSSLLibrary) {
    self.pointer = pointer
    self.openSSL = openSSL
  }

  convenience init(der: [UInt8]) throws(CertificateError) {
    guard let openSSL = OpenSSLLibrary.shared else { throw .noOpenSSL }
    let pointer = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      var next = bytes.baseAddress
      return openSSL.functions.pointee.d2i_AutoPrivateKey(nil, &next, bytes.count)
    }
    openSSL.functions.pointee.ERR_clear_error()
    guard let pointer else { throw .notAKey }
    self.init(taking: pointer, openSSL)
    guard isKnownKind else { throw .notAKey }
  }

  convenience init(new algorithm: PrivateKey.Algorithm) throws(CertificateError) {
    guard let openSSL = OpenSSLLibrary.shared else { throw .noOpenSSL }
    let pointer: OpaquePointer?
    switch algorithm {
    case .rsa(let bits):
      guard (1024...8192).contains(bits) else {
        throw .refused("an RSA key has 1024 to 8192 bits")
      }
      pointer = openssl_new_rsa_key(openSSL.functions, bits)
    case .ellipticCurve(let name):
      pointer = openssl_new_curve_key(openSSL.functions, name)
    }
    guard let pointer else { throw .refused(openSSL.takeReason()) }
    self.init(taking: pointer, openSSL)
  }

  /// A new key; from a seed where one is given, unless it is on a curve that is none of NIST's.
  convenience init(
    new algorithm: PrivateKey.Algorithm, seed: KeySeed?
  ) throws(CertificateError) {
    guard let seed else {
      try self.init(new: algorithm)
      return
    }
    switch algorithm {
    case .rsa(let bits) where (1024...8192).contains(bits):
      try self.init(der: SeededRSAKey.pkcs1(bits: bits, from: seed))
    case .ellipticCurve(let name):
      if let curve = NISTCurve.named(name) {
        try self.init(der: SeededCurveKey.der(on: curve, from: seed))
      } else {
        try self.init(new: algorithm)
      }
    default: try self.init(new: algorithm)
    }
  }

  deinit {
    openSSL.functions.pointee.EVP_PKEY_free(pointer)
  }

  private var isKnownKind: Bool {
    [EVP_PKEY_RSA, EVP_PKEY_EC].contains(openSSL.functions.pointee.EVP_PKEY_get_base_id(pointer))
  }

  /// The public half as a structure SubjectPublicKeyInfo (RFC 5280 4.1) in DER.
  func publicKey() throws(CertificateError) -> [UInt8] {
    var start: UnsafeMutablePointer<UInt8>?
    let count = openSSL.functions.pointee.i2d_PUBKEY(pointer, &start)
    guard count > 0, let start else { throw .refused(openSSL.takeReason()) }
    defer { openSSL.functions.pointee.CRYPTO_free(start, nil, 0) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  func pkcs8() throws(CertificateError) -> [UInt8] {
    let buffer = try MemoryBuffer(openSSL)
    let done = openSSL.functions.pointee.i2d_PKCS8PrivateKey_bio(
      buffer.pointer, pointer, nil, nil, 0, nil, nil)
    guard done == 1 else { throw .refused(openSSL.takeReason()) }
    return buffer.takeAll()
  }
}

/// Bytes in memory, as OpenSSL reads and writes them.
final class MemoryBuffer {
  let pointer: OpaquePointer
  private let openSSL: OpenSSLLibrary

  /// An empty buffer, or one with bytes to read.
  init(_ openSSL: OpenSSLLibrary, reading bytes: [UInt8] = []) throws(CertificateError) {
    self.openSSL = openSSL
    guard let pointer = openssl_new_buffer(openSSL.functions) else {
      throw .refused(openSSL.takeReason())
    }
    self.pointer = pointer
    if !bytes.isEmpty {
      _ = openSSL.functions.pointee.BIO_write(pointer, bytes, Int32(clamping: bytes.count))
    }
  }

  deinit {
    _ = openSSL.functions.pointee.BIO_free(pointer)
  }

  /// Everything that was written.
  func takeAll() -> [UInt8] {
    let count = openSSL.functions.pointee.BIO_ctrl_pending(pointer)
    var bytes = [UInt8](repeating: 0, count: count)
    let read = openSSL.functions.pointee.BIO_read(pointer, &bytes, Int32(clamping: count))
    return Array(bytes.prefix(max(Int(read), 0)))
  }
}
