/// What is stored of a password: enough to check one, not enough to read it.
///
/// PBKDF2 with HMAC-SHA-256 and a random salt. The text form, which a database keeps, is
/// `pbkdf2-sha256$ITERATIONS$SALT$KEY` with salt and key in base64.
public struct PasswordVerifier: Sendable, Equatable {
  /// How often the function is applied for a new password: about 10 ms.
  public static let defaultIterations = 20_000

  let iterations: Int
  let salt: [UInt8]
  let key: [UInt8]

  /// The verifier of a new password; nil only when the system's cryptography fails.
  ///
  /// - Parameters:
  ///   - password: the password in clear.
  ///   - iterations: how often the function is applied, at least 1.
  public init?(password: String, iterations: Int = Self.defaultIterations) {
    let salt = SecureRandom.bytes(16)
    let count = min(max(iterations, 1), Self.largestIterations)
    guard
      let key = KeyDerivation.pbkdf2(
        password: Array(password.utf8), salt: salt, iterations: count)
    else { return nil }
    self.iterations = count
    self.salt = salt
    self.key = key
  }

  /// The verifier with this text form; nil when the text is damaged.
  public init?(text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard parts.count == 4, parts[0] == Self.label,
      let iterations = Int(parts[1]), (1...Self.largestIterations).contains(iterations),
      let salt = Base64.decode(parts[2]), !salt.isEmpty,
      let key = Base64.decode(parts[3]), key.count == 32
    else { return nil }
    self.iterations = iterations
    self.salt = salt
    self.key = key
  }

  /// The text form to store.
  public var text: String {
    "\(Self.label)$\(iterations)$\(Base64.encode(salt))$\(Base64.encode(key))"
  }

  /// Whether this is the password. Takes as long for a wrong one as for the right one.
  public func matches(_ password: String) -> Bool {
    guard
      let candidate = KeyDerivation.pbkdf2(
        password: Array(password.utf8), salt: salt, iterations: iterations)
    else { return false }
    return ConstantTime.isEqual(candidate, key)
  }

  /// A verifier that no password matches. It is checked for names that do not exist, so that the
  /// duration of a refusal does not tell which names do.
  static let unmatched = PasswordVerifier(
    iterations: defaultIterations, salt: SecureRandom.bytes(16), key: SecureRandom.bytes(32))

  private static let label = "pbkdf2-sha256"
  private static let largestIterations = 10_000_000

  private init(iterations: Int, salt: [UInt8], key: [UInt8]) {
    self.iterations = iterations
    self.salt = salt
    self.key = key
  }
}
