/// What `winrs` has for the parameters that errors of connections advise. It has no switches for the
/// checks of certificates, for schemes and for proxies.
enum WinRSAdvice {
  /// The switch that says where the computer is.
  static let remote = name(.remote)

  /// The switches for options that stand together; nil when one of them has none.
  static func switches(for options: AdvisedOptions) -> String? {
    if options[.authentication]?.value == "ClientCertificate" {
      return "winrm or Connect-WSMan, since winrs has no certificate to give"
    }
    var rest = options.options
    // An account proves itself so.
    if rest.count > 1 {
      rest.removeAll { $0.parameter == .authentication && $0.value == "Negotiate" }
    }
    let words = rest.map(text)
    let known = words.compactMap(\.self)
    return known.count == words.count ? known.joined(separator: " ") : nil
  }

  private static func text(_ option: AdvisedOption) -> String? {
    switch option.parameter {
    case .computerName, .applicationName, .connectionURI: remote
    case .port: "the port in \(remote)"
    case .useSSL: name(.usessl)
    case .noEncryption: name(.unencrypted)
    case .credential: name(.username, option.value ?? "NAME")
    case .authentication where option.value == "Negotiate": "an account"
    case .operationTimeout: "Set-Item WSMan:\\localhost\\MaxTimeoutms MILLISECONDS"
    case .authentication, .certificateThumbprint, .skipCACheck, .skipCNCheck, .skipRevocationCheck,
      .spnPort, .proxyAccessType, .proxyAuthentication, .proxyCredential, .sessionOption:
      nil
    }
  }

  private static func name(_ option: WinRSCommandLine.Switch, _ value: String? = nil) -> String {
    "/" + option.rawValue + (value.map { ":" + $0 } ?? "")
  }
}
