import WSManProtocol
import XMLStream

/// What a store keeps of a configuration beside the plain settings: each listener, mapping and plugin as a
/// document of its own, so that a change of one writes one.
public struct StoredItem: Sendable, Equatable {
  /// The kinds of items.
  public enum Kind: String, Sendable, CaseIterable {
    case listener
    case certificateMapping = "certmapping"
    case plugin
    /// Whether the service runs and requests get through; there is one.
    case remoteManagement = "state"
  }

  /// What distinguishes the item from the others of its kind.
  public let name: String
  /// The text from which the item can be made again.
  public let text: String

  /// An item.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

extension ComputerConfiguration {
  /// The names of the items of a kind in their order.
  public func itemNames(_ kind: StoredItem.Kind) -> [String] {
    switch kind {
    case .listener: listeners.map { "\($0.address)+\($0.transport.rawValue)" }
    // The issuer and the URI have no blanks, so that no two mappings get the same name.
    case .certificateMapping: certificateMappings.map { "\($0.issuer) \($0.uri) \($0.subject)" }
    case .plugin: plugins.map(\.name)
    case .remoteManagement: ["WinRM"]
    }
  }

  /// The text of the item at a place in the order of the names.
  public func itemText(_ kind: StoredItem.Kind, at index: Int) -> String {
    switch kind {
    case .listener:
      let listener = listeners[index]
      return Self.text(
        "Listener",
        [
          ("Address", listener.address), ("Transport", listener.transport.rawValue),
          ("Port", String(listener.port)), ("Hostname", listener.hostname),
          ("Enabled", listener.isEnabled ? "true" : "false"),
          ("URLPrefix", listener.urlPrefix),
          ("CertificateThumbprint", listener.certificateThumbprint),
        ])
    case .certificateMapping:
      let mapping = certificateMappings[index]
      return Self.text(
        "CertMapping",
        [
          ("URI", mapping.uri), ("Subject", mapping.subject), ("Issuer", mapping.issuer),
          ("UserName", mapping.userName), ("Enabled", mapping.isEnabled ? "true" : "false"),
        ])
    case .plugin: return plugins[index].document.description
    case .remoteManagement:
      return Self.text(
        "State",
        [
          ("Running", remoteManagement.isRunning ? "true" : "false"),
          ("Starts", String(remoteManagement.starts)),
          ("StartMode", remoteManagement.startMode.rawValue),
          ("NetworkProfile", remoteManagement.networkProfile.rawValue),
          ("HTTP", remoteManagement.allowsHTTP ? "true" : "false"),
          ("RemoteRights", remoteManagement.keepsRemoteRights ? "true" : "false"),
        ] + remoteManagement.membershipValues,
        lists: [
          ("Firewall", of: "Rule", remoteManagement.firewall.map(\.stored)),
          ("FirewallProfiles", of: "Profile", remoteManagement.firewallProfiles.map(\.stored)),
        ])
    }
  }

  /// Whether the item at a place is the same as the one at a place of another configuration.
  public func hasSameItem(
    _ kind: StoredItem.Kind, at index: Int, as other: ComputerConfiguration, at otherIndex: Int
  ) -> Bool {
    switch kind {
    case .listener: listeners[index] == other.listeners[otherIndex]
    case .certificateMapping: certificateMappings[index] == other.certificateMappings[otherIndex]
    case .plugin: plugins[index] == other.plugins[otherIndex]
    case .remoteManagement: remoteManagement == other.remoteManagement
    }
  }

  /// Whether two configurations have the same items of a kind.
  public func hasSameItems(_ kind: StoredItem.Kind, as other: ComputerConfiguration) -> Bool {
    switch kind {
    case .listener: listeners == other.listeners
    case .certificateMapping: certificateMappings == other.certificateMappings
    case .plugin: plugins == other.plugins
    case .remoteManagement: remoteManagement == other.remoteManagement
    }
  }

  /// Takes over the items of a kind; those that cannot be read are left out.
  public mutating func set(_ items: [StoredItem], _ kind: StoredItem.Kind) {
    switch kind {
    case .listener: listeners = items.compactMap { ListenerConfiguration(stored: $0.text) }
    case .certificateMapping:
      certificateMappings = items.compactMap { CertificateMapping(stored: $0.text) }
    case .plugin:
      plugins = items.compactMap { item in
        (try? XMLFragment(parsing: item.text)).map {
          PluginDocument(name: item.name, document: $0)
        }
      }.sorted { $0.name.lowercased() < $1.name.lowercased() }
    case .remoteManagement:
      remoteManagement =
        items.first.flatMap { RemoteManagementState(stored: $0.text) }
        ?? remoteManagement
    }
  }

  /// The text of an item: its values, and the lists that it has, be they empty.
  private static func text(
    _ name: String, _ values: [(String, String)],
    lists: [(String, of: String, [[(String, String)]])] = []
  ) -> String {
    func fill(_ root: inout XMLFragmentBuilder, _ values: [(String, String)]) {
      for (name, value) in values { root.element("", XMLName("", name), text: value) }
    }
    return XMLFragment("", XMLName("", name)) { root in
      fill(&root, values)
      for (name, element, members) in lists {
        root.element("", XMLName("", name)) { root in
          for values in members { root.element("", XMLName("", element)) { fill(&$0, values) } }
        }
      }
    }.description
  }
}

/// The values of an item's text by name.
private struct StoredValues {
  private let root: XMLFragment

  init?(_ text: String) {
    guard let root = try? XMLFragment(parsing: text) else { return nil }
    self.root = root
  }

  subscript(name: String) -> String { root.child(localName: name)?.text ?? "" }
  func isOn(_ name: String) -> Bool { self[name] == "true" }

  /// The rules of the firewall; nil in what was stored before they were.
  var firewall: [FirewallRule]? {
    root.child(localName: "Firewall").map { $0.children.map { FirewallRule(stored: $0) } }
  }

  /// What the firewall does in each kind of network.
  var firewallProfiles: [FirewallProfileState] {
    FirewallProfileState.states(
      stored: root.child(localName: "FirewallProfiles").map { Array($0.children) } ?? [])
  }
}

extension ListenerConfiguration {
  fileprivate init?(stored text: String) {
    guard let values = StoredValues(text),
      let transport = Transport(rawValue: values["Transport"]), let port = UInt32(values["Port"])
    else { return nil }
    self.init(
      address: values["Address"], transport: transport, port: port, hostname: values["Hostname"],
      isEnabled: values.isOn("Enabled"), urlPrefix: values["URLPrefix"],
      certificateThumbprint: values["CertificateThumbprint"])
  }
}

extension CertificateMapping {
  fileprivate init?(stored text: String) {
    guard let values = StoredValues(text) else { return nil }
    self.init(
      uri: values["URI"], subject: values["Subject"], issuer: values["Issuer"],
      userName: values["UserName"], isEnabled: values.isOn("Enabled"))
  }
}

extension RemoteManagementState {
  fileprivate init?(stored text: String) {
    guard let values = StoredValues(text), let mode = StartMode(rawValue: values["StartMode"]),
      let profile = NetworkProfile(rawValue: values["NetworkProfile"])
    else { return nil }
    self.init(
      isRunning: values.isOn("Running"), starts: UInt64(values["Starts"]) ?? 0, startMode: mode,
      networkProfile: profile,
      allowsHTTP: values.isOn("HTTP"),
      keepsRemoteRights: values.isOn("RemoteRights"))
    if let rules = values.firewall { firewall = rules }
    firewallProfiles = values.firewallProfiles
    let (name, domain) = (values["ComputerName"], values["Domain"])
    guard !name.isEmpty else { return }
    membership = ComputerMembership(name: name, domain: domain.isEmpty ? nil : domain)
  }

  /// What a computer that has moved tells besides.
  fileprivate var membershipValues: [(String, String)] {
    guard let membership else { return [] }
    return [("ComputerName", membership.name), ("Domain", membership.domain ?? "")]
  }
}
