import WSManProtocol
public import XMLStream

/// The settings of the local computer that a client obeys: `WSMan:\localhost\Client` and the
/// limits at the root of the configuration (`cmdlets.md` 3.6).
public struct ClientConfiguration: Sendable, Equatable {
  /// Extra time beyond the operation timeout, in milliseconds.
  public var networkDelay = 5000
  /// The path of services when the target does not tell one, without slashes.
  public var urlPrefix = "wsman"
  /// Whether messages may go over HTTP in clear.
  public var allowUnencrypted = false
  /// Whether Basic may be used.
  public var basic = true
  /// Whether Digest may be used.
  public var digest = true
  /// Whether Negotiate may be used.
  public var negotiate = true
  /// Whether Kerberos may be used.
  public var kerberos = true
  /// Whether client certificates may be used.
  public var certificate = true
  /// Whether CredSSP may be used.
  public var credSSP = false
  /// To whom CredSSP may delegate credentials, such as `wsman/*.fabrikam.com`; nil when no policy is
  /// kept, so that none can forbid it.
  public var delegation: [String]?
  /// The port for HTTP when the target does not tell one.
  public var httpPort = 5985
  /// The port for HTTPS when the target does not tell one.
  public var httpsPort = 5986
  /// The hosts that are trusted although they cannot prove who they are.
  public var trustedHosts = ""
  /// The largest answer, in units of 1024 bytes.
  public var maxEnvelopeSizeKB = 500
  /// The time limit of operations in milliseconds.
  public var maxTimeout = 60_000
  /// How many items of an enumeration to ask for at a time.
  public var maxBatchItems = 32_000
  /// Whether the local computer belongs to no domain.
  public var isWorkgroup = true

  /// The defaults of Windows, on a computer without a domain.
  public init() {}

  /// The settings in a configuration document, the `cfg:Config` that Get of `winrm/config` returns.
  /// What the document does not tell, or tells wrongly, keeps its default.
  public init(configuration: XMLFragment) {
    func number(_ element: XMLFragment?, _ name: String, _ value: inout Int) {
      let text = element?.child(localName: name, ignoringCase: true)?.text
      guard let text, let read = UInt32(text.trimmingXMLSpace()) else { return }
      value = Int(read)
    }
    func flag(_ element: XMLFragment?, _ name: String, _ value: inout Bool) {
      let text = element?.child(localName: name, ignoringCase: true)?.text
      switch text?.trimmingXMLSpace().lowercased() {
      case "true", "1": value = true
      case "false", "0": value = false
      default: break
      }
    }
    number(configuration, "MaxEnvelopeSizekb", &maxEnvelopeSizeKB)
    number(configuration, "MaxTimeoutms", &maxTimeout)
    number(configuration, "MaxBatchItems", &maxBatchItems)
    let client = configuration.child(localName: "Client", ignoringCase: true)
    number(client, "NetworkDelayms", &networkDelay)
    flag(client, "AllowUnencrypted", &allowUnencrypted)
    let auth = client?.child(localName: "Auth", ignoringCase: true)
    flag(auth, "Basic", &basic)
    flag(auth, "Digest", &digest)
    flag(auth, "Negotiate", &negotiate)
    flag(auth, "Kerberos", &kerberos)
    flag(auth, "Certificate", &certificate)
    flag(auth, "CredSSP", &credSSP)
    let ports = client?.child(localName: "DefaultPorts", ignoringCase: true)
    number(ports, "HTTP", &httpPort)
    number(ports, "HTTPS", &httpsPort)
    if let prefix = client?.child(localName: "URLPrefix", ignoringCase: true)?.text {
      urlPrefix = prefix.trimmingXMLSpace()
    }
    if let hosts = client?.child(localName: "TrustedHosts", ignoringCase: true)?.text {
      trustedHosts = hosts
    }
  }
}
