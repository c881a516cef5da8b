/// How CredSSP proves that both sides see the same TLS connection (`protocol.md` 15.3).
struct CredSSPKeyBinding: Sendable {
  /// Which side proves it.
  enum Side: String {
    case client = "CredSSP Client-To-Server Binding Hash\0"
    case server = "CredSSP Server-To-Client Binding Hash\0"
  }

  /// The bits of the server's public key.
  let publicKey: [UInt8]
  /// The version that both sides speak.
  var version: Int
  /// What the client has chosen; empty before version 5.
  var nonce: [UInt8]

  /// What a side seals.
  func value(of side: Side) throws(SecurityError) -> [UInt8] {
    if version >= TSRequest.firstHashVersion {
      guard nonce.count == Self.nonceSize else { throw .malformed }
      return try MessageDigest.sha256.required(
        of: Array(side.rawValue.utf8) + nonce + publicKey, by: "CredSSP")
    }
    guard side == .server else { return publicKey }
    var changed = publicKey
    if !changed.isEmpty { changed[0] &+= 1 }
    return changed
  }

  /// How long the client's choice is, in bytes.
  static let nonceSize = 32

  /// The bits of the public key in a certificate, without what says how to read them (RFC 5280
  /// 4.1).
  static func publicKey(of certificate: Certificate) throws(SecurityError) -> [UInt8] {
    var outer = DERReader(certificate.der[...])
    var parts = try outer.elements(of: 0x30)
    var fields = try parts.elements(of: 0x30)
    _ = try fields.elements(ifTag: 0xA0)
    // Serial number, algorithm, issuer, validity, owner.
    for _ in 0..<5 { try fields.skip() }
    var key = try fields.elements(of: 0x30)
    try key.skip()
    let bits = try key.contents(of: 0x03)
    guard bits.first == 0 else { throw .malformed }
    return Array(bits.dropFirst())
  }
}
