/// What a key is derived from that must be the same on every run. Whoever knows it knows the key:
/// it is for replays, whose certificates protect nothing.
public struct KeySeed: Sendable, Hashable {
  let bytes: [UInt8]

  /// A seed.
  /// - Parameters:
  ///   - number: the seed of the session.
  ///   - purpose: what the key is for; another purpose gives another key.
  public init(number: UInt64, purpose: String) {
    bytes =
      (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) } + Array(purpose.utf8)
  }
}

/// Bytes that follow from a seed: SHA-256 of the seed and a counter.
struct SeededBytes {
  private let seed: [UInt8]
  private var counter: UInt32 = 0

  /// - Parameter label: which of several sequences of the seed it is.
  init(_ seed: KeySeed, label: String) {
    self.seed = Array(label.utf8) + [0] + seed.bytes
  }

  /// The next bytes.
  mutating func next(_ count: Int) throws(CertificateError) -> [UInt8] {
    var result: [UInt8] = []
    while result.count < count {
      let number = (0..<4).map { UInt8(truncatingIfNeeded: counter >> UInt32(8 * $0)) }
      guard let block = MessageDigest.sha256.digest(of: number + seed) else { throw .noOpenSSL }
      result += block
      counter &+= 1
    }
    return Array(result.prefix(count))
  }
}
