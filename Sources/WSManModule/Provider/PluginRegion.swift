import PSEngine
import WSManProtocol
import XMLStream

/// Plugins: one document each, shown as a tree (`provider.md` 7.4).
final class PluginRegion {
  static let resource = "plugin"

  private let access: ConfigurationAccess
  private var names: [String]?
  private var spellings: [String: String] = [:]
  private var trees: [String: PluginNode] = [:]

  init(_ access: ConfigurationAccess) { self.access = access }

  /// The names in the order in which the service returns them.
  func pluginNames() async throws -> [String] {
    if let names { return names }
    let found = try await access.instances(Self.resource).compactMap {
      $0.attribute(localName: "Name", ignoringCase: true)
    }
    names = found
    for name in found.reversed() { spellings[name.lowercased()] = name }
    return found
  }

  /// The plugin's own spelling of a name in any case; `nil` when there is no such plugin.
  func spelling(of name: String) async throws -> String? {
    _ = try await pluginNames()
    return spellings[name.lowercased()]
  }

  /// A plugin's tree, `nil` when there is no plugin of that name.
  func tree(_ name: String) async throws -> PluginNode? {
    guard let own = try await spelling(of: name) else { return nil }
    if let known = trees[own] { return known }
    let tree = PluginNode(plugin: try await document(own))
    trees[own] = tree
    return tree
  }

  /// A plugin as an item.
  static func item(_ name: String) -> WSManConfigContainerElement {
    WSManConfigContainerElement(name: name, keys: ["Name=\(name)"])
  }

  // MARK: Changing

  private static func selectors(_ name: String) -> SelectorSet { ["Name": name] }

  /// The document of a plugin.
  func document(_ name: String) async throws -> XMLFragment {
    try await access.document(Self.resource, selectors: Self.selectors(name))
  }

  /// Puts a changed document back.
  func put(_ name: String, _ document: XMLFragment) async throws {
    try await access.put(Self.resource, selectors: Self.selectors(name), document)
  }

  /// Creates a plugin.
  func create(_ name: String, _ document: XMLFragment) async throws {
    try await access.create(Self.resource, selectors: Self.selectors(name), document)
  }

  /// Deletes a plugin.
  func remove(_ name: String) async throws {
    try await access.delete(Self.resource, selectors: Self.selectors(name))
  }
}
