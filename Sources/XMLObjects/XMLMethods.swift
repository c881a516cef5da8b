import PSEngine
import XMLStream

/// The methods of nodes (rule 6).
enum XMLMethods {
  static func all(for kind: XMLTree.Kind) -> [NativeMethod] {
    switch kind {
    case .document: return node + container + XMLDocumentMethods.all
    case .element: return node + container + element
    default: return node
    }
  }

  static func target(_ value: PSValue) throws(NativeFailure) -> XMLNode {
    guard let node = value.asObject as? XMLNode else {
      throw NativeFailure("System.ArgumentException", "The argument is not an XML node.")
    }
    return node
  }

  /// A node of the same document as another.
  private static func sibling(_ value: PSValue, of other: XMLNode) throws(NativeFailure) -> XMLNode
  {
    let node = try target(value)
    guard node.tree === other.tree else {
      throw NativeFailure(
        "System.ArgumentException",
        "The node to be inserted is from a different document context. Use ImportNode first.")
    }
    return node
  }

  // MARK: Search

  private static func search(
    _ node: XMLNode, _ expression: String, _ manager: PSValue
  ) throws(NativeFailure) -> [XMLNode] {
    let namespaces = (manager.asObject as? XMLNamespaceManager)?.namespaces ?? [:]
    switch try XMLSearch.run(node, expression, namespaces) {
    case .nodes(let ids): return ids.map { node.tree.view($0) }
    case .text, .number, .truth:
      throw NativeFailure(
        "System.Xml.XPath.XPathException", "Expression must evaluate to a node-set.")
    }
  }

  private static let node: [NativeMethod] = [
    NativeMethod(
      "SelectNodes",
      [
        NativeOverload("System.Xml.XmlNodeList SelectNodes(string xpath)") { value, arguments in
          .object(XMLNodeList(try search(target(value), arguments.text(0), .null)))
        },
        NativeOverload(
          "System.Xml.XmlNodeList SelectNodes(string xpath, object nsmgr)"
        ) { value, arguments in
          .object(XMLNodeList(try search(target(value), arguments.text(0), arguments[1])))
        },
      ]),
    NativeMethod(
      "SelectSingleNode",
      [
        NativeOverload("System.Xml.XmlNode SelectSingleNode(string xpath)") { value, arguments in
          try search(target(value), arguments.text(0), .null).first.map { .object($0) } ?? .null
        },
        NativeOverload("System.Xml.XmlNode SelectSingleNode(string xpath, object nsmgr)") {
          value, arguments in
          try search(target(value), arguments.text(0), arguments[1]).first.map { .object($0) }
            ?? .null
        },
      ]),
    NativeMethod("CloneNode", "System.Xml.XmlNode CloneNode(bool deep)") { value, arguments in
      let node = try target(value)
      if node.kind == .document {
        let copy = XMLTree()
        for child in node.tree[node.id].children where arguments.bool(0) {
          copy.insert(copy.copy(child, from: node.tree, deep: true), into: XMLTree.document)
        }
        return .object(copy.view(XMLTree.document))
      }
      return node.view(node.tree.copy(node.id, from: node.tree, deep: arguments.bool(0)))
    },
    NativeMethod("Clone", "System.Xml.XmlNode Clone()") { value, _ in
      let node = try target(value)
      return node.view(node.tree.copy(node.id, from: node.tree, deep: true))
    },
    NativeMethod("GetNamespaceOfPrefix", "string GetNamespaceOfPrefix(string prefix)") {
      value, arguments in
      let node = try target(value)
      return .string(node.tree.namespace(of: arguments.text(0), at: node.id) ?? "")
    },
  ]

  // MARK: Children

  private static func insert(
    _ value: PSValue, _ child: PSValue, before: (XMLNode) throws(NativeFailure) -> Int?
  ) throws(NativeFailure) -> PSValue {
    let parent = try target(value)
    let node = try sibling(child, of: parent)
    guard !parent.tree.isAncestor(node.id, of: parent.id) else {
      throw NativeFailure(
        "System.ArgumentException",
        "Cannot insert a node or any ancestor of that node as a child of itself.")
    }
    guard parent.tree.depth(of: parent.id) + parent.tree.height(of: node.id) < XMLTree.maxDepth
    else {
      throw NativeFailure(
        "System.InvalidOperationException",
        "The document would be nested deeper than \(XMLTree.maxDepth) levels.")
    }
    let place = try before(parent)
    if parent.kind == .document, node.kind == .element, let root = parent.tree.root, root != node.id
    {
      throw NativeFailure(
        "System.InvalidOperationException", "This document already has a 'DocumentElement' node.")
    }
    guard place != node.id else { return child }
    parent.tree.insert(node.id, into: parent.id, before: place)
    return child
  }

  private static func place(
    _ reference: PSValue, in parent: XMLNode, offset: Int
  ) throws(NativeFailure) -> Int? {
    if reference.isNull { return offset == 0 ? nil : parent.tree[parent.id].children.first }
    let node = try sibling(reference, of: parent)
    let children = parent.tree[parent.id].children
    guard let index = children.firstIndex(of: node.id) else {
      throw NativeFailure(
        "System.ArgumentException", "The reference node is not a child of this node.")
    }
    return children.indices.contains(index + offset) ? children[index + offset] : nil
  }

  private static let container: [NativeMethod] = [
    NativeMethod("AppendChild", "System.Xml.XmlNode AppendChild(object newChild)") {
      value, arguments in
      try insert(value, arguments[0]) { _ throws(NativeFailure) in nil }
    },
    NativeMethod("PrependChild", "System.Xml.XmlNode PrependChild(object newChild)") {
      value, arguments in
      try insert(value, arguments[0]) { parent throws(NativeFailure) in
        parent.tree[parent.id].children.first
      }
    },
    NativeMethod(
      "InsertBefore", "System.Xml.XmlNode InsertBefore(object newChild, object refChild)"
    ) { value, arguments in
      try insert(value, arguments[0]) { parent throws(NativeFailure) in
        try place(arguments[1], in: parent, offset: 0)
      }
    },
    NativeMethod("InsertAfter", "System.Xml.XmlNode InsertAfter(object newChild, object refChild)")
    { value, arguments in
      try insert(value, arguments[0]) { parent throws(NativeFailure) in
        try place(arguments[1], in: parent, offset: 1)
      }
    },
    NativeMethod("RemoveChild", "System.Xml.XmlNode RemoveChild(object oldChild)") {
      value, arguments in
      let parent = try target(value)
      let node = try sibling(arguments[0], of: parent)
      guard parent.tree[node.id].parent == parent.id else {
        throw NativeFailure(
          "System.ArgumentException", "The removed node is not a child node of the current node.")
      }
      parent.tree.detach(node.id)
      return arguments[0]
    },
    NativeMethod(
      "ReplaceChild", "System.Xml.XmlNode ReplaceChild(object newChild, object oldChild)"
    ) { value, arguments in
      let parent = try target(value)
      let old = try sibling(arguments[1], of: parent)
      let next = try place(arguments[1], in: parent, offset: 1)
      parent.tree.detach(old.id)
      _ = try insert(value, arguments[0]) { _ throws(NativeFailure) in next }
      return arguments[1]
    },
    NativeMethod("RemoveAll", "void RemoveAll()") { value, _ in
      let node = try target(value)
      let data = node.tree[node.id]
      for child in data.children + data.attributes { node.tree.detach(child) }
      return .absent
    },
    NativeMethod(
      "GetElementsByTagName", "System.Xml.XmlNodeList GetElementsByTagName(string name)"
    ) { value, arguments in
      let node = try target(value)
      var found: [XMLNode] = []
      collect(arguments.text(0), in: node.id, node.tree, &found)
      return .object(XMLNodeList(found, "System.Xml.XmlElementList"))
    },
  ]

  private static func collect(
    _ name: String, in id: Int, _ tree: XMLTree, _ found: inout [XMLNode]
  ) {
    for child in tree[id].children where tree[child].kind == .element {
      if name == "*" || tree.qualifiedName(child) == name { found.append(tree.view(child)) }
      collect(name, in: child, tree, &found)
    }
  }

  // MARK: Attributes

  private static let element: [NativeMethod] = [
    NativeMethod(
      "GetAttribute",
      [
        NativeOverload("string GetAttribute(string name)") { value, arguments in
          let node = try target(value)
          let found = node.tree.attribute(arguments.text(0), of: node.id)
          return .string(found.map { node.tree[$0].value } ?? "")
        },
        NativeOverload("string GetAttribute(string localName, string namespaceURI)") {
          value, arguments in
          let node = try target(value)
          let name = XMLName(arguments.text(1), arguments.text(0))
          let found = node.tree[node.id].attributes.first { node.tree[$0].name == name }
          return .string(found.map { node.tree[$0].value } ?? "")
        },
      ]),
    NativeMethod("HasAttribute", "bool HasAttribute(string name)") { value, arguments in
      let node = try target(value)
      return .bool(node.tree.attribute(arguments.text(0), of: node.id) != nil)
    },
    NativeMethod("GetAttributeNode", "System.Xml.XmlAttribute GetAttributeNode(string name)") {
      value, arguments in
      let node = try target(value)
      return node.tree.attribute(arguments.text(0), of: node.id).map { node.view($0) } ?? .null
    },
    NativeMethod(
      "SetAttribute",
      [
        NativeOverload("void SetAttribute(string name, string value)") { value, arguments in
          let node = try target(value)
          try XMLNames.check(arguments.text(0))
          node.tree.setAttribute(arguments.text(0), arguments.text(1), of: node.id)
          return .absent
        },
        NativeOverload(
          "string SetAttribute(string localName, string namespaceURI, string value)"
        ) { value, arguments in
          let node = try target(value)
          try XMLNames.check(arguments.text(0))
          node.tree.setAttribute(
            arguments.text(0), namespace: arguments.text(1), arguments.text(2), of: node.id)
          return .string(arguments.text(2))
        },
      ]),
    NativeMethod("RemoveAttribute", "void RemoveAttribute(string name)") { value, arguments in
      let node = try target(value)
      if let found = node.tree.attribute(arguments.text(0), of: node.id) { node.tree.detach(found) }
      return .absent
    },
    NativeMethod("RemoveAllAttributes", "void RemoveAllAttributes()") { value, _ in
      let node = try target(value)
      for attribute in node.tree[node.id].attributes { node.tree.detach(attribute) }
      return .absent
    },
  ]
}

/// Names that elements and attributes may have.
enum XMLNames {
  /// - Throws: ``NativeFailure`` for what is no XML name.
  static func check(_ name: String) throws(NativeFailure) {
    let isValid =
      name.unicodeScalars.first.map { $0.properties.isAlphabetic || $0 == "_" } ?? false
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
          || "_-.:".unicodeScalars.contains($0)
      } && name.filter({ $0 == ":" }).count <= 1 && !name.hasSuffix(":")
    guard isValid else {
      throw NativeFailure("System.Xml.XmlException", "'\(name)' is not a valid XML name.")
    }
  }
}

/// Runs XPath expressions for scripts.
enum XMLSearch {
  static func run(
    _ node: XMLNode, _ expression: String, _ namespaces: [String: String]
  ) throws(NativeFailure) -> XPathDocument.Answer {
    do {
      return try node.tree.evaluate(expression, at: node.id, namespaces: namespaces)
    } catch {
      throw NativeFailure(
        "System.Xml.XPath.XPathException",
        "'\(expression)' is not a valid XPath expression here: \(error.message)")
    }
  }
}
