/// Reads a document in one forward pass, without building a tree of it.
///
/// libxml2 has read the whole document before the first event: messages are in memory anyway, and
/// that takes half the time of asking it for one node after the other. An error in the document is
/// thrown where it stands, after the events before it.
///
/// After an error the reader must not be used any more.
public struct XMLReader: ~Copyable {
  /// What was met.
  public enum Event: Sendable, Equatable {
    /// The start of an element; `name` and `attribute` speak about it.
    case startElement
    /// The end of an element; empty elements have one too.
    case endElement
    /// The text between two tags. CDATA is text; white space beside elements is left out.
    case text
    /// The end of the document.
    case endOfDocument
  }

  /// The encoding that the document was in.
  public let encoding: TextEncoding

  private let recording: XMLRecording
  /// The next node.
  private var position = 0
  /// The elements that are open.
  private var open: [Int] = []
  /// The element that started last.
  private var element = 0
  /// The text that was met last.
  private var textNode = 0

  /// Opens a document.
  ///
  /// - Throws: `XMLError` for what can be refused without parsing.
  public init(_ bytes: [UInt8], limits: XMLLimits = .client) throws(XMLError) {
    let (document, encoding) = try XMLPrologue.prepare(bytes, limits: limits)
    let recording = try XMLRecorder.record(document, limits: limits)
    self.encoding = encoding
    self.recording = recording
    open.reserveCapacity(16)
  }

  /// How many elements are open, the current one included.
  public var depth: Int { open.count }

  /// Goes on to the next event.
  public mutating func next() throws(XMLError) -> Event {
    let nodes = recording.nodes
    if let innermost = open.last, Int(nodes[innermost].start) == position {
      open.removeLast()
      return .endElement
    }
    guard position < nodes.count else {
      if let error = recording.error { throw error }
      return .endOfDocument
    }
    guard nodes[position].isElement else {
      textNode = position
      position &+= 1
      return .text
    }
    element = position
    open.append(position)
    repeat { position &+= 1 } while position < nodes.count && nodes[position].isInTag
    return .startElement
  }

  /// The name of the element that started last.
  public var name: XMLName { currentName.name }

  /// The prefix of the element that started last.
  public var prefix: String { currentName.prefix }

  private var currentName: XMLFragment.QualifiedName {
    recording.names[Int(recording.nodes[element].name)]
  }

  /// The line of the element that started last, counted from 1.
  public var line: Int {
    element < recording.nodes.count ? Int(recording.nodes[element].length) : 1
  }

  /// The value of an attribute of the element that has just started.
  public func attribute(_ name: XMLName) -> String? {
    var place = element &+ 1
    while place < recording.nodes.count, recording.nodes[place].isInTag {
      let node = recording.nodes[place]
      if node.kind == .attribute, recording.names[Int(node.name)].name == name {
        return string(node)
      }
      place &+= 1
    }
    return nil
  }

  /// The namespace that a prefix stands for in the innermost open element; an empty prefix asks for
  /// the default namespace.
  func namespace(for prefix: String) -> String? {
    if prefix == "xml" { return XMLNamespace.xml }
    for element in open.reversed() {
      var place = element &+ 1
      while place < recording.nodes.count, recording.nodes[place].kind == .declaration {
        let declared = recording.names[Int(recording.nodes[place].name)]
        if declared.prefix == prefix { return declared.name.namespace }
        place &+= 1
      }
    }
    return nil
  }

  /// The text that was met last.
  var currentText: String { string(recording.nodes[textNode]) }

  private func string(_ node: XMLFragment.Node) -> String {
    guard node.length > 0 else { return "" }
    let start = Int(node.start)
    return String(decoding: recording.text[start..<start &+ Int(node.length)], as: UTF8.self)
  }

  /// Passes over the rest of the current element.
  public mutating func skip() throws(XMLError) {
    guard let innermost = open.last else { return }
    position = try end(of: innermost)
    open.removeLast()
  }

  /// Sees to it that all of the document has been checked, and goes to its end.
  public mutating func finish() throws(XMLError) {
    position = recording.nodes.count
    open = []
    if let error = recording.error { throw error }
  }

  /// Reads the current element, which has just started, with all that is in it.
  public mutating func fragment() throws(XMLError) -> XMLFragment {
    let range = element..<(try end(of: element))
    try skip()
    return recording.fragment(range)
  }

  /// Where an element ends.
  private mutating func end(of element: Int) throws(XMLError) -> Int {
    let end = element < recording.nodes.count ? Int(recording.nodes[element].start) : 0
    guard end > element else {
      position = recording.nodes.count
      throw recording.error ?? XMLError(.empty)
    }
    return end
  }
}

extension XMLRecording {
  /// An element as a value of its own, which keeps nothing of the rest alive.
  fileprivate func fragment(_ range: Range<Int>) -> XMLFragment {
    let first = UInt32(truncatingIfNeeded: range.lowerBound)
    var texts = 0..<0
    let copies = [XMLFragment.Node](unsafeUninitializedCapacity: range.count) { copies, count in
      for place in range {
        var node = nodes[place]
        switch node.kind {
        case .element, .expandedElement:
          node.start &-= first
          node.length = 0
        case .declaration: break
        case .attribute, .text:
          let start = Int(node.start)
          texts = (texts.isEmpty ? start : texts.lowerBound)..<start &+ Int(node.length)
          node.start = UInt32(truncatingIfNeeded: start &- texts.lowerBound)
        }
        copies.initializeElement(at: count, to: node)
        count &+= 1
      }
    }
    let storage = XMLFragment.Storage(nodes: copies, names: names, text: Array(text[texts]))
    return XMLFragment(storage: storage, index: 0)
  }
}

extension XMLFragment.Node {
  /// Whether the node stands in the start tag of the element before it.
  fileprivate var isInTag: Bool { kind == .declaration || kind == .attribute }
}
