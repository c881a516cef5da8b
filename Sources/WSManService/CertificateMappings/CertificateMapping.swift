/// A mapping of client certificates to an account (`configuration.md` 8). The password is checked when the
/// mapping is made and kept nowhere.
public struct CertificateMapping: Sendable, Equatable {
  /// The resource URI, or a prefix of it that ends in `*`, for which the mapping is valid.
  public let uri: String
  /// The subject of the certificate, or the end of it behind a `*`.
  public let subject: String
  /// The thumbprint of the authority that signed the certificate.
  public let issuer: String
  /// The account that requests run as.
  public var userName: String
  /// Whether the mapping is used.
  public var isEnabled: Bool

  /// A mapping.
  public init(
    uri: String, subject: String, issuer: String, userName: String, isEnabled: Bool = true
  ) {
    self.uri = uri
    self.subject = subject
    self.issuer = issuer
    self.userName = userName
    self.isEnabled = isEnabled
  }

  /// Whether another mapping has the same selectors.
  @Sendable func hasSameName(_ other: CertificateMapping) -> Bool {
    uri.lowercased() == other.uri.lowercased() && subject.lowercased() == other.subject.lowercased()
      && issuer.lowercased() == other.issuer.lowercased()
  }
}
