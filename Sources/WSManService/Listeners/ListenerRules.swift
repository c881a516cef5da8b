import WSManProtocol
import XMLStream

/// What Create and Put accept for a listener (`configuration.md` 7).
struct ListenerRules {
  let identity: ServiceIdentity
  /// The certificates of the computer itself.
  let certificates: [ServiceCertificate]

  private static let names = [
    "Address", "Transport", "Port", "Hostname", "Enabled", "URLPrefix", "CertificateThumbprint",
    "ListeningOn",
  ]

  /// The values of a body.
  static func read(_ body: XMLFragment?) throws(ConfigurationProblem) -> InstanceBody {
    try InstanceBody(
      body, resourceURI: ListenerDocument.resourceURI, rootName: "Listener", names: names,
      repeated: ["listeningon"])
  }

  /// The listener that a Create asks for.
  func created(
    address: String, transport: String, _ values: InstanceBody,
    in configuration: ComputerConfiguration
  ) throws(ConfigurationProblem) -> ListenerConfiguration {
    let address = try checkedAddress(address)
    guard let transport = ListenerConfiguration.Transport(rawValue: transport.uppercased()) else {
      throw ConfigurationProblem(
        code: 2_150_858_838,
        message:
          "Transport cannot be \(ConfigurationProblem.quoted(transport)). It must be HTTP or "
          + "HTTPS.")
    }
    let isSecure = transport == .https
    let standardPort = configuration.number(
      isSecure ? "Service.DefaultPorts.HTTPS" : "Service.DefaultPorts.HTTP",
      otherwise: isSecure ? 5986 : 5985)
    var listener = ListenerConfiguration(
      address: address, transport: transport, port: standardPort, hostname: "")
    try apply(values, to: &listener)
    // A certificate that is named need not be made for this computer, unless a host is named too:
    // the scripts that set up build machines rely on it.
    if isSecure, listener.certificateThumbprint.isEmpty {
      if values["Hostname"] == nil { listener.hostname = identity.fullName }
      listener.certificateThumbprint = try thumbprint(for: listener.hostname)
    }
    try checkCertificate(of: listener)
    return listener
  }

  /// The listener after a Put.
  ///
  /// - Parameter addresses: the addresses that the listener serves now, which a Put may repeat.
  func changed(
    _ listener: ListenerConfiguration, _ values: InstanceBody, listeningOn addresses: [String]
  ) throws(ConfigurationProblem) -> ListenerConfiguration {
    guard listener.source == nil else {
      throw ConfigurationProblem(
        code: 2_150_858_890,
        message:
          "This listener belongs to a policy or a compatibility switch and cannot be changed "
          + "by itself.")
    }
    if let repeated = values.lists["listeningon"], repeated != addresses {
      throw ConfigurationProblem(
        code: 2_150_859_071,
        message: "ListeningOn is computed and cannot be changed. Change Address, IPv4Filter or "
          + "IPv6Filter instead.")
    }
    var changed = listener
    try apply(values, to: &changed)
    if changed.certificateThumbprint != listener.certificateThumbprint
      || changed.hostname != listener.hostname
    {
      try checkCertificate(of: changed)
    }
    return changed
  }

  private func apply(
    _ values: InstanceBody, to listener: inout ListenerConfiguration
  ) throws(ConfigurationProblem) {
    try values.check("Address", is: listener.address, otherwise: 2_150_858_989)
    try values.check("Transport", is: listener.transport.rawValue, otherwise: 2_150_858_989)
    if let text = values["Port"] {
      guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else {
        throw Self.refused("Port", text, 2_150_858_838, "It must be a port from 1 to 65535.")
      }
      guard let port = UInt32(text), (1...65_535).contains(port) else {
        throw Self.refused("Port", text, 2_150_858_972, "It must be a port from 1 to 65535.")
      }
      listener.port = port
    }
    if let text = values["Enabled"] {
      guard let isEnabled = ConfigurationValidator.boolean(text) else {
        throw Self.refused("Enabled", text, 2_150_858_838, "It must be true or false.")
      }
      listener.isEnabled = isEnabled
    }
    if let text = values["URLPrefix"] {
      guard ConfigurationValidator.isURLPrefix(text) else {
        throw Self.refused(
          "URLPrefix", text, 2_150_858_838,
          "It must have letters, digits, _ and / only, with no / at the start or the end.")
      }
      listener.urlPrefix = text
    }
    if let text = values["Hostname"] { listener.hostname = try Self.hostName(text) }
    if let text = values["CertificateThumbprint"] {
      listener.certificateThumbprint = try Self.thumbprint(text)
    }
  }

  private static func refused(
    _ name: String, _ text: String, _ code: UInt32, _ requirement: String
  ) -> ConfigurationProblem {
    ConfigurationProblem(
      code: code,
      message: "\(name) cannot be \(ConfigurationProblem.quoted(text)). \(requirement)")
  }

  // MARK: Addresses

  private func checkedAddress(_ text: String) throws(ConfigurationProblem) -> String {
    if text == "*" { return text }
    let kind = text.prefix(3).uppercased()
    let rest = String(text.dropFirst(kind == "IP:" ? 3 : 4))
    if kind == "IP:" {
      let own = identity.addresses.compactMap(IPAddress.init)
      guard let address = IPAddress(rest) else { throw Self.malformed(text) }
      guard own.contains(address) else {
        throw ConfigurationProblem(
          code: 2_150_858_889,
          message: "This computer does not have the address \(ConfigurationProblem.quoted(rest)). "
            + "Its addresses: \(identity.addresses.joined(separator: ", "))."
            + (rest.hasPrefix("127.") ? Self.servedAddress : ""))
      }
      return "IP:" + rest
    }
    guard text.prefix(4).uppercased() == "MAC:" else { throw Self.malformed(text) }
    let pairs = rest.split(separator: "-", omittingEmptySubsequences: false)
    guard [6, 8].contains(pairs.count),
      pairs.allSatisfy({ $0.utf8.count == 2 && $0.allSatisfy { $0.isASCII && $0.isHexDigit } })
    else { throw Self.malformed(text) }
    throw ConfigurationProblem(
      code: 2_150_858_875,
      message: "This computer has no network adapter with the number "
        + "\(ConfigurationProblem.quoted(rest)).")
  }

  /// What is said of an address of loopback that the computer does not have.
  private static let servedAddress =
    " Addresses 127.0.0.x are those at which \"wsmansh serve\" lets this machine reach the computers of a "
    + "lab; a listener takes an address of the computer's own."

  private static func malformed(_ text: String) -> ConfigurationProblem {
    refused(
      "Address", text, 2_150_858_889,
      "It must be *, IP: with an address, or MAC: with the number of an adapter.")
  }

  // MARK: Certificates

  private static func hostName(_ text: String) throws(ConfigurationProblem) -> String {
    guard text.utf8.count <= 255, !text.contains(where: { $0.isWhitespace || $0 == "/" }) else {
      throw refused("Hostname", text, 2_150_858_838, "It must be a name without blanks.")
    }
    return text
  }

  private static func thumbprint(_ text: String) throws(ConfigurationProblem) -> String {
    let digits = text.filter { $0 != " " }
    let isThumbprint = digits.utf8.count == 40 && digits.allSatisfy { $0.isASCII && $0.isHexDigit }
    guard digits.isEmpty || isThumbprint else {
      throw refused(
        "CertificateThumbprint", text, 2_150_858_882, "It must have 40 hexadecimal digits.")
    }
    return digits
  }

  /// The certificate of a computer without a thumbprint: one that stands for the host.
  private func thumbprint(for host: String) throws(ConfigurationProblem) -> String {
    let usable = certificates.first {
      $0.hasPrivateKey && $0.isValidNow && $0.isForServers && $0.isMade(for: host)
    }
    guard let usable else {
      throw ConfigurationProblem(
        code: 2_150_858_882,
        message: "The computer has no certificate for \(ConfigurationProblem.quoted(host)) that an "
          + "HTTPS listener could use. Make one: New-SelfSignedCertificate -DnsName \(host)")
    }
    return usable.thumbprint
  }

  private func checkCertificate(of listener: ListenerConfiguration) throws(ConfigurationProblem) {
    let thumbprint = listener.certificateThumbprint
    guard listener.transport == .https else {
      guard thumbprint.isEmpty else {
        throw ConfigurationProblem(
          code: 2_150_858_987, message: "A listener for HTTP has no certificate.")
      }
      return
    }
    let found = certificates.first { $0.thumbprint.lowercased() == thumbprint.lowercased() }
    guard let found, found.hasPrivateKey else {
      throw ConfigurationProblem(
        code: 2_150_858_882,
        message: "The computer has no certificate with the thumbprint "
          + "\(ConfigurationProblem.quoted(thumbprint)) and its private key. List those it has: "
          + "Get-ChildItem Cert:\\LocalMachine\\My")
    }
    guard found.isForServers else {
      throw ConfigurationProblem(
        code: 2_150_858_990,
        message: "The certificate \(thumbprint) is not made for server authentication.")
    }
    guard found.isValidNow else {
      throw ConfigurationProblem(
        code: 2_150_858_882,
        message: "The certificate \(thumbprint) has expired or is not yet valid.")
    }
    let names = found.hostNames.isEmpty ? found.commonName : found.hostNames.joined(separator: ", ")
    guard listener.hostname.isEmpty || found.isMade(for: listener.hostname) else {
      throw ConfigurationProblem(
        code: 2_150_858_985,
        message: "The certificate \(thumbprint) stands for \(names) "
          + "and not for \(ConfigurationProblem.quoted(listener.hostname)).")
    }
  }
}
