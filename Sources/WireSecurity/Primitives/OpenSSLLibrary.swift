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
    let table = UnsafeMutablePointer<OpenSSLFunctions>.allocate(capacity: 1)
    guard let image = Self.open("libcrypto"), openssl_functions_bind(table, image) == nil else {
      table.deallocate()
      return nil
    }
    functions = UnsafePointer(table)
  }

  /// Loads one of OpenSSL's libraries of version 3.
  static func open(_ name: String) -> UnsafeMutableRawPointer? {
    #if canImport(Darwin)
      let file = "\(name).3.dylib"
      let candidates = [
        file, "/opt/homebrew/opt/openssl@3/lib/\(file)", "/usr/local/opt/openssl@3/lib/\(file)",
      ]
    #else
      let candidates = ["\(name).so.3"]
    #endif
    return candidates.lazy.compactMap { dlopen($0, RTLD_NOW | RTLD_LOCAL) }.first
  }

  /// Why the last call on this thread failed, in OpenSSL's words; forgets all errors of the thread.
  func takeReason() -> String {
    let code = functions.pointee.ERR_peek_error()
    defer { functions.pointee.ERR_clear_error() }
    guard code != 0, let text = functions.pointee.ERR_reason_error_string(code) else {
      return "no reason given"
    }
    return String(cString: text)
  }
}

/// OpenSSL's libssl, loaded at the first TLS connection and kept until the process ends.
///
/// `@unchecked`: as for ``OpenSSLLibrary``.
final class TLSLibrary: @unchecked Sendable {
  /// The library; `nil` when it is not there or lacks a function.
  static let shared = TLSLibrary()

  /// The functions of libssl.
  let tls: UnsafePointer<TLSFunctions>
  /// libcrypto, on which it stands.
  let crypto: OpenSSLLibrary

  private init?() {
    guard let crypto = OpenSSLLibrary.shared else { return nil }
    let table = UnsafeMutablePointer<TLSFunctions>.allocate(capacity: 1)
    guard let image = OpenSSLLibrary.open("libssl"), tls_functions_bind(table, image) == nil else {
      table.deallocate()
      return nil
    }
    tls = UnsafePointer(table)
    self.crypto = crypto
  }
}
