/// How a client proves who it is; the numbers are those of PowerShell (`cmdlets.md` 3.2).
public enum AuthenticationMechanism: UInt32, Sendable, Equatable, CaseIterable {
  /// No proof at all; enough for Identify.
  case none = 0x0
  /// Kerberos or Negotiate, chosen by the target and the credential.
  case `default` = 0x1
  case digest = 0x2
  case negotiate = 0x4
  case basic = 0x8
  case kerberos = 0x10
  case clientCertificate = 0x20
  case credSSP = 0x80

  /// The name in user interfaces, such as `ClientCertificate` and `Credssp`.
  public var displayName: String {
    switch self {
    case .default: "Default"
    case .none: "None"
    case .digest: "Digest"
    case .negotiate: "Negotiate"
    case .basic: "Basic"
    case .kerberos: "Kerberos"
    case .clientCertificate: "ClientCertificate"
    case .credSSP: "Credssp"
    }
  }
}
