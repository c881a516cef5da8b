/// Messages under the keys of Kerberos (`protocol.md` 13.4).
final class KerberosProtection: SigningProtection {
  private let context: GSSContext

  /// The protection of a context that both sides have agreed on.
  init(_ context: GSSContext) {
    self.context = context
  }

  /// The ticket itself proves the choice, so that SPNEGO needs no signatures where Kerberos was the
  /// client's first choice.
  var demandsListSignature: Bool { false }

  func seal(_ plain: [UInt8]) throws(SecurityError) -> SealedMessage {
    let (header, body) = try context.wrap(plain)
    return SealedMessage(
      length: UInt32(clamping: header.count), octets: header + body, plainLength: body.count)
  }

  func open(length: Int, _ octets: ArraySlice<UInt8>) throws(SecurityError) -> [UInt8] {
    guard length > 0, length <= Self.largestHeader, length <= octets.count else {
      throw .malformed
    }
    return try context.unwrap(
      header: octets.prefix(length), body: octets.dropFirst(length))
  }

  func open(token: [UInt8]) throws(SecurityError) -> [UInt8] {
    try context.unwrap(token: token)
  }

  func sign(_ message: [UInt8]) throws(SecurityError) -> [UInt8] {
    try context.sign(message)
  }

  func verify(_ signature: [UInt8], of message: [UInt8]) throws(SecurityError) {
    try context.verify(signature, of: message)
  }

  func listWasSigned() {}

  /// More than any kind of encryption puts in front (`protocol.md` 13.2).
  private static let largestHeader = 256
}
