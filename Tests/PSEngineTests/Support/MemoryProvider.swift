import PSEngine

/// A provider over a tree in memory, as small as the contract allows.
final class MemoryProvider: CmdletProvider {
  final class Node {
    var value: PSValue
    var children: [(name: String, node: Node)]?

    init(_ value: PSValue = .null, children: [(String, Node)]? = nil) {
      self.value = value
      self.children = children?.map { (name: $0.0, node: $0.1) }
    }

    func child(_ name: String) -> Node? {
      children?.first { $0.name.equalsIgnoringCase(name) }?.node
    }
  }

  let root: Node
  private(set) var listings = 0

  init(_ root: Node) { self.root = root }

  func initializeDefaultDrives(_ info: ProviderInfo) -> [PSDriveInfo] {
    [
      PSDriveInfo(name: "Mem", provider: info, root: ""),
      PSDriveInfo(name: "Sub", provider: info, root: "fruit"),
    ]
  }

  private func node(_ path: String) -> Node? {
    var node: Node? = root
    for element in ProviderPath.elements(path) { node = node?.child(element) }
    return node
  }

  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool {
    node(path) != nil
  }
  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool {
    node(path)?.children != nil
  }
  func getItem(_ path: String, _ context: ProviderContext) async throws {
    guard let node = node(path) else { return }
    try await context.write(
      ProviderItem(node.value, path: path, isContainer: node.children != nil))
  }
  func getChildItems(_ path: String, _ context: ProviderContext) async throws {
    for child in node(path)?.children ?? [] {
      try await context.write(
        ProviderItem(
          child.node.value, path: ProviderPath.join(path, child.name, separator: separator),
          isContainer: child.node.children != nil))
    }
  }
  func getChildNames(_ path: String, _ context: ProviderContext) async throws -> [ProviderChild] {
    listings += 1
    return (node(path)?.children ?? []).map {
      ProviderChild(name: $0.name, isContainer: $0.node.children != nil)
    }
  }

  /// The tree that most tests use.
  static func sample() -> MemoryProvider {
    MemoryProvider(
      Node(children: [
        (
          "fruit",
          Node(children: [
            ("apple", Node(.string("red"))), ("apricot", Node(.string("orange"))),
            ("Berry", Node(children: [("blue", Node(.int(Int32(1))))])),
          ])
        ), ("veg", Node(children: [("leek", Node(.string("green")))])),
        ("a b", Node(.string("blank"))), ("[x]", Node(.string("bracket"))),
      ]))
  }
}
