import XMLStream

extension XMLTree {
  /// Takes a node out of its parent.
  func detach(_ id: Int) {
    guard let parent = self[id].parent else { return }
    self[parent].children.removeAll { $0 == id }
    self[parent].attributes.removeAll { $0 == id }
    self[id].parent = nil
  }

  /// Puts a node into another one.
  /// - Parameter before: the child that it comes before; `nil` for the end.
  func insert(_ id: Int, into parent: Int, before: Int? = nil) {
    detach(id)
    let place = before.flatMap { self[parent].children.firstIndex(of: $0) }
    self[parent].children.insert(id, at: place ?? self[parent].children.count)
    self[id].parent = parent
  }

  /// Removes the content of an element and puts a text in its place.
  func setText(_ text: String, of id: Int) {
    for child in self[id].children { self[child].parent = nil }
    self[id].children = []
    if !text.isEmpty { add(Node(kind: .text, value: text), to: id) }
    self[id].isEmptyTag = false
  }

  /// Sets an attribute by its qualified name.
  func setAttribute(_ qualified: String, namespace: String? = nil, _ value: String, of id: Int) {
    if let known = attribute(qualified, of: id) {
      self[known].value = value
      return
    }
    let (prefix, local) = Self.split(qualified)
    if qualified == "xmlns" || prefix == "xmlns" {
      add(
        attribute: Self.declarationName(prefix.isEmpty ? "" : local),
        prefix: prefix, value, to: id)
      return
    }
    let uri = namespace ?? (prefix.isEmpty ? "" : self.namespace(of: prefix, at: id) ?? "")
    add(attribute: XMLName(uri, local), prefix: prefix, value, to: id)
  }

  /// Prefix and local name.
  static func split(_ qualified: String) -> (prefix: String, local: String) {
    guard let colon = qualified.firstIndex(of: ":") else { return ("", qualified) }
    return (String(qualified[..<colon]), String(qualified[qualified.index(after: colon)...]))
  }

  /// A copy of a node of any tree, without a parent.
  func copy(_ id: Int, from other: XMLTree, deep: Bool) -> Int {
    var node = other[id]
    let (children, attributes) = (node.children, node.attributes)
    node.children = []
    node.attributes = []
    node.parent = nil
    let copied = add(node)
    for attribute in attributes {
      let source = other[attribute]
      add(attribute: source.name, prefix: source.prefix, source.value, to: copied)
    }
    if deep {
      for child in children {
        let inner = copy(child, from: other, deep: true)
        self[inner].parent = copied
        self[copied].children.append(inner)
      }
    }
    return copied
  }
}
