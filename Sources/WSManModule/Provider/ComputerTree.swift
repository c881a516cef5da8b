import PSEngine

/// The tree of one computer (`provider.md` 6) as one command sees it: everything is read once.
final class ComputerTree {
  let computer: String
  let settings: GenericRegion
  private(set) lazy var listeners = InstanceRegion(.listener, access)
  private(set) lazy var certificates = InstanceRegion(.certificate, access)
  private(set) lazy var plugins = PluginRegion(access)
  /// How it is read and written.
  let access: ConfigurationAccess

  init(_ computer: String, _ access: ConfigurationAccess) {
    self.computer = computer
    self.access = access
    settings = GenericRegion(access: access)
  }

  /// Whether changes are shown to those who watch, and not sent.
  var isRehearsal: Bool { access.isRehearsal }

  /// The item at a place of this computer; `nil` when there is none.
  func item(_ place: WSManPath) async throws -> DriveItem? {
    switch place {
    case .root: return .root
    case .computer: return .computer(computer)
    case .generic(_, let path):
      guard let known = GenericRegion.place(path), let leaf = try await settings.item(known) else {
        return nil
      }
      return item(leaf, below: path.dropLast(), isContainer: leaf.isFolder)
    case .listener(_, let path): return try await item(path, in: listeners)
    case .certificate(_, let path): return try await item(path, in: certificates)
    case .plugin(_, let path):
      guard let first = path.first else {
        return item(WSManConfigLeafElement.container("Plugin"), below: [], isContainer: true)
      }
      guard path.count > 1 else {
        guard let name = try await plugins.spelling(of: first) else { return nil }
        return item(PluginRegion.item(name), below: ["Plugin"], isContainer: true)
      }
      guard let tree = try await plugins.tree(first) else { return nil }
      let way = tree.way(path.dropFirst())
      guard let last = way.last else { return nil }
      let names = ["Plugin", tree.element.name] + way.dropLast().map(\.element.name)
      return item(last.element, below: names[...], isContainer: last.isContainer)
    }
  }

  /// The children of a container, in the order of `provider.md` 6; empty for everything else.
  func children(_ place: WSManPath) async throws -> [DriveItem] {
    switch place {
    case .root: return []
    case .computer:
      let leaves = try await settings.children(of: "").filter { !$0.isFolder }
      return items(leaves.map { ($0, false) }, below: [])
        + items(
          WSManPath.computerContainers.map { (WSManConfigLeafElement.container($0), true) },
          below: [])
    case .generic(_, let path):
      guard case .container(let resource, _)? = GenericRegion.place(path) else { return [] }
      let children = try await settings.children(of: resource)
      return items(children.map { ($0, $0.isFolder) }, below: path)
    case .listener(_, let path): return try await children(path, of: listeners)
    case .certificate(_, let path): return try await children(path, of: certificates)
    case .plugin(_, let path):
      guard let first = path.first else {
        let names = try await plugins.pluginNames()
        return items(names.map { (PluginRegion.item($0), true) }, below: ["Plugin"])
      }
      guard let tree = try await plugins.tree(first) else { return [] }
      let way = tree.way(path.dropFirst())
      guard way.count == path.count - 1 else { return [] }
      let names = ["Plugin", tree.element.name] + way.map(\.element.name)
      let nodes = (way.last ?? tree).children ?? []
      return items(nodes.map { ($0.element, $0.isContainer) }, below: names)
    }
  }

  /// Whether `Remove-Item` has to ask before it takes an item away (`provider.md` 10.8).
  func hasChildren(_ place: WSManPath) async throws -> Bool {
    switch place {
    case .root, .computer, .certificate: return true
    case .listener: return try await !listeners.instances().isEmpty
    case .generic(_, let path):
      if case .container? = GenericRegion.place(path) { return true }
      return false
    case .plugin(_, let path):
      guard path.count != 1 else { return true }
      return try await !children(place).isEmpty
    }
  }

  // MARK: Instances

  private func item(_ path: [String], in region: InstanceRegion) async throws -> DriveItem? {
    let container = region.kind.container
    guard let name = path.first else {
      return item(WSManConfigLeafElement.container(container), below: [], isContainer: true)
    }
    guard path.count <= 2, let instance = try await region.instance(named: name) else { return nil }
    guard path.count == 2 else {
      return item(instance.element, below: [container], isContainer: true)
    }
    guard let leaf = instance.leaves.first(where: { $0.name.equalsIgnoringCase(path[1]) }) else {
      return nil
    }
    return item(leaf, below: [container, instance.name], isContainer: false)
  }

  private func children(
    _ path: [String], of region: InstanceRegion
  ) async throws -> [DriveItem] {
    let container = region.kind.container
    guard let name = path.first else {
      return items(
        try await region.instances().map { ($0.element, true) }, below: [container])
    }
    guard path.count == 1, let instance = try await region.instance(named: name) else { return [] }
    return items(instance.leaves.map { ($0, false) }, below: [container, instance.name])
  }

  // MARK: Items

  private func items(
    _ elements: [(WSManConfigElement, Bool)], below path: [String]
  ) -> [DriveItem] {
    let base = WSManPath.joined(computer, path[...])
    return elements.map { element, isContainer in
      DriveItem(element: element, path: "\(base)\\\(element.name)", isContainer: isContainer)
    }
  }

  private func item(
    _ element: WSManConfigElement, below path: ArraySlice<String>, isContainer: Bool
  ) -> DriveItem {
    DriveItem(
      element: element, path: "\(WSManPath.joined(computer, path))\\\(element.name)",
      isContainer: isContainer)
  }
}

extension WSManConfigElement {
  /// Whether the element is a container of the fixed tree or of the generic regions.
  fileprivate var isFolder: Bool { typeNameOfElement == "Container" }
}
