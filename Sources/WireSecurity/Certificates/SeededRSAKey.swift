import COpenSSL
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
    let key = try Computation().key(bits: bits, from: seed)
    known.withLock { known in
      if known.count >= mostKnown { known = [:] }
      known[wanted] = key
    }
    return key
  }

  /// Numbers of OpenSSL, which live as long as the computation.
  private final class Computation {
    private let openSSL: OpenSSLLibrary
    private let functions: NumberFunctions
    private let context: OpaquePointer
    private var numbers: [OpaquePointer] = []

    init() throws(CertificateError) {
      guard let openSSL = OpenSSLLibrary.shared, let image = OpenSSLLibrary.open("libcrypto") else {
        throw .noOpenSSL
      }
      let table = UnsafeMutablePointer<NumberFunctions>.allocate(capacity: 1)
      defer { table.deallocate() }
      guard number_functions_bind(table, image) == nil else { throw .noOpenSSL }
      let functions = table.pointee
      guard let context = functions.BN_CTX_new() else { throw .refused(openSSL.takeReason()) }
      self.openSSL = openSSL
      self.functions = functions
      self.context = context
    }

    deinit {
      for number in numbers { openSSL.functions.pointee.BN_free(number) }
      functions.BN_CTX_free(context)
    }

    func key(bits: Int, from seed: KeySeed) throws(CertificateError) -> [UInt8] {
      var source = SeededBytes(seed, label: "RSA \(bits)")
      var p = try prime(bits: (bits + 1) / 2, &source)
      var q = try prime(bits: bits / 2, &source)
      while functions.BN_ucmp(p, q) == 0 { q = try prime(bits: bits / 2, &source) }
      if functions.BN_ucmp(p, q) < 0 { swap(&p, &q) }
      let (beforeP, beforeQ) = (try copy(p), try copy(q))
      try check(functions.BN_sub_word(beforeP, 1))
      try check(functions.BN_sub_word(beforeQ, 1))
      let (modulus, order) = (try number(), try number())
      try check(functions.BN_mul(modulus, p, q, context))
      try check(functions.BN_mul(order, beforeP, beforeQ, context))
      let publicExponent = try number()
      try check(functions.BN_add_word(publicExponent, SeededRSAKey.exponent))
      let secret = try inverse(of: publicExponent, modulo: order)
      let parts = [
        try number(), modulus, publicExponent, secret, p, q,
        try remainder(of: secret, modulo: beforeP), try remainder(of: secret, modulo: beforeQ),
        try inverse(of: q, modulo: p),
      ]
      return DERWriter.element(0x30, parts.flatMap { DERWriter.element(0x02, bytes(of: $0)) })
    }

    /// A prime with its two highest bits set, so that a product of two has all its bits, and for
    /// which the public exponent has an inverse.
    private func prime(
      bits: Int, _ source: inout SeededBytes
    ) throws(CertificateError) -> OpaquePointer {
      var digits = try source.next((bits + 7) / 8)
      let high = (bits - 1) % 8
      digits[0] &= UInt8(truncatingIfNeeded: (2 << high) - 1)
      for bit in [bits - 1, bits - 2] {
        digits[digits.count - 1 - bit / 8] |= 1 << UInt8(bit % 8)
      }
      digits[digits.count - 1] |= 1
      let made = openSSL.functions.pointee.BN_bin2bn(digits, Int32(digits.count), nil)
      guard let candidate = made else {
        throw .refused(openSSL.takeReason())
      }
      numbers.append(candidate)
      while true {
        if functions.BN_mod_word(candidate, SeededRSAKey.exponent) != 1 {
          switch functions.BN_check_prime(candidate, context, nil) {
          case 1: return candidate
          case 0: break
          default: throw .refused(openSSL.takeReason())
          }
        }
        try check(functions.BN_add_word(candidate, 2))
      }
    }

    private func number() throws(CertificateError) -> OpaquePointer {
      guard let number = functions.BN_new() else { throw .refused(openSSL.takeReason()) }
      numbers.append(number)
      return number
    }

    private func copy(_ other: OpaquePointer) throws(CertificateError) -> OpaquePointer {
      let copy = try number()
      guard functions.BN_copy(copy, other) != nil else { throw .refused(openSSL.takeReason()) }
      return copy
    }

    private func inverse(
      of number: OpaquePointer, modulo modulus: OpaquePointer
    ) throws(CertificateError) -> OpaquePointer {
      let result = try self.number()
      guard functions.BN_mod_inverse(result, number, modulus, context) != nil else {
        throw .refused(openSSL.takeReason())
      }
      return result
    }

    private func remainder(
      of number: OpaquePointer, modulo modulus: OpaquePointer
    ) throws(CertificateError) -> OpaquePointer {
      let result = try self.number()
      try check(functions.BN_div(nil, result, number, modulus, context))
      return result
    }

    /// Big-endian, with a leading zero where the first bit is set, as INTEGER wants it.
    private func bytes(of number: OpaquePointer) -> [UInt8] {
      let bits = Int(functions.BN_num_bits(number))
      var bytes = [UInt8](repeating: 0, count: bits / 8 + 1)
      let unused = bits % 8 == 0 ? 1 : 0
      bytes.withUnsafeMutableBufferPointer { buffer in
        guard bits > 0, let start = buffer.baseAddress else { return }
        _ = functions.BN_bn2bin(number, start + unused)
      }
      return bytes
    }

    private func check(_ result: Int32) throws(CertificateError) {
      guard result == 1 else { throw .refused(openSSL.takeReason()) }
    }
  }
}
