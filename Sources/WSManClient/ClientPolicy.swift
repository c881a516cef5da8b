public import WSManProtocol

/// The rules of the client, applied before anything is sent (`cmdlets.md` 3.5 A to E): from the
/// target, the options and the configuration of the local computer to a mechanism, or to a refusal
/// with the number of Windows.
public enum ClientPolicy {
  /// Checks whether the options go together (stage A). It holds for every session.
  ///
  /// - Throws: `ClientRefusal`.
  public static func checkSession(
    _ target: ConnectionTarget, _ options: WSManSessionOptions
  ) throws(ClientRefusal) {
    let hasCertificate = options.certificateThumbprint != nil
    try checkCredentials(options, hasCertificate: hasCertificate)
    if target.isLocalSession {
      guard options.credential == nil, !hasCertificate else {
        throw ClientRefusal(.localSessionWithCredentials)
      }
      guard !hasConnectionOptions(options) else {
        throw ClientRefusal(.localSessionWithOptions)
      }
      return
    }
    if target.transport == .http {
      guard !hasCertificate, options.authentication != .clientCertificate else {
        throw ClientRefusal(.certificateOverHTTP)
      }
    } else if options.noEncryption {
      throw ClientRefusal(.unencryptedHTTPOnly)
    }
    try checkProxy(target, options)
  }

  /// Chooses the mechanism for a connection over the network (stages B to E).
  ///
  /// Without authentication the connection may be opened whatever the configuration says, since
  /// Identify needs none; `check(_:target:options:)` stops everything else.
  ///
  /// - Returns: the mechanism of the options, or what stands for the default one.
  /// - Throws: `ClientRefusal`.
  public static func mechanism(
    for target: ConnectionTarget, _ options: WSManSessionOptions
  ) throws(ClientRefusal) -> AuthenticationMechanism {
    let client = options.client
    guard let trustedHosts = TrustedHosts(client.trustedHosts) else {
      throw ClientRefusal(.invalidHostnamePattern)
    }
    let isTrusted = target.isLoopback || trustedHosts.contains(target.host)
    let mechanism = try choose(target, options, isTrusted: isTrusted)
    if let code = codeWhenDisabled(mechanism, client) { throw ClientRefusal(code) }
    if mechanism == .kerberos { try checkKerberos(target, options) }
    if mechanism == .credSSP, !mayDelegate(to: target.host, client) {
      throw ClientRefusal(.freshCredentialsNotAllowed)
    }
    guard target.transport == .http, mechanism != .none else { return mechanism }
    // Messages in clear are refused before trust is asked for, as Windows does for Basic.
    if sendsClearText(mechanism, options), !client.allowUnencrypted {
      throw ClientRefusal(.unencryptedDisabled)
    }
    if mechanism != .kerberos || client.isWorkgroup, !isTrusted {
      let isImplicit = mechanism == .negotiate && options.credential == nil
      let code: WSManErrorCode = isImplicit ? .explicitCredentialsRequired : .serverNotTrusted
      // The list of trusted hosts has addresses as they stand in a URL.
      throw ClientRefusal(code, computer: target.hostForURL)
    }
    return mechanism
  }

  /// Checks a request against the rule that requests without authentication travel in clear: over
  /// HTTP only Identify may, unless unencrypted traffic is allowed.
  ///
  /// - Throws: `ClientRefusal` 2150858974.
  public static func check(
    _ request: RequestEnvelope, target: ConnectionTarget, options: WSManSessionOptions
  ) throws(ClientRefusal) {
    guard options.authentication == .none, target.transport == .http,
      !options.client.allowUnencrypted
    else { return }
    if case .identify = request.body { return }
    throw ClientRefusal(.unencryptedDisabled)
  }

  private static func checkCredentials(
    _ options: WSManSessionOptions, hasCertificate: Bool
  ) throws(ClientRefusal) {
    let credential = options.credential
    let isComplete = credential.map { !$0.userName.isEmpty && !$0.password.isEmpty } ?? false
    if options.authentication == .none, credential != nil || hasCertificate {
      throw ClientRefusal(.credentialsWithoutAuthentication)
    }
    if options.spnPort > 0 {
      switch options.authentication {
      case .default, .negotiate, .kerberos: break
      default: throw ClientRefusal(.spnPortWrongAuthentication)
      }
    }
    switch options.authentication {
    case .basic, .digest:
      guard credential != nil else { throw ClientRefusal(.userNamePasswordNeeded) }
    case .credSSP:
      guard credential != nil else { throw ClientRefusal(.credSSPUserNamePasswordNeeded) }
    case .clientCertificate:
      guard hasCertificate else { throw ClientRefusal(.certificateNeeded) }
    default: break
    }
    if hasCertificate, credential != nil { throw ClientRefusal(.multipleCredentials) }
    if credential != nil, !isComplete { throw ClientRefusal(.userNameAndPasswordNeeded) }
    if hasCertificate, options.authentication == .default {
      throw ClientRefusal(.certificateForDefaultAuthentication)
    }
  }

  private static func hasConnectionOptions(_ options: WSManSessionOptions) -> Bool {
    options.noEncryption || options.useUTF16 || options.skipCACheck || options.skipCNCheck
      || options.skipRevocationCheck || options.spnPort > 0 || hasProxy(options)
  }

  /// Proxy data counts only when it says how to prove who one is (`cmdlets.md` 3.2).
  private static func hasProxy(_ options: WSManSessionOptions) -> Bool {
    options.proxyAuthentication != nil
  }

  private static func checkProxy(
    _ target: ConnectionTarget, _ options: WSManSessionOptions
  ) throws(ClientRefusal) {
    guard hasProxy(options) else { return }
    if options.proxyAccess == .noProxyServer, options.proxyCredential != nil {
      throw ClientRefusal(.noProxyWithCredentials)
    }
    if target.transport == .http { throw ClientRefusal(.proxyOverHTTP) }
    if options.authentication == .kerberos { throw ClientRefusal(.proxyWithKerberos) }
    if options.authentication == .credSSP { throw ClientRefusal(.proxyWithCredSSP) }
  }

  /// The mechanism that stands for the default one (stage C).
  private static func choose(
    _ target: ConnectionTarget, _ options: WSManSessionOptions, isTrusted: Bool
  ) throws(ClientRefusal) -> AuthenticationMechanism {
    guard options.authentication == .default else { return options.authentication }
    if target.isLoopback { return .negotiate }
    if target.isAddress {
      guard target.transport == .https || isTrusted, options.credential != nil else {
        throw ClientRefusal(.defaultAuthenticationIPAddress, computer: target.hostForURL)
      }
      return .negotiate
    }
    let prefersNegotiate = options.credential != nil || options.client.isWorkgroup
    return isTrusted && prefersNegotiate ? .negotiate : .kerberos
  }

  private static func checkKerberos(
    _ target: ConnectionTarget, _ options: WSManSessionOptions
  ) throws(ClientRefusal) {
    if target.isLoopback {
      throw ClientRefusal(
        .kerberosLocalhost,
        message:
          "Kerberos cannot be used for localhost. Use -Authentication Negotiate -Credential NAME.")
    }
    if target.isAddress { throw ClientRefusal(.kerberosIPAddress) }
    // The default mechanism goes on to the rule of trust, whose advice helps more.
    if options.authentication == .kerberos, options.client.isWorkgroup, options.credential == nil {
      throw ClientRefusal(.workgroupNoKerberos)
    }
  }

  /// Whether an entry of the delegation policy covers a host: its name, or a pattern that begins with
  /// `*` (`cmdlets.md` 5.11).
  private static func mayDelegate(to host: String, _ client: ClientConfiguration) -> Bool {
    guard let entries = client.delegation else { return true }
    let host = host.lowercased()
    return entries.contains { entry in
      let entry = entry.lowercased()
      guard entry.hasPrefix("wsman/") else { return false }
      let pattern = entry.dropFirst("wsman/".count)
      return pattern.hasPrefix("*") ? host.hasSuffix(pattern.dropFirst()) : host == pattern
    }
  }

  /// The number for a mechanism that is switched off (stage B).
  private static func codeWhenDisabled(
    _ mechanism: AuthenticationMechanism, _ client: ClientConfiguration
  ) -> WSManErrorCode? {
    switch mechanism {
    case .none, .default: nil
    case .basic: client.basic ? nil : .basicDisabled
    case .digest: client.digest ? nil : .digestDisabled
    case .negotiate: client.negotiate ? nil : .negotiateDisabled
    case .kerberos: client.kerberos ? nil : .kerberosDisabled
    case .clientCertificate: client.certificate ? nil : .certificateDisabled
    case .credSSP: client.credSSP ? nil : .credSSPDisabled
    }
  }

  private static func sendsClearText(
    _ mechanism: AuthenticationMechanism, _ options: WSManSessionOptions
  ) -> Bool {
    options.noEncryption || mechanism == .basic || mechanism == .digest
  }
}
