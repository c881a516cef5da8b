import COpenSSL

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// OpenSSL's libcrypto, loaded at the first access and kept until the process ends.
///
/// `@unchecked`: the table of functions is written once, before the value is published, and the
/// functions in it may be called from any thread.
final class OpenSSLLibrary: @unchecked Sendable {
  /// The library; `nil` when it is not there or lacks a function.
  static let shared = OpenSSLLibrary()

  /// The functions, for the shim of `COpenSSL`.
  let functions: UnsafePointer<OpenSSLFunctions>

  private init?() {
    let images = Self.candidates.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }
    guard let image = images.first else { return nil }
    let table = UnsafeMutablePointer<OpenSSLFunctions>.allocate(capacity: 1)
    guard openssl_functions_bind(table, image) == nil else {
      table.deallocate()
      return nil
    }
    functions = UnsafePointer(table)
  }

  #if canImport(Darwin)
    private static let candidates = [
      "libcrypto.3.dylib", "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib",
      "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib",
    ]
  #else
    private static let candidates = ["libcrypto.so.3"]
  #endif
}
