import PSEngine
import XMLStream

/// The properties that nodes have in .NET; those of the XML data hide them (rule 6).
enum NativeXMLProperties {
  private static let nodeTypes = PSEnumType(
    "System.Xml.XmlNodeType",
    [
      ("None", 0), ("Element", 1), ("Attribute", 2), ("Text", 3), ("CDATA", 4),
      ("ProcessingInstruction", 7), ("Comment", 8), ("Document", 9), ("XmlDeclaration", 17),
    ])

  /// The properties that a listing shows of nodes other than elements and documents.
  static func names(of kind: XMLTree.Kind) -> [String] {
    switch kind {
    case .attribute:
      return ["Name", "Value", "LocalName", "NamespaceURI", "Prefix", "InnerText", "OwnerElement"]
    case .declaration: return ["Name", "Value", "Version", "Encoding", "Standalone"]
    default: return ["Name", "Value", "InnerText", "OuterXml"]
    }
  }

  static func value(_ name: String, of node: XMLNode) -> PSValue? {
    let (tree, id) = (node.tree, node.id)
    let data = tree[id]
    switch name.lowercased() {
    case "outerxml": return .string(tree.outerXML(id))
    case "innerxml": return .string(tree.innerXML(id))
    case "innertext": return .string(tree.innerText(id))
    case "name": return .string(tree.qualifiedName(id))
    case "localname": return .string(tree.localName(id))
    case "namespaceuri": return .string(data.name.namespace)
    case "prefix": return .string(data.prefix)
    case "value":
      return data.kind == .element || data.kind == .document ? .null : .string(data.value)
    case "nodetype": return .object(PSEnum(nodeTypes, nodeType(data.kind)))
    case "childnodes":
      return .object(XMLNodeList(data.children.map { tree.view($0) }, "System.Xml.XmlChildNodes"))
    case "haschildnodes": return .bool(!data.children.isEmpty)
    case "firstchild": return data.children.first.map { node.view($0) } ?? .null
    case "lastchild": return data.children.last.map { node.view($0) } ?? .null
    case "parentnode":
      return data.kind == .attribute ? .null : data.parent.map { node.view($0) } ?? .null
    case "nextsibling": return sibling(node, 1)
    case "previoussibling": return sibling(node, -1)
    case "ownerdocument": return data.kind == .document ? .null : node.view(XMLTree.document)
    case "attributes" where data.kind == .element: return .object(XMLAttributeList(node))
    case "attributes": return .null
    case "hasattributes" where data.kind == .element: return .bool(!data.attributes.isEmpty)
    case "isempty" where data.kind == .element:
      return .bool(data.isEmptyTag && data.children.isEmpty)
    case "ownerelement" where data.kind == .attribute:
      return data.parent.map { node.view($0) } ?? .null
    case "documentelement" where data.kind == .document:
      return tree.root.map { node.view($0) } ?? .null
    case "nametable" where data.kind == .document: return .object(XMLNameTableObject())
    case "preservewhitespace" where data.kind == .document: return .bool(false)
    case "version", "encoding", "standalone":
      return data.kind == .declaration ? .string(pseudoAttribute(name, data.value)) : nil
    default: return nil
    }
  }

  private static func nodeType(_ kind: XMLTree.Kind) -> Int64 {
    switch kind {
    case .document: return 9
    case .element: return 1
    case .attribute: return 2
    case .text: return 3
    case .characterData: return 4
    case .instruction: return 7
    case .comment: return 8
    case .declaration: return 17
    }
  }

  private static func sibling(_ node: XMLNode, _ step: Int) -> PSValue {
    guard let parent = node.tree[node.id].parent,
      let place = node.tree[parent].children.firstIndex(of: node.id)
    else { return .null }
    let siblings = node.tree[parent].children
    return siblings.indices.contains(place + step) ? node.view(siblings[place + step]) : .null
  }

  /// A value inside `<?xml version="1.0" encoding="utf-8"?>`.
  private static func pseudoAttribute(_ name: String, _ data: String) -> String {
    for part in data.split(separator: " ") {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2, pair[0].equalsIgnoringCase(name) {
        return String(pair[1].dropFirst().dropLast())
      }
    }
    return ""
  }

  /// Sets a native property; `false` when there is no such settable one.
  static func set(_ name: String, of node: XMLNode, to value: PSValue) throws -> Bool {
    let (tree, id) = (node.tree, node.id)
    let text = TextConversion.text(of: value)
    switch (name.lowercased(), tree[id].kind) {
    case ("innertext", .element): tree.setText(text, of: id)
    case ("innerxml", .element):
      do {
        try tree.setContent(text, of: id)
      } catch {
        throw NativeFailure("System.Xml.XmlException", error.description)
      }
    case ("value", .attribute), ("value", .text), ("value", .comment), ("value", .characterData),
      ("innertext", .attribute), ("innertext", .text), ("innertext", .comment),
      ("value", .instruction), ("innertext", .characterData):
      tree[id].value = text
    case ("preservewhitespace", .document): break
    default: return false
    }
    return true
  }
}
