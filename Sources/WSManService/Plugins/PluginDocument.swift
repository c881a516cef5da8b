import WSManProtocol
public import XMLStream

/// A plugin of the service as its document describes it (`configuration.md` 9).
public struct PluginDocument: Sendable, Equatable {
  /// The resource URI.
  static let resourceURI = ConfigurationSection.baseURI + "/plugin"

  /// The name, which is also the selector; compared without regard to letter case.
  public let name: String
  /// The document.
  public let document: XMLFragment
  /// The URIs of its resources in lower case.
  let resourceURIs: [String]

  /// A plugin.
  public init(name: String, document: XMLFragment) {
    self.name = name
    self.document = document
    resourceURIs =
      document.child(localName: "Resources")?.children.compactMap {
        $0.attribute(localName: "ResourceUri", ignoringCase: true)?.lowercased()
      } ?? []
  }

  /// A plugin of another computer, which may be in a file that emulated computers do not have. A
  /// password is left out.
  ///
  /// - Throws: what is wrong with the document.
  public init(document: XMLFragment) throws(ConfigurationProblem) {
    var parts = try PluginParts(document)
    let name = parts.attributes["Name"] ?? ""
    guard !name.isEmpty else {
      throw ConfigurationProblem(code: 2_150_858_845, message: "The plugin has no name.")
    }
    for security in (parts.resources ?? []).flatMap(\.securities) {
      guard let sddl = security["Sddl"], SecurityDescriptor(sddl: sddl) != nil else {
        throw ConfigurationProblem(
          code: 2_150_859_100,
          message: "The plugin \(ConfigurationProblem.quoted(name)) has no valid descriptor: "
            + "\(ConfigurationProblem.quoted(security["Sddl"] ?? "")).")
      }
    }
    if parts.attributes["RunAsPassword"] != nil { parts.attributes["RunAsPassword"] = "" }
    self.init(name: name, document: parts.document)
  }

  /// Whether the plugin has a name.
  func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }

  /// The plugins of a fresh server, sorted by name.
  static func standard(in profile: ConfigurationProfile) -> [PluginDocument] {
    switch profile {
    case .current: current
    case .ws2012: ws2012
    case .winrm20: winrm20
    case .winrm11: []
    }
  }

  private static let current = read(.current)
  private static let ws2012 = read(.ws2012)
  private static let winrm20 = read(.winrm20)

  private static func read(_ profile: ConfigurationProfile) -> [PluginDocument] {
    StandardPlugins.documents(in: profile).compactMap { name, text in
      (try? XMLFragment(parsing: text)).map { PluginDocument(name: name, document: $0) }
    }
  }
}
