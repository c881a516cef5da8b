/// A message of CredSSP (`protocol.md` 15.2).
struct TSRequest: Sendable, Equatable {
  /// The version that this program speaks.
  static let newestVersion = 6
  /// From here on the keys are bound by a digest with a nonce.
  static let firstHashVersion = 5

  var version = newestVersion
  /// A token of the mechanism inside.
  var token: [UInt8]?
  /// The credentials, sealed.
  var credentials: [UInt8]?
  /// The binding to the key of the server, sealed.
  var keyBinding: [UInt8]?
  /// Why the other side gives up, an NTSTATUS.
  var errorCode: UInt32?
  /// What makes the digest of the keys another one each time.
  var nonce: [UInt8]?

  init() {}

  /// - Throws: `malformed`.
  init(_ bytes: [UInt8]) throws(SecurityError) {
    var outer = DERReader(bytes[...])
    var fields = try outer.elements(of: 0x30)
    guard outer.isAtEnd, let version = try Self.integer(in: &fields, field: 0xA0) else {
      throw .malformed
    }
    guard (2...0xFFFF).contains(version) else { throw .tooWeak("a version of CredSSP from 2 on") }
    self.version = Int(version)
    if var tokens = try fields.elements(ifTag: 0xA1) {
      var list = try tokens.elements(of: 0x30)
      while !list.isAtEnd {
        var item = try list.elements(of: 0x30)
        var token = try item.elements(of: 0xA0)
        let bytes = Array(try token.contents(of: 0x04))
        guard self.token == nil else { throw .malformed }
        self.token = bytes
      }
    }
    credentials = try Self.octets(in: &fields, field: 0xA2)
    keyBinding = try Self.octets(in: &fields, field: 0xA3)
    errorCode = try Self.integer(in: &fields, field: 0xA4)
    nonce = try Self.octets(in: &fields, field: 0xA5)
    guard fields.isAtEnd else { throw .malformed }
  }

  /// The message in DER.
  var bytes: [UInt8] {
    var fields = DERWriter.element(0xA0, DERWriter.element(0x02, [UInt8(clamping: version)]))
    if let token {
      let item = DERWriter.element(0xA0, DERWriter.element(0x04, token))
      fields += DERWriter.element(
        0xA1, DERWriter.element(0x30, DERWriter.element(0x30, item)))
    }
    if let credentials { fields += Self.octets(0xA2, credentials) }
    if let keyBinding { fields += Self.octets(0xA3, keyBinding) }
    if let errorCode {
      let digits = withUnsafeBytes(of: errorCode.bigEndian) { Array($0) }
      // A first bit that is set would make the number a negative one: NTSTATUS is one of 32 bits.
      fields += DERWriter.element(0xA4, DERWriter.element(0x02, digits))
    }
    if let nonce { fields += Self.octets(0xA5, nonce) }
    return DERWriter.element(0x30, fields)
  }

  private static func octets(_ field: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    DERWriter.element(field, DERWriter.element(0x04, bytes))
  }

  private static func octets(
    in reader: inout DERReader, field: UInt8
  ) throws(SecurityError) -> [UInt8]? {
    guard var value = try reader.elements(ifTag: field) else { return nil }
    return Array(try value.contents(of: 0x04))
  }

  private static func integer(
    in reader: inout DERReader, field: UInt8
  ) throws(SecurityError) -> UInt32? {
    guard var value = try reader.elements(ifTag: field) else { return nil }
    let digits = try value.contents(of: 0x02)
    // One byte more than the number may say that it is not negative.
    guard (1...5).contains(digits.count), digits.count < 5 || digits.first == 0 else {
      throw .malformed
    }
    return digits.reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// The credentials that a client of CredSSP hands over (`protocol.md` 15.2).
struct TSCredentials: Sendable, Equatable {
  var domain: String
  var userName: String
  var password: String

  init(domain: String, userName: String, password: String) {
    self.domain = domain
    self.userName = userName
    self.password = password
  }

  /// The kind that holds a password.
  private static let passwordKind: [UInt8] = [1]

  /// - Throws: `malformed`, also for credentials of another kind than a password.
  init(_ bytes: [UInt8]) throws(SecurityError) {
    var outer = DERReader(bytes[...])
    var fields = try outer.elements(of: 0x30)
    var kind = try fields.elements(of: 0xA0)
    guard Array(try kind.contents(of: 0x02)) == Self.passwordKind else { throw .malformed }
    var wrapped = try fields.elements(of: 0xA1)
    var inner = DERReader(try wrapped.contents(of: 0x04))
    var parts = try inner.elements(of: 0x30)
    domain = try Self.text(in: &parts, field: 0xA0)
    userName = try Self.text(in: &parts, field: 0xA1)
    password = try Self.text(in: &parts, field: 0xA2)
  }

  var bytes: [UInt8] {
    let parts =
      Self.text(0xA0, domain) + Self.text(0xA1, userName) + Self.text(0xA2, password)
    return DERWriter.element(
      0x30,
      DERWriter.element(0xA0, DERWriter.element(0x02, Self.passwordKind))
        + DERWriter.element(0xA1, DERWriter.element(0x04, DERWriter.element(0x30, parts))))
  }

  private static func text(_ field: UInt8, _ text: String) -> [UInt8] {
    let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    return DERWriter.element(field, DERWriter.element(0x04, units))
  }

  private static func text(
    in reader: inout DERReader, field: UInt8
  ) throws(SecurityError) -> String {
    var value = try reader.elements(of: field)
    let bytes = Array(try value.contents(of: 0x04))
    guard bytes.count.isMultiple(of: 2) else { throw .malformed }
    let units = stride(from: 0, to: bytes.count, by: 2).map {
      UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
    }
    return String(decoding: units, as: UTF16.self)
  }
}
