import WSManClient

extension CurlOptions {
  /// The longest answer that is ever accepted, whatever the configuration allows.
  private static let mostReplyBytes = 512 << 20

  /// What the options of a session mean for its connection.
  init(target: ConnectionTarget, session: WSManSessionOptions) {
    url = target.url
    // The envelope limit tells the service how much to send. What exceeds it a little is still
    // read, since not every service keeps to it.
    let envelope = min(max(session.client.maxEnvelopeSizeKB, 0), Self.mostReplyBytes >> 10) << 10
    largestReply = max(largestReply, min(envelope + 64 << 10, Self.mostReplyBytes))
    if target.transport == .https, !session.skipRevocationCheck {
      revocationLists = session.revocationLists ?? ""
    }
    authorityFolder = session.authorityFolder ?? ""
    checksAuthority = !session.skipCACheck
    checksName = !session.skipCNCheck
    // TLS protects what HTTP leaves to the authentication.
    encryptsMessages = target.transport == .http && !session.noEncryption
    keepsCertificate = target.transport == .https && session.authentication != .basic
    takesClearAnswers = session.client.allowUnencrypted
    // As on Windows, proxy settings count only together with an authentication scheme
    // (`cmdlets.md` 3.3).
    if session.proxyAccess != .noProxyServer, let authentication = session.proxyAuthentication,
      let server = session.proxyServer, server.serves(target.host)
    {
      proxy = Proxy(
        server: server, credential: session.proxyCredential,
        scheme: authentication.curlScheme(hasCredential: session.proxyCredential != nil))
    }
  }
}

extension WSManSessionOptions.ProxyAuthentication {
  /// libcurl's number (`CURLAUTH_…`), a macro that Swift cannot see. Its Negotiate knows tickets
  /// only, so a user name and a password go into NTLM, which Negotiate would come down to.
  fileprivate func curlScheme(hasCredential: Bool) -> Int {
    switch self {
    case .basic: 1
    case .digest: 2
    case .negotiate: hasCredential ? 8 : 4
    }
  }
}
