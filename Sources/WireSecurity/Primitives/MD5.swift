/// The digest MD5 (RFC 1321) and its keyed form HMAC (RFC 2104), from OpenSSL. NTLM has no other.
enum MD5 {
  /// The digest: 16 bytes.
  ///
  /// - Throws: `unavailable` when OpenSSL is not there or does without MD5.
  static func digest(_ bytes: [UInt8]) throws(SecurityError) -> [UInt8] {
    try MessageDigest.md5.required(of: bytes, by: "NTLM")
  }

  /// The keyed digest of a message that comes in two pieces: 16 bytes.
  ///
  /// - Parameter key: at most 64 bytes.
  static func authenticationCode(
    key: [UInt8], _ message: [UInt8], _ rest: ArraySlice<UInt8> = []
  ) throws(SecurityError) -> [UInt8] {
    let padded = key + repeatElement(0, count: 64 - min(key.count, 64))
    var inner: [UInt8] = []
    inner.reserveCapacity(64 + message.count + rest.count)
    for byte in padded { inner.append(byte ^ 0x36) }
    inner.append(contentsOf: message)
    inner.append(contentsOf: rest)
    return try digest(padded.map { $0 ^ 0x5C } + digest(inner))
  }
}
