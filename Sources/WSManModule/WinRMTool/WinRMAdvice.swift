/// What `winrm` has for the parameters that errors of connections advise.
enum WinRMAdvice {
  /// The switch that says where the computer is.
  static let remote = name(.remote)

  /// The switches for options that stand together; nil when one of them has none.
  static func switches(for options: AdvisedOptions) -> String? {
    var words = options.options.map(text)
    if options[.authentication]?.value == "ClientCertificate", options.options.count == 1 {
      words.append(name(.certificate, "THUMBPRINT"))
    }
    // What is told to the proxy goes with the choice of one.
    if options.isOfSession, options[.proxyAuthentication] != nil, options[.proxyAccessType] == nil {
      words.insert(name(.proxyaccess, "ie_settings"), at: 0)
    }
    let known = words.compactMap(\.self)
    return known.count == words.count ? known.joined(separator: " ") : nil
  }

  private static func text(_ option: AdvisedOption) -> String? {
    let value = option.value
    return switch option.parameter {
    case .computerName, .applicationName, .connectionURI: remote
    case .port: "the port in \(remote)"
    case .useSSL: name(.usessl)
    case .noEncryption: name(.unencrypted)
    case .credential: name(.username, value ?? "NAME")
    case .authentication:
      name(.authentication, value == "ClientCertificate" ? "certificate" : value?.lowercased())
    case .certificateThumbprint: name(.certificate, value ?? "THUMBPRINT")
    case .operationTimeout: name(.timeout, value ?? "MILLISECONDS")
    case .skipCACheck: name(.skipCAcheck)
    case .skipCNCheck: name(.skipCNcheck)
    case .skipRevocationCheck: name(.skipRevocationcheck)
    case .spnPort: name(.spnPort)
    case .proxyAccessType: name(.proxyaccess, value.flatMap { proxies[$0] })
    case .proxyAuthentication: name(.proxyauthentication, value?.lowercased())
    case .proxyCredential: name(.proxyusername, value)
    case .sessionOption: nil
    }
  }

  private static let proxies = [
    "ProxyIEConfig": "ie_settings", "ProxyWinHttpConfig": "winhttp_settings",
    "ProxyAutoDetect": "auto_detect", "ProxyNoProxyServer": "no_proxy",
  ]

  private static func name(_ option: WinRMSwitch, _ value: String? = nil) -> String {
    "-" + option.rawValue + (value.map { ":" + $0 } ?? "")
  }
}
