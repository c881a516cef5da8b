import COpenSSL

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a service answers to a ticket that it does not take: KRB-ERROR in the frame of GSSAPI (RFC
/// 4120 5.9.1, RFC 4121 4.1). MIT's library sends none, so that its clients would not learn which
/// clock is wrong.
enum KerberosErrorToken {
  /// The error in the protocol for a cause that the client should know; nil for all others, which
  /// tell whoever tries keys something.
  private static func number(of cause: KerberosFailure.Cause) -> UInt8? {
    switch cause {
    case .clockSkew: 37
    case .noTicket: 32
    default: nil
    }
  }

  /// The answer to a token.
  ///
  /// - Parameters:
  ///   - token: the first token of the client.
  ///   - cause: why it is not taken.
  ///   - clock: how far the clock of the service is off.
  /// - Returns: the answer, or nil where the client is told nothing.
  static func answer(
    to token: [UInt8], _ cause: KerberosFailure.Cause,
    ahead clock: ClockDifference = ClockDifference(seconds: 0)
  ) -> [UInt8]? {
    guard let number = number(of: cause), let service = try? service(in: token),
      let time = generalized(now &+ clock.seconds)
    else { return nil }
    let fields =
      integer(0xA0, 5) + integer(0xA1, 30) + DERWriter.element(0xA4, time) + integer(0xA5, 0)
      + integer(0xA6, number) + DERWriter.element(0xA9, service.realm)
      + DERWriter.element(0xAA, service.name)
    let error = DERWriter.element(0x7E, DERWriter.element(0x30, fields))
    let mechanism = DERWriter.element(0x06, MechanismIdentifier.kerberos.bytes)
    return DERWriter.element(0x60, mechanism + [3, 0] + error)
  }

  /// The realm and the name that the ticket in a token is made out to, as they travel.
  private static func service(
    in token: [UInt8]
  ) throws(SecurityError) -> (realm: [UInt8], name: [UInt8]) {
    var frame = DERReader(token[...])
    frame = try frame.elements(of: 0x60)
    try frame.skip()
    // The number of the token, 01 00, has the form of an empty element.
    _ = try frame.contents(of: 0x01)
    var request = try frame.elements(of: 0x6E)
    request = try request.elements(of: 0x30)
    for _ in 0..<3 { try request.skip() }
    var ticket = try request.elements(of: 0xA3)
    ticket = try ticket.elements(of: 0x61)
    ticket = try ticket.elements(of: 0x30)
    try ticket.skip()
    return (Array(try ticket.contents(of: 0xA1)), Array(try ticket.contents(of: 0xA2)))
  }

  private static func integer(_ tag: UInt8, _ value: UInt8) -> [UInt8] {
    DERWriter.element(tag, DERWriter.element(0x02, [value]))
  }

  /// A moment as `GeneralizedTime`.
  private static func generalized(_ time: Int) -> [UInt8]? {
    var seconds = time_t(time)
    var parts = tm()
    guard gmtime_r(&seconds, &parts) != nil, (0...8_099).contains(parts.tm_year) else { return nil }
    let numbers = [parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec]
    let text =
      "\(parts.tm_year + 1900)" + numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() + "Z"
    return DERWriter.element(0x18, Array(text.utf8))
  }

  private static var now: Int { Int(time(nil)) }
}
