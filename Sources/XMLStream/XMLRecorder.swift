import CLibXML2

/// A document as far as it was read: its elements with all that is in them, as the flat list that
/// fragments consist of.
struct XMLRecording {
  /// The nodes in document order. An element that was not closed ends before it begins.
  ///
  /// The unused `length` of elements is the line where their start tag ends.
  var nodes: [XMLFragment.Node]
  /// The names that the nodes have by number.
  var names: [XMLFragment.QualifiedName]
  /// The values of texts and attributes, in the order of the nodes.
  var text: [UInt8]
  /// Why the reading ended before the document did.
  var error: XMLError?
}

/// Writes down what libxml2's SAX parser reports about a document.
///
/// The parser loads nothing: there is no document type, so that no entities exist but the
/// predefined ones, and the network is off. Whatever goes beyond the limits ends the reading.
struct XMLRecorder {
  private let xml: UnsafePointer<XMLFunctions>
  private var parser: XMLParser
  private let limits: XMLLimits
  private var nodes: [XMLFragment.Node] = []
  private var text: [UInt8] = []
  private var error: XMLError?
  /// The innermost open element. Until an element is closed, its `start` is the one around it.
  private var current = 0
  private var depth = 0
  private var elements = 0
  /// Where the next node stood when an element was closed last.
  private var lastEnd = 0
  /// Whether the text that was written down last consists of white space.
  private var isBlank = false

  /// Reads a document in UTF-8.
  /// - Throws: `XMLError` when the library is missing or cannot start; whatever is wrong with the
  ///   document is an error in the recording.
  static func record(
    _ document: [UInt8], limits: XMLLimits
  ) throws(XMLError) -> XMLRecording {
    let xml = try XMLLibrary.functions()
    let document = padded(document)
    guard let size = Int32(exactly: document.count) else {
      throw XMLError(.notWellFormed("the parser cannot start"))
    }
    var recorder = XMLRecorder(
      xml: xml, parser: try XMLParser.take(xml, limits: limits), limits: limits)
    // Decoded text is never longer than what it was written as; a node takes some 24 bytes.
    recorder.text.reserveCapacity(document.count)
    recorder.nodes.reserveCapacity(document.count / 24)
    withUnsafeMutablePointer(to: &recorder) { recorder in
      let context = recorder.pointee.parser.context
      context.pointee.userData = UnsafeMutableRawPointer(recorder)
      // References to the predefined entities count as the characters that they stand for, and what
      // the declaration says about the encoding does not count.
      let options =
        XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
      // Naming the encoding would have the parser copy the document once more; that is only needed
      // where it would else guess by the first bytes.
      let encoding = document.first == UInt8(ascii: "<") ? nil : "UTF-8"
      document.withUnsafeBytes { bytes in
        _ = xml.pointee.xmlCtxtReadMemory(
          context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), size, nil, encoding,
          Int32(bitPattern: options))
      }
      context.pointee.userData = nil
    }
    if recorder.error == nil, recorder.context.pointee.wellFormed == 0 || recorder.depth > 0 {
      recorder.error = XMLError(.notWellFormed("the document ends too early"))
    }
    let names = recorder.parser.names.names
    if recorder.error == nil, document.count <= XMLParser.largestKeptDocument + padding.count {
      recorder.parser.giveBack(xml)
    } else {
      recorder.parser.free(xml)
    }
    return XMLRecording(
      nodes: recorder.nodes, names: names, text: recorder.text, error: recorder.error)
  }

  /// A document with a comment behind it. libxml2 asks for more input before everything that it reads
  /// within 250 bytes of the end, which for a message of usual length is a fifth of the work.
  private static func padded(_ document: [UInt8]) -> [UInt8] {
    guard document.count <= XMLParser.largestKeptDocument else { return document }
    var result: [UInt8] = []
    result.reserveCapacity(document.count + padding.count)
    result += document
    result += padding
    return result
  }

  /// The parser passes over letters in a comment faster than over blanks. A comment that the document
  /// leaves open is not closed by this one: two hyphens must not stand in a comment.
  private static let padding =
    Array(" <!--".utf8) + repeatElement(UInt8(ascii: "x"), count: 248) + Array("-->".utf8)

  // MARK: Callbacks

  /// What a parser is to call; the recorder is its user data.
  static func makeHandler() -> xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, local, prefix, namespace, pairs, pair, count, _, values in
      XMLRecorder.at(context)?.pointee.start(
        prefix: prefix, namespace: namespace, local: local,
        declarations: UnsafeBufferPointer(start: pair, count: Int(pairs) * 2),
        attributes: UnsafeBufferPointer(start: values, count: Int(count) * 5))
    }
    handler.endElementNs = { context, _, _, _ in XMLRecorder.at(context)?.pointee.end() }
    handler.characters = { context, bytes, count in
      XMLRecorder.at(context)?.pointee.append(bytes, count)
    }
    // The parser asks whether white space matters unless both are the same.
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    handler.processingInstruction = { context, _, _ in
      XMLRecorder.at(context)?.pointee.refuse(.processingInstruction)
    }
    handler.internalSubset = { context, _, _, _ in
      XMLRecorder.at(context)?.pointee.refuse(.documentType)
    }
    handler.reference = { context, _ in
      XMLRecorder.at(context)?.pointee.refuse(.notWellFormed("an undefined entity"))
    }
    handler.serror = { context, error in
      guard let error else { return }
      XMLRecorder.at(context)?.pointee.complain(error.pointee)
    }
    return handler
  }

  private static func at(
    _ context: UnsafeMutableRawPointer?
  ) -> UnsafeMutablePointer<XMLRecorder>? {
    context?.assumingMemoryBound(to: XMLRecorder.self)
  }

  /// Takes the first complaint of the parser. It may be in the middle of its work and is stopped at
  /// the next event.
  private mutating func complain(_ complaint: xmlError) {
    guard error == nil, XMLLibrary.isSerious(complaint) else { return }
    error = XMLError(
      .notWellFormed(XMLLibrary.message(of: complaint)), line: Int(complaint.line))
  }

  private mutating func refuse(_ kind: XMLError.Kind) {
    if error == nil { error = XMLError(kind, line: line) }
    xml.pointee.xmlStopParser(context)
  }

  private var context: xmlParserCtxtPtr { parser.context }
  private var line: Int { context.pointee.input.map { max(0, Int($0.pointee.line)) } ?? 0 }

  // MARK: Elements

  private mutating func start(
    prefix: UnsafePointer<xmlChar>?, namespace: UnsafePointer<xmlChar>?,
    local: UnsafePointer<xmlChar>?,
    declarations: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
    attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
  ) {
    removeBlank()
    elements &+= 1
    guard error == nil else { return xml.pointee.xmlStopParser(context) }
    guard elements <= limits.elements else {
      return refuse(.limit(.elements, limits.elements))
    }
    guard depth < limits.depth else { return refuse(.limit(.depth, limits.depth)) }
    guard let name = number(prefix, namespace, local) else { return }
    let start = nodes.count
    nodes.append(
      .init(
        kind: isEmptyTag ? .element : .expandedElement, name: name,
        start: UInt32(truncatingIfNeeded: current), length: UInt32(truncatingIfNeeded: line)))
    guard declarations.isEmpty || declare(declarations),
      attributes.isEmpty || append(attributes)
    else {
      nodes.removeSubrange(start...)
      return
    }
    current = start
    depth &+= 1
  }

  /// Whether the start tag that the parser has just read is a whole element.
  private var isEmptyTag: Bool {
    guard let place = context.pointee.input?.pointee.cur else { return false }
    // The parser's buffers end in a zero byte.
    return place[0] == UInt8(ascii: "/") && place[1] == UInt8(ascii: ">")
  }

  private mutating func end() {
    guard depth > 0, error == nil else { return }
    // White space behind an element only stands between tags.
    if lastEnd == nodes.count &- 1 { removeBlank() }
    let around = Int(nodes[current].start)
    nodes[current].start = UInt32(truncatingIfNeeded: nodes.count)
    lastEnd = nodes.count
    current = around
    depth &-= 1
  }

  private mutating func declare(
    _ declarations: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
  ) -> Bool {
    guard declarations.count / 2 <= limits.namespaceDeclarations else {
      refuse(.limit(.namespaceDeclarations, limits.namespaceDeclarations))
      return false
    }
    for place in stride(from: 0, to: declarations.count, by: 2) {
      let namespace = declarations[place + 1]
      guard XMLLibrary.bytes(namespace).count <= limits.attributeValueBytes else {
        refuse(.limit(.attributeValueBytes, limits.attributeValueBytes))
        return false
      }
      guard let name = number(declarations[place], namespace, nil) else { return false }
      nodes.append(.init(kind: .declaration, name: name))
    }
    return true
  }

  /// Writes attributes down, each of which is five pointers: local name, prefix, namespace, begin
  /// and end of the value.
  private mutating func append(
    _ attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
  ) -> Bool {
    guard attributes.count / 5 <= limits.attributes else {
      refuse(.limit(.attributes, limits.attributes))
      return false
    }
    for place in stride(from: 0, to: attributes.count, by: 5) {
      guard let begin = attributes[place + 3], let end = attributes[place + 4] else { continue }
      let value = UnsafeBufferPointer(start: begin, count: max(0, end - begin))
      guard value.count <= limits.attributeValueBytes else {
        refuse(.limit(.attributeValueBytes, limits.attributeValueBytes))
        return false
      }
      guard
        let name = number(attributes[place + 1], attributes[place + 2], attributes[place])
      else { return false }
      append(.attribute, name: name, value)
    }
    return true
  }

  /// The number of a name, all of whose parts stand in the parser's dictionary; nil for one that is
  /// too long.
  private mutating func number(
    _ prefix: UnsafePointer<xmlChar>?, _ namespace: UnsafePointer<xmlChar>?,
    _ local: UnsafePointer<xmlChar>?
  ) -> UInt32? {
    let known = parser.names.names.count
    let number = parser.names.number(prefix: prefix, namespace: namespace, local: local)
    if parser.names.names.count > known, XMLLibrary.bytes(local).count > limits.nameBytes {
      refuse(.limit(.nameBytes, limits.nameBytes))
      return nil
    }
    return number
  }

  // MARK: Text

  private mutating func append(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard depth > 0, count > 0, error == nil else { return }
    let piece = UnsafeBufferPointer(start: bytes, count: Int(count))
    let last = nodes.count &- 1
    if nodes[last].kind == .text, lastEnd != nodes.count {
      isBlank = isBlank && piece.allSatisfy { $0 <= 0x20 }
      text.append(contentsOf: piece)
      nodes[last].length &+= UInt32(bitPattern: count)
    } else {
      isBlank = piece.allSatisfy { $0 <= 0x20 }
      append(.text, name: 0, piece)
    }
  }

  private mutating func append(
    _ kind: XMLFragment.Kind, name: UInt32, _ value: UnsafeBufferPointer<UInt8>
  ) {
    nodes.append(
      .init(
        kind: kind, name: name, start: UInt32(truncatingIfNeeded: text.count),
        length: UInt32(truncatingIfNeeded: value.count)))
    text.append(contentsOf: value)
  }

  /// Drops a text that turns out to be white space between tags.
  private mutating func removeBlank() {
    guard isBlank else { return }
    isBlank = false
    guard let last = nodes.last, last.kind == .text, lastEnd != nodes.count else { return }
    text.removeLast(Int(last.length))
    nodes.removeLast()
  }
}
