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

  /// Whether the plugin has a name.
  func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }

  /// The plugins of a fresh server, sorted by name.
  public static let standard: [PluginDocument] = StandardPlugins.documents.compactMap {
    name, text in
    (try? XMLFragment(parsing: text)).map { PluginDocument(name: name, document: $0) }
  }
}
