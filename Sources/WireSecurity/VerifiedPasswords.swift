import Synchronization

/// Passwords that were found right a moment ago, so that the requests of a keep-alive connection,
/// and clients that connect anew for each request, do not pay for PBKDF2 each time.
///
/// Kept are digests under a key that lives as long as the process, over the verifier too: once
/// the password of an account changes, the old one is unknown here.
public final class VerifiedPasswords: Sendable {
  private let key = SecureRandom.bytes(32)
  private let digests = Mutex<[[UInt8]]>([])
  private let capacity: Int

  /// An empty memory.
  ///
  /// - Parameter capacity: how many passwords are kept; the oldest is forgotten first.
  public init(capacity: Int = 64) {
    self.capacity = max(capacity, 1)
  }

  /// Whether the password belongs to the verifier, from memory where possible.
  public func check(_ password: String, against verifier: PasswordVerifier) -> Bool {
    let digest = digest(of: password, verifier)
    if let digest, isKnown(digest) { return true }
    guard verifier.matches(password) else { return false }
    if let digest { remember(digest) }
    return true
  }

  private func digest(of password: String, _ verifier: PasswordVerifier) -> [UInt8]? {
    // All parts but the last have a fixed length, so no two inputs give the same bytes.
    guard let inner = MessageDigest.sha256.digest(of: key + verifier.key + Array(password.utf8))
    else {
      return nil
    }
    return MessageDigest.sha256.digest(of: key + inner)
  }

  private func isKnown(_ digest: [UInt8]) -> Bool {
    digests.withLock { known in
      known.reduce(false) { found, candidate in
        ConstantTime.isEqual(candidate, digest) || found
      }
    }
  }

  private func remember(_ digest: [UInt8]) {
    digests.withLock { known in
      if known.count >= capacity { known.removeFirst() }
      known.append(digest)
    }
  }
}
