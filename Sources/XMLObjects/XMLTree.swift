import XMLStream

/// The nodes of one XML document that scripts can change (`language.md` 4.9).
///
/// Nodes are numbers; objects of the language are views (``XMLNode``) that keep the tree alive, so
/// that every node can reach its parent and its document without reference cycles. A tree made from
/// an ``XMLFragment`` copies an element's content only when it is looked at.
final class XMLTree {
  /// What a node is.
  enum Kind {
    case document, element, attribute, text, characterData, comment, instruction, declaration
  }

  struct Node {
    var kind: Kind
    var prefix = ""
    /// Name of elements, attributes and instructions.
    var name = XMLName("", "")
    /// Value of attributes and texts, data of instructions.
    var value = ""
    var parent: Int?
    var children: [Int] = []
    var attributes: [Int] = []
    /// Whether an element without content is written `<a />`.
    var isEmptyTag = false
    /// What the attributes and the content are still to be copied from.
    var source: XMLFragment?
  }

  /// The number of the document node.
  static let document = 0

  private(set) var nodes: [Node] = [Node(kind: .document)]
  private var views: [Int: WeakView] = [:]

  private struct WeakView {
    weak var node: XMLNode?
  }

  /// A document without nodes.
  init() {}

  /// A node with its content copied.
  subscript(id: Int) -> Node {
    get {
      materialize(id)
      return nodes[id]
    }
    set { nodes[id] = newValue }
  }

  /// The fragment that a node still stands for unchanged.
  func pristineFragment(_ id: Int) -> XMLFragment? { nodes[id].source }

  /// The object of a node: always the same one while somebody holds it.
  func view(_ id: Int) -> XMLNode {
    if let known = views[id]?.node { return known }
    if views.count > 256 && views.count > nodes.count / 2 {
      views = views.filter { $0.value.node != nil }
    }
    let view = XMLNode(self, id)
    views[id] = WeakView(node: view)
    return view
  }

  /// Adds a node without a parent.
  func add(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  /// Adds a node as the last child of another.
  @discardableResult
  func add(_ node: Node, to parent: Int) -> Int {
    var node = node
    node.parent = parent
    let id = add(node)
    nodes[parent].children.append(id)
    return id
  }

  /// Adds an attribute.
  @discardableResult
  func add(attribute name: XMLName, prefix: String, _ value: String, to element: Int) -> Int {
    let id = add(
      Node(kind: .attribute, prefix: prefix, name: name, value: value, parent: element))
    nodes[element].attributes.append(id)
    return id
  }

  /// The element of the document.
  var root: Int? { self[Self.document].children.first { nodes[$0].kind == .element } }

  // MARK: Fragments

  /// A tree whose document holds a fragment.
  convenience init(_ fragment: XMLFragment) {
    self.init()
    nodes[Self.document].children = [add(fragment, parent: Self.document)]
  }

  private func add(_ fragment: XMLFragment, parent: Int) -> Int {
    add(
      Node(
        kind: .element, prefix: fragment.prefix, name: fragment.name, parent: parent,
        isEmptyTag: fragment.isEmpty, source: fragment))
  }

  /// Copies the attributes and one level of the content from the fragment.
  private func materialize(_ id: Int) {
    guard let fragment = nodes[id].source else { return }
    nodes[id].source = nil
    for (prefix, namespace) in fragment.declarations {
      add(
        attribute: Self.declarationName(prefix), prefix: Self.declarationPrefix(prefix), namespace,
        to: id)
    }
    for attribute in fragment.attributes {
      add(attribute: attribute.name, prefix: attribute.prefix, attribute.value, to: id)
    }
    for piece in fragment.content {
      switch piece {
      case .element(let child): nodes[id].children.append(add(child, parent: id))
      case .text(let text): add(Node(kind: .text, value: text), to: id)
      }
    }
  }

  /// The name of the attribute that declares a prefix.
  static func declarationName(_ prefix: String) -> XMLName {
    XMLName(XMLNamespace.xmlns, prefix.isEmpty ? "xmlns" : prefix)
  }

  static func declarationPrefix(_ prefix: String) -> String { prefix.isEmpty ? "" : "xmlns" }

  // MARK: Questions

  /// The name with its prefix, or the fixed name of nodes without a name.
  func qualifiedName(_ id: Int) -> String {
    let node = nodes[id]
    switch node.kind {
    case .document: return "#document"
    case .text: return "#text"
    case .characterData: return "#cdata-section"
    case .comment: return "#comment"
    case .declaration: return "xml"
    case .element, .attribute, .instruction:
      return node.prefix.isEmpty ? node.name.localName : "\(node.prefix):\(node.name.localName)"
    }
  }

  /// The local name, or the fixed name of nodes without a name.
  func localName(_ id: Int) -> String {
    switch nodes[id].kind {
    case .element, .attribute, .instruction: return nodes[id].name.localName
    default: return qualifiedName(id)
    }
  }

  /// The text of a node and of everything in it.
  func innerText(_ id: Int) -> String {
    switch nodes[id].kind {
    case .document, .element:
      return self[id].children.map { child in
        switch nodes[child].kind {
        case .comment, .instruction, .declaration: return ""
        default: return innerText(child)
        }
      }.joined()
    default: return nodes[id].value
    }
  }

  /// The namespace that a prefix stands for at a node.
  func namespace(of prefix: String, at id: Int) -> String? {
    if prefix == "xml" { return XMLNamespace.xml }
    var current: Int? = id
    let wanted = Self.declarationName(prefix)
    while let place = current {
      for attribute in self[place].attributes where nodes[attribute].name == wanted {
        return nodes[attribute].value
      }
      if nodes[place].kind == .element, nodes[place].prefix == prefix,
        !nodes[place].name.namespace.isEmpty
      {
        return nodes[place].name.namespace
      }
      current = nodes[place].parent
    }
    return prefix.isEmpty ? "" : nil
  }

  /// The attribute with a qualified name.
  func attribute(_ qualified: String, of id: Int) -> Int? {
    self[id].attributes.first { qualifiedName($0) == qualified }
  }

  /// Deepest nesting of a tree that scripts build: walking it recurses.
  static let maxDepth = 1000

  /// The number of nodes above a node.
  func depth(of id: Int) -> Int {
    var depth = 0
    var current = nodes[id].parent
    while let place = current {
      depth += 1
      current = nodes[place].parent
    }
    return depth
  }

  /// The number of levels below a node.
  func height(of id: Int) -> Int {
    (self[id].children.map { height(of: $0) + 1 }).max() ?? 0
  }

  /// Whether a node is another one or lies above it.
  func isAncestor(_ id: Int, of other: Int) -> Bool {
    var current: Int? = other
    while let place = current {
      if place == id { return true }
      current = nodes[place].parent
    }
    return false
  }
}
