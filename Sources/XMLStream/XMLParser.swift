import CLibXML2
import Synchronization

/// A parser of libxml2 with the names that it has met.
///
/// It is kept from one document to the next: messages consist of the same few names again and
/// again, which then need to be read into strings only once, and a new parser costs as much as a
/// short message.
///
/// `@unchecked`: it belongs to one document at a time, and nothing in it belongs to a thread.
struct XMLParser: @unchecked Sendable {
  /// libxml2's state, whose dictionary the addresses in `names` point into.
  let context: xmlParserCtxtPtr
  /// The names by their addresses.
  var names = XMLNameTable()

  /// The largest document in bytes after which a parser is kept, since it keeps the document too
  /// until it gets another one.
  static let largestKeptDocument = 64 << 10

  // What strangers send must not add up.
  private static let mostKept = 8
  private static let mostKeptNames = 512
  private static let mostKeptBytes = 32 << 10

  private static let kept = Mutex<[XMLParser]>([])

  /// A parser that nobody else uses.
  /// - Throws: `XMLError` when libxml2 cannot start.
  static func take(
    _ xml: UnsafePointer<XMLFunctions>, limits: XMLLimits
  ) throws(XMLError) -> XMLParser {
    if let parser = kept.withLock({ $0.popLast() }) {
      // Only new names are measured.
      if parser.names.longestName <= limits.nameBytes { return parser }
      parser.free(xml)
    }
    guard let context = xml.pointee.xmlNewParserCtxt() else {
      throw XMLError(.notWellFormed("the parser cannot start"))
    }
    context.pointee.sax?.pointee = XMLRecorder.makeHandler()
    return XMLParser(context: context)
  }

  /// Keeps the parser for another document, unless it has become large.
  func giveBack(_ xml: UnsafePointer<XMLFunctions>) {
    let isSmall =
      names.names.count <= Self.mostKeptNames && names.byteCount <= Self.mostKeptBytes
    let isKept =
      isSmall
      && Self.kept.withLock { kept in
        guard kept.count < Self.mostKept else { return false }
        kept.append(self)
        return true
      }
    if !isKept { free(xml) }
  }

  /// Ends the parser.
  func free(_ xml: UnsafePointer<XMLFunctions>) {
    xml.pointee.xmlFreeParserCtxt(context)
  }
}
