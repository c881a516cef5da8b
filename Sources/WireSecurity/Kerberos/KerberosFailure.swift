import CGSSAPI

/// Why Kerberos did not come to an agreement, as far as its library tells.
public struct KerberosFailure: Error, Sendable, Equatable {
  /// What people can do something about.
  public enum Cause: Sendable, Equatable {
    /// Nobody has signed in: there is no ticket in the cache, or the one there has expired.
    case noTicket
    /// The realm does not know the service.
    case unknownService
    /// The realm does not know the user, or the account is locked.
    case unknownUser
    /// The password is wrong.
    case wrongPassword
    /// The password has expired.
    case passwordExpired
    /// The clocks of the two sides are too far apart.
    case clockSkew
    /// No server of the realm answers, or it is not known where one is.
    case realmUnreachable
    /// The server has no key for the ticket.
    case noKey
    /// Something else.
    case other
  }

  /// What it is.
  public var cause: Cause
  /// What the library says about it.
  public var text: String
  /// The token that tells the other side; nil when there is none.
  var answer: [UInt8]?

  /// A failure.
  public init(_ cause: Cause, text: String) {
    self.cause = cause
    self.text = text
  }

  /// The failure behind the two numbers of a call.
  init(major: OM_uint32, minor: OM_uint32, _ functions: GSSFunctions) {
    let code = Int(Int32(bitPattern: minor))
    cause = Self.causes.first { $0.codes.contains(code) }?.cause ?? .other
    let general = Self.texts(of: major, kind: GSS_C_GSS_CODE, functions)
    let special = minor == 0 ? [] : Self.texts(of: minor, kind: GSS_C_MECH_CODE, functions)
    text = (special.isEmpty ? general : special).joined(separator: "; ")
    if cause == .other, major & Self.routineMask == Self.noCredential { cause = .noTicket }
  }

  /// The part of a major status that names the error, and GSS_S_NO_CRED in it: both are macros with
  /// casts, which Swift does not see.
  private static let routineMask: OM_uint32 = 0x00FF_0000
  private static let noCredential: OM_uint32 = 7 << 16

  /// `KG_EMPTY_CCACHE`, which no public header names.
  private static let emptyCache = 39_756_044

  private static let causes: [(cause: Cause, codes: [Int])] = [
    (
      .noTicket,
      [
        Int(KRB5_CC_NOTFOUND), Int(KRB5_FCC_NOFILE), Int(KRB5_CC_END),
        Int(KRB5KRB_AP_ERR_TKT_EXPIRED), emptyCache,
      ]
    ),
    (.unknownService, [Int(KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN), Int(KRB5_NO_TKT_IN_RLM)]),
    (
      .unknownUser,
      [Int(KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN), Int(KRB5KDC_ERR_CLIENT_REVOKED)]
    ),
    (.wrongPassword, [Int(KRB5KDC_ERR_PREAUTH_FAILED), Int(KRB5KRB_AP_ERR_BAD_INTEGRITY)]),
    (.passwordExpired, [Int(KRB5KDC_ERR_KEY_EXP)]),
    (
      .clockSkew,
      [Int(KRB5KRB_AP_ERR_SKEW), Int(KRB5_KDCREP_SKEW), Int(KRB5KRB_AP_ERR_TKT_NYV)]
    ),
    (
      .realmUnreachable,
      [
        Int(KRB5_KDC_UNREACH), Int(KRB5_REALM_UNKNOWN), Int(KRB5_REALM_CANT_RESOLVE),
        Int(KRB5_CONFIG_NODEFREALM),
      ]
    ),
    (
      .noKey,
      [Int(KRB5_KT_NOTFOUND), Int(KRB5KRB_AP_WRONG_PRINC), Int(KRB5KRB_AP_ERR_NOKEY)]
    ),
  ]

  private static func texts(
    of status: OM_uint32, kind: Int32, _ functions: GSSFunctions
  ) -> [String] {
    var texts: [String] = []
    var more: OM_uint32 = 0
    repeat {
      var minor: OM_uint32 = 0
      var buffer = gss_buffer_desc()
      let major = functions.gss_display_status(
        &minor, status, kind, gss_kerberos(), &more, &buffer)
      guard major == 0 else { break }
      texts.append(String(decoding: functions.take(&buffer), as: UTF8.self))
    } while more != 0 && texts.count < 8
    return texts
  }
}

extension KerberosFailure {
  /// The number of Windows for the case (SSPI and Windows errors, `protocol.md` 11.3).
  public var code: UInt32 {
    switch cause {
    case .noTicket: 0x8009_030E
    case .unknownService, .noKey: 0x8009_0303
    case .unknownUser, .wrongPassword: 1326
    case .passwordExpired: 1330
    case .clockSkew: 0x8009_0324
    case .realmUnreachable: 1311
    case .other: 5
    }
  }

  /// What to do about it.
  public var advice: String {
    switch cause {
    case .noTicket:
      "Get a ticket with kinit, or give a user name and a password with -Credential."
    case .unknownService:
      "Check the spelling, and use the full name of the computer, as its realm knows it, or "
        + "-Authentication Negotiate with -Credential."
    case .noKey:
      "The computer does not have the key of the service that the ticket is for: use the name by "
        + "which its realm knows it."
    case .unknownUser:
      "Write the user as name@REALM, and check the name with kinit."
    case .wrongPassword: "Check the user name and the password."
    case .passwordExpired: "Change the password with kpasswd."
    case .clockSkew:
      "Compare the clocks of both computers and of the realm with Get-Date, and set them: five "
        + "minutes apart is too much."
    case .realmUnreachable:
      "Check the realm in the user name, and that krb5.conf or DNS tells where its servers are. "
        + "-Authentication Negotiate with -Credential works without the realm."
    case .other: "Try kinit with the same user, and look at its ticket with klist."
    }
  }
}

extension KerberosFailure: CustomStringConvertible {
  /// What the library says.
  public var description: String { text }
}
