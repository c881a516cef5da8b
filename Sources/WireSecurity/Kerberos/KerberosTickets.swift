import CGSSAPI

/// The tickets of the user who runs the program.
public enum KerberosTickets {
  /// For how many seconds what `kinit`, or the login itself, has left is still valid: 0 when its time is
  /// over, nil when there is nothing. Asks no server.
  public static var remainingSeconds: UInt32? {
    guard let functions = GSSLibrary.shared?.functions.pointee else { return nil }
    var minor: OM_uint32 = 0
    var credential: gss_cred_id_t?
    var seconds: OM_uint32 = 0
    let major = functions.gss_acquire_cred(
      &minor, nil, 0, gss_kerberos_only(), GSS_C_INITIATE, &credential, nil, nil)
    guard major == 0 else { return major == isExpired ? 0 : nil }
    defer { _ = functions.gss_release_cred(&minor, &credential) }
    switch functions.gss_inquire_cred(&minor, credential, nil, &seconds, nil, nil) {
    case 0: return seconds
    case isExpired: return 0
    default: return nil
    }
  }

  /// The status GSS_S_CREDENTIALS_EXPIRED (RFC 2744 3.9.1), with which MIT's library answers instead of
  /// saying 0 seconds.
  private static let isExpired: OM_uint32 = 11 << 16
}
