import COpenSSL

/// Random bytes for salts and keys.
public enum SecureRandom {
  /// Unpredictable bytes.
  ///
  /// - Parameter count: how many bytes, at least 0.
  public static func bytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(clamping: count)) != 1 else { return bytes }
    // OpenSSL could not seed itself; the system's own generator never fails.
    var generator = SystemRandomNumberGenerator()
    for index in bytes.indices { bytes[index] = generator.next() }
    return bytes
  }
}
