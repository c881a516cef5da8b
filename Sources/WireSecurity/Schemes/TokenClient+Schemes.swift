extension TokenClient {
  /// `Negotiate`: Kerberos and NTLM in SPNEGO.
  ///
  /// Kerberos is offered for a host with a name, to a user of a realm or, without credentials, to
  /// whoever has a ticket. NTLM needs credentials.
  ///
  /// - Throws: `AuthenticationRefusal` when neither can be.
  static func negotiate(
    credential: UserCredential?, service: ServiceName
  ) throws(AuthenticationRefusal) -> TokenClient {
    if let credential { try check(credential, .negotiate) }
    let canUseKerberos =
      !AddressText.isAddress(service.host) && (credential?.namesRealm ?? true)
    guard canUseKerberos || credential != nil else {
      throw AuthenticationRefusal(.credentialsMissing, scheme: .negotiate)
    }
    return TokenClient(scheme: .negotiate, provesAtOnce: canUseKerberos) {
      var candidates: [SPNEGOClient.Candidate] = []
      if canUseKerberos {
        candidates.append(
          SPNEGOClient.Candidate(
            identifier: .kerberos,
            mechanism: KerberosClient(services: service.alternatives, credential: credential)))
      }
      if let credential {
        candidates.append(
          SPNEGOClient.Candidate(
            identifier: .ntlm,
            mechanism: NTLMClient(credential: credential, targetName: service.principal)))
      }
      return SPNEGOClient(candidates)
    }
  }

  /// `Kerberos`: without SPNEGO around it.
  ///
  /// - Throws: `AuthenticationRefusal` for a host that is given by its address, which no realm
  ///   knows.
  static func kerberos(
    credential: UserCredential?, service: ServiceName
  ) throws(AuthenticationRefusal) -> TokenClient {
    if let credential { try check(credential, .kerberos) }
    guard !AddressText.isAddress(service.host) else {
      throw AuthenticationRefusal(.hostIsAddress, scheme: .kerberos)
    }
    return TokenClient(scheme: .kerberos, provesAtOnce: true) {
      KerberosClient(services: service.alternatives, credential: credential)
    }
  }

  /// `CredSSP`. Inside it a user of a realm proves himself by Kerberos where the server and the realm
  /// know each other, and everybody else by NTLM.
  ///
  /// - Throws: `AuthenticationRefusal` without a user name and a password.
  static func credSSP(
    credential: UserCredential?, service: ServiceName
  ) throws(AuthenticationRefusal) -> TokenClient {
    guard let credential else {
      throw AuthenticationRefusal(.credentialsMissing, scheme: .credSSP)
    }
    try check(credential, .credSSP)
    let canUseKerberos = !AddressText.isAddress(service.host) && credential.namesRealm
    return TokenClient(scheme: .credSSP) { () throws(SecurityError) in
      let ntlm = NTLMClient(credential: credential, targetName: service.principal)
      guard canUseKerberos else { return try CredSSPClient(credential: credential, inner: ntlm) }
      let kerberos = KerberosClient(services: service.alternatives, credential: credential)
      return try CredSSPClient(
        credential: credential,
        inner: SPNEGOClient([
          SPNEGOClient.Candidate(identifier: .kerberos, mechanism: kerberos),
          SPNEGOClient.Candidate(identifier: .ntlm, mechanism: ntlm),
        ]))
    }
  }

  private static func check(
    _ credential: UserCredential, _ scheme: AuthenticationScheme
  ) throws(AuthenticationRefusal) {
    guard !credential.userName.isEmpty,
      !credential.userName.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
    else { throw AuthenticationRefusal(.credentialsUnusable, scheme: scheme) }
  }
}

extension UserCredential {
  /// Whether the name says which realm it belongs to: `user@contoso.com`, `contoso.com\\user`. A
  /// short name of a domain is no realm.
  fileprivate var namesRealm: Bool {
    if let mark = userName.lastIndex(of: "@") { return userName[mark...].contains(".") }
    guard let mark = userName.firstIndex(of: "\\") else { return false }
    return userName[..<mark].dropFirst().contains(".")
  }
}

extension ServiceName {
  /// The names under which the realm may know the service (`protocol.md` 12.2).
  fileprivate var alternatives: [ServiceName] {
    var host = self
    host.serviceClass = "host"
    return [self, host]
  }
}
