import WSManProtocol
import WSManService
import XMLStream

/// The parts of a computer's configuration that are no settings.
extension LabDocument {
  private static let mostListeners = 100
  private static let mostMappings = 1000
  private static let mostPlugins = 100

  private static let listenerKeys = [
    "address", "transport", "port", "hostname", "enabled", "urlPrefix", "certificate",
  ]

  /// Reads the listeners of a computer.
  func listeners() throws(LabFileError) -> [ListenerConfiguration] {
    let items = try limited(of: "listeners", Self.mostListeners)
    var listeners: [ListenerConfiguration] = []
    for item in items {
      let listener = try item.listener()
      let isKnown = listeners.contains {
        $0.address.lowercased() == listener.address.lowercased()
          && $0.transport == listener.transport
      }
      guard !isKnown else {
        throw item.error(
          "There are two listeners for \(listener.address) over \(listener.transport.rawValue).")
      }
      listeners.append(listener)
    }
    return listeners
  }

  private func listener() throws(LabFileError) -> ListenerConfiguration {
    let fields = try fields(Self.listenerKeys, of: "a listener")
    let word = try fields["transport"]?.choice(of: "transport", ["HTTP", "HTTPS"]) ?? "HTTP"
    let transport = ListenerConfiguration.Transport(rawValue: word) ?? .http
    let address = try fields["address"]?.nonEmptyText(of: "address") ?? "*"
    let prefix = address.prefix(4).uppercased()
    guard
      address == "*" || prefix == "MAC:"
        || prefix.hasPrefix("IP:") && IPAddress(String(address.dropFirst(3))) != nil
    else {
      throw error("\"\(address)\" is no address of a listener: *, IP:192.0.2.11 or MAC:...")
    }
    let thumbprint = try fields["certificate"]?.text(of: "certificate") ?? ""
    let isThumbprint = thumbprint.utf8.count == 40 && thumbprint.allSatisfy(\.isHexDigit)
    guard thumbprint.isEmpty || isThumbprint else {
      throw error("\"\(thumbprint)\" is no thumbprint of a certificate: 40 hexadecimal digits.")
    }
    return ListenerConfiguration(
      address: address, transport: transport,
      port: UInt32(
        try fields["port"]?.number(of: "port", in: 1...65_535) ?? (transport == .http ? 5985 : 5986)
      ),
      hostname: try fields["hostname"]?.text(of: "hostname") ?? "",
      isEnabled: try fields["enabled"]?.choice(of: "enabled", ["true", "false"]) != "false",
      urlPrefix: try fields["urlPrefix"]?.nonEmptyText(of: "urlPrefix") ?? "wsman",
      certificateThumbprint: thumbprint)
  }

  /// Reads to which accounts the certificates of clients are mapped.
  func certificateMappings() throws(LabFileError) -> [CertificateMapping] {
    var mappings: [CertificateMapping] = []
    for item in try limited(of: "certificateMappings", Self.mostMappings) {
      let fields = try item.fields(
        ["issuer", "subject", "uri", "user", "enabled"], of: "a certificate mapping")
      guard let issuer = try fields["issuer"]?.nonEmptyText(of: "issuer"),
        let user = try fields["user"]?.nonEmptyText(of: "user")
      else {
        throw item.error(
          "A certificate mapping needs an issuer, the thumbprint of an authority, and a user.")
      }
      mappings.append(
        CertificateMapping(
          uri: try fields["uri"]?.nonEmptyText(of: "uri") ?? "*",
          subject: try fields["subject"]?.nonEmptyText(of: "subject") ?? "*", issuer: issuer,
          userName: user,
          isEnabled: try fields["enabled"]?.choice(of: "enabled", ["true", "false"]) != "false"))
    }
    return mappings
  }

  /// Reads the plugins that the file adds to those of a fresh computer, wins over them with, or takes
  /// away: documents of XML, and names behind `remove`.
  ///
  /// - Returns: all plugins of the computer.
  func plugins(in profile: ConfigurationProfile) throws(LabFileError) -> [PluginDocument] {
    var plugins = ComputerConfiguration(profile: profile).plugins
    var named: Set<String> = []
    for item in try limited(of: "plugins", Self.mostPlugins) {
      let plugin = item.isScalar ? try item.plugin() : nil
      let name: String
      if let plugin { name = plugin.name } else { name = try item.removedName() }
      guard named.insert(name.lowercased()).inserted else {
        throw item.error("The plugin \"\(name)\" is named twice.")
      }
      let count = plugins.count
      plugins.removeAll { $0.name.lowercased() == name.lowercased() }
      if let plugin {
        plugins.append(plugin)
      } else if plugins.count == count {
        throw item.error("There is no plugin \"\(name)\" to remove.")
      }
    }
    return plugins.sorted { $0.name.lowercased() < $1.name.lowercased() }
  }

  private func removedName() throws(LabFileError) -> String {
    guard let name = try fields(["remove"], of: "a plugin")["remove"] else {
      throw error("A plugin is a document of XML, or {remove: NAME}.")
    }
    return try name.nonEmptyText(of: "remove")
  }

  private func plugin() throws(LabFileError) -> PluginDocument {
    let text = try nonEmptyText(of: "plugins")
    do {
      return try PluginDocument(document: XMLFragment(parsing: text))
    } catch let problem as ConfigurationProblem {
      throw error(problem.message)
    } catch {
      throw self.error("The document of a plugin is no XML: \(error).")
    }
  }

  private func limited(of place: String, _ most: Int) throws(LabFileError) -> [LabDocument] {
    let items = try items(of: place)
    guard items.count <= most else {
      throw items[most].error("A computer has at most \(most) \(place).")
    }
    return items
  }
}
