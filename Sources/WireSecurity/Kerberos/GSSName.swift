import CGSSAPI

/// The name of a user or a service in the form of the library.
///
/// `@unchecked`: the pointer is never changed, and the library only reads what it points to.
final class GSSName: @unchecked Sendable {
  let pointer: gss_name_t?
  private let functions: GSSFunctions

  /// The name of a service: `HTTP@server01` in the words of the library.
  convenience init(service: String, host: String) throws(SecurityError) {
    try self.init("\(service)@\(host)", gss_host_based_service())
  }

  /// The name of a user or a service with its realm: `user@REALM`, `HTTP/server01:5985`.
  convenience init(principal: String) throws(SecurityError) {
    try self.init(principal, gss_principal_name())
  }

  private init(_ text: String, _ kind: gss_OID) throws(SecurityError) {
    let functions = try GSSLibrary.loaded()
    var minor: OM_uint32 = 0
    var name: gss_name_t?
    let major = functions.withBuffer(Array(text.utf8)) { buffer in
      functions.gss_import_name(&minor, &buffer, kind, &name)
    }
    guard major == 0 else {
      throw .kerberos(KerberosFailure(major: major, minor: minor, functions))
    }
    pointer = name
    self.functions = functions
  }

  deinit {
    var minor: OM_uint32 = 0
    var name = pointer
    _ = functions.gss_release_name(&minor, &name)
  }
}
