import WSManProtocol

/// How a command writes what errors of connections advise. Their texts name parameters as
/// `Connect-WSMan` has them; a command without them names what can be typed instead.
enum AdviceSpelling {
  /// A cmdlet with all parameters of a connection.
  case cmdlet
  /// A command whose session has no options of its own: `Test-WSMan`, and those of the drive.
  case withoutOptions
  case winrm
  case winrs

  /// A text about a connection.
  ///
  /// - Parameter address: where the connection went to; nil when none was tried.
  func text(_ text: String, address: String? = nil) -> String {
    rows(address).reduce(text) { text, row in text.replacing(row.0, with: row.1) }
  }

  /// What stands for what; earlier rows come first.
  private func rows(_ address: String?) -> [(String, String)] {
    switch self {
    case .cmdlet: []
    case .withoutOptions:
      [
        (" -SessionOption (", " \(Self.connecting(to: address)) -SessionOption ("),
        ("with -ConnectionURI", "with Connect-WSMan -ConnectionURI"),
        (", or -ConnectionURI", ""),
      ]
    case .winrm: Self.winrmRows
    case .winrs: Self.winrsRows
    }
  }

  /// The command that makes the same connection with options.
  private static func connecting(to address: String?) -> String {
    guard let address, let host = address.hostOfURL else { return "Connect-WSMan NAME" }
    let isSecure = address.hasPrefix("https:")
    var words = ["Connect-WSMan", host.contains(":") ? "[\(host)]" : host]
    if isSecure { words.append("-UseSSL") }
    if let port = address.portOfURL, port != (isSecure ? "5986" : "5985") {
      words += ["-Port", port]
    }
    return words.joined(separator: " ")
  }

  private static func option(_ parameters: String) -> String {
    "-SessionOption (New-WSManSessionOption \(parameters))"
  }

  private static let proxyRows = ["Basic", "Digest", "Negotiate"].map { scheme in
    (
      option("-ProxyAuthentication \(scheme) -ProxyCredential NAME"),
      "-proxyaccess:ie_settings -proxyauthentication:\(scheme.lowercased()) -proxyusername:NAME"
    )
  }

  private static let winrmRows =
    proxyRows + [
      (option("-SkipCACheck -SkipCNCheck"), "-skipCAcheck -skipCNcheck"),
      (option("-SkipCACheck"), "-skipCAcheck"),
      (option("-SkipCNCheck"), "-skipCNcheck"),
      (option("-SkipRevocationCheck"), "-skipRevocationcheck"),
      (option("-OperationTimeout MILLISECONDS"), "-timeout:MILLISECONDS"),
      (option("-ProxyAccessType ProxyNoProxyServer"), "-proxyaccess:no_proxy"),
      ("-ProxyCredential takes", "-proxyusername takes"),
      (
        "-Authentication ClientCertificate -CertificateThumbprint THUMBPRINT",
        "-authentication:certificate -certificate:THUMBPRINT"
      ),
      ("-Authentication Basic", "-authentication:basic"),
      ("-Authentication Negotiate", "-authentication:negotiate"),
      ("-Authentication", "-authentication"),
      ("-Credential NAME", "-username:NAME"),
      ("-Credential", "-username:NAME"),
      ("for HTTP leave -UseSSL out", "for HTTP leave https:// or -usessl out"),
      ("-UseSSL", "-usessl"),
      ("-NoEncryption", "-unencrypted"),
    ] + remoteRows("-remote")

  /// `winrs` has no switches for the checks of certificates, for times, schemes and proxies.
  private static let winrsRows =
    ["-SkipCACheck", "-SkipCNCheck"].map {
      (", or, for a test, skip the check with " + option($0), "")
    } + [
      (", or skip the check with " + option("-SkipRevocationCheck"), ""),
      ("; for a test, " + option("-SkipCACheck -SkipCNCheck") + " turns the checks off", ""),
      (" with " + option("-OperationTimeout MILLISECONDS") + ".", longerTime),
      (", or use -Authentication Basic over HTTPS", ""),
      (" Choose one of them with -Authentication.", ""),
      (
        ": connect with -Authentication ClientCertificate -CertificateThumbprint THUMBPRINT",
        ", and winrs has none to give; use winrm or Connect-WSMan"
      ),
      ("-Authentication Negotiate with -Credential", "an account with /username:NAME"),
      ("-Authentication Negotiate -Credential NAME", "/username:NAME"),
      ("-Credential NAME", "/username:NAME"),
      ("-Credential", "/username:NAME"),
      ("for HTTP leave -UseSSL out", "for HTTP leave https:// or /usessl out"),
      ("-UseSSL", "/usessl"),
      ("-NoEncryption", "/unencrypted"),
    ] + remoteRows("/remote")

  private static let longerTime = ": Set-Item WSMan:\\localhost\\MaxTimeoutms MILLISECONDS"

  private static func remoteRows(_ name: String) -> [(String, String)] {
    [
      ("-ComputerName, -Port and -ApplicationName, or -ConnectionURI", name),
      ("-ConnectionURI", name),
      ("-Port", "the port in \(name)"),
    ]
  }
}

extension String {
  /// The port in an address such as `http://server01:5985/wsman`; nil when there is none.
  fileprivate var portOfURL: String? {
    let authority = replacing("https://", with: "").replacing("http://", with: "").prefix {
      $0 != "/"
    }
    let port = authority.split(separator: "]").last?.split(
      separator: ":", omittingEmptySubsequences: false
    ).last
    guard let port, !port.isEmpty, port.allSatisfy(\.isNumber), port.count < authority.count else {
      return nil
    }
    return String(port)
  }
}
