import CGSSAPI

/// What somebody shows who wants to be known by Kerberos: a ticket, or the keys of a service.
///
/// `@unchecked`: the pointer is never changed, and the library locks what it points to.
final class GSSCredential: @unchecked Sendable {
  let pointer: gss_cred_id_t?
  private let functions: GSSFunctions

  /// A ticket for a user, which the realm gives for the password. Waits for the network.
  init(user: GSSName, password: String) throws(SecurityError) {
    let functions = try GSSLibrary.loaded()
    var minor: OM_uint32 = 0
    var credential: gss_cred_id_t?
    let major = functions.withBuffer(Array(password.utf8)) { buffer in
      functions.gss_acquire_cred_with_password(
        &minor, user.pointer, &buffer, 0, gss_kerberos_only(), GSS_C_INITIATE, &credential, nil,
        nil)
    }
    guard major == 0 else {
      throw .kerberos(KerberosFailure(major: major, minor: minor, functions))
    }
    pointer = credential
    self.functions = functions
  }

  /// The keys of the services in a file, such as `/etc/krb5.keytab`.
  init(keytab path: String) throws(SecurityError) {
    let functions = try GSSLibrary.loaded()
    var minor: OM_uint32 = 0
    var credential: gss_cred_id_t?
    let major = path.withCString { path in
      "keytab".withCString { key in
        var element = gss_key_value_element_desc(key: key, value: path)
        return withUnsafeMutablePointer(to: &element) { element in
          var store = gss_key_value_set_desc(count: 1, elements: element)
          return functions.gss_acquire_cred_from(
            &minor, nil, 0, gss_kerberos_only(), GSS_C_ACCEPT, &store, &credential, nil, nil)
        }
      }
    }
    guard major == 0 else {
      throw .kerberos(KerberosFailure(major: major, minor: minor, functions))
    }
    pointer = credential
    self.functions = functions
  }

  deinit {
    var minor: OM_uint32 = 0
    var credential = pointer
    _ = functions.gss_release_cred(&minor, &credential)
  }
}
