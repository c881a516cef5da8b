/// Keys on curves, and their signatures, that follow from a seed. OpenSSL 3.0 draws the number of
/// a signature at random, so that a certificate would have another thumbprint on every run.
enum SeededCurveKey {
  /// A private key.
  static func der(on curve: NISTCurve, from seed: KeySeed) throws(CertificateError) -> [UInt8] {
    let numbers = try BigNumbers()
    var source = SeededBytes(seed, label: "EC \(curve.name)")
    let scalar = try curve.scalar(&source, numbers)
    return curve.privateKey(numbers.bytes(of: scalar, count: curve.size))
  }

  /// What signs with a key: its curve and its number; `nil` for other keys.
  struct Signer {
    let curve: NISTCurve
    private let secret: [UInt8]

    /// - Parameter pkcs8: the key as a PKCS #8 structure in DER.
    init?(pkcs8: [UInt8]) {
      var outer = DERReader(pkcs8[...])
      do throws(SecurityError) {
        var parts = try outer.elements(of: 0x30)
        try parts.skip()
        var algorithm = try parts.elements(of: 0x30)
        try algorithm.skip()
        guard let curve = NISTCurve.with(identifier: try algorithm.nextElement()) else {
          return nil
        }
        var inner = DERReader(try parts.contents(of: 0x04))
        var key = try inner.elements(of: 0x30)
        try key.skip()
        self.curve = curve
        secret = Array(try key.contents(of: 0x04))
      } catch {
        return nil
      }
    }

    /// Signs a digest (FIPS 186-4 6.4), with a number of the seed in place of a random one.
    /// - Returns: the structure ECDSA-Sig-Value of RFC 3279 in DER.
    func signature(
      of digest: [UInt8], from seed: KeySeed
    ) throws(CertificateError) -> [UInt8] {
      let numbers = try BigNumbers()
      let order = try numbers.number(curve.order)
      let secret = try numbers.number(secret)
      let hash = try numbers.number(Array(digest.prefix(curve.size)))
      // Never the same number for two texts: both signatures together would tell the key.
      var source = SeededBytes(seed, label: "EC signature \(Hex.encode(digest))")
      while true {
        let nonce = try curve.scalar(&source, numbers)
        let point = try pointX(of: numbers.bytes(of: nonce, count: curve.size))
        let r = try numbers.remainder(of: try numbers.number(point), modulo: order)
        let sum = try numbers.sum(hash, try numbers.product(r, secret))
        let inverse = try numbers.inverse(of: nonce, modulo: order)
        let s = try numbers.remainder(of: try numbers.product(inverse, sum), modulo: order)
        if !numbers.isZero(r), !numbers.isZero(s) {
          return DERWriter.element(0x30, numbers.integer(r) + numbers.integer(s))
        }
      }
    }

    /// The first coordinate of a multiple of the curve's base point: that of the public key of the
    /// factor.
    private func pointX(of factor: [UInt8]) throws(CertificateError) -> [UInt8] {
      let key = try LoadedKey(der: curve.privateKey(factor))
      // An uncompressed point, the last bytes of the public key, is both coordinates.
      let coordinates = try key.publicKey().suffix(2 * curve.size)
      guard coordinates.count == 2 * curve.size else { throw .notAKey }
      return Array(coordinates.prefix(curve.size))
    }
  }
}
