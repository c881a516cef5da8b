import WSManProtocol

extension ConnectionTarget {
  /// The local service, as the user who runs the program: the target when nothing is given.
  public static func localSession(_ client: ClientConfiguration) -> ConnectionTarget {
    ConnectionTarget(
      host: "localhost", transport: .http, port: client.httpPort, path: client.urlPrefix,
      isPlainName: true, isLocalSession: true)
  }

  /// A target from the parts that cmdlets take (`cmdlets.md` 3.3).
  ///
  /// - Parameters:
  ///   - computerName: a name or an address, IPv6 in brackets; nil, empty and `.` mean localhost,
  ///     and when nothing else is given nil means the local session.
  ///   - port: nil takes the port of the configuration.
  ///   - applicationName: nil takes the URL prefix of the configuration.
  ///   - useSSL: whether HTTPS is used.
  ///   - client: the configuration of the client.
  /// - Throws: `ClientRefusal` 2150858971 for ports, 2150859256 for names that are none.
  public init(
    computerName: String?, port: Int? = nil, applicationName: String? = nil, useSSL: Bool = false,
    client: ClientConfiguration
  ) throws(ClientRefusal) {
    let isPlain = port == nil && applicationName == nil && !useSSL
    if computerName == nil, isPlain {
      self = .localSession(client)
      return
    }
    let name = computerName?.trimmingXMLSpace() ?? ""
    let isAlias = name.isEmpty || name == "."
    guard isAlias || !name.contains("://") else { throw ClientRefusal(.destinationInvalid) }
    var parsed = try Self.authorityAndPath(isAlias ? "localhost" : name, .destinationInvalid)
    if let port { parsed.port = port }
    if let applicationName { parsed.path = applicationName }
    try self.init(
      parsed, transport: useSSL ? .https : .http, client: client,
      isPlainName: isPlain && parsed.port == nil && parsed.path == nil)
  }

  /// A target from a connection string or URI: `[http://|https://]computer[:port][/application]`.
  ///
  /// A scheme brings its own default port, 80 or 443; without one the configuration decides.
  ///
  /// - Throws: `ClientRefusal` 2150858969 for malformed texts, 2150858970 for other schemes,
  ///   2150858971 for ports, 2150859198 for `http` together with SSL.
  public init(
    connectionString: String, useSSL: Bool = false, client: ClientConfiguration
  ) throws(ClientRefusal) {
    let text = connectionString.trimmingXMLSpace()
    let sides = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2 else {
      try self.init(computerName: text, useSSL: useSSL, client: client)
      return
    }
    guard let transport = Transport(rawValue: sides[0].lowercased()) else {
      throw ClientRefusal(sides[0].isEmpty ? .connectionStringInvalid : .transportNotSupported)
    }
    if useSSL, transport == .http { throw ClientRefusal(.sslButHTTP) }
    var parsed = try Self.authorityAndPath(String(sides[1]), .connectionStringInvalid)
    if parsed.port == nil { parsed.port = transport == .http ? 80 : 443 }
    try self.init(parsed, transport: transport, client: client, isPlainName: false)
  }

  /// What stands behind the scheme; parts that were not given are nil.
  private struct Parts {
    var host: String
    var port: Int?
    var path: String?
  }

  private init(
    _ parts: Parts, transport: Transport, client: ClientConfiguration, isPlainName: Bool
  ) throws(ClientRefusal) {
    let port = parts.port ?? (transport == .https ? client.httpsPort : client.httpPort)
    guard (1...65_535).contains(port) else { throw ClientRefusal(.portInvalid) }
    let path = (parts.path ?? client.urlPrefix).drop { $0 == "/" }
    guard path.unicodeScalars.allSatisfy(Self.isPathCharacter) else {
      throw ClientRefusal(.connectionStringInvalid)
    }
    self.init(
      host: parts.host, transport: transport, port: port, path: String(path),
      isPlainName: isPlainName)
  }

  private static func authorityAndPath(
    _ text: String, _ code: WSManErrorCode
  ) throws(ClientRefusal) -> Parts {
    let slash = text.firstIndex(of: "/") ?? text.endIndex
    let path = text[slash...].drop { $0 == "/" }
    let authority = text[..<slash]
    var host = authority
    var port: Int?
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { throw ClientRefusal(code) }
      host = authority[authority.index(after: authority.startIndex)..<end]
      guard host.contains(":"), IPAddress(String(host)) != nil else { throw ClientRefusal(code) }
      port = try self.port(after: authority[authority.index(after: end)...], code)
    } else {
      let colon = authority.firstIndex(of: ":") ?? authority.endIndex
      host = authority[..<colon]
      guard isName(host) else { throw ClientRefusal(code) }
      // A second colon means an IPv6 address without its brackets.
      guard !authority[colon...].dropFirst().contains(":") else {
        throw ClientRefusal(.destinationInvalid)
      }
      port = try self.port(after: authority[colon...], code)
    }
    return Parts(host: String(host), port: port, path: path.isEmpty ? nil : String(path))
  }

  private static func port(
    after text: Substring, _ code: WSManErrorCode
  ) throws(ClientRefusal) -> Int? {
    if text.isEmpty { return nil }
    let digits = text.dropFirst()
    guard text.hasPrefix(":"), !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else {
      throw ClientRefusal(text.hasPrefix(":") ? .portInvalid : code)
    }
    guard let port = Int(digits) else { throw ClientRefusal(.portInvalid) }
    return port
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 255
      && text.unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "\u{0}"..."\u{20}", "\u{7F}", "/", "\\", "?", "#", "@", "[", "]", "<", ">", "\"",
          "%", ";", ",", "*", "|", "!", "$", "&", "'", "(", ")", "+", "=", "^", "`", "{", "}":
          false
        default: true
        }
      }
  }

  private static func isPathCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\u{0}"..."\u{20}", "\u{7F}", "\\", "#", "<", ">", "\"": false
    default: true
    }
  }
}
