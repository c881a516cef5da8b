import WSManProtocol

extension CertificateMapping {
  /// The mapping that counts for a request: of those that fit, the one with the longest subject,
  /// then with the longest URI; nil when there is none, or more than one is left
  /// (`configuration.md` 8).
  ///
  /// - Parameter resource: the resource URI of the request; empty where it has none.
  static func chosen(
    from mappings: [CertificateMapping], for certificate: ClientCertificate, resource: String
  ) -> CertificateMapping? {
    // Only who has signed the certificate itself counts.
    guard let issuer = certificate.issuers.first else { return nil }
    let fitting = mappings.filter { mapping in
      mapping.isEnabled && mapping.issuer.lowercased() == issuer.lowercased()
        && mapping.covers(resource) && certificate.names.contains(where: mapping.isFor)
    }
    func rank(_ mapping: CertificateMapping) -> (Int, Int) {
      (mapping.subject.count, mapping.uri.count)
    }
    guard let best = fitting.max(by: { rank($0) < rank($1) }),
      fitting.filter({ rank($0) == rank(best) }).count == 1
    else { return nil }
    return best
  }

  private func covers(_ resource: String) -> Bool {
    [uri, ResourceAliases.expand(uri)].contains { pattern in
      let pattern = pattern.lowercased()
      let resource = resource.lowercased()
      return pattern.last == "*"
        ? resource.hasPrefix(pattern.dropLast()) : resource == pattern
    }
  }

  private func isFor(_ name: String) -> Bool {
    let pattern = subject.lowercased()
    let name = name.lowercased()
    return pattern.first == "*" ? name.hasSuffix(pattern.dropFirst()) : name == pattern
  }
}

extension WinRMService {
  /// The user for whom a request over TLS with a client certificate counts; nil when no mapping fits,
  /// or its account may not log on.
  ///
  /// - Parameters:
  ///   - certificate: the certificate in DER as the client has shown it.
  ///   - resource: the resource URI of the request; empty where it has none.
  /// - Throws: what the stores of configuration, certificates and accounts throw.
  public func caller(showing certificate: [UInt8], for resource: String) async throws -> Caller? {
    let configuration = try await configuration()
    guard ServicePolicy(configuration).allows(.certificate, over: .https),
      let client = try await certificates.client(certificate),
      let mapping = CertificateMapping.chosen(
        from: configuration.certificateMappings, for: client, resource: resource),
      let account = try await accounts.account(
        named: mapping.userName, loggingOnBy: .certificate, at: identity),
      account.passwordVerifier != nil
    else { return nil }
    return Caller(
      userName: account.qualifiedName, groups: account.groups, connection: .https)
  }
}
