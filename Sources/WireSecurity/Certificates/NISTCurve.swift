/// The curves of FIPS 186-4 on which keys can be derived from a seed.
struct NISTCurve: Sendable {
  /// The name in OpenSSL.
  let name: String
  /// The object identifier as an element of DER.
  let identifier: [UInt8]
  /// How many points there are (SEC 2), big-endian.
  let order: [UInt8]

  /// Bytes of a coordinate, a private key or half a signature.
  var size: Int { order.count }

  private static let all = [
    NISTCurve(
      name: "P-256", identifier: [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07],
      order: """
        FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
        """),
    NISTCurve(
      name: "P-384", identifier: [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22],
      order: """
        FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF\
        581A0DB248B0A77AECEC196ACCC52973
        """),
    NISTCurve(
      name: "P-521", identifier: [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23],
      order: """
        01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
        FFFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E9138\
        6409
        """),
  ]

  private init(name: String, identifier: [UInt8], order: String) {
    self.name = name
    self.identifier = identifier
    let digits = order.compactMap(\.hexDigitValue)
    self.order = stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(truncatingIfNeeded: digits[$0] << 4 | digits[$0 + 1])
    }
  }

  static func named(_ name: String) -> NISTCurve? { all.first { $0.name == name } }

  static func with(identifier: ArraySlice<UInt8>) -> NISTCurve? {
    all.first { identifier.elementsEqual($0.identifier) }
  }

  /// A number from 1 to the order less one, the same for the same bytes.
  func scalar(
    _ source: inout SeededBytes, _ numbers: BigNumbers
  ) throws(CertificateError) -> OpaquePointer {
    // Eight bytes more than needed, so that no number is likelier than another.
    let drawn = try numbers.number(try source.next(size + 8))
    let limit = try numbers.predecessor(of: try numbers.number(order))
    let scalar = try numbers.remainder(of: drawn, modulo: limit)
    try numbers.add(1, to: scalar)
    return scalar
  }

  /// A private key as the structure ECPrivateKey of RFC 5915 in DER, without the public key, which
  /// OpenSSL computes.
  func privateKey(_ scalar: [UInt8]) -> [UInt8] {
    DERWriter.element(
      0x30,
      DERWriter.element(0x02, [1]) + DERWriter.element(0x04, scalar)
        + DERWriter.element(0xA0, identifier))
  }
}
