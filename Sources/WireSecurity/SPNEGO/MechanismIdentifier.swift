/// The number by which SPNEGO names a mechanism, in DER without tag and length (`protocol.md` 14.4).
public struct MechanismIdentifier: Hashable, Sendable {
  /// The bytes.
  public let bytes: [UInt8]

  /// The identifier with these bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// SPNEGO itself, 1.3.6.1.5.5.2.
  public static let spnego = MechanismIdentifier([0x2B, 6, 1, 5, 5, 2])
  /// NTLM, 1.3.6.1.4.1.311.2.2.10.
  public static let ntlm = MechanismIdentifier([0x2B, 6, 1, 4, 1, 0x82, 0x37, 2, 2, 10])
  /// Kerberos, 1.2.840.113554.1.2.2.
  public static let kerberos = MechanismIdentifier([0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 1, 2, 2])
  /// Kerberos under the number that old versions of Windows got wrong, 1.2.840.48018.1.2.2.
  public static let microsoftKerberos = MechanismIdentifier(
    [0x2A, 0x86, 0x48, 0x82, 0xF7, 0x12, 1, 2, 2])

  /// The identifier under which the same mechanism is looked up.
  var canonical: MechanismIdentifier { self == .microsoftKerberos ? .kerberos : self }
}
