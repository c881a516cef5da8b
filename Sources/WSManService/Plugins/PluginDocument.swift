import WSManProtocol
import XMLStream

/// A plugin of the service as its document describes it (`configuration.md` 9).
struct PluginDocument: Sendable, Equatable {
  /// The resource URI.
  static let resourceURI = ConfigurationSection.baseURI + "/plugin"

  /// The name, which is also the selector; compared without regard to letter case.
  let name: String
  /// The document.
  let document: XMLFragment

  /// The plugins of a fresh server, sorted by name.
  static let standard: [PluginDocument] = StandardPlugins.documents.compactMap { name, text in
    (try? XMLFragment(parsing: text)).map { PluginDocument(name: name, document: $0) }
  }
}
