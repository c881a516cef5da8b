/// Takes the pieces out of a body of encrypted messages, in any of the forms met in the field: with
/// and without tabs, a blank in the delimiter, a delimiter after each piece, several ends or none.
struct EncryptedMultipartReader {
  /// A piece as it travels.
  struct Piece {
    /// The number in front of the octets.
    let length: Int
    let octets: ArraySlice<UInt8>
  }

  private var rest: ArraySlice<UInt8>
  private let boundary: [UInt8]

  /// The longest boundary, the longest header of a part, and the longest number in front.
  private static let longestBoundary = 70
  private static let longestLine = 1_024
  private static let mostLines = 16
  private static let largestLength = 256

  init(_ body: EncryptedMultipart.Body) throws(EncryptedMultipart.ReadingError) {
    var boundary =
      MediaType(body.contentType).value(of: "boundary") ?? Array(EncryptedMultipart.boundary.utf8)
    guard !boundary.isEmpty, boundary.count <= Self.longestBoundary else { throw .frame }
    // Exchange names the boundary with a blank in front and means the same.
    while boundary.first == 0x20 { boundary.removeFirst() }
    self.boundary = boundary
    rest = body.bytes[...]
  }

  /// Whether no piece is left.
  var isAtEnd: Bool { rest.isEmpty }

  /// The next piece.
  mutating func next(
    _ protection: any MessageProtection
  ) throws(EncryptedMultipart.ReadingError) -> Piece {
    let plainLength = try readHeaders()
    _ = try readHeaders()
    guard rest.count >= 4 else { throw .frame }
    let number = UInt32(littleEndian: rest, at: 0)
    rest = rest.dropFirst(4)
    guard number <= Self.largestLength, Int(number) <= rest.count else { throw .frame }
    let octets = octets(length: Int(number), plainLength, protection)
    rest = rest.dropFirst(octets.count)
    skipEnds()
    return Piece(length: Int(number), octets: octets)
  }

  /// Reads a delimiter and the header lines behind it.
  ///
  /// - Returns: the length of the message in clear, where the lines tell it.
  private mutating func readHeaders() throws(EncryptedMultipart.ReadingError) -> Int? {
    guard let size = delimiterSize(rest) else { throw .frame }
    rest = rest.dropFirst(size)
    guard try line().isEmpty else { throw .frame }
    var length: Int?
    for _ in 0..<Self.mostLines {
      let text = try line()
      if let place = Self.place(of: "length=", in: text) {
        let digits = text[place...].prefix { (0x30...0x39).contains($0) }
        length = Int(String(decoding: digits, as: UTF8.self))
      }
      // The bytes begin right behind this line, the second delimiter behind the other.
      if text.starts(with: "content-type:".utf8), Self.place(of: "octet-stream", in: text) != nil {
        return length
      }
      if delimiterSize(rest) != nil { return length }
    }
    throw .frame
  }

  /// A line without its end and the blanks in front, in lower case.
  private mutating func line() throws(EncryptedMultipart.ReadingError) -> [UInt8] {
    let head = rest.prefix(Self.longestLine)
    guard let end = head.firstIndex(of: 0x0A) else { throw .frame }
    var line = head[..<end].drop { $0 == 0x20 || $0 == 0x09 }
    if line.last == 0x0D { line = line.dropLast() }
    rest = rest[(end + 1)...]
    return line.map(\.lowerCase)
  }

  /// The place behind a word in a line; nil when it is not there.
  private static func place(of word: StaticString, in line: [UInt8]) -> Int? {
    word.withUTF8Buffer { word in
      line.indices.dropLast(max(word.count - 1, 0)).first { line[$0...].starts(with: word) }
        .map { $0 + word.count }
    }
  }

  /// The size of the delimiter at the beginning of some bytes; nil when there is none.
  private func delimiterSize(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.starts(with: [0x2D, 0x2D]) else { return nil }
    let blanks = bytes.dropFirst(2).prefix { $0 == 0x20 }.count
    guard bytes.dropFirst(2 + blanks).starts(with: boundary) else { return nil }
    return 2 + blanks + boundary.count
  }

  /// The octets of a piece: as many as its lengths say where something sensible follows them, else
  /// all up to the end of the body. The bytes themselves may look like a delimiter.
  private func octets(
    length: Int, _ plainLength: Int?, _ protection: any MessageProtection
  ) -> ArraySlice<UInt8> {
    if let plainLength,
      let count = protection.sealedCount(length: length, plainLength: plainLength, in: rest),
      count >= length, count <= rest.count
    {
      let behind = rest.dropFirst(count)
      if behind.isEmpty || delimiterSize(behind) != nil { return rest.prefix(count) }
    }
    var end = rest
    while end.last == 0x0A || end.last == 0x0D { end = end.dropLast() }
    let tail = end.suffix(boundary.count + 8)
    for start in tail.indices {
      guard let size = delimiterSize(tail[start...]) else { continue }
      let behind = tail[start...].dropFirst(size)
      if behind.elementsEqual([0x2D, 0x2D]) { return rest[..<start] }
    }
    return rest
  }

  /// Reads past ends: of this piece where one follows each, and of the body.
  private mutating func skipEnds() {
    while true {
      let blank = rest.prefix { $0 == 0x0D || $0 == 0x0A }.count
      let next = rest.dropFirst(blank)
      guard let size = delimiterSize(next), next.dropFirst(size).starts(with: [0x2D, 0x2D]) else {
        rest = next
        return
      }
      rest = next.dropFirst(size + 2)
    }
  }
}
