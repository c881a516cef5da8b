/// How to open and to use a session, as the parameters of the cmdlets say it (`cmdlets.md` 3.2,
/// 5.9).
public struct WSManSessionOptions: Sendable, Equatable {
  /// How a proxy is found; the numbers are those of PowerShell. Here there is one source, the
  /// environment, so the first three mean the same; the last one connects directly.
  public enum ProxyAccess: Int, Sendable, Equatable {
    case ieConfiguration = 0
    case winHTTPConfiguration = 1
    case autoDetect = 2
    case noProxyServer = 3
  }

  /// How to prove who one is to a proxy; the numbers are those of PowerShell.
  public enum ProxyAuthentication: Int, Sendable, Equatable {
    case negotiate = 1
    case basic = 2
    case digest = 4
  }

  /// How to prove who one is to the service.
  public var authentication: AuthenticationMechanism = .default
  /// The user name and password; nil means the user who runs the program.
  public var credential: SessionCredential?
  /// The thumbprint of a client certificate.
  public var certificateThumbprint: String?
  /// Whether HTTPS is used when the target does not say it itself.
  public var useSSL = false
  /// Whether an unknown issuer of the server's certificate is accepted.
  public var skipCACheck = false
  /// Whether a certificate for another name is accepted.
  public var skipCNCheck = false
  /// Whether revocation is left unchecked.
  public var skipRevocationCheck = false
  /// The path of a file with the revocation lists of all authorities of the server's certificate,
  /// in PEM; nil when there is none, and nothing to check.
  public var revocationLists: String?
  /// The path of a file in PEM that stands for the system's file of authorities; nil for the
  /// system's own.
  public var authorityFile: String?
  /// The path of a folder that stands for the system's folder of authorities, in the form that
  /// OpenSSL reads; nil for the system's own.
  public var authorityFolder: String?
  /// A positive number adds the port to the name of the service principal.
  public var spnPort = 0
  /// The time limit of operations in milliseconds; 0 takes that of the client configuration.
  public var operationTimeout = 0
  /// Whether messages over HTTP are sent without encryption.
  public var noEncryption = false
  /// Whether messages are sent in UTF-16.
  public var useUTF16 = false
  /// How a proxy is found.
  public var proxyAccess: ProxyAccess = .ieConfiguration
  /// The proxy that was found; nil when there is none.
  public var proxyServer: ProxyServer?
  /// How to prove who one is to the proxy; nil when not told.
  public var proxyAuthentication: ProxyAuthentication?
  /// The credential for the proxy.
  public var proxyCredential: SessionCredential?
  /// The language of texts, such as `en-US`.
  public var locale = "en-US"
  /// The configuration of the client on the local computer.
  public var client = ClientConfiguration()

  /// The usual options: everything as the configuration says.
  public init() {}
}
