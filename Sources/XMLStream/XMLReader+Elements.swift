extension XMLReader {
  /// Goes to the start of the next element inside the current one, whose children before it must
  /// have been read or skipped completely.
  ///
  /// - Returns: false at the end of the current element, which is then closed.
  public mutating func nextChild() throws(XMLError) -> Bool {
    while true {
      switch try next() {
      case .startElement: return true
      case .endElement, .endOfDocument: return false
      case .text: continue
      }
    }
  }

  /// Goes to the document's root element, which must have this name when one is given.
  public mutating func requireRoot(_ name: XMLName? = nil) throws(XMLError) {
    guard try nextChild() else { throw XMLError(.empty) }
    if let name, self.name != name { throw XMLError(.expected(name), line: line) }
  }

  /// The text of the current element, which may hold no elements; the element is then closed.
  public mutating func text() throws(XMLError) -> String {
    var result = ""
    while true {
      switch try next() {
      case .text: result = currentText
      case .startElement: throw XMLError(.unexpectedElement(name), line: line)
      case .endElement, .endOfDocument: return result
      }
    }
  }

  /// The text of the current element without white space around it; real messages pad values
  /// (`protocol.md` 2.1).
  public mutating func trimmedText() throws(XMLError) -> String {
    let text = try text()
    func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
    guard let first = text.utf8.first, let last = text.utf8.last, isSpace(first) || isSpace(last)
    else { return text }
    let utf8 = text.utf8
    guard let start = utf8.firstIndex(where: { !isSpace($0) }),
      let end = utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(Substring(utf8[start...end]))
  }

  /// The text of the current element read as a qualified name such as `w:TimedOut`; the element is
  /// then closed.
  ///
  /// - Returns: the name, without a namespace when its prefix is not declared.
  public mutating func qualifiedName() throws(XMLError) -> XMLName {
    var text = ""
    var namespace: String?
    while true {
      switch try next() {
      case .text:
        text = currentText
        // Declarations of the element itself can only be seen while it is open.
        let name = text.drop { $0.isWhitespace }
        let prefix = name.firstIndex(of: ":").map { String(name[..<$0]) }
        namespace = self.namespace(for: prefix ?? "")
      case .startElement: throw XMLError(.unexpectedElement(name), line: line)
      case .endElement, .endOfDocument:
        let name = text.split { $0.isWhitespace }.first ?? ""
        let local = name.split(separator: ":").last ?? ""
        return XMLName(namespace ?? "", String(local))
      }
    }
  }
}

extension XMLFragment {
  /// Reads a document.
  ///
  /// - Throws: `XMLError` when it is refused.
  public init(parsing bytes: [UInt8], limits: XMLLimits = .client) throws(XMLError) {
    var reader = try XMLReader(bytes, limits: limits)
    try reader.requireRoot()
    self = try reader.fragment()
    try reader.finish()
  }

  /// Reads a document from text.
  ///
  /// - Throws: `XMLError` when it is refused.
  public init(parsing text: String, limits: XMLLimits = .client) throws(XMLError) {
    try self.init(parsing: Array(text.utf8), limits: limits)
  }
}
