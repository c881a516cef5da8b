import CGSSAPI

/// The tickets of the user who runs the program.
public enum KerberosTickets {
  /// Whether `kinit`, or the login itself, has left a ticket that is still valid. Asks no server.
  public static var arePresent: Bool {
    guard let functions = GSSLibrary.shared?.functions.pointee else { return false }
    var minor: OM_uint32 = 0
    var credential: gss_cred_id_t?
    var seconds: OM_uint32 = 0
    let major = functions.gss_acquire_cred(
      &minor, nil, 0, gss_kerberos_only(), GSS_C_INITIATE, &credential, nil, nil)
    guard major == 0 else { return false }
    defer { _ = functions.gss_release_cred(&minor, &credential) }
    guard functions.gss_inquire_cred(&minor, credential, nil, &seconds, nil, nil) == 0 else {
      return false
    }
    return seconds > 0
  }
}
