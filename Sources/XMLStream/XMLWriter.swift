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
    unbind(to: element.bindings)
  }

  /// Closes the innermost element; `<a></a>` when nothing is inside.
  public mutating func endExpanded() {
    guard let element = open.popLast() else { return }
    closeStartTag()
    appendEndTag(element)
    unbind(to: element.bindings)
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
    closeStartTag()
    let storage = fragment.storage
    storage.nodes.withUnsafeBufferPointer { nodes in
      storage.text.withUnsafeBufferPointer { text in
        write(nodes, at: fragment.index, storage.names, text)
      }
    }
  }

  /// Writes an element and all that is in it.
  private mutating func write(
    _ nodes: UnsafeBufferPointer<XMLFragment.Node>, at index: Int,
    _ names: [XMLFragment.QualifiedName], _ text: UnsafeBufferPointer<UInt8>
  ) {
    /// Elements that are not closed yet.
    var ends: [(position: Int, name: Int, bindings: Int)] = []
    var position = index
    let end = Int(nodes[index].start)
    while position < end {
      let node = nodes[position]
      position &+= 1
      if node.kind == .text {
        append(node, of: text, inAttribute: false)
      } else {
        let elementEnd = Int(node.start)
        let bindings = bindings.count
        let isEmptyTag = startTag(node, nodes, at: &position, names, text)
        if position < elementEnd {
          ends.append((elementEnd, Int(node.name), bindings))
          continue
        }
        if !isEmptyTag { appendEndTag(names[Int(node.name)]) }
        unbind(to: bindings)
      }
      while let last = ends.last, last.position <= position {
        appendEndTag(names[last.name])
        unbind(to: last.bindings)
        ends.removeLast()
      }
    }
  }

  /// Writes the start tag of a fragment's element and moves on to its content.
  ///
  /// - Returns: whether the tag is the whole element, `<a/>`.
  private mutating func startTag(
    _ node: XMLFragment.Node, _ nodes: UnsafeBufferPointer<XMLFragment.Node>,
    at position: inout Int, _ names: [XMLFragment.QualifiedName],
    _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let name = names[Int(node.name)]
    let end = Int(node.start)
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: name.tag)
    while position < end, nodes[position].kind == .declaration {
      let declared = names[Int(nodes[position].name)]
      declare(declared.prefix, declared.name.namespace)
      position &+= 1
    }
    declareIfNeeded(name)
    // Declarations come first in the tag, so needed ones are found before attributes are written.
    var attribute = position
    while attribute < end, nodes[attribute].kind == .attribute {
      let attributeName = names[Int(nodes[attribute].name)]
      if !attributeName.prefix.isEmpty { declareIfNeeded(attributeName) }
      attribute &+= 1
    }
    while position < attribute {
      let node = nodes[position]
      let attributeName = names[Int(node.name)]
      bytes.append(UInt8(ascii: " "))
      bytes.append(contentsOf: attributeName.tag)
      append("=\"")
      append(node, of: text, inAttribute: true)
      bytes.append(UInt8(ascii: "\""))
      position &+= 1
    }
    let isEmptyTag = position == end && node.kind == .element
    if isEmptyTag { bytes.append(UInt8(ascii: "/")) }
    bytes.append(UInt8(ascii: ">"))
    return isEmptyTag
  }

  private mutating func declareIfNeeded(_ name: XMLFragment.QualifiedName) {
    let prefix = name.prefix
    let namespace = name.name.namespace
    if prefix == "xml" { return }
    var place = bindings.count
    while place > 0 {
      place &-= 1
      guard bindings[place].prefix == prefix else { continue }
      if bindings[place].namespace == namespace { return }
      declare(prefix, namespace)
      return
    }
    if prefix.isEmpty, namespace.isEmpty { return }
    declare(prefix, namespace)
  }

  /// Forgets the declarations of an element that was closed.
  private mutating func unbind(to count: Int) {
    if bindings.count > count { bindings.removeLast(bindings.count - count) }
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
    _ node: XMLFragment.Node, of text: UnsafeBufferPointer<UInt8>, inAttribute: Bool
  ) {
    let start = Int(node.start)
    XMLEscaping.append(
      UnsafeBufferPointer(rebasing: text[start..<start &+ Int(node.length)]), to: &bytes,
      inAttribute: inAttribute)
  }

  private mutating func appendEndTag(_ element: Open) {
    append("</")
    // Reserving first keeps the copy from the buffer into itself free of a second buffer.
    for position in element.nameStart..<element.nameEnd { bytes.append(bytes[position]) }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func appendEndTag(_ name: XMLFragment.QualifiedName) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "/"))
    bytes.append(contentsOf: name.tag)
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
