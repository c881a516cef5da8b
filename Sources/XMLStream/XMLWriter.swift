/// Writes XML into a buffer of UTF-8, byte for byte as it is told: no declaration, no white space,
/// prefixes and order as given.
///
/// Declarations and attributes must follow `start` directly. The writer does not check names; they
/// come from the protocol's tables or from a document that was read.
public struct XMLWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []

  private struct Open: Sendable {
    /// Where the qualified name stands in the buffer, for the end tag.
    var nameStart: Int
    var nameEnd: Int
    var bindings: Int
  }

  fileprivate struct Binding: Sendable {
    var prefix: String
    var namespace: String
  }

  /// Declarations that many documents have in common, as they are written.
  public struct Declarations: Sendable {
    fileprivate let bytes: [UInt8]
    fileprivate let bindings: [Binding]

    /// Declarations of prefixes, in their order.
    public init(_ namespaces: [(prefix: String, namespace: String)]) {
      var writer = XMLWriter()
      for (prefix, namespace) in namespaces { writer.declare(prefix, namespace) }
      bytes = writer.bytes
      bindings = writer.bindings
    }

    /// The prefix that stands for a namespace; nil when none does.
    public func prefix(of namespace: String) -> String? {
      bindings.first { $0.namespace == namespace }?.prefix
    }
  }

  /// An attribute that many elements have in common, as it is written.
  public struct Attribute: Sendable {
    fileprivate let bytes: [UInt8]

    /// An attribute of an element; declarations of namespaces are none.
    public init(_ prefix: String, _ localName: String, _ value: String) {
      var writer = XMLWriter()
      writer.attribute(prefix, localName, value)
      bytes = writer.bytes
    }
  }

  private var open: [Open] = []
  private var bindings: [Binding] = []
  /// Whether the start tag of the innermost element still lacks its `>`.
  private var inStartTag = false

  /// A writer with an empty buffer.
  ///
  /// - Parameter capacity: the expected number of bytes.
  public init(capacity: Int = 2048) {
    bytes.reserveCapacity(capacity)
    open.reserveCapacity(16)
    bindings.reserveCapacity(16)
  }

  /// Opens an element.
  public mutating func start(_ prefix: String, _ localName: String) {
    closeStartTag()
    bytes.append(UInt8(ascii: "<"))
    let nameStart = bytes.count
    appendQualifiedName(prefix, localName)
    open.append(Open(nameStart: nameStart, nameEnd: bytes.count, bindings: bindings.count))
    inStartTag = true
  }

  /// Declares a namespace on the element just opened; an empty prefix is the default namespace.
  public mutating func declare(_ prefix: String, _ namespace: String) {
    append(" xmlns")
    if !prefix.isEmpty {
      bytes.append(UInt8(ascii: ":"))
      append(prefix)
    }
    append("=\"")
    XMLEscaping.append(namespace, to: &bytes, inAttribute: true)
    bytes.append(UInt8(ascii: "\""))
    bindings.append(Binding(prefix: prefix, namespace: namespace))
  }

  /// Declares namespaces on the element just opened.
  public mutating func declare(_ declarations: Declarations) {
    bytes += declarations.bytes
    bindings += declarations.bindings
  }

  /// Takes namespaces as declared already, for a part of a document that is written by itself.
  public mutating func assume(_ declarations: Declarations) {
    bindings += declarations.bindings
  }

  /// Adds elements that another writer has written, which took as declared what is declared here.
  public mutating func append(elements: [UInt8]) {
    closeStartTag()
    bytes.append(contentsOf: elements)
  }

  /// Takes back the elements that were written and closed since the buffer had a number of bytes.
  public mutating func removeElements(from count: Int) {
    bytes.removeLast(max(0, bytes.count - count))
  }

  /// Adds an attribute to the element just opened.
  public mutating func attribute(_ prefix: String, _ localName: String, _ value: String) {
    startAttribute(prefix, localName)
    XMLEscaping.append(value, to: &bytes, inAttribute: true)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Adds an attribute to the element just opened.
  public mutating func attribute(_ attribute: Attribute) {
    bytes += attribute.bytes
  }

  /// Adds text. Characters that XML cannot carry are written as `?` (`protocol.md` 2.3).
  public mutating func text(_ value: String) {
    closeStartTag()
    XMLEscaping.append(value, to: &bytes, inAttribute: false)
  }

  /// Closes the innermost element; `<a/>` when nothing is inside.
  public mutating func end() {
    guard let element = open.popLast() else { return }
    if inStartTag {
      append("/>")
      inStartTag = false
    } else {
      appendEndTag(element)
    }
    bindings.removeLast(bindings.count - element.bindings)
  }

  /// Closes the innermost element; `<a></a>` when nothing is inside.
  public mutating func endExpanded() {
    guard let element = open.popLast() else { return }
    closeStartTag()
    appendEndTag(element)
    bindings.removeLast(bindings.count - element.bindings)
  }

  /// Writes an element that holds only text; `<a></a>` for empty text.
  public mutating func element(_ prefix: String, _ localName: String, text value: String) {
    start(prefix, localName)
    text(value)
    endExpanded()
  }

  /// Writes a fragment as it was read. Prefixes that are not bound here as the fragment needs them
  /// are declared where they are used first.
  public mutating func fragment(_ fragment: XMLFragment) {
    let storage = fragment.storage
    let end = Int(fragment.node.start)
    var ends: [Int] = []
    var position = fragment.index
    while position < end {
      while let last = ends.last, last <= position {
        ends.removeLast()
        self.end()
      }
      let node = storage.nodes[position]
      position &+= 1
      if node.kind == .text {
        closeStartTag()
        append(node, of: storage, inAttribute: false)
        continue
      }
      start(node, at: &position, of: storage)
      let elementEnd = Int(node.start)
      if position < elementEnd {
        ends.append(elementEnd)
      } else if node.kind == .expandedElement {
        endExpanded()
      } else {
        self.end()
      }
    }
    for _ in ends { self.end() }
  }

  /// Writes the start tag of a fragment's element and moves on to its content.
  private mutating func start(
    _ node: XMLFragment.Node, at position: inout Int, of storage: XMLFragment.Storage
  ) {
    let name = storage.names[Int(node.name)]
    let end = Int(node.start)
    start(name.prefix, name.name.localName)
    let contentStart = position
    while position < end, storage.nodes[position].kind == .declaration {
      let declared = storage.names[Int(storage.nodes[position].name)]
      declare(declared.prefix, declared.name.namespace)
      position &+= 1
    }
    declareIfNeeded(name)
    // Declarations come first in the tag, so needed ones are found before attributes are written.
    var attribute = position
    while attribute < end, storage.nodes[attribute].kind == .attribute {
      let attributeName = storage.names[Int(storage.nodes[attribute].name)]
      if !attributeName.prefix.isEmpty { declareIfNeeded(attributeName) }
      attribute &+= 1
    }
    position = max(contentStart, position)
    while position < attribute {
      let node = storage.nodes[position]
      let attributeName = storage.names[Int(node.name)]
      startAttribute(attributeName.prefix, attributeName.name.localName)
      append(node, of: storage, inAttribute: true)
      bytes.append(UInt8(ascii: "\""))
      position &+= 1
    }
  }

  private mutating func declareIfNeeded(_ name: XMLFragment.QualifiedName) {
    if name.prefix == "xml" { return }
    for binding in bindings.reversed() where binding.prefix == name.prefix {
      if binding.namespace == name.name.namespace { return }
      declare(name.prefix, name.name.namespace)
      return
    }
    if name.prefix.isEmpty, name.name.namespace.isEmpty { return }
    declare(name.prefix, name.name.namespace)
  }

  private mutating func startAttribute(_ prefix: String, _ localName: String) {
    bytes.append(UInt8(ascii: " "))
    appendQualifiedName(prefix, localName)
    append("=\"")
  }

  private mutating func appendQualifiedName(_ prefix: String, _ localName: String) {
    if !prefix.isEmpty {
      // Most have one letter, which is not worth a call.
      for byte in prefix.utf8 { bytes.append(byte) }
      bytes.append(UInt8(ascii: ":"))
    }
    append(localName)
  }

  private mutating func append(
    _ node: XMLFragment.Node, of storage: XMLFragment.Storage, inAttribute: Bool
  ) {
    let start = Int(node.start)
    storage.text.withUnsafeBufferPointer { text in
      XMLEscaping.append(
        UnsafeBufferPointer(rebasing: text[start..<start &+ Int(node.length)]), to: &bytes,
        inAttribute: inAttribute)
    }
  }

  private mutating func appendEndTag(_ element: Open) {
    append("</")
    // Reserving first keeps the copy from the buffer into itself free of a second buffer.
    for position in element.nameStart..<element.nameEnd { bytes.append(bytes[position]) }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func closeStartTag() {
    guard inStartTag else { return }
    bytes.append(UInt8(ascii: ">"))
    inStartTag = false
  }

  private mutating func append(_ value: String) {
    value.withBytes { bytes.append(contentsOf: $0) }
  }
}
