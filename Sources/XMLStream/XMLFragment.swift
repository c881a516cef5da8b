/// An element with all that is in it: an immutable value for the parts of messages whose structure
/// only the resource knows.
///
/// The nodes lie in one flat list with one text buffer. A child is a view into the same list, so
/// walking through a fragment copies nothing. Prefixes, declarations and the order of everything
/// are kept for writing back; comparing ignores prefixes, declarations and the order of attributes.
/// Comments, and white space that only stands between elements, are not kept.
public struct XMLFragment: Sendable {
  let storage: Storage
  let index: Int

  /// The node list that a fragment and its descendants share.
  final class Storage: Sendable {
    let nodes: [Node]
    let names: [QualifiedName]
    let text: [UInt8]

    init(nodes: [Node], names: [QualifiedName], text: [UInt8]) {
      self.nodes = nodes
      self.names = names
      self.text = text
    }
  }

  /// What a node is. Declarations and attributes follow their element directly.
  enum Kind: UInt8, Sendable {
    case element
    /// An empty element written as a pair of tags, `<a></a>`.
    case expandedElement
    case declaration
    case attribute
    case text
  }

  /// One entry of the flat list; 16 bytes.
  struct Node: Sendable {
    var kind: Kind
    /// The name of elements and attributes; of a declaration: its prefix and namespace.
    var name: UInt32 = 0
    /// Elements: the index after the last node inside. Attributes and text: where the text starts.
    var start: UInt32 = 0
    /// The length of the text in bytes.
    var length: UInt32 = 0

    var isElement: Bool { kind == .element || kind == .expandedElement }
  }

  /// A name together with the prefix it was written with. One object stands for all its uses in a
  /// document, and often in all documents of a kind.
  final class QualifiedName: Sendable {
    let prefix: String
    let name: XMLName
    /// Both as a tag has them, `prefix:name`.
    let tag: [UInt8]

    init(prefix: String, name: XMLName) {
      self.prefix = prefix
      self.name = name
      var tag: [UInt8] = []
      tag.reserveCapacity(prefix.utf8.count + 1 + name.localName.utf8.count)
      if !prefix.isEmpty {
        prefix.withBytes { tag.append(contentsOf: $0) }
        tag.append(UInt8(ascii: ":"))
      }
      name.localName.withBytes { tag.append(contentsOf: $0) }
      self.tag = tag
    }
  }

  init(storage: Storage, index: Int) {
    self.storage = storage
    self.index = index
  }

  var node: Node { storage.nodes[index] }

  /// The nodes inside the element, without its declarations and attributes.
  var contentRange: Range<Int> {
    let end = Int(node.start)
    var position = index &+ 1
    while position < end {
      let kind = storage.nodes[position].kind
      guard kind == .declaration || kind == .attribute else { break }
      position &+= 1
    }
    return position..<end
  }

  func string(_ node: Node) -> String {
    guard node.length > 0 else { return "" }
    let start = Int(node.start)
    return String(decoding: storage.text[start..<start &+ Int(node.length)], as: UTF8.self)
  }
}

extension XMLFragment {
  /// The name of the element.
  public var name: XMLName { storage.names[Int(node.name)].name }

  /// The local name of the element.
  public var localName: String { name.localName }

  /// The namespace of the element; empty when it has none.
  public var namespace: String { name.namespace }

  /// The prefix that the element was written with; empty when it had none.
  public var prefix: String { storage.names[Int(node.name)].prefix }

  /// The text directly inside the element, joined when elements lie between.
  public var text: String {
    let range = contentRange
    if range.count == 1, storage.nodes[range.lowerBound].kind == .text {
      return string(storage.nodes[range.lowerBound])
    }
    var result = ""
    var position = range.lowerBound
    while position < range.upperBound {
      let node = storage.nodes[position]
      if node.isElement {
        position = Int(node.start)
        continue
      }
      if node.kind == .text { result += string(node) }
      position &+= 1
    }
    return result
  }

  /// The text of the element and of all elements inside it.
  public var innerText: String {
    var result = ""
    for position in contentRange {
      let node = storage.nodes[position]
      if node.kind == .text { result += string(node) }
    }
    return result
  }

  /// Whether the element holds neither text nor elements.
  public var isEmpty: Bool { contentRange.isEmpty }

  /// Whether the element holds elements.
  public var hasChildren: Bool { children.makeIterator().nextIndex() != nil }
}
