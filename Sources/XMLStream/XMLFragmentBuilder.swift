/// Makes a fragment step by step: elements are opened, given declarations and attributes, filled
/// and closed, in the order of the text.
///
/// Closures keep opening and closing in pairs:
///
///     let client = XMLFragment("cfg", XMLName(uri, "Client")) { client in
///       client.declare("cfg", uri)
///       client.element("cfg", XMLName(uri, "URLPrefix"), text: "wsman")
///     }
public struct XMLFragmentBuilder: ~Copyable {
  private var nodes: [XMLFragment.Node] = []
  private var names: [XMLFragment.QualifiedName] = []
  /// A number for each of the first names by which most of them differ.
  private var marks: [UInt32] = []
  /// The number of the name that is likely to be asked for next.
  private var expectedName = 0
  /// How many of the latest names are searched: a fragment without a model may have any number of them.
  private var searchedNames = 32
  private var text: [UInt8] = []
  private var open: [Int] = []
  /// The index from which texts may still be joined to the last one.
  private var lastTextEnd = -1

  /// A builder without any element.
  ///
  /// - Parameter texts: how many elements with a text are expected, each of another name; 0 where
  ///   nobody knows.
  public init(texts: Int = 0) {
    guard texts > 0 else { return }
    // Beside them a root with its declarations and attributes.
    nodes.reserveCapacity(2 * texts + 8)
    names.reserveCapacity(texts + 8)
    marks.reserveCapacity(texts + 8)
    text.reserveCapacity(16 * texts)
  }

  /// A builder for a fragment that is likely to have the names of another one, in the same order.
  ///
  /// Names that it has too are found without a search, and need no memory of their own.
  public init(like model: XMLFragment) {
    let storage = model.storage
    names = storage.names
    searchedNames = max(searchedNames, 2 * names.count)
    nodes.reserveCapacity(storage.nodes.count + 8)
    text.reserveCapacity(storage.text.count + storage.text.count / 8)
  }

  /// Opens an element.
  public mutating func start(_ prefix: String, _ name: XMLName) {
    open.append(nodes.count)
    nodes.append(.init(kind: .element, name: index(of: prefix, name)))
  }

  /// Declares a namespace on the element just opened, before its attributes.
  public mutating func declare(_ prefix: String, _ namespace: String) {
    nodes.append(.init(kind: .declaration, name: index(of: prefix, XMLName(namespace, ""))))
  }

  /// Adds an attribute to the element just opened.
  public mutating func attribute(_ prefix: String, _ name: XMLName, _ value: String) {
    let number = index(of: prefix, name, isOccasional: true)
    value.withBytes { append(.attribute, number, $0) }
  }

  /// Adds an attribute without namespace to the element just opened.
  public mutating func attribute(_ localName: String, _ value: String) {
    attribute("", XMLName("", localName), value)
  }

  /// Adds text; empty text adds nothing, and neighbouring texts become one.
  public mutating func text(_ value: String) {
    value.withBytes { appendText($0) }
  }

  /// Closes the element that was opened last.
  ///
  /// - Parameter expanded: whether the element, if it is empty, is written `<a></a>`.
  public mutating func end(expanded: Bool = false) {
    guard let start = open.popLast() else { return }
    nodes[start].start = UInt32(truncatingIfNeeded: nodes.count)
    lastTextEnd = -1
    if expanded { nodes[start].kind = .expandedElement }
  }

  /// Adds an element that holds only text.
  ///
  /// Without text the element is written `<a></a>`, as Windows writes empty strings.
  public mutating func element(_ prefix: String, _ name: XMLName, text value: String) {
    start(prefix, name)
    text(value)
    end(expanded: true)
  }

  /// Adds an element and what the closure puts into it.
  public mutating func element(
    _ prefix: String, _ name: XMLName, _ fill: (inout XMLFragmentBuilder) throws -> Void
  ) rethrows {
    start(prefix, name)
    try fill(&self)
    end()
  }

  /// Adds a copy of a fragment.
  public mutating func fragment(_ fragment: XMLFragment) {
    let source = fragment.storage
    let range = fragment.index..<Int(fragment.node.start)
    let shift = nodes.count - fragment.index
    var known: [UInt32: UInt32] = [:]
    nodes.reserveCapacity(nodes.count + range.count)
    for position in range {
      var node = source.nodes[position]
      if node.kind != .text {
        let old = node.name
        if let seen = known[old] {
          node.name = seen
        } else {
          let name = source.names[Int(old)]
          node.name = index(of: name.prefix, name.name)
          known[old] = node.name
        }
      }
      if node.isElement {
        node.start = UInt32(truncatingIfNeeded: Int(node.start) + shift)
      } else if node.length > 0 {
        let start = Int(node.start)
        node.start = UInt32(truncatingIfNeeded: text.count)
        text.append(contentsOf: source.text[start..<start + Int(node.length)])
      }
      nodes.append(node)
    }
  }

  /// Closes what is open and gives the first element; nil when there was none.
  public consuming func finish() -> XMLFragment? {
    while !open.isEmpty { end() }
    guard let first = nodes.first, first.isElement else { return nil }
    let storage = XMLFragment.Storage(nodes: nodes, names: names, text: text)
    return XMLFragment(storage: storage, index: 0)
  }

  private mutating func appendText(_ bytes: some Collection<UInt8>) {
    guard !bytes.isEmpty, !open.isEmpty else { return }
    if let last = nodes.last, last.kind == .text, lastTextEnd == nodes.count {
      text.append(contentsOf: bytes)
      nodes[nodes.count - 1].length &+= UInt32(truncatingIfNeeded: bytes.count)
      return
    }
    append(.text, 0, bytes)
    lastTextEnd = nodes.count
  }

  private mutating func append(
    _ kind: XMLFragment.Kind, _ name: UInt32, _ bytes: some Collection<UInt8>
  ) {
    let start = text.count
    text.append(contentsOf: bytes)
    nodes.append(
      .init(
        kind: kind, name: name, start: UInt32(truncatingIfNeeded: start),
        length: UInt32(truncatingIfNeeded: text.count - start)))
  }

  /// The number of the name; names are few, and come in the same order again and again.
  ///
  /// - Parameter isOccasional: whether the name may stand anywhere between those that are expected.
  private mutating func index(
    of prefix: String, _ name: XMLName, isOccasional: Bool = false
  ) -> UInt32 {
    let expected = expectedPlace(of: prefix, name)
    let place = expected ?? latestPlace(of: prefix, name) ?? names.count
    if place == names.count { names.append(.init(prefix: prefix, name: name)) }
    if expected != nil || !isOccasional { expectedName = place + 1 }
    return UInt32(truncatingIfNeeded: place)
  }

  /// Where a name stands if it is the expected one, or the one after it, where an attribute may be
  /// missing.
  private func expectedPlace(of prefix: String, _ name: XMLName) -> Int? {
    var place = expectedName
    let end = min(place + 2, names.count)
    while place < end {
      if names[place].prefix == prefix, names[place].name == name { return place }
      place += 1
    }
    return nil
  }

  /// Where a name stands among the latest ones.
  private mutating func latestPlace(of prefix: String, _ name: XMLName) -> Int? {
    while marks.count < names.count {
      marks.append(Self.mark(of: names[marks.count].name.localName))
    }
    let mark = Self.mark(of: name.localName)
    var latest = marks.suffix(searchedNames)
    while let place = latest.lastIndex(of: mark) {
      if names[place].name == name, names[place].prefix == prefix { return place }
      latest = latest[..<place]
    }
    return nil
  }

  private static func mark(of name: String) -> UInt32 {
    name.withBytes { bytes in bytes.reduce(0) { $0 &* 31 &+ UInt32($1) } }
  }

}

extension XMLFragment {
  /// Makes an element; the closure adds its declarations, attributes and content.
  ///
  /// - Parameter texts: how many elements with a text it will hold, each of another name; 0 where
  ///   nobody knows.
  public init(
    _ prefix: String, _ name: XMLName, texts: Int = 0,
    _ fill: (inout XMLFragmentBuilder) throws -> Void
  ) rethrows {
    var builder = XMLFragmentBuilder(texts: texts)
    builder.start(prefix, name)
    try fill(&builder)
    builder.end()
    self = builder.finish() ?? XMLFragment(prefix, name)
  }

  /// Makes an element that is likely to have the names of another one, in the same order; the closure
  /// adds its declarations, attributes and content.
  public init(
    _ prefix: String, _ name: XMLName, like model: XMLFragment,
    _ fill: (inout XMLFragmentBuilder) throws -> Void
  ) rethrows {
    var builder = XMLFragmentBuilder(like: model)
    builder.start(prefix, name)
    try fill(&builder)
    builder.end()
    self = builder.finish() ?? XMLFragment(prefix, name)
  }

  /// Makes an element without content.
  public init(_ prefix: String, _ name: XMLName) {
    self.init(
      storage: Storage(
        nodes: [Node(kind: .element, name: 0, start: 1)],
        names: [QualifiedName(prefix: prefix, name: name)], text: []),
      index: 0)
  }

  /// The fragment with another text as the only content of one of its elements.
  ///
  /// - Parameter element: the fragment itself or an element found inside it; when it belongs to
  ///   another fragment, nothing changes.
  public func replacingContent(of element: XMLFragment, withText text: String) -> XMLFragment {
    let end = Int(node.start)
    guard element.storage === storage, element.index >= index, element.index < end else {
      return self
    }
    let content = element.contentRange
    let removed = content.count - (text.isEmpty ? 0 : 1)
    var nodes = Array(storage.nodes[index..<content.lowerBound])
    var buffer = storage.text
    if !text.isEmpty {
      let start = buffer.count
      buffer.append(contentsOf: text.utf8)
      nodes.append(
        Node(
          kind: .text, start: UInt32(truncatingIfNeeded: start),
          length: UInt32(truncatingIfNeeded: buffer.count - start)))
    }
    nodes.append(contentsOf: storage.nodes[content.upperBound..<end])
    // What ends before the content stays; its owner and all that follows move.
    for position in nodes.indices where nodes[position].isElement {
      let old = Int(nodes[position].start)
      let shift = old >= content.upperBound ? removed : 0
      nodes[position].start = UInt32(truncatingIfNeeded: old - index - shift)
    }
    if text.isEmpty { nodes[element.index - index].kind = .expandedElement }
    return XMLFragment(
      storage: Storage(nodes: nodes, names: storage.names, text: buffer), index: 0)
  }
}
