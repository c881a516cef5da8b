import PSEngine
import XMLStream

/// A node of a plugin's tree with its children; `children` is `nil` for leaves.
struct PluginNode {
  let element: WSManConfigElement
  let children: [PluginNode]?

  init(_ element: WSManConfigElement, children: [PluginNode]? = nil) {
    self.element = element
    self.children = children
  }

  var isContainer: Bool { children != nil }

  /// The nodes below a path from here to the last, names in any case; empty when nothing is there.
  /// Security entries of one resource share a name: the first one stands for all.
  func way(_ path: ArraySlice<String>) -> [PluginNode] {
    var way: [PluginNode] = []
    var level = children ?? []
    for name in path {
      let found = level.filter { $0.element.name.equalsIgnoringCase(name) }
      guard let first = found.first else { return [] }
      way.append(
        found.count == 1
          ? first : PluginNode(first.element, children: found.flatMap { $0.children ?? [] }))
      level = way.last?.children ?? []
    }
    return way
  }
}

// MARK: From a document

extension PluginNode {
  /// The tree of a plugin's document.
  init(plugin document: XMLFragment) {
    let attributes = Self.attributes(document)
    let hasRunAsUser = attributes.contains { $0.name == "RunAsUser" && !$0.value.isEmpty }
    var nodes = attributes.map { attribute -> PluginNode in
      if attribute.name == "RunAsPassword", hasRunAsUser {
        return PluginNode(
          WSManConfigLeafElement(
            name: attribute.name, value: .object(PSSecureString("")),
            type: "System.Security.SecureString"))
      }
      return .leaf(attribute.name, attribute.value)
    }
    nodes.append(
      .folder("InitializationParameters", document.descendants("Param").map(Self.parameter)))
    nodes.append(.folder("Resources", document.descendants("Resource").map(Self.resource)))
    let quotas = document.descendants("Quotas").first.map(Self.attributes) ?? []
    nodes.append(.folder("Quotas", quotas.map { .leaf($0.name, $0.value) }))
    let name = document.attribute(localName: "Name", ignoringCase: true) ?? ""
    self.init(PluginRegion.item(name), children: nodes)
  }

  /// Attributes and namespace declarations by local name: declarations first, `xml:lang` last.
  private static func attributes(_ element: XMLFragment) -> [(name: String, value: String)] {
    let declared = element.declarations.map {
      (name: $0.prefix.isEmpty ? "xmlns" : $0.prefix, value: $0.namespace)
    }
    let all = element.attributes.map { (name: $0.name.localName, value: $0.value) }
    return declared + all.filter { $0.name != "lang" } + all.filter { $0.name == "lang" }
  }

  private static func leaf(_ name: String, _ value: String) -> PluginNode {
    PluginNode(WSManConfigLeafElement(name: name, value: .string(value)))
  }

  private static func flag(_ name: String) -> PluginNode {
    PluginNode(WSManConfigLeafElement(name: name, value: .bool(false), type: "System.Boolean"))
  }

  private static func folder(_ name: String, _ children: [PluginNode]) -> PluginNode {
    PluginNode(WSManConfigLeafElement.container(name), children: children)
  }

  /// The value is escaped for XML once more, as Windows shows it.
  private static func parameter(_ element: XMLFragment) -> PluginNode {
    let value = element.attribute(localName: "Value", ignoringCase: true) ?? ""
    return PluginNode(
      parameterItem(element.attribute(localName: "Name", ignoringCase: true) ?? "", value))
  }

  /// An initialization parameter as an item.
  static func parameterItem(_ name: String, _ value: String) -> WSManConfigLeafElement {
    WSManConfigLeafElement(
      name: name, value: .string(XMLMarkup.escaped(value)), isInitializationParameter: true)
  }

  private static func resource(_ element: XMLFragment) -> PluginNode {
    let uri = element.attribute(localName: "ResourceUri", ignoringCase: true) ?? ""
    let name = ItemNames.resource(uri)
    var nodes = element.attributes.map { leaf($0.name.localName, $0.value) }
    for expected in ["ExactMatch", "SupportsOptions"] where !nodes.contains(named: expected) {
      nodes.append(flag(expected))
    }
    let capabilities = element.descendants("Capability").compactMap {
      $0.attribute(localName: "Type", ignoringCase: true)
    }
    nodes.append(
      PluginNode(
        WSManConfigLeafElement(
          name: "Capability", value: .list(capabilities.map { .string($0) }),
          type: "System.Object[]")))
    let entries = element.descendants("Security").map { security($0, uri, name) }
    nodes.append(folder("Security", entries))
    return PluginNode(resourceItem(uri), children: nodes)
  }

  /// A resource as an item.
  static func resourceItem(_ uri: String) -> WSManConfigContainerElement {
    WSManConfigContainerElement(name: ItemNames.resource(uri), keys: ["Uri=\(uri)"])
  }

  private static func security(
    _ element: XMLFragment, _ uri: String, _ resource: String
  ) -> PluginNode {
    var nodes = element.attributes.map { leaf($0.name.localName, $0.value) }
    nodes.append(leaf("xmlns", element.namespace))
    if !nodes.contains(named: "ExactMatch") { nodes.append(flag("ExactMatch")) }
    nodes.append(leaf("ParentResourceUri", uri))
    let own = element.attribute(localName: "Uri", ignoringCase: true) ?? ""
    return PluginNode(securityItem(own, ofResource: resource), children: nodes)
  }

  /// A security entry as an item.
  static func securityItem(
    _ uri: String, ofResource directory: String
  ) -> WSManConfigContainerElement {
    WSManConfigContainerElement(
      name: ItemNames.security(ofResource: directory), keys: ["Uri=\(uri)"])
  }
}

extension [PluginNode] {
  fileprivate func contains(named name: String) -> Bool {
    contains { $0.element.name.equalsIgnoringCase(name) }
  }
}

extension XMLFragment {
  /// The elements of a name anywhere inside, in document order; what lies inside one of them is not
  /// looked at.
  func descendants(_ name: String) -> [XMLFragment] {
    children.flatMap { $0.localName == name ? [$0] : $0.descendants(name) }
  }
}
