import CCurl
import WSManClient
import WireSecurity

/// How a session connects; the same for all its exchanges (`protocol.md` 16.2).
struct CurlOptions: Sendable, Equatable {
  /// A proxy, with what it is told.
  struct Proxy: Sendable, Equatable {
    /// Where it is.
    var server: ProxyServer
    /// User name and password, when it wants them.
    var credential: SessionCredential?
    /// libcurl's number of the authentication scheme.
    var scheme: Int

    /// The address for libcurl, for which a user name in it would win over the credential.
    var address: String { credential == nil ? server.address : server.displayAddress }
  }

  /// The address to post to, IPv6 literals in brackets.
  var url: String
  /// OMI writes Windows data for exactly this name (`protocol.md` 1.2).
  static let userAgent = "Microsoft WinRM Client"
  /// The longest wait for a connection, including name resolution and TLS, in milliseconds; as long
  /// as Windows repeats its first packet.
  var connectTimeout = 21_000
  /// The largest body of an answer in bytes.
  var largestReply = 8 * 1024 * 1024
  /// Whether anything but the name is checked of the certificate. Off for connections alone over which
  /// nothing is sent.
  var checksChain = true
  /// Whether the certificate must come from an authority that the system trusts.
  var checksAuthority = true
  /// Whether the certificate must be made out for the host.
  var checksName = true
  /// Certificates in PEM that are trusted beside those of the system's folder; empty for those of
  /// the system's file.
  var authorities = ""
  /// The folder that is read in place of the system's; empty for the system's.
  var authorityFolder = ""
  /// The file with the revocation lists that the certificate must not be on; empty for no check.
  var revocationLists = ""
  /// The certificate of the client with its key in PEM; empty for none.
  var identity = ""
  /// Whether the certificate of the server is kept, which an authentication is bound to.
  var keepsCertificate = false
  /// Whether messages are encrypted where the authentication can do it.
  var encryptsMessages = true
  /// Whether answers in clear are read although the request was encrypted.
  var takesClearAnswers = false
  /// The proxy; nil connects directly, whatever the environment says.
  var proxy: Proxy?

  /// Sets everything that does not change between exchanges.
  ///
  /// - Returns: the first refusal of an option that must not be missing.
  func apply(to easy: UnsafeMutableRawPointer, _ functions: UnsafePointer<CurlFunctions>)
    -> CURLcode
  {
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
      (CURLOPT_SSL_ENABLE_ALPN, 0),
      // Old versions of libcurl and settings of the system would go down to TLS 1.0.
      (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      (CURLOPT_POST, 1),
      (CURLOPT_FOLLOWLOCATION, 0),
      (CURLOPT_NOSIGNAL, 1),
      (CURLOPT_TCP_NODELAY, 1),
      (CURLOPT_TCP_KEEPALIVE, 1),
      (CURLOPT_MAXCONNECTS, 1),
      // Older than any session: libcurl would replace a connection that was idle for 118 s, and
      // with it lose an authentication that belongs to it.
      (CURLOPT_MAXAGE_CONN, 86_400),
      (CURLOPT_CONNECTTIMEOUT_MS, connectTimeout),
      (CURLOPT_SSL_VERIFYPEER, checksChain ? 1 : 0),
      (CURLOPT_SSL_VERIFYHOST, checksName ? 2 : 0),
      (CURLOPT_CERTINFO, keepsCertificate ? 1 : 0),
      (CURLOPT_UPLOAD_BUFFERSIZE, 16 * 1024),
    ]
    for (option, value) in numbers {
      let code = curl_set_long(functions, easy, option, value)
      guard code == CURLE_OK else { return code }
    }
    let texts: [(CURLoption, String?)] = [
      (CURLOPT_URL, url),
      // For the proxy alone: it does not see the lines of the header, where the name stands too.
      (CURLOPT_USERAGENT, proxy.map { _ in Self.userAgent }),
      // An empty text rules out the proxies that libcurl finds in the environment by itself, and
      // the exceptions from them.
      (CURLOPT_PROXY, proxy?.address ?? ""),
      (CURLOPT_NOPROXY, ""),
      // Without any name, even an empty one, libcurl takes no ticket.
      (CURLOPT_PROXYUSERNAME, proxy.map { $0.credential?.userName ?? "" }),
      (CURLOPT_PROXYPASSWORD, proxy?.credential?.password),
    ]
    for (option, value) in texts {
      let code = value.map { curl_set_pointer(functions, easy, option, $0) } ?? CURLE_OK
      guard code == CURLE_OK else { return code }
    }
    if let proxy {
      // Through a tunnel, so that an authentication of the connection reaches the computer.
      _ = curl_set_long(functions, easy, CURLOPT_HTTPPROXYTUNNEL, 1)
      _ = curl_set_long(functions, easy, CURLOPT_PROXYAUTH, proxy.scheme)
    }
    if !authorities.isEmpty {
      // The folder of authorities still counts beside it.
      let code = curl_set_blob(
        functions, easy, CURLOPT_CAINFO_BLOB, authorities, authorities.utf8.count)
      guard code == CURLE_OK else { return code }
    }
    if !authorityFolder.isEmpty {
      let code = curl_set_pointer(functions, easy, CURLOPT_CAPATH, authorityFolder)
      guard code == CURLE_OK else { return code }
    }
    if !checksAuthority, !isVerificationLenient(easy, functions) {
      // A TLS library that cannot leave out this check alone leaves out all of them.
      _ = curl_set_long(functions, easy, CURLOPT_SSL_VERIFYPEER, 0)
    }
    if !revocationLists.isEmpty {
      let code = curl_set_pointer(functions, easy, CURLOPT_CRLFILE, revocationLists)
      guard code == CURLE_OK else { return code }
    }
    if !identity.isEmpty {
      for option in [CURLOPT_SSLCERT_BLOB, CURLOPT_SSLKEY_BLOB] {
        let code = curl_set_blob(functions, easy, option, identity, identity.utf8.count)
        guard code == CURLE_OK else { return code }
      }
    }
    // Newer than the oldest libcurl that will do: without the first, a cancelled name resolution
    // keeps its thread waiting.
    _ = curl_set_long(functions, easy, CURLOPT_QUICK_EXIT, 1)
    _ = curl_set_pointer(functions, easy, CURLOPT_PROTOCOLS_STR, "http,https")
    return curl_set_size(functions, easy, CURLOPT_MAXFILESIZE_LARGE, Int(largestReply))
  }

  /// The address as libcurl takes it apart; nil when it cannot.
  func takeApartAddress(_ functions: UnsafePointer<CurlFunctions>) -> OpaquePointer? {
    guard let address = functions.pointee.url() else { return nil }
    if functions.pointee.url_set(address, CURLUPART_URL, url, 0) == CURLUE_OK { return address }
    functions.pointee.url_cleanup(address)
    return nil
  }

  /// Has everything about the certificate checked but its authority.
  ///
  /// - Returns: whether that can be done, which takes the OpenSSL that this program knows.
  private func isVerificationLenient(
    _ easy: UnsafeMutableRawPointer, _ functions: UnsafePointer<CurlFunctions>
  ) -> Bool {
    guard CertificateVerification.isAvailable,
      let name = functions.pointee.version_info(CURLVERSION_FIRST)?.pointee.ssl_version,
      String(cString: name).hasPrefix("OpenSSL/3.")
    else { return false }
    let code = curl_set_tls_callback(functions, easy) { _, context, _ in
      guard let context else { return CURLE_SSL_CONNECT_ERROR }
      CertificateVerification.acceptUnknownAuthorities(ofContext: context)
      return CURLE_OK
    }
    return code == CURLE_OK
  }
}
