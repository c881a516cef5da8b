/// The ways in which callers prove who they are, as `Service\Auth` switches them
/// (`protocol.md` 12.1).
public enum LogonWay: Sendable, Hashable, CaseIterable {
  /// Name and password with each request.
  case basic
  /// SPNEGO, with NTLM or Kerberos inside, or NTLM alone.
  case negotiate
  /// Tickets of a realm.
  case kerberos
  /// A password that is handed over through a tunnel.
  case credSSP
  /// A certificate that is mapped to an account.
  case certificate

  /// The name for people, as in `Service\Auth`.
  public var name: String {
    switch self {
    case .basic: "Basic"
    case .negotiate: "Negotiate"
    case .kerberos: "Kerberos"
    case .credSSP: "CredSSP"
    case .certificate: "Certificate"
    }
  }
}

extension ServicePolicy {
  /// Whether the service takes a way at all, and over this kind of connection
  /// (`configuration.md` 14): certificates need TLS, and so does Basic, which cannot protect
  /// messages, unless clear text is allowed.
  public func allows(_ way: LogonWay, over connection: Caller.Connection) -> Bool {
    switch way {
    case .basic: allowsBasic && (connection == .https || allowsUnencrypted)
    case .negotiate: allowsNegotiate
    case .kerberos: allowsKerberos
    case .credSSP: allowsCredSSP
    case .certificate: allowsCertificate && connection == .https
    }
  }

  /// The ways that are offered over this kind of connection when nobody has proved anything yet, in the
  /// order of Windows; a certificate is asked for by TLS.
  public func offers(over connection: Caller.Connection) -> [LogonWay] {
    [.negotiate, .kerberos, .credSSP, .basic].filter { allows($0, over: connection) }
  }
}

extension AccountStore {
  /// The account that a client means and that may log on in this way; nil when there is none. With
  /// NTLM, Basic and CredSSP a name without a domain is one of the computer, with Kerberos one of
  /// its realm.
  ///
  /// - Parameters:
  ///   - name: the name as the client writes it: `name`, `DOMAIN\name` or `name@domain`.
  ///   - way: how the client proves itself.
  ///   - computer: the computer that is asked.
  public func account(
    named name: String, loggingOnBy way: LogonWay, at computer: ServiceIdentity
  ) async throws -> Account? {
    switch way {
    case .basic, .certificate:
      // As on Windows, neither reaches the accounts of a domain.
      return try await account(named: name).flatMap { $0.isLocal ? $0 : nil }
    case .negotiate, .credSSP:
      if let account = try await account(named: name) { return account }
      // A computer in a workgroup knows no domain but itself, and looks among its own accounts
      // whatever domain a client names.
      guard computer.isInWorkgroup, let slash = name.firstIndex(of: "\\") else { return nil }
      let own = name[name.index(after: slash)...]
      return own.isEmpty ? nil : try await account(named: String(own))
    case .kerberos:
      var whole = name
      if !name.contains(where: { $0 == "@" || $0 == "\\" }) {
        guard let realm = computer.domainName else { return nil }
        whole += "@\(realm)"
      }
      let account = try await account(named: whole)
      return account.flatMap { $0.isLocal ? nil : $0 }
    }
  }
}
