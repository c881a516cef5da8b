import XMLStream

extension XMLTree {
  /// The node as text (`OuterXml`).
  func outerXML(_ id: Int) -> String {
    var writer = Writer(tree: self, indents: false)
    writer.write(id, scope: [:], depth: 0)
    return writer.text
  }

  /// The content as text (`InnerXml`).
  func innerXML(_ id: Int) -> String {
    switch self[id].kind {
    case .document, .element:
      var writer = Writer(tree: self, indents: false)
      for child in self[id].children { writer.write(child, scope: [:], depth: 0) }
      return writer.text
    case .attribute: return XMLText.escaped(self[id].value, inAttribute: true)
    default: return self[id].value
    }
  }

  /// The whole document with line ends and two blanks per level, as `Save` writes it.
  func formatted() -> String {
    var writer = Writer(tree: self, indents: true)
    for (position, child) in self[Self.document].children.enumerated() {
      if position > 0 { writer.text += "\n" }
      writer.write(child, scope: [:], depth: 0)
    }
    return writer.text
  }

  private struct Writer {
    let tree: XMLTree
    let indents: Bool
    var text = ""

    mutating func write(_ id: Int, scope: [String: String], depth: Int) {
      let node = tree[id]
      switch node.kind {
      case .document: for child in node.children { write(child, scope: scope, depth: depth) }
      case .element: element(id, node, scope, depth)
      case .attribute:
        text += "\(tree.qualifiedName(id))=\"\(XMLText.escaped(node.value, inAttribute: true))\""
      case .text: text += XMLText.escaped(node.value, inAttribute: false)
      case .characterData: text += "<![CDATA[\(node.value)]]>"
      case .comment: text += "<!--\(node.value)-->"
      case .instruction:
        text += "<?\(node.name.localName)\(node.value.isEmpty ? "" : " " + node.value)?>"
      case .declaration: text += "<?xml \(node.value)?>"
      }
    }

    private mutating func element(_ id: Int, _ node: Node, _ outer: [String: String], _ depth: Int)
    {
      var scope = outer
      let name = tree.qualifiedName(id)
      text += "<" + name
      for attribute in node.attributes {
        let item = tree[attribute]
        if item.name.namespace == XMLNamespace.xmlns {
          scope[item.prefix.isEmpty ? "" : item.name.localName] = item.value
        }
      }
      declare(node.prefix, node.name.namespace, &scope)
      for attribute in node.attributes {
        let item = tree[attribute]
        if item.name.namespace != XMLNamespace.xmlns, !item.prefix.isEmpty {
          declare(item.prefix, item.name.namespace, &scope)
        }
        text += " "
        write(attribute, scope: scope, depth: depth)
      }
      if node.children.isEmpty {
        text += node.isEmptyTag ? " />" : "></\(name)>"
        return
      }
      text += ">"
      let breaks =
        indents
        && !node.children.contains {
          tree[$0].kind == .text || tree[$0].kind == .characterData
        }
      for child in node.children {
        if breaks { newLine(depth + 1) }
        write(child, scope: scope, depth: depth + 1)
      }
      if breaks { newLine(depth) }
      text += "</\(name)>"
    }

    private mutating func newLine(_ depth: Int) {
      text += "\n" + String(repeating: "  ", count: depth)
    }

    /// Declares a prefix where the text so far does not.
    private mutating func declare(_ prefix: String, _ uri: String, _ scope: inout [String: String])
    {
      guard prefix != "xml", scope[prefix] ?? "" != uri else { return }
      scope[prefix] = uri
      text +=
        " xmlns\(prefix.isEmpty ? "" : ":" + prefix)=\"\(XMLText.escaped(uri, inAttribute: true))\""
    }
  }
}
