import CLibXML2

/// A text reader of libxml2 with the memory that it reads from and its first complaint.
///
/// Nothing is loaded: the document type has been refused before, and the network is off.
final class TextReaderHandle {
  /// The functions of the library.
  let xml: UnsafePointer<XMLFunctions>
  /// The reader; valid as long as this object.
  let reader: OpaquePointer
  private let memory: UnsafeMutableBufferPointer<CChar>
  private let complaint = Complaint()

  private final class Complaint {
    var message: String?
    var line = 0
  }

  /// Opens a document in UTF-8.
  /// - Parameter options: of `xmlParserOption`, besides those that keep the network off.
  /// - Throws: `XMLError` when the library is missing or cannot start.
  init(_ document: [UInt8], options: UInt32 = 0) throws(XMLError) {
    let xml = try XMLLibrary.functions()
    let memory = UnsafeMutableBufferPointer<CChar>.allocate(capacity: document.count)
    document.withUnsafeBytes { source in
      UnsafeMutableRawBufferPointer(memory).copyMemory(from: source)
    }
    let all = Int32(bitPattern: XML_PARSE_NONET.rawValue | options)
    guard let size = Int32(exactly: document.count),
      let reader = xml.pointee.xmlReaderForMemory(memory.baseAddress, size, nil, "UTF-8", all)
    else {
      memory.deallocate()
      throw XMLError(.notWellFormed("the parser cannot start"))
    }
    self.xml = xml
    self.memory = memory
    self.reader = reader
    xml.pointee.xmlTextReaderSetStructuredErrorHandler(
      reader,
      { context, error in
        guard let context, let error else { return }
        let complaint = Unmanaged<Complaint>.fromOpaque(context).takeUnretainedValue()
        guard complaint.message == nil, XMLLibrary.isSerious(error.pointee) else { return }
        complaint.message = XMLLibrary.message(of: error.pointee)
        complaint.line = Int(error.pointee.line)
      }, Unmanaged.passUnretained(complaint).toOpaque())
  }

  deinit {
    xml.pointee.xmlFreeTextReader(reader)
    memory.deallocate()
  }

  /// The first complaint of the parser.
  var message: String? { complaint.message }
  /// Its line, from 1.
  var line: Int { complaint.line }
}
