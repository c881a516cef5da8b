import Synchronization

/// RSA keys that follow from a seed, whatever the version of OpenSSL (which cannot be told what to
/// draw): the primes are the first ones at or behind numbers of ``SeededBytes``.
enum SeededRSAKey {
  private static let exponent: UInt = 65_537
  /// A key takes a tenth of a second, and a replay makes the same few in every section.
  private static let known = Mutex<[Wanted: [UInt8]]>([:])
  private static let mostKnown = 64

  private struct Wanted: Hashable {
    let seed: KeySeed
    let bits: Int
  }

  /// A key as the structure RSAPrivateKey of PKCS #1 (RFC 8017 A.1.2) in DER.
  static func pkcs1(bits: Int, from seed: KeySeed) throws(CertificateError) -> [UInt8] {
    let wanted = Wanted(seed: seed, bits: bits)
    if let key = known.withLock({ $0[wanted] }) { return key }
    let key = try compute(bits: bits, from: seed)
    known.withLock { known in
      if known.count >= mostKnown { known = [:] }
      known[wanted] = key
    }
    return key
  }

  private static func compute(bits: Int, from seed: KeySeed) throws(CertificateError) -> [UInt8] {
    let numbers = try BigNumbers()
    var source = SeededBytes(seed, label: "RSA \(bits)")
    var p = try prime(bits: (bits + 1) / 2, &source, numbers)
    var q = try prime(bits: bits / 2, &source, numbers)
    while numbers.compare(p, q) == 0 { q = try prime(bits: bits / 2, &source, numbers) }
    if numbers.compare(p, q) < 0 { swap(&p, &q) }
    let beforeP = try numbers.predecessor(of: p)
    let beforeQ = try numbers.predecessor(of: q)
    let publicExponent = try numbers.number(exponent)
    let order = try numbers.product(beforeP, beforeQ)
    let secret = try numbers.inverse(of: publicExponent, modulo: order)
    let parts = [
      try numbers.number(0), try numbers.product(p, q), publicExponent, secret, p, q,
      try numbers.remainder(of: secret, modulo: beforeP),
      try numbers.remainder(of: secret, modulo: beforeQ), try numbers.inverse(of: q, modulo: p),
    ]
    return DERWriter.element(0x30, parts.flatMap { numbers.integer($0) })
  }

  /// A prime with its two highest bits set, so that a product of two has all its bits, and for which
  /// the public exponent has an inverse.
  private static func prime(
    bits: Int, _ source: inout SeededBytes, _ numbers: BigNumbers
  ) throws(CertificateError) -> OpaquePointer {
    var digits = try source.next((bits + 7) / 8)
    let high = (bits - 1) % 8
    digits[0] &= UInt8(truncatingIfNeeded: (2 << high) - 1)
    for bit in [bits - 1, bits - 2] {
      digits[digits.count - 1 - bit / 8] |= 1 << UInt8(bit % 8)
    }
    digits[digits.count - 1] |= 1
    let candidate = try numbers.number(digits)
    while true {
      if numbers.remainder(of: candidate, byWord: exponent) != 1, try numbers.isPrime(candidate) {
        return candidate
      }
      try numbers.add(2, to: candidate)
    }
  }
}
