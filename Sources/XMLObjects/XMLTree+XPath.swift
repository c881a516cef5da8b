import XMLStream

extension XMLTree {
  /// Evaluates an XPath expression at a node.
  func evaluate(
    _ expression: String, at id: Int, namespaces: [String: String]
  ) throws(XPathDocument.Failure) -> XPathDocument.Answer {
    guard let document = XPathDocument(number: Self.document) else {
      throw XPathDocument.Failure(message: "There is no memory for the document.")
    }
    // A detached node is searched by itself.
    var top = id
    while let parent = self[top].parent { top = parent }
    if top == Self.document {
      for child in self[top].children where self[child].kind != .declaration {
        fill(document, child)
      }
    } else {
      fill(document, top)
    }
    return try document.evaluate(expression, at: id, namespaces: namespaces)
  }

  private func fill(_ document: XPathDocument, _ id: Int) {
    let node = self[id]
    switch node.kind {
    case .element:
      document.start(id, prefix: node.prefix, node.name)
      for attribute in node.attributes where self[attribute].name.namespace != XMLNamespace.xmlns {
        let item = self[attribute]
        document.attribute(attribute, prefix: item.prefix, item.name, item.value)
      }
      var position = 0
      while position < node.children.count {
        let child = node.children[position]
        position += 1
        guard isText(child) else {
          fill(document, child)
          continue
        }
        // XPath knows no neighbouring texts; the first one stands for all.
        var text = self[child].value
        while position < node.children.count, isText(node.children[position]) {
          text += self[node.children[position]].value
          position += 1
        }
        document.text(child, text)
      }
      document.end()
    case .text, .characterData: document.text(id, node.value)
    case .comment: document.comment(id, node.value)
    case .instruction:
      document.instruction(id, target: node.name.localName, data: node.value)
    case .document, .attribute, .declaration: break
    }
  }

  private func isText(_ id: Int) -> Bool {
    self[id].kind == .text || self[id].kind == .characterData
  }

  /// The element as a fragment.
  func fragment(_ id: Int) -> XMLFragment? {
    if let source = pristineFragment(id) { return source }
    var builder = XMLFragmentBuilder()
    build(&builder, id)
    return builder.finish()
  }

  private func build(_ builder: inout XMLFragmentBuilder, _ id: Int) {
    let node = self[id]
    builder.start(node.prefix, node.name)
    let attributes = node.attributes.map { self[$0] }
    for attribute in attributes where attribute.name.namespace == XMLNamespace.xmlns {
      builder.declare(attribute.prefix.isEmpty ? "" : attribute.name.localName, attribute.value)
    }
    for attribute in attributes where attribute.name.namespace != XMLNamespace.xmlns {
      builder.attribute(attribute.prefix, attribute.name, attribute.value)
    }
    for child in node.children {
      switch self[child].kind {
      case .element: build(&builder, child)
      case .text, .characterData: builder.text(self[child].value)
      default: break
      }
    }
    builder.end(expanded: !node.isEmptyTag)
  }
}
