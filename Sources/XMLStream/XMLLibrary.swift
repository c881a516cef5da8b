import CLibXML2

/// Small helpers around libxml2's data.
enum XMLLibrary {
  /// Prepares the library; the first reader does it, whatever thread it is on.
  static func initialize() { _ = isInitialized }

  private static let isInitialized: Bool = {
    xmlInitParser()
    return true
  }()

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

  /// Gives back a text that the library allocated.
  static func free(_ text: UnsafeMutablePointer<xmlChar>) { wsmansh_xml_free(text) }

  static func bytes(_ text: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
    guard let text else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: text, count: Int(xmlStrlen(text)))
  }

  /// The value of an attribute. Without entities it is always one text.
  static func value(of attribute: xmlAttrPtr) -> UnsafeBufferPointer<UInt8> {
    bytes(attribute.pointee.children.flatMap { UnsafePointer($0.pointee.content) })
  }

  static func equal(_ text: UnsafePointer<xmlChar>?, _ other: String) -> Bool {
    bytes(text).elementsEqual(other.utf8)
  }
}
