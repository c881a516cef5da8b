#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The checks that a document passes before the parser sees it (`protocol.md` 20).
enum XMLPrologue {
  /// The document in UTF-8 without byte-order mark, and the encoding it had.
  ///
  /// - Throws: `XMLError` for documents that are too large, empty, of another encoding or version,
  ///   or that hold a document type declaration anywhere, even where it would be mere text.
  static func prepare(
    _ bytes: [UInt8], limits: XMLLimits
  ) throws(XMLError) -> (document: [UInt8], encoding: TextEncoding) {
    guard bytes.count <= limits.documentBytes else {
      throw XMLError(.limit(.documentBytes, limits.documentBytes))
    }
    let (encoding, markLength) = TextEncoding.detect(bytes)
    guard
      let document = markLength == 0 && encoding == .utf8
        ? bytes : encoding.decode(bytes.dropFirst(markLength))
    else { throw XMLError(.encoding("UTF-16 of this document")) }
    try checkDeclaration(document)
    try checkMarkup(document)
    return (document, encoding)
  }

  private static func checkDeclaration(_ document: [UInt8]) throws(XMLError) {
    guard document.starts(with: "<?xml".utf8), document.count > 5, isSpace(document[5]) else {
      return
    }
    guard let end = document.firstIndex(of: UInt8(ascii: ">")) else {
      throw XMLError(.notWellFormed("the XML declaration has no end"), line: 1)
    }
    let declaration = document[..<end]
    if let version = value(of: "version", in: declaration), version != "1.0" {
      throw XMLError(.version(version), line: 1)
    }
    if let name = value(of: "encoding", in: declaration) {
      switch name.lowercased() {
      case "utf-8", "utf8", "us-ascii", "utf-16", "utf-16le", "utf-16be": break
      default: throw XMLError(.encoding(name), line: 1)
      }
    }
  }

  /// The quoted value that follows a name; the parser judges the rest of the declaration.
  private static func value(of name: String, in declaration: ArraySlice<UInt8>) -> String? {
    let pattern = Array(name.utf8)
    var start = declaration.startIndex
    while start + pattern.count < declaration.endIndex {
      if declaration[start...].starts(with: pattern) {
        let rest = declaration[(start + pattern.count)...].drop {
          isSpace($0) || $0 == UInt8(ascii: "=")
        }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { return nil }
        return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self)
      }
      start += 1
    }
    return nil
  }

  private static func checkMarkup(_ document: [UInt8]) throws(XMLError) {
    var hasMarkup = false
    var hasZero = false
    var hasDocumentType = false
    var isCrowded = false
    document.withUnsafeBytes { text in
      hasZero = next(0, in: text, from: 0) != nil
      var tag = next(UInt8(ascii: "<"), in: text, from: 0)
      while let start = tag {
        hasMarkup = true
        // No tag holds a `<`, not even between quotes.
        tag = next(UInt8(ascii: "<"), in: text, from: start &+ 1)
        let end = tag ?? text.count
        if end &- start > mostAttributes, isCrowdedTag(text[(start &+ 1)..<end]) {
          isCrowded = true
        }
        guard start &+ 1 < end, text[start &+ 1] == UInt8(ascii: "!") else { continue }
        let rest = text[(start &+ 2)...].prefix(7).map { $0 & 0xDF }
        if rest.elementsEqual("DOCTYPE".utf8) || rest.prefix(6).elementsEqual("ENTITY".utf8) {
          hasDocumentType = true
        }
      }
    }
    if hasZero { throw XMLError(.character) }
    if hasDocumentType { throw XMLError(.documentType) }
    if isCrowded { throw XMLError(.limit(.attributes, mostAttributes)) }
    if !hasMarkup {
      throw document.isEmpty ? XMLError(.empty) : XMLError(.notWellFormed("no element"), line: 1)
    }
  }

  /// How many attributes and declarations one tag may have here. The parser compares each with all
  /// others before it shows the element, so its own limits would come too late for 100,000 of them.
  private static let mostAttributes = 1_000

  /// Whether a tag, which is followed by what stands before the next one, has too many attributes.
  private static func isCrowdedTag(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard text.first != UInt8(ascii: "!") else { return false }
    var attributes = 0
    var quote: UInt8?
    for byte in text {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: ">") {
        return false
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
        attributes &+= 1
        if attributes > mostAttributes { return true }
      }
    }
    return false
  }

  /// The next place of a byte.
  private static func next(
    _ byte: UInt8, in text: UnsafeRawBufferPointer, from position: Int
  ) -> Int? {
    guard let base = text.baseAddress, position < text.count,
      let found = memchr(base + position, Int32(byte), text.count &- position)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
