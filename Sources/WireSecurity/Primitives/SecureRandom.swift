/// Random bytes for salts and keys.
public enum SecureRandom {
  /// Unpredictable bytes from the generator of the operating system, which is made for keys and
  /// never fails.
  ///
  /// - Parameter count: how many bytes, at least 0.
  public static func bytes(_ count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<max(count, 0)).map { _ in generator.next() }
  }
}
