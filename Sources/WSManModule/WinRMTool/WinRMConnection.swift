import WSManClient

/// How the switches of `winrm` open a session, and which of them contradict each other
/// (`cmdlets.md` 7.3).
struct WinRMConnection {
  private let line: WinRMCommandLine

  init(_ line: WinRMCommandLine) { self.line = line }

  /// The connection string; `nil` is the local session.
  var target: String? { line[.remote] }

  /// The name or address of the other computer alone; nil for the local session.
  var computer: String? {
    target.flatMap {
      try? ConnectionTarget(connectionString: $0, client: ClientConfiguration()).hostForURL
    }
  }

  /// The user whose password has to be asked for.
  var userWithoutPassword: String? { line.has(.password) ? nil : line[.username] }

  /// The options of the session.
  /// - Parameters:
  ///   - password: the answer to the question for it.
  ///   - client: the configuration that is obeyed.
  func options(password: String?, _ client: ClientConfiguration) -> WSManSessionOptions {
    var options = WSManSessionOptions()
    options.client = client
    options.authentication = mechanism
    options.credential = line[.username].map {
      SessionCredential(userName: $0, password: line[.password] ?? password ?? "")
    }
    options.certificateThumbprint = line[.certificate]?.filter { $0 != " " }
    options.useSSL = line.has(.usessl)
    options.noEncryption = line.has(.unencrypted)
    options.useUTF16 = line[.encoding]?.lowercased() == "utf-16"
    options.skipCACheck = line.has(.skipCAcheck)
    options.skipCNCheck = line.has(.skipCNcheck)
    options.skipRevocationCheck = line.has(.skipRevocationcheck)
    options.spnPort = line.has(.spnPort) ? 1 : 0
    options.operationTimeout = line[.timeout].flatMap { Int($0) } ?? 0
    applyProxy(to: &options)
    return options
  }

  private func applyProxy(to options: inout WSManSessionOptions) {
    switch line[.proxyaccess]?.lowercased() {
    case "winhttp_settings": options.proxyAccess = .winHTTPConfiguration
    case "auto_detect": options.proxyAccess = .autoDetect
    case "no_proxy": options.proxyAccess = .noProxyServer
    default: break
    }
    switch line[.proxyauthentication]?.lowercased() {
    case "basic": options.proxyAuthentication = .basic
    case "digest": options.proxyAuthentication = .digest
    case "negotiate": options.proxyAuthentication = .negotiate
    default: break
    }
    options.proxyCredential = line[.proxyusername].map {
      SessionCredential(userName: $0, password: line[.proxypassword] ?? "")
    }
  }

  // MARK: Rules

  /// Checks the switches against each other.
  /// - Throws: ``WinRMUsageError/rule(_:)``.
  func check() throws(WinRMUsageError) {
    for option in [WinRMSwitch.usessl, .unencrypted, .encoding] {
      try require(.remote, for: option)
    }
    try require(.username, for: .password)
    try require(.proxyaccess, for: .proxyauthentication)
    try require(.proxyauthentication, for: .proxyusername)
    try require(.proxyusername, for: .proxypassword)
    for option in [WinRMSwitch.username, .password] where line.has(option) && line.has(.certificate)
    {
      throw .rule(WinRMMessages.excludes(.certificate, option))
    }
    try checkMechanism()
    let mechanism = line[.authentication]?.lowercased()
    if line.has(.defaultCreds) {
      guard mechanism == "negotiate" else {
        throw .rule(WinRMMessages.defaultCredsOnlyWithNegotiate)
      }
      for option in [WinRMSwitch.username, .password] where line.has(option) {
        throw .rule(WinRMMessages.excludes(.defaultCreds, option))
      }
    }
    if line.has(.spnPort),
      line.has(.certificate) || !["negotiate", "kerberos", nil].contains(mechanism)
    {
      throw .rule(WinRMMessages.spnPortWrongMechanism)
    }
  }

  private func require(
    _ other: WinRMSwitch, for option: WinRMSwitch
  ) throws(WinRMUsageError) {
    if line.has(option), !line.has(other) { throw .rule(WinRMMessages.onlyWith(option, other)) }
  }

  private func checkMechanism() throws(WinRMUsageError) {
    guard let mechanism = line[.authentication]?.lowercased() else { return }
    let needed: WinRMSwitch?
    let excluded: [WinRMSwitch]
    switch mechanism {
    case "none": (needed, excluded) = (nil, [.certificate, .username, .password])
    case "basic", "digest", "credssp": (needed, excluded) = (.username, [.certificate])
    case "certificate": (needed, excluded) = (.certificate, [.username, .password])
    default: (needed, excluded) = (nil, [.certificate])
    }
    for option in excluded where line.has(option) {
      throw .rule(WinRMMessages.authenticationExcludes(mechanism, option))
    }
    if let needed, !line.has(needed) {
      throw .rule(WinRMMessages.authenticationNeeds(mechanism, needed))
    }
  }

  private var mechanism: AuthenticationMechanism {
    switch line[.authentication]?.lowercased() {
    case "none": .none
    case "basic": .basic
    case "digest": .digest
    case "kerberos": .kerberos
    case "negotiate": .negotiate
    case "certificate": .clientCertificate
    case "credssp": .credSSP
    default: line.has(.certificate) ? .clientCertificate : .default
    }
  }
}
