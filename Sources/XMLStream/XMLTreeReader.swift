import CLibXML2

/// Reads a document for a tree that keeps everything: comments, processing instructions and CDATA
/// besides elements and text. Scripts of the shell work on such trees (`language.md` 4.9).
///
/// As in ``XMLReader`` nothing is loaded and document types are refused. The text is Unicode
/// already, so that the encoding that its declaration names does not matter.
public struct XMLTreeReader: ~Copyable {
  /// A piece of the document.
  public enum Event: Sendable, Equatable {
    /// The start of an element; attributes follow in their order, declarations before them.
    case start(
      prefix: String, XMLName, declarations: [Declaration], attributes: [XMLAttribute],
      isEmptyTag: Bool)
    /// The end of an element; those written as one tag have one too.
    case end
    /// Text between tags.
    case text(String)
    /// The content of a CDATA section.
    case characterData(String)
    /// White space between tags.
    case whiteSpace(String)
    /// The content of a comment.
    case comment(String)
    /// A processing instruction.
    case instruction(target: String, data: String)
  }

  /// The declaration of a namespace.
  public struct Declaration: Sendable, Equatable {
    /// The prefix; empty for the default namespace.
    public let prefix: String
    /// The namespace.
    public let namespace: String
  }

  /// What stands between `<?xml` and `?>` at the beginning; `nil` without declaration.
  public let declaration: String?

  private let xml: UnsafePointer<XMLFunctions>
  private let reader: OpaquePointer
  private let handle: TextReaderHandle
  private let limits: XMLLimits
  private var elements = 0
  private var depth = 0
  private var owesEnd = false

  /// Opens a document.
  /// - Throws: `XMLError` for what can be refused without parsing.
  public init(_ text: String, limits: XMLLimits) throws(XMLError) {
    let (declaration, body) = Self.split(text)
    let (document, _) = try XMLPrologue.prepare(Array(body.utf8), limits: limits)
    let handle = try TextReaderHandle(document)
    self.limits = limits
    self.declaration = declaration
    self.handle = handle
    xml = handle.xml
    reader = handle.reader
  }

  /// The declaration and the rest, in which the lines keep their numbers.
  private static func split(_ text: String) -> (String?, Substring) {
    var body = Substring(text)
    if body.unicodeScalars.first == "\u{FEFF}" { body.unicodeScalars.removeFirst() }
    guard body.hasPrefix("<?xml"), let end = body.firstIndex(of: ">") else { return (nil, body) }
    let inner = body[body.index(body.startIndex, offsetBy: 5)..<end]
    guard inner.first?.isWhitespace == true, inner.hasSuffix("?") else { return (nil, body) }
    return (String(inner.dropLast()), body[body.index(after: end)...])
  }

  /// Goes on to the next piece; `nil` at the end of the document.
  public mutating func next() throws(XMLError) -> Event? {
    if owesEnd {
      owesEnd = false
      depth -= 1
      return .end
    }
    while true {
      let result = xml.pointee.xmlTextReaderRead(reader)
      if let message = handle.message {
        throw XMLError(.notWellFormed(message), line: handle.line)
      }
      guard result == 1 else {
        if result == 0 { return nil }
        throw XMLError(.notWellFormed("the document ends too early"), line: line)
      }
      switch UInt32(bitPattern: xml.pointee.xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue: return try element()
      case XML_READER_TYPE_END_ELEMENT.rawValue:
        depth -= 1
        return .end
      case XML_READER_TYPE_TEXT.rawValue: return .text(value)
      case XML_READER_TYPE_CDATA.rawValue: return .characterData(value)
      case XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .whiteSpace(value)
      case XML_READER_TYPE_COMMENT.rawValue: return .comment(value)
      case XML_READER_TYPE_PROCESSING_INSTRUCTION.rawValue:
        return .instruction(
          target: string(xml.pointee.xmlTextReaderConstLocalName(reader)), data: value)
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue: throw XMLError(.documentType, line: line)
      default: throw XMLError(.notWellFormed("an undefined entity"), line: line)
      }
    }
  }

  private var line: Int { max(0, Int(xml.pointee.xmlTextReaderGetParserLineNumber(reader))) }
  private var value: String { string(xml.pointee.xmlTextReaderConstValue(reader)) }

  private func string(_ text: UnsafePointer<xmlChar>?) -> String {
    String(decoding: XMLLibrary.bytes(text), as: UTF8.self)
  }

  private mutating func element() throws(XMLError) -> Event {
    elements += 1
    depth += 1
    guard elements <= limits.elements else {
      throw XMLError(.limit(.elements, limits.elements), line: line)
    }
    guard depth <= limits.depth else { throw XMLError(.limit(.depth, limits.depth), line: line) }
    owesEnd = xml.pointee.xmlTextReaderIsEmptyElement(reader) == 1
    var declarations: [Declaration] = []
    var attributes: [XMLAttribute] = []
    let node = xml.pointee.xmlTextReaderCurrentNode(reader)
    var declaration = node?.pointee.nsDef
    while let current = declaration {
      declarations.append(
        Declaration(
          prefix: string(current.pointee.prefix), namespace: string(current.pointee.href)))
      declaration = current.pointee.next
    }
    var attribute = node?.pointee.properties
    while let current = attribute {
      let space = current.pointee.ns
      attributes.append(
        XMLAttribute(
          prefix: string(space?.pointee.prefix),
          name: XMLName(string(space?.pointee.href), string(current.pointee.name)),
          value: String(decoding: XMLLibrary.value(of: current), as: UTF8.self)))
      attribute = current.pointee.next
    }
    guard attributes.count <= limits.attributes else {
      throw XMLError(.limit(.attributes, limits.attributes), line: line)
    }
    guard declarations.count <= limits.namespaceDeclarations else {
      throw XMLError(.limit(.namespaceDeclarations, limits.namespaceDeclarations), line: line)
    }
    return .start(
      prefix: string(xml.pointee.xmlTextReaderConstPrefix(reader)),
      XMLName(
        string(xml.pointee.xmlTextReaderConstNamespaceUri(reader)),
        string(xml.pointee.xmlTextReaderConstLocalName(reader))),
      declarations: declarations, attributes: attributes, isEmptyTag: owesEnd)
  }
}
