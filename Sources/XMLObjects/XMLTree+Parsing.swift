import XMLStream

extension XMLTree {
  /// What scripts may load: deeper than messages, but bounded, because walking a tree recurses.
  static let limits: XMLLimits = {
    var limits = XMLLimits()
    limits.documentBytes = 64 << 20
    limits.depth = 256
    limits.attributes = 1000
    limits.elements = 2_000_000
    limits.attributeValueBytes = 8 << 20
    return limits
  }()

  /// Reads a document; white space that only stands between tags is dropped, as `[xml]` does.
  /// - Throws: `XMLError`.
  convenience init(parsing text: String) throws(XMLError) {
    self.init()
    var reader = try XMLTreeReader(text, limits: Self.limits)
    if let declaration = reader.declaration {
      let data = declaration.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      add(Node(kind: .declaration, value: data), to: Self.document)
    }
    var open = [Self.document]
    var preserved = [false]
    while let event = try reader.next() {
      guard let parent = open.last, let keepsSpace = preserved.last else { break }
      switch event {
      case .start(let prefix, let name, let declarations, let attributes, let isEmptyTag):
        let id = add(
          Node(kind: .element, prefix: prefix, name: name, isEmptyTag: isEmptyTag), to: parent)
        for declaration in declarations {
          add(
            attribute: Self.declarationName(declaration.prefix),
            prefix: Self.declarationPrefix(declaration.prefix), declaration.namespace, to: id)
        }
        var space = keepsSpace
        for attribute in attributes {
          add(attribute: attribute.name, prefix: attribute.prefix, attribute.value, to: id)
          if attribute.name == XMLName(XMLNamespace.xml, "space") {
            space = attribute.value == "preserve"
          }
        }
        open.append(id)
        preserved.append(space)
      case .end:
        open.removeLast()
        preserved.removeLast()
      case .text(let text): appendText(text, to: parent)
      case .whiteSpace(let text): if keepsSpace { appendText(text, to: parent) }
      case .characterData(let text):
        add(Node(kind: .characterData, value: text), to: parent)
      case .comment(let text): add(Node(kind: .comment, value: text), to: parent)
      case .instruction(let target, let data):
        add(Node(kind: .instruction, name: XMLName("", target), value: data), to: parent)
      }
    }
  }

  private func appendText(_ text: String, to parent: Int) {
    if let last = self[parent].children.last, self[last].kind == .text {
      self[last].value += text
    } else {
      add(Node(kind: .text, value: text), to: parent)
    }
  }

  /// Replaces the content of an element by what a text describes (`InnerXml = …`).
  func setContent(_ text: String, of id: Int) throws(XMLError) {
    var opening = "<" + qualifiedName(id)
    for (declared, uri) in scope(of: id) where declared != "xml" {
      opening +=
        " xmlns" + (declared.isEmpty ? "" : ":" + declared)
        + "=\"\(XMLText.escaped(uri, inAttribute: true))\""
    }
    let parsed = try XMLTree(parsing: "\(opening)>\(text)</\(qualifiedName(id))>")
    guard let root = parsed.root else { return }
    for child in self[id].children { self[child].parent = nil }
    self[id].children = []
    for child in parsed[root].children {
      insert(copy(child, from: parsed, deep: true), into: id)
    }
  }

  /// The prefixes that mean something at a node.
  private func scope(of id: Int) -> [String: String] {
    var found: [String: String] = [:]
    var current: Int? = id
    while let place = current {
      for attribute in self[place].attributes
      where self[attribute].name.namespace == XMLNamespace.xmlns {
        let prefix = self[attribute].prefix.isEmpty ? "" : self[attribute].name.localName
        if found[prefix] == nil { found[prefix] = self[attribute].value }
      }
      let (prefix, uri) = (self[place].prefix, self[place].name.namespace)
      if self[place].kind == .element, found[prefix] == nil, !uri.isEmpty { found[prefix] = uri }
      current = self[place].parent
    }
    return found
  }
}
