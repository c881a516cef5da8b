import CLibXML2

/// Reads a document in one forward pass, without building a tree of it.
///
/// The parser is libxml2's text reader in a mode that loads nothing: no document type, no
/// entities but the predefined ones, no network. Whatever goes beyond the limits ends the reading.
///
/// After an error the reader must not be used any more.
public struct XMLReader: ~Copyable {
  /// What was met.
  public enum Event: Sendable, Equatable {
    /// The start of an element; `name` and `attribute` speak about it.
    case startElement
    /// The end of an element; empty elements have one too.
    case endElement
    /// Text; one text may come in several pieces. CDATA is text.
    case text
    /// The end of the document.
    case endOfDocument
  }

  /// The encoding that the document was in.
  public let encoding: TextEncoding
  /// How many elements are open, the current one included.
  public private(set) var depth = 0

  let limits: XMLLimits
  private let xml: UnsafePointer<XMLFunctions>
  private let reader: OpaquePointer
  private let handle: TextReaderHandle
  private var elements = 0
  var nameTable = XMLNameTable()
  /// The number of the current element's name.
  private(set) var nameNumber: UInt32 = 0
  /// Whether the current element was empty, so that its end is still to be reported.
  private var owesEnd = false
  /// Whether the element that ended last was written as one tag, `<a/>`.
  private(set) var wasEmptyTag = false

  /// Opens a document.
  ///
  /// - Throws: `XMLError` for what can be refused without parsing.
  public init(_ bytes: [UInt8], limits: XMLLimits = .client) throws(XMLError) {
    let (document, encoding) = try XMLPrologue.prepare(bytes, limits: limits)
    let handle = try TextReaderHandle(document, options: XML_PARSE_NOCDATA.rawValue)
    self.limits = limits
    self.encoding = encoding
    self.handle = handle
    xml = handle.xml
    reader = handle.reader
  }

  /// Goes on to the next event.
  public mutating func next() throws(XMLError) -> Event {
    if owesEnd {
      owesEnd = false
      wasEmptyTag = true
      depth &-= 1
      return .endElement
    }
    while true {
      let result = xml.pointee.xmlTextReaderRead(reader)
      if let message = handle.message {
        throw XMLError(.notWellFormed(message), line: handle.line)
      }
      guard result == 1 else {
        if result == 0 { return .endOfDocument }
        throw XMLError(.notWellFormed("the document ends too early"), line: line)
      }
      switch UInt32(bitPattern: xml.pointee.xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        try enterElement()
        return .startElement
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        wasEmptyTag = false
        depth &-= 1
        return .endElement
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .text
      case XML_READER_TYPE_COMMENT.rawValue: continue
      case XML_READER_TYPE_PROCESSING_INSTRUCTION.rawValue:
        throw XMLError(.processingInstruction, line: line)
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue: throw XMLError(.documentType, line: line)
      default: throw XMLError(.notWellFormed("an undefined entity"), line: line)
      }
    }
  }

  /// The name of the element that started last.
  public var name: XMLName { nameTable.names[Int(nameNumber)].name }

  /// The prefix of the element that started last.
  public var prefix: String { nameTable.names[Int(nameNumber)].prefix }

  /// The line of the current place, counted from 1.
  public var line: Int { max(0, Int(xml.pointee.xmlTextReaderGetParserLineNumber(reader))) }

  /// The value of an attribute of the element that has just started.
  public func attribute(_ name: XMLName) -> String? {
    var attribute = xml.pointee.xmlTextReaderCurrentNode(reader)?.pointee.properties
    while let current = attribute {
      if XMLLibrary.equal(current.pointee.name, name.localName),
        XMLLibrary.equal(current.pointee.ns?.pointee.href, name.namespace)
      {
        return String(decoding: XMLLibrary.value(of: current), as: UTF8.self)
      }
      attribute = current.pointee.next
    }
    return nil
  }

  /// The namespace that a prefix stands for at the current place; an empty prefix asks for the
  /// default namespace.
  func namespace(for prefix: String) -> String? {
    guard
      let found = xml.pointee.xmlTextReaderLookupNamespace(reader, prefix.isEmpty ? nil : prefix)
    else {
      return nil
    }
    defer { xml.pointee.xmlFree.pointee(found) }
    return String(cString: found)
  }

  /// The bytes of the current text.
  var textBytes: UnsafeBufferPointer<UInt8> {
    XMLLibrary.bytes(xml.pointee.xmlTextReaderConstValue(reader))
  }

  private mutating func enterElement() throws(XMLError) {
    elements &+= 1
    depth &+= 1
    guard elements <= limits.elements else {
      throw XMLError(.limit(.elements, limits.elements), line: line)
    }
    guard depth <= limits.depth else {
      throw XMLError(.limit(.depth, limits.depth), line: line)
    }
    owesEnd = xml.pointee.xmlTextReaderIsEmptyElement(reader) == 1
    guard let node = xml.pointee.xmlTextReaderCurrentNode(reader) else {
      throw XMLError(.notWellFormed("no element"), line: line)
    }
    let known = nameTable.names.count
    nameNumber = nameTable.number(
      prefix: xml.pointee.xmlTextReaderConstPrefix(reader),
      namespace: xml.pointee.xmlTextReaderConstNamespaceUri(reader),
      local: xml.pointee.xmlTextReaderConstLocalName(reader))
    if nameTable.names.count > known { try checkLength(node.pointee.name) }
    try checkAttributes(of: node)
  }

  private func checkAttributes(of node: xmlNodePtr) throws(XMLError) {
    var count = 0
    var attribute = node.pointee.properties
    while let current = attribute {
      count &+= 1
      try checkLength(current.pointee.name)
      guard XMLLibrary.value(of: current).count <= limits.attributeValueBytes else {
        throw XMLError(.limit(.attributeValueBytes, limits.attributeValueBytes), line: line)
      }
      attribute = current.pointee.next
    }
    guard count <= limits.attributes else {
      throw XMLError(.limit(.attributes, limits.attributes), line: line)
    }
    count = 0
    var declaration = node.pointee.nsDef
    while let current = declaration {
      count &+= 1
      guard XMLLibrary.bytes(current.pointee.href).count <= limits.attributeValueBytes else {
        throw XMLError(.limit(.attributeValueBytes, limits.attributeValueBytes), line: line)
      }
      declaration = current.pointee.next
    }
    guard count <= limits.namespaceDeclarations else {
      throw XMLError(.limit(.namespaceDeclarations, limits.namespaceDeclarations), line: line)
    }
  }

  private func checkLength(_ name: UnsafePointer<xmlChar>?) throws(XMLError) {
    guard XMLLibrary.bytes(name).count <= limits.nameBytes else {
      throw XMLError(.limit(.nameBytes, limits.nameBytes), line: line)
    }
  }

  /// Calls the closure for each declaration and then each attribute of the current element.
  mutating func forEachAttribute(
    declaration: (_ name: UInt32) -> Void,
    attribute: (_ name: UInt32, _ value: UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard let node = xml.pointee.xmlTextReaderCurrentNode(reader) else { return }
    var nextDeclaration = node.pointee.nsDef
    while let current = nextDeclaration {
      declaration(
        nameTable.number(
          prefix: interned(current.pointee.prefix), namespace: interned(current.pointee.href),
          local: nil))
      nextDeclaration = current.pointee.next
    }
    var nextAttribute = node.pointee.properties
    while let current = nextAttribute {
      attribute(
        nameTable.number(
          prefix: interned(current.pointee.ns?.pointee.prefix),
          namespace: interned(current.pointee.ns?.pointee.href),
          local: interned(current.pointee.name)),
        XMLLibrary.value(of: current))
      nextAttribute = current.pointee.next
    }
  }

  /// The text as it stands in the document's dictionary, where its address is its identity.
  private func interned(_ text: UnsafePointer<xmlChar>?) -> UnsafePointer<UInt8>? {
    text == nil ? nil : xml.pointee.xmlTextReaderConstString(reader, text)
  }
}
