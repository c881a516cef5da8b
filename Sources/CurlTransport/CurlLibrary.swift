import CCurl

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// libcurl, loaded when the first remote connection needs it and kept until the process ends.
///
/// Only this file knows that the library is not linked. Loading costs 4 to 8 ms and 33 shared
/// objects, which a shell without remote connections does not pay.
///
/// `@unchecked`: the table of functions is written once, before the value is published, and
/// libcurl's functions may be called from any thread as long as each handle is guarded.
final class CurlLibrary: @unchecked Sendable {
  /// The functions, for the wrappers of `CCurl`.
  let functions: UnsafePointer<CurlFunctions>
  /// The version as text, such as `7.88.1`.
  let version: String

  /// The library, or why it is not there. Loaded at the first access.
  static let shared: Result<CurlLibrary, LoadFailure> = Result { () throws(LoadFailure) in
    try CurlLibrary()
  }

  /// Why the library cannot be used.
  struct LoadFailure: Error {
    /// What failed and what to install.
    var message: String
  }

  private init() throws(LoadFailure) {
    guard let image = Self.candidates.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first
    else {
      throw LoadFailure(
        message: "libcurl, which carries connections to other computers, could not be loaded "
          + "(\(Self.lastError)). Install it (Debian: apt-get install libcurl4) and start again.")
    }
    let table = UnsafeMutablePointer<CurlFunctions>.allocate(capacity: 1)
    if let missing = curl_functions_bind(table, image) {
      let name = String(cString: missing)
      table.deallocate()
      throw LoadFailure(
        message: "This libcurl has no function \(name). Version 7.80 or newer is needed.")
    }
    let code = table.pointee.global_init(Int(CURL_GLOBAL_DEFAULT))
    guard code == CURLE_OK else {
      table.deallocate()
      throw LoadFailure(message: "libcurl refused to start (code \(code.rawValue)).")
    }
    functions = UnsafePointer(table)
    let information = table.pointee.version_info(CURLVERSION_FIRST)
    version = information?.pointee.version.map { String(cString: $0) } ?? "unknown"
    Self.raiseDescriptorLimit()
  }

  #if canImport(Darwin)
    private static let candidates = ["libcurl.4.dylib", "/usr/lib/libcurl.4.dylib"]
  #else
    private static let candidates = ["libcurl.so.4"]
  #endif

  private static var lastError: String {
    dlerror().map { String(cString: $0) } ?? "no reason given"
  }

  /// A session takes three descriptors, and the usual limit of 1,024 would end a connection to
  /// many computers at once. The hard limit stays what it is.
  private static func raiseDescriptorLimit() {
    var limit = rlimit()
    #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return }
    let wanted = min(limit.rlim_max, 65_536)
    guard limit.rlim_cur < wanted else { return }
    limit.rlim_cur = wanted
    _ = setrlimit(resource, &limit)
  }
}
