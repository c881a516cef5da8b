/// The HTTP authentication schemes of WS-Management (`protocol.md` 12.1).
public enum AuthenticationScheme: String, Sendable, Hashable, CaseIterable {
  case basic = "Basic"
  case digest = "Digest"
  case negotiate = "Negotiate"
  case kerberos = "Kerberos"
  case credSSP = "CredSSP"
  case clientCertificate =
    "http://schemas.dmtf.org/wbem/wsman/1/wsman/secprofile/https/mutual"

  /// The scheme with this name on the wire; letter case does not matter, since servers write
  /// `CredSsp` and `negotiate` too.
  ///
  /// - Parameter wireName: the first word of an `Authorization` or `WWW-Authenticate` value.
  public init?(wireName: some StringProtocol) {
    let wanted = wireName.lowercased()
    guard let match = Self.allCases.first(where: { $0.rawValue.lowercased() == wanted }) else {
      return nil
    }
    self = match
  }

  /// The name as Windows writes it on the wire.
  public var wireName: String { rawValue }

  /// The name people use: the wire name, but `Certificate` for the client certificate.
  public var displayName: String { self == .clientCertificate ? "Certificate" : rawValue }

  /// Whether each request must prove the identity again, instead of once for each connection.
  public var isPerRequest: Bool {
    switch self {
    case .basic, .digest, .clientCertificate: true
    case .negotiate, .kerberos, .credSSP: false
    }
  }

  /// The value of the `WWW-Authenticate` line that offers the scheme, as Windows sends it
  /// (`protocol.md` 1.3); nil for the client certificate, which is never offered there.
  public var offer: String? {
    switch self {
    case .basic: "Basic realm=\"WSMAN\""
    case .clientCertificate: nil
    case .digest, .negotiate, .kerberos, .credSSP: rawValue
    }
  }
}
