import CGSSAPI

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// MIT's libgssapi_krb5, loaded at the first use of Kerberos and kept until the process ends.
///
/// `@unchecked`: the table of functions is written once, before the value is published, and the
/// functions in it may be called from any thread.
final class GSSLibrary: @unchecked Sendable {
  /// The library; nil when it is not there or lacks a function.
  static let shared = GSSLibrary()

  /// The functions by their names.
  let functions: UnsafePointer<GSSFunctions>

  private init?() {
    #if canImport(Darwin)
      // The system's own library is Heimdal, which has no `gss_wrap_iov` for others to call.
      let candidates = [
        "/opt/homebrew/opt/krb5/lib/libgssapi_krb5.dylib",
        "/usr/local/opt/krb5/lib/libgssapi_krb5.dylib",
      ]
    #else
      let candidates = ["libgssapi_krb5.so.2"]
    #endif
    let image = candidates.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first
    let table = UnsafeMutablePointer<GSSFunctions>.allocate(capacity: 1)
    guard let image, gss_functions_bind(table, image) == nil else {
      table.deallocate()
      return nil
    }
    functions = UnsafePointer(table)
  }

  /// The functions, or the error that says what is missing.
  static func loaded() throws(SecurityError) -> GSSFunctions {
    guard let library = shared else {
      throw .unavailable("Kerberos (the library libgssapi_krb5)")
    }
    return library.functions.pointee
  }
}

extension GSSFunctions {
  /// Calls with a buffer that holds the bytes, which the call does not keep.
  func withBuffer<Result>(
    _ bytes: [UInt8], _ body: (inout gss_buffer_desc) -> Result
  ) -> Result {
    var bytes = bytes
    return bytes.withUnsafeMutableBytes { place in
      var buffer = gss_buffer_desc(length: place.count, value: place.baseAddress)
      return body(&buffer)
    }
  }

  /// The bytes of a buffer that the library made, which is given back to it.
  func take(_ buffer: inout gss_buffer_desc) -> [UInt8] {
    var minor: OM_uint32 = 0
    defer { _ = gss_release_buffer(&minor, &buffer) }
    guard let value = buffer.value, buffer.length > 0 else { return [] }
    return Array(UnsafeRawBufferPointer(start: value, count: buffer.length))
  }
}
