import WSManClient
import WSManProtocol
import WSManService
import XMLStream

/// The configuration of a recorded computer, as lab files write it: what differs from the defaults
/// of its generation.
struct RecordedConfiguration {
  /// A setting and its value.
  typealias Setting = (path: String, value: String)

  /// What the computer says it is.
  let product: LabProduct
  let generation: ConfigurationProfile
  private(set) var settings: [Setting] = []
  /// What the group policy holds.
  private(set) var policy: [Setting] = []
  /// Nil for the one listener of a fresh computer.
  private(set) var listeners: [ListenerConfiguration]?
  private(set) var mappings: [CertificateMapping] = []
  /// The plugins that a fresh computer does not have in this form.
  private(set) var plugins: [PluginDocument] = []
  /// The names of those that only a fresh computer has.
  private(set) var missingPlugins: [String] = []
  private(set) var addresses: [String] = []
  /// What cannot be said in a lab file.
  private(set) var notes: [String] = []

  init(_ computer: RecordedComputer) {
    product = LabProduct(
      vendor: computer.product.productVendor ?? LabProduct.windowsVendor,
      version: computer.product.productVersion ?? "")
    generation = Self.generation(of: product)
    read(computer.configuration, .config)
    read(listeners: computer.listeners)
    mappings = computer.certificateMappings.map(Self.mapping)
    if let plugins = computer.plugins { read(plugins: plugins) }
  }

  /// Whether a computer of the generation says the same.
  var isProductStandard: Bool {
    let system = generation.operatingSystem
    return product.version.isEmpty
      || product.vendor == LabProduct.windowsVendor
        && product.system.map { $0 == (system.version, system.servicePack) } ?? false
  }

  private static func generation(of product: LabProduct) -> ConfigurationProfile {
    switch product.stack {
    case "1.1": .winrm11
    case "2.0": .winrm20
    default: product.system.map { $0.version.hasPrefix("6.") } ?? false ? .ws2012 : .current
    }
  }

  // MARK: Settings

  private mutating func read(_ element: XMLFragment, _ section: ConfigurationSection) {
    for child in ConfigurationSchema.children(of: section) {
      switch child {
      case .section(let inner):
        if let part = element.child(localName: inner.elementName, ignoringCase: true) {
          read(part, inner)
        }
      case .setting(let setting):
        if let leaf = element.child(localName: setting.name, ignoringCase: true) {
          read(leaf, setting)
        }
      }
    }
  }

  private mutating func read(_ leaf: XMLFragment, _ setting: ConfigurationSetting) {
    guard let standard = setting.defaultValue(in: generation) else { return }
    let isHeld =
      leaf.attribute(localName: "Source", ignoringCase: true) != nil
      && setting.policyValue != nil
    guard isHeld || leaf.text.trimmingXMLSpace() != standard else { return }
    do {
      let value = try ConfigurationValidator.canonical(
        leaf.text, for: setting.withRules(of: generation))
      guard isHeld || value != standard else { return }
      if isHeld {
        policy.append((setting.drivePath, value))
      } else {
        settings.append((setting.drivePath, value))
      }
    } catch {
      notes.append("The setting \(setting.drivePath) is left out. \(error.message)")
    }
  }

  // MARK: Listeners and mappings

  private mutating func read(listeners documents: [XMLFragment]) {
    var found: [ListenerConfiguration] = []
    for document in documents {
      let values = document.children.filter { $0.localName.lowercased() == "listeningon" }
      for address in values.map({ $0.text.trimmingXMLSpace() }) where Self.isOwn(address) {
        if !addresses.contains(address) { addresses.append(address) }
      }
      switch document.attribute(localName: "Source", ignoringCase: true)?.lowercased() {
      case "gpo":
        let allowed: Setting = (GroupPolicySwitch.allowAutoConfig.path, "true")
        if !policy.contains(where: { $0.path == allowed.path }) { policy.append(allowed) }
        continue
      case "compatibility": continue
      default: break
      }
      let transport: ListenerConfiguration.Transport =
        document.value("Transport")?.uppercased() == "HTTPS" ? .https : .http
      found.append(
        ListenerConfiguration(
          address: document.value("Address") ?? "*", transport: transport,
          port: document.value("Port").flatMap { UInt32($0) } ?? 5985,
          hostname: document.value("Hostname") ?? "",
          isEnabled: document.value("Enabled")?.lowercased() != "false",
          urlPrefix: document.value("URLPrefix") ?? "wsman",
          certificateThumbprint: (document.value("CertificateThumbprint") ?? "")
            .filter { !$0.isWhitespace }))
    }
    if addresses.count > 3 {
      notes.append("Only 3 of \(addresses.count) addresses are kept.")
      addresses = Array(addresses.prefix(3))
    }
    listeners = found == [.standard] ? nil : found
  }

  private static func isOwn(_ address: String) -> Bool {
    IPAddress(address) != nil && !address.hasPrefix("127.") && address != "::1"
      && !address.contains("%") && !address.lowercased().hasPrefix("fe80:")
  }

  private static func mapping(_ document: XMLFragment) -> CertificateMapping {
    CertificateMapping(
      uri: document.value("URI") ?? "*", subject: document.value("Subject") ?? "*",
      issuer: document.value("Issuer") ?? "", userName: document.value("UserName") ?? "",
      isEnabled: document.value("Enabled")?.lowercased() != "false")
  }

  // MARK: Plugins

  private mutating func read(plugins documents: [XMLFragment]) {
    var found: [PluginDocument] = []
    for document in documents {
      do {
        found.append(try PluginDocument(document: document))
      } catch {
        notes.append("A plugin is left out. \(error.message)")
      }
    }
    let standard = ComputerConfiguration(profile: generation).plugins.compactMap {
      try? PluginDocument(document: $0.document)
    }
    plugins = found.filter { !standard.contains($0) }
    missingPlugins = standard.map(\.name).filter { name in
      !found.contains { $0.name.lowercased() == name.lowercased() }
    }
  }
}
