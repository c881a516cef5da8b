/// Reads DER of ASN.1 (X.690) within the bounds of what is there: no indefinite lengths, no length
/// beyond the end, no memory taken because a length says so (`protocol.md` 20).
public struct DERReader: Sendable {
  private var rest: ArraySlice<UInt8>

  /// A reader of one or more elements.
  public init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  /// Whether everything was read.
  public var isAtEnd: Bool { rest.isEmpty }

  /// The tag of the next element; nil at the end.
  public var nextTag: UInt8? { rest.first }

  /// The bytes of the next element, tag and length included, without reading it.
  ///
  /// - Throws: `malformed`.
  public func nextElement() throws(SecurityError) -> ArraySlice<UInt8> {
    let (headerSize, count) = try header()
    return rest.prefix(headerSize + count)
  }

  /// The contents of the next element.
  ///
  /// - Parameter tag: the tag that it must have.
  /// - Throws: `malformed` when it has another one or is cut off.
  public mutating func contents(of tag: UInt8) throws(SecurityError) -> ArraySlice<UInt8> {
    guard nextTag == tag else { throw .malformed }
    let (headerSize, count) = try header()
    let contents = rest.dropFirst(headerSize).prefix(count)
    rest = rest.dropFirst(headerSize + count)
    return contents
  }

  /// A reader of what is in the next element, if it has this tag; else nil.
  public mutating func elements(ifTag tag: UInt8) throws(SecurityError) -> DERReader? {
    guard nextTag == tag else { return nil }
    return DERReader(try contents(of: tag))
  }

  /// A reader of what is in the next element.
  public mutating func elements(of tag: UInt8) throws(SecurityError) -> DERReader {
    DERReader(try contents(of: tag))
  }

  /// Reads past the next element.
  public mutating func skip() throws(SecurityError) {
    let (headerSize, count) = try header()
    rest = rest.dropFirst(headerSize + count)
  }

  /// How long the tag with the length is, and what the length says.
  private func header() throws(SecurityError) -> (size: Int, count: Int) {
    // Tags of more than one byte occur nowhere here.
    guard rest.count >= 2, let tag = rest.first, tag & 0x1F != 0x1F else { throw .malformed }
    let first = rest[rest.startIndex + 1]
    var (size, count) = (2, Int(first))
    if first >= 0x80 {
      let digits = rest.dropFirst(2).prefix(Int(first & 0x7F))
      guard (1...4).contains(first & 0x7F), digits.count == Int(first & 0x7F) else {
        throw .malformed
      }
      count = digits.reduce(0) { $0 << 8 | Int($1) }
      size += digits.count
    }
    guard count <= rest.count - size else { throw .malformed }
    return (size, count)
  }
}
