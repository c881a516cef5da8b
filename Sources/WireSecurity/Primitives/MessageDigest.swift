internal import COpenSSL

/// The digests of OpenSSL: MD5 (RFC 1321), SHA-1 and SHA-2 (FIPS 180-4).
public enum MessageDigest: String, CaseIterable, Sendable {
  case md5 = "MD5"
  case sha1 = "SHA1"
  case sha256 = "SHA256"
  case sha384 = "SHA384"
  case sha512 = "SHA512"

  /// Bytes of a digest.
  public var size: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  /// The digest of some bytes; nil when OpenSSL refuses it or is not there.
  public func digest(of bytes: [UInt8]) -> [UInt8]? {
    guard let openSSL = OpenSSLLibrary.shared?.functions.pointee else { return nil }
    let kind =
      switch self {
      case .md5: openSSL.EVP_md5()
      case .sha1: openSSL.EVP_sha1()
      case .sha256: openSSL.EVP_sha256()
      case .sha384: openSSL.EVP_sha384()
      case .sha512: openSSL.EVP_sha512()
      }
    var digest = [UInt8](repeating: 0, count: size)
    return openSSL.EVP_Digest(bytes, bytes.count, &digest, nil, kind, nil) == 1 ? digest : nil
  }

  /// The digest of some bytes for a scheme that cannot do without it.
  ///
  /// - Parameter scheme: its name, for the message.
  /// - Throws: `unavailable` when OpenSSL is not there or refuses the digest.
  func required(of bytes: [UInt8], by scheme: String) throws(SecurityError) -> [UInt8] {
    if let digest = digest(of: bytes) { return digest }
    throw .unavailable(
      OpenSSLLibrary.shared == nil
        ? "OpenSSL 3" : "\(rawValue), which \(scheme) needs and OpenSSL refuses,")
  }
}
