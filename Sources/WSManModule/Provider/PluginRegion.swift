import PSEngine
import WSManProtocol
import XMLStream

/// Plugins: one document each, shown as a tree (`provider.md` 7.4).
struct PluginRegion {
  /// A node of the tree with its children; `children` is `nil` for leaves.
  struct Node {
    let element: WSManConfigElement
    let children: [Node]?

    init(_ element: WSManConfigElement, children: [Node]? = nil) {
      self.element = element
      self.children = children
    }

    /// The node below a path, names in any case.
    func descendant(_ path: ArraySlice<String>) -> Node? {
      guard let first = path.first else { return self }
      return children?.first { $0.element.name.equalsIgnoringCase(first) }?
        .descendant(path.dropFirst())
    }
  }

  let reader: ConfigurationReader

  /// The plugins as items, in the order in which the service returns them.
  func plugins() async throws -> [WSManConfigContainerElement] {
    try await reader.instances("plugin").compactMap { document in
      document.attribute(localName: "Name", ignoringCase: true).map(Self.plugin)
    }
  }

  private static func plugin(_ name: String) -> WSManConfigContainerElement {
    WSManConfigContainerElement(name: name, keys: ["Name=\(name)"])
  }

  /// A plugin's tree, `nil` when there is no plugin of that name.
  func tree(_ name: String) async throws -> Node? {
    let known = try await plugins().first { $0.name.equalsIgnoringCase(name) }
    guard let known else { return nil }
    let document = try await reader.document(
      "plugin", selectors: ["Name": known.name])
    return Self.tree(document, name: known.name)
  }

  static func tree(_ document: XMLFragment, name: String) -> Node {
    let attributes = Self.attributes(document)
    let hasRunAsUser = attributes.contains { $0.name == "RunAsUser" && !$0.value.isEmpty }
    var nodes = attributes.map { attribute -> Node in
      if attribute.name == "RunAsPassword", hasRunAsUser {
        return Node(
          WSManConfigLeafElement(
            name: attribute.name, value: .object(PSSecureString("")),
            type: "System.Security.SecureString"))
      }
      return leaf(attribute.name, attribute.value)
    }
    nodes.append(
      Node(
        WSManConfigElement.folder("InitializationParameters"),
        children: initializationParameters(document)))
    let resources = descendants(document, "Resource").map(resource)
    nodes.append(Node(WSManConfigElement.folder("Resources"), children: resources))
    let quotas = descendants(document, "Quotas").first.map(Self.attributes) ?? []
    nodes.append(
      Node(WSManConfigElement.folder("Quotas"), children: quotas.map { leaf($0.name, $0.value) }))
    return Node(plugin(name), children: nodes)
  }

  /// Attributes and namespace declarations by local name: declarations first, `xml:lang` last.
  private static func attributes(_ element: XMLFragment) -> [(name: String, value: String)] {
    let declared = element.declarations.map {
      (name: $0.prefix.isEmpty ? "xmlns" : $0.prefix, value: $0.namespace)
    }
    let all = element.attributes.map { (name: $0.name.localName, value: $0.value) }
    return declared + all.filter { $0.name != "lang" } + all.filter { $0.name == "lang" }
  }

  private static func descendants(_ element: XMLFragment, _ name: String) -> [XMLFragment] {
    element.children.flatMap { child in
      child.localName == name ? [child] : descendants(child, name)
    }
  }

  private static func leaf(_ name: String, _ value: String) -> Node {
    Node(WSManConfigLeafElement(name: name, value: .string(value)))
  }

  private static func flag(_ name: String) -> Node {
    Node(WSManConfigLeafElement(name: name, value: .bool(false), type: "System.Boolean"))
  }

  /// Values are escaped for XML once more, as Windows shows them.
  private static func initializationParameters(_ document: XMLFragment) -> [Node] {
    descendants(document, "Param").map { parameter in
      let value = parameter.attribute(localName: "Value", ignoringCase: true) ?? ""
      return Node(
        WSManConfigLeafElement(
          name: parameter.attribute(localName: "Name", ignoringCase: true) ?? "",
          value: .string(escaped(value)), isInitializationParameter: true))
    }
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      default: result.append(character)
      }
    }
    return result
  }

  private static func resource(_ element: XMLFragment) -> Node {
    let uri = element.attribute(localName: "ResourceUri", ignoringCase: true) ?? ""
    let name = ItemNames.resource(uri)
    var nodes = element.attributes.map { leaf($0.name.localName, $0.value) }
    for expected in ["ExactMatch", "SupportsOptions"]
    where !nodes.contains(where: { $0.element.name == expected }) {
      nodes.append(flag(expected))
    }
    let capabilities = descendants(element, "Capability").compactMap {
      $0.attribute(localName: "Type", ignoringCase: true)
    }
    nodes.append(
      Node(
        WSManConfigLeafElement(
          name: "Capability", value: .list(capabilities.map { .string($0) }),
          type: "System.Object[]")))
    let entries = descendants(element, "Security").map { security($0, uri, name) }
    nodes.append(Node(WSManConfigElement.folder("Security"), children: entries))
    return Node(
      WSManConfigContainerElement(name: name, keys: ["Uri=\(uri)"]), children: nodes)
  }

  private static func security(_ element: XMLFragment, _ uri: String, _ resource: String) -> Node {
    var nodes = element.attributes.map { leaf($0.name.localName, $0.value) }
    nodes.append(leaf("xmlns", element.namespace))
    if !nodes.contains(where: { $0.element.name == "ExactMatch" }) {
      nodes.append(flag("ExactMatch"))
    }
    nodes.append(leaf("ParentResourceUri", uri))
    let own = element.attribute(localName: "Uri", ignoringCase: true) ?? ""
    return Node(
      WSManConfigContainerElement(
        name: ItemNames.security(ofResource: resource), keys: ["Uri=\(own)"]), children: nodes)
  }
}

extension WSManConfigElement {
  /// A container of the fixed tree.
  fileprivate static func folder(_ name: String) -> WSManConfigElement {
    WSManConfigLeafElement.container(name)
  }
}
