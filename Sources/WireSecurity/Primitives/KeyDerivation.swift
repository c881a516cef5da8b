import COpenSSL

/// Keyed digests of OpenSSL.
enum KeyDerivation {
  /// PBKDF2 with HMAC-SHA-256 (RFC 8018 5.2), 32 bytes; nil when OpenSSL refuses or is not there.
  static func pbkdf2(password: [UInt8], salt: [UInt8], iterations: Int) -> [UInt8]? {
    guard let openSSL = OpenSSLLibrary.shared?.functions.pointee else { return nil }
    var key = [UInt8](repeating: 0, count: 32)
    let done = password.withUnsafeBytes { password in
      openSSL.PKCS5_PBKDF2_HMAC(
        password.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: password.count),
        salt, Int32(clamping: salt.count), Int32(clamping: iterations), openSSL.EVP_sha256(),
        Int32(clamping: key.count), &key)
    }
    return done == 1 ? key : nil
  }
}
