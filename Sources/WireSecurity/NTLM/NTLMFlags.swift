/// What the two sides of NTLM can do and agree on (`protocol.md` 14.1).
struct NTLMFlags: OptionSet, Sendable {
  let rawValue: UInt32

  static let unicode = NTLMFlags(rawValue: 0x0000_0001)
  static let requestTarget = NTLMFlags(rawValue: 0x0000_0004)
  static let sign = NTLMFlags(rawValue: 0x0000_0010)
  static let seal = NTLMFlags(rawValue: 0x0000_0020)
  static let ntlm = NTLMFlags(rawValue: 0x0000_0200)
  static let anonymous = NTLMFlags(rawValue: 0x0000_0800)
  static let alwaysSign = NTLMFlags(rawValue: 0x0000_8000)
  static let targetIsDomain = NTLMFlags(rawValue: 0x0001_0000)
  static let targetIsServer = NTLMFlags(rawValue: 0x0002_0000)
  static let extendedSessionSecurity = NTLMFlags(rawValue: 0x0008_0000)
  static let targetInfo = NTLMFlags(rawValue: 0x0080_0000)
  static let version = NTLMFlags(rawValue: 0x0200_0000)
  static let key128 = NTLMFlags(rawValue: 0x2000_0000)
  static let keyExchange = NTLMFlags(rawValue: 0x4000_0000)
  static let key56 = NTLMFlags(rawValue: 0x8000_0000)

  /// What a client offers.
  static let offered: NTLMFlags = [
    .unicode, .requestTarget, .sign, .seal, .ntlm, .alwaysSign, .extendedSessionSecurity,
    .version, .key128, .keyExchange, .key56,
  ]

  /// What must be agreed on for messages to be protected well.
  static let protection: NTLMFlags = [
    .sign, .seal, .extendedSessionSecurity, .key128, .keyExchange,
  ]

  /// The names of the wanted ones that are missing, for people; nil when none is.
  func missing(of wanted: NTLMFlags) -> String? {
    let absent = wanted.subtracting(self)
    let names: [(NTLMFlags, String)] = [
      (.sign, "signatures"), (.seal, "encryption"),
      (.extendedSessionSecurity, "extended session security"), (.key128, "keys of 128 bits"),
      (.keyExchange, "a key exchange"),
    ]
    return absent.isEmpty
      ? nil : names.filter { absent.contains($0.0) }.map(\.1).joined(separator: ", ")
  }
}
