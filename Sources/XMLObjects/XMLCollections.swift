import PSEngine
import XMLStream

/// A list of nodes: children, or the result of a search.
final class XMLNodeList: PSObject {
  let nodes: [XMLNode]
  private let listTypeName: String

  init(_ nodes: [XMLNode], _ typeName: String = "System.Xml.XPathNodeList") {
    self.nodes = nodes
    listTypeName = typeName
  }

  override var baseTypeNames: [String] {
    [listTypeName, "System.Xml.XmlNodeList", "System.Object"]
  }
  override var enumeratedElements: [PSValue]? { nodes.map { .object($0) } }
  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    guard name.equalsIgnoringCase("Item"), let index = arguments.first else { return nil }
    guard case .number(let number) = index.unwrapped, let position = number.roundedInteger,
      nodes.indices.contains(Int(clamping: position))
    else { return .null }
    return .object(nodes[Int(clamping: position)])
  }
}

/// The attributes of an element, by name or position.
final class XMLAttributeList: PSObject {
  private let element: XMLNode

  init(_ element: XMLNode) { self.element = element }

  override var baseTypeNames: [String] {
    ["System.Xml.XmlAttributeCollection", "System.Xml.XmlNamedNodeMap", "System.Object"]
  }
  private var attributes: [Int] { element.tree[element.id].attributes }
  override var enumeratedElements: [PSValue]? { attributes.map { element.view($0) } }

  private func named(_ name: String) -> Int? {
    element.tree.attribute(name, of: element.id)
  }

  override func indexed(by key: PSValue) throws -> PSValue? {
    guard case .string(let name) = key.unwrapped else { return nil }
    return named(name).map { element.view($0) } ?? .null
  }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    let tree = element.tree
    switch (name.lowercased(), arguments.first) {
    case ("getnameditem", let key?):
      return named(TextConversion.text(of: key)).map { element.view($0) } ?? .null
    case ("removenameditem", let key?):
      guard let found = named(TextConversion.text(of: key)) else { return .null }
      tree.detach(found)
      return element.view(found)
    case ("append", let value?), ("setnameditem", let value?), ("remove", let value?):
      guard let node = value.asObject as? XMLNode, node.tree === tree, node.kind == .attribute
      else {
        throw NativeFailure(
          "System.ArgumentException",
          "The attribute belongs to another document. Make it with CreateAttribute of this one.")
      }
      tree.detach(node.id)
      if name.equalsIgnoringCase("Remove") { return value }
      if let old = named(tree.qualifiedName(node.id)) { tree.detach(old) }
      tree[element.id].attributes.append(node.id)
      tree[node.id].parent = element.id
      return value
    case ("removeall", nil):
      for attribute in attributes { tree.detach(attribute) }
      return .absent
    default: return nil
    }
  }
}

/// `XmlNameTable`: needed only to make a namespace manager.
final class XMLNameTableObject: PSObject {
  override var baseTypeNames: [String] {
    ["System.Xml.NameTable", "System.Xml.XmlNameTable", "System.Object"]
  }
}

/// `System.Xml.XmlNamespaceManager`: the prefixes of an XPath expression.
final class XMLNamespaceManager: PSObject {
  private(set) var namespaces: [String: String] = [:]

  override var baseTypeNames: [String] { ["System.Xml.XmlNamespaceManager", "System.Object"] }

  override func invokeMethod(
    _ name: String, _ arguments: [PSValue], in context: ExecutionContext
  ) async throws -> PSValue? {
    let texts = arguments.map { TextConversion.text(of: $0) }
    switch (name.lowercased(), texts.count) {
    case ("addnamespace", 2):
      namespaces[texts[0]] = texts[1]
      return .absent
    case ("removenamespace", 2):
      namespaces[texts[0]] = nil
      return .absent
    case ("lookupnamespace", 1): return .optional(namespaces[texts[0]])
    case ("hasnamespace", 1): return .bool(namespaces[texts[0]] != nil)
    default: return nil
    }
  }
}
