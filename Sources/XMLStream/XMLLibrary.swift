import CLibXML2

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// libxml2, loaded when the first document is read and kept until the process ends, and small helpers
/// around its data.
///
/// `@unchecked`: the table of functions is written once, before the value is published, and
/// libxml2's functions may be called from any thread as long as each document stays with one.
final class XMLLibrary: @unchecked Sendable {
  /// The functions of the library, for any thread.
  /// - Throws: `XMLError` when it is not there.
  static func functions() throws(XMLError) -> UnsafePointer<XMLFunctions> {
    try shared.get().table
  }

  private static let shared: Result<XMLLibrary, XMLError> = Result { () throws(XMLError) in
    try XMLLibrary()
  }

  private let table: UnsafePointer<XMLFunctions>

  private init() throws(XMLError) {
    guard let image = dlopen(xml_library_name(), RTLD_NOW | RTLD_LOCAL) else {
      throw XMLError(.parserMissing(dlerror().map { String(cString: $0) } ?? "no reason given"))
    }
    let table = UnsafeMutablePointer<XMLFunctions>.allocate(capacity: 1)
    if let missing = xml_functions_bind(table, image) {
      let name = String(cString: missing)
      table.deallocate()
      throw XMLError(.parserMissing("it has no function \(name)"))
    }
    table.pointee.xmlInitParser()
    self.table = UnsafePointer(table)
  }

  /// Whether a complaint makes the document unusable. Some go too far for real messages: a
  /// namespace need not be a valid URI, and a relative one is mere bad style.
  static func isSerious(_ error: xmlError) -> Bool {
    if error.level == XML_ERR_FATAL { return true }
    guard error.level == XML_ERR_ERROR else { return false }
    return error.code != Int32(bitPattern: XML_WAR_NS_URI.rawValue)
      && error.code != Int32(bitPattern: XML_WAR_NS_URI_RELATIVE.rawValue)
  }

  /// The parser's text as one short line.
  static func message(of error: xmlError) -> String {
    guard let text = error.message else { return "error \(error.code)" }
    let line = String(cString: text).prefix(200).split(separator: "\n").first ?? ""
    return String(line)
  }

  static func bytes(_ text: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    let count = strlen(UnsafeRawPointer(text).assumingMemoryBound(to: CChar.self))
    return UnsafeBufferPointer(start: text, count: Int(count))
  }

  /// The value of an attribute. Without entities it is always one text.
  static func value(of attribute: xmlAttrPtr) -> UnsafeBufferPointer<UInt8> {
    bytes(attribute.pointee.children.flatMap { UnsafePointer($0.pointee.content) })
  }

  static func equal(_ text: UnsafePointer<xmlChar>?, _ other: String) -> Bool {
    bytes(text).elementsEqual(other.utf8)
  }
}
