import COpenSSL

/// Comparisons whose duration tells nothing about the contents.
public enum ConstantTime {
  /// Whether two byte sequences are the same. Only the lengths may be learned from the duration.
  public static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && (left.isEmpty || CRYPTO_memcmp(left, right, left.count) == 0)
  }
}
