import PSEngine
import WSManClient

/// The provider of the `WSMan:` drive: a navigation over the configuration of connected computers
/// (`provider.md`).
final class WSManProvider: CmdletProvider {
  static let name = "WSMan"

  private let isConnected: (String) -> Bool

  /// - Parameter isConnected: whether the session has a connection of a name.
  init(isConnected: @escaping (String) -> Bool) { self.isConnected = isConnected }

  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] {
    [
      PSDriveInfo(
        name: "WSMan", provider: info, root: "",
        summary: "Root of the configuration of the connected computers.")
    ]
  }

  func newDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws -> PSDriveInfo {
    guard drive.root.isEmpty || drive.root == "\\" else {
      throw PSRuntimeError(
        ErrorRecord(
          PSException(
            "System.InvalidOperationException", WSManMessages.rootPathMissing(drive.root)),
          id: "WsManError", category: .invalidOperation, target: .string(drive.root)))
    }
    return drive
  }

  /// Closes every connection, also those that other drives show; the next use begins with the local
  /// computer again (`provider.md` 3).
  func removeDrive(_ drive: PSDriveInfo, _ context: ProviderContext) async throws {
    table(context).removeAll()
  }

  // MARK: Lookup

  /// What stands at a path.
  enum Node {
    case root
    case computer(String)
    case leaf(WSManConfigLeafElement)
    case container(WSManConfigElement)
  }

  func table(_ context: ProviderContext) -> ConnectionTable { context.session.wsmanConnections }

  /// The reader of a computer, shared by everything that one command asks.
  func reader(_ computer: String, _ context: ProviderContext) throws -> ConfigurationReader {
    let cache = context.cache as? ReaderCache ?? ReaderCache()
    context.cache = cache
    if let reader = cache.readers[computer] { return reader }
    guard let connection = table(context).connection(computer) else {
      throw PSRuntimeError.provider(
        "The computer '\(computer)' is not connected. Connect it with: Connect-WSMan \(computer)",
        exception: "System.ArgumentException")
    }
    let reader = ConfigurationReader(session: connection.session)
    cache.readers[computer] = reader
    return reader
  }

  private final class ReaderCache {
    var readers: [String: ConfigurationReader] = [:]
  }

  /// The node of a path, `nil` when there is none.
  func node(_ path: String, _ context: ProviderContext) async throws -> Node? {
    guard let place = WSManPath(path) else { return nil }
    return try await node(place, context)
  }

  private func node(_ place: WSManPath, _ context: ProviderContext) async throws -> Node? {
    guard let computer = place.computer else { return .root }
    guard table(context).connection(computer) != nil else { return nil }
    if case .computer = place { return .computer(computer) }
    do {
      return try await node(place, reader(computer, context))
    } catch {
      throw WSManErrors.providerError(error)
    }
  }

  private func node(_ place: WSManPath, _ reader: ConfigurationReader) async throws -> Node? {
    switch place {
    case .root: return .root
    case .computer(let name): return .computer(name)
    case .generic(let computer, let path):
      let region = GenericRegion(computer: computer, reader: reader)
      switch GenericRegion.place(path) {
      case nil: return nil
      case .container(_, let name): return .container(WSManConfigLeafElement.container(name))
      case .child(let resource, let name):
        guard let item = try await region.child(name, of: resource) else { return nil }
        // Containers of the root document are known by their own places.
        if item.typeNameOfElement == "Container" { return nil }
        return .leaf(item)
      }
    case .listener(_, let path):
      return try await node(path, "Listener", .listeners(reader))
    case .certificate(_, let path):
      return try await node(path, "ClientCertificate", .certificates(reader))
    case .plugin(_, let path):
      guard let first = path.first else {
        return .container(WSManConfigLeafElement.container("Plugin"))
      }
      let tree = try await PluginRegion(reader: reader).tree(first)
      guard let node = tree?.descendant(path.dropFirst()) else { return nil }
      if node.children == nil, let leaf = node.element as? WSManConfigLeafElement {
        return .leaf(leaf)
      }
      return .container(node.element)
    }
  }

  private func node(
    _ path: [String], _ container: String, _ region: InstanceRegion
  ) async throws -> Node? {
    guard let name = path.first else {
      return .container(WSManConfigLeafElement.container(container))
    }
    guard path.count <= 2, let instance = try await region.instance(name) else { return nil }
    guard path.count == 2 else { return .container(instance.element) }
    return instance.leaves.first { $0.name.equalsIgnoringCase(path[1]) }.map { .leaf($0) }
  }

  // MARK: Reading

  func isValidPath(_ path: String) -> Bool { true }

  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    try await node(path, context) != nil
  }

  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool {
    switch try await node(path, context) {
    case .root, .computer, .container: return true
    case .leaf, nil: return false
    }
  }

  func getItem(_ path: String, _ context: ProviderContext) async throws {
    guard let place = WSManPath(path), let node = try await node(place, context) else { return }
    switch node {
    case .root:
      try await context.write(
        ProviderItem(
          .object(WSManConfigElement(name: "WSMan", type: "Container")), path: Self.name,
          isContainer: true, childName: Self.name, parentPath: ""))
    case .computer(let name): try await context.write(Self.computerItem(name))
    case .leaf(let leaf):
      try await context.write(ProviderItem(.object(leaf), path: place.text, isContainer: false))
    case .container(let container):
      try await context.write(ProviderItem(.object(container), path: place.text, isContainer: true))
    }
  }

  private static func computerItem(_ computer: String) -> ProviderItem {
    ProviderItem(
      .object(WSManConfigContainerElement.computer(computer)), path: computer, isContainer: true,
      childName: computer, parentPath: name)
  }

  func getChildItems(_ path: String, _ context: ProviderContext) async throws {
    for item in try await children(path, context) { try await context.write(item) }
  }

  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    try await children(path, context).map {
      ProviderChild(name: $0.childName ?? "", isContainer: $0.isContainer)
    }
  }

  func entersEachChild(of path: String) -> Bool {
    ["listener", "plugin", "resources", "security", "clientcertificate"]
      .contains(ProviderPath.childName(path).lowercased())
  }

  /// Names in the drive's own spelling; of a computer that is not connected the text stays as typed.
  func canonicalPath(_ path: String) -> String {
    guard let first = WSManPath.segments(path).first, isConnected(first) else { return path }
    return WSManPath.canonicalText(path)
  }

  func displayPath(_ path: String) -> String { WSManPath.canonicalText(path) }

  /// The children of a container as items, in the order of `provider.md` 6.
  private func children(_ path: String, _ context: ProviderContext) async throws -> [ProviderItem] {
    guard let place = WSManPath(path) else { return [] }
    guard let computer = place.computer else {
      return table(context).names.map(Self.computerItem)
    }
    let base = place.text
    do {
      return try await elements(place, reader(computer, context)).map { element, isContainer in
        ProviderItem(
          .object(element), path: "\(base)\\\(element.name)", isContainer: isContainer,
          childName: element.name, parentPath: base)
      }
    } catch {
      throw WSManErrors.providerError(error)
    }
  }

  private func elements(
    _ place: WSManPath, _ reader: ConfigurationReader
  ) async throws -> [(WSManConfigElement, Bool)] {
    switch place {
    case .root: return []
    case .computer(let computer):
      let settings = try await GenericRegion(computer: computer, reader: reader).children(of: "")
      let leaves = settings.filter { $0.typeNameOfElement != "Container" }
      return leaves.map { ($0, false) }
        + WSManPath.computerContainers.map { (WSManConfigLeafElement.container($0), true) }
    case .generic(let computer, let path):
      guard case .container(let resource, _) = GenericRegion.place(path) else { return [] }
      return try await GenericRegion(computer: computer, reader: reader).children(of: resource)
        .map { ($0, $0.typeNameOfElement == "Container") }
    case .listener(_, let path): return try await elements(path, .listeners(reader))
    case .certificate(_, let path): return try await elements(path, .certificates(reader))
    case .plugin(_, let path):
      let region = PluginRegion(reader: reader)
      guard let first = path.first else { return try await region.plugins().map { ($0, true) } }
      let node = try await region.tree(first)?.descendant(path.dropFirst())
      return (node?.children ?? []).map { ($0.element, $0.children != nil) }
    }
  }

  private func elements(
    _ path: [String], _ region: InstanceRegion
  ) async throws -> [(WSManConfigElement, Bool)] {
    guard let name = path.first else {
      return try await region.instances().map { ($0.element, true) }
    }
    guard path.count == 1, let instance = try await region.instance(name) else { return [] }
    return instance.leaves.map { ($0, false) }
  }
}
