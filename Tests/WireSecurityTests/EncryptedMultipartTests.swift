import Testing

@testable import WireSecurity

@Suite struct EncryptedMultipartTests {
  private let client: NTLMSealing
  private let server: NTLMSealing
  private let label = "application/HTTP-SPNEGO-session-encrypted"
  private let type = "application/soap+xml;charset=UTF-8"

  init() throws {
    let key = [UInt8](repeating: 7, count: 16)
    client = try NTLMSealing(sessionKey: key, role: .client, demandsListSignature: false)
    server = try NTLMSealing(sessionKey: key, role: .server, demandsListSignature: false)
  }

  /// Cuts messages into pieces.
  private final class Pieces: MessageProtection {
    let base: NTLMSealing
    let largestPiece: Int? = 16_384

    init(_ base: NTLMSealing) { self.base = base }

    func seal(_ plain: [UInt8]) throws(SecurityError) -> SealedMessage { try base.seal(plain) }

    func open(length: Int, _ octets: ArraySlice<UInt8>) throws(SecurityError) -> [UInt8] {
      try base.open(length: length, octets)
    }
  }

  private func read(
    _ bytes: [UInt8], boundary: String = "Encrypted Boundary", limit: Int = 1_000_000
  ) throws -> [UInt8] {
    try EncryptedMultipart.decrypt(
      .init(
        contentType: "multipart/encrypted;protocol=\"\(label)\";boundary=\"\(boundary)\"",
        bytes: bytes), with: server, limit: limit)
  }

  /// The exact bytes for a message whose ciphertext is known (`protocol.md` 13.2).
  @Test func exactForm() throws {
    let message = [UInt8](repeating: 0x61, count: 1_000)
    let body = try EncryptedMultipart.encrypt(
      message, contentType: type, scheme: .negotiate, with: client)
    #expect(
      body.contentType
        == "multipart/encrypted;protocol=\"\(label)\";boundary=\"Encrypted Boundary\"")
    // 258 bytes around a message of 1,000 (`protocol.md` 13.6).
    #expect(body.bytes.count == 1_258)
    let head =
      "--Encrypted Boundary\r\n\tContent-Type: \(label)\r\n\tOriginalContent: type=\(type);"
      + "Length=1000\r\n--Encrypted Boundary\r\n\tContent-Type: application/octet-stream\r\n"
    #expect(body.bytes.starts(with: Array(head.utf8) + [16, 0, 0, 0, 1, 0, 0, 0]))
    #expect(body.bytes.suffix(24).elementsEqual("--Encrypted Boundary--\r\n".utf8))
    #expect(try read(body.bytes) == message)
  }

  /// A body in one of the forms met in the field.
  private func body(
    _ message: String, tab: String = "\t", dash: String = "--", end: String = "--\r\n",
    length: Int? = nil
  ) throws -> [UInt8] {
    let sealed = try client.seal(Array(message.utf8))
    let delimiter = "\(dash)Encrypted Boundary"
    let head =
      "\(delimiter)\r\n\(tab)Content-Type: \(label)\r\n\(tab)OriginalContent: type=\(type);"
      + "Length=\(length ?? message.utf8.count)\r\n\(delimiter)\r\n"
      + "\(tab)Content-Type: application/octet-stream\r\n"
    return Array(head.utf8) + [16, 0, 0, 0] + sealed.octets + Array((delimiter + end).utf8)
  }

  @Test(arguments: [
    ("\t", "--", "--\r\n"), ("", "--", "--\r\n"), ("", "--", "--\r\n\r\n"), ("\t", "-- ", "--\r\n"),
    ("  ", "--", "--"), ("\t", "--", "--\r\n--Encrypted Boundary--\r\n"),
  ])
  func formsOfOthers(tab: String, dash: String, end: String) throws {
    let bytes = try body("a message", tab: tab, dash: dash, end: end)
    #expect(try read(bytes) == Array("a message".utf8))
  }

  @Test func noEndAtAll() throws {
    let bytes = try body("a message")
    let cut = Array(bytes.dropLast("--Encrypted Boundary--\r\n".utf8.count))
    #expect(try read(cut) == Array("a message".utf8))
  }

  /// The length is only a hint: openwsman tells another one for UTF-16.
  @Test(arguments: [0, 1, 8, 10, 21, 1_000_000, -5]) func aWrongLength(_ length: Int) throws {
    #expect(try read(try body("a message", length: length)) == Array("a message".utf8))
  }

  @Test func severalPieces() throws {
    let message = (0..<40_000).map { UInt8(truncatingIfNeeded: $0) }
    let body = try EncryptedMultipart.encrypt(
      message, contentType: type, scheme: .credSSP, with: Pieces(client))
    #expect(body.contentType.hasPrefix("multipart/x-multi-encrypted;"))
    #expect(EncryptedMultipart.isEncrypted(body.contentType))
    let opened = try EncryptedMultipart.decrypt(body, with: Pieces(server), limit: 40_000)
    #expect(opened == message)
  }

  @Test func anEndAfterEachPiece() throws {
    let bytes = try body("one ", end: "--\r\n") + body("two", tab: "", end: "--\r\n")
    #expect(try read(bytes) == Array("one two".utf8))
  }

  @Test func theLimit() throws {
    let message = [UInt8](repeating: 0, count: 100)
    let body = try EncryptedMultipart.encrypt(
      message, contentType: type, scheme: .negotiate, with: client)
    #expect(throws: EncryptedMultipart.ReadingError.tooLarge) {
      try read(body.bytes, limit: 99)
    }
  }

  @Test func theNumberInFront() throws {
    for number in [0, 15, 17, 255, 256, 257, 65_536, UInt32.max] {
      let other = try NTLMSealing(
        sessionKey: [UInt8](repeating: 7, count: 16), role: .client, demandsListSignature: false)
      let sealed = try other.seal([1, 2, 3])
      var bytes = try body("x")
      let start = try #require(bytes.firstRange(of: Array("octet-stream\r\n".utf8))).upperBound
      var prefix: [UInt8] = []
      prefix.appendLittleEndian(number)
      bytes.replaceSubrange(start..., with: prefix + sealed.octets)
      #expect(throws: EncryptedMultipart.ReadingError.self) { try read(bytes) }
    }
  }

  @Test func cutAnywhere() throws {
    let whole = try body("a message of some length")
    for count in 0..<(whole.count - "--Encrypted Boundary--\r\n".utf8.count) {
      let fresh = try Self()
      #expect(throws: EncryptedMultipart.ReadingError.self, "\(count)") {
        try fresh.read(Array(whole.prefix(count)))
      }
    }
  }

  @Test func garbage() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      var bytes = try body("a message")
      for _ in 0..<8 {
        bytes[Int.random(in: 0..<bytes.count)] = UInt8(truncatingIfNeeded: generator.next())
      }
      _ = try? Self().read(bytes)
    }
    let long = String(repeating: "x", count: 71)
    #expect(throws: EncryptedMultipart.ReadingError.frame) {
      try read(try body("a"), boundary: long)
    }
  }

  @Test(arguments: [
    ("multipart/encrypted", true), ("Multipart/Encrypted; boundary=x", true),
    ("multipart/x-multi-encrypted;protocol=\"a;b\"", true), ("application/soap+xml", false),
    ("multipart/encryptedx", false), ("", false), ("multipart/mixed", false),
  ])
  func types(_ text: String, _ isEncrypted: Bool) {
    #expect(EncryptedMultipart.isEncrypted(text) == isEncrypted)
  }
}
