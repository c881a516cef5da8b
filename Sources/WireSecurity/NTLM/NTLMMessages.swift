/// Reads the parts of an NTLM message that stand where its header says (`protocol.md` 14.1).
private struct NTLMMessageReader {
  let bytes: [UInt8]

  /// Longer than any message that a client or a server has reason to send.
  private static let mostBytes = 64 * 1024

  init(_ bytes: [UInt8], kind: UInt32, headerSize: Int) throws(SecurityError) {
    guard bytes.count >= headerSize, bytes.count <= Self.mostBytes,
      bytes.starts(with: NTLMMessage.signature), UInt32(littleEndian: bytes[...], at: 8) == kind
    else { throw .malformed }
    self.bytes = bytes
  }

  func number(at offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes[...], at: offset)
  }

  /// The bytes to which a length and an offset point, which lie within the message.
  func field(at offset: Int) throws(SecurityError) -> ArraySlice<UInt8> {
    let length = Int(number(at: offset) & 0xFFFF)
    guard length > 0 else { return [] }
    let start = Int(number(at: offset + 4))
    guard start <= bytes.count, length <= bytes.count - start else { throw .malformed }
    return bytes[start..<(start + length)]
  }

  /// A text in UTF-16 that is no longer than names are.
  func text(at offset: Int) throws(SecurityError) -> String {
    let field = try field(at: offset)
    guard field.count.isMultiple(of: 2), field.count <= 1_024 else { throw .malformed }
    let units = stride(from: field.startIndex, to: field.endIndex, by: 2).map {
      UInt16(field[$0]) | UInt16(field[$0 + 1]) << 8
    }
    guard let text = String(validating: units, as: UTF16.self) else { throw .malformed }
    return text
  }
}

/// Puts an NTLM message together: a header of fixed size, behind it what the header points to.
private struct NTLMMessageWriter {
  private(set) var header: [UInt8] = NTLMMessage.signature
  private(set) var payload: [UInt8] = []
  let headerSize: Int

  init(kind: UInt32, headerSize: Int) {
    self.headerSize = headerSize
    header.appendLittleEndian(kind)
  }

  mutating func append(_ number: UInt32) { header.appendLittleEndian(number) }

  mutating func append(_ bytes: [UInt8]) { header.append(contentsOf: bytes) }

  mutating func append(field: [UInt8]) {
    header.appendLittleEndian(UInt16(clamping: field.count))
    header.appendLittleEndian(UInt16(clamping: field.count))
    header.appendLittleEndian(UInt32(clamping: headerSize + payload.count))
    payload.append(contentsOf: field)
  }

  var bytes: [UInt8] { header + payload }
}

/// What all messages of NTLM have in common.
enum NTLMMessage {
  /// `NTLMSSP` and a zero: the first bytes of each message.
  static let signature = Array("NTLMSSP\0".utf8)

  /// The version that both sides write: that of Windows Server 2022, NTLM revision 15.
  static let version: [UInt8] = [10, 0, 0x7C, 0x4F, 0, 0, 0, 15]
}

/// The first message: what the client can do.
struct NTLMNegotiate: Sendable {
  var flags: NTLMFlags

  init(flags: NTLMFlags) { self.flags = flags }

  /// Reads a message, with or without a version.
  init(_ bytes: [UInt8]) throws(SecurityError) {
    let reader = try NTLMMessageReader(bytes, kind: 1, headerSize: 32)
    flags = NTLMFlags(rawValue: reader.number(at: 12))
  }

  var bytes: [UInt8] {
    var writer = NTLMMessageWriter(kind: 1, headerSize: 40)
    writer.append(flags.rawValue)
    // A field without content has no place; neither name is told before the server has answered.
    writer.append([UInt8](repeating: 0, count: 16))
    writer.append(NTLMMessage.version)
    return writer.bytes
  }
}

/// The second message: what the server wants to see encrypted, and what it says about itself.
struct NTLMChallenge: Sendable {
  var flags: NTLMFlags
  var serverChallenge: [UInt8]
  var targetName: String
  var targetInfo: NTLMTargetInfo

  init(
    flags: NTLMFlags, serverChallenge: [UInt8], targetName: String, targetInfo: NTLMTargetInfo
  ) {
    self.flags = flags
    self.serverChallenge = serverChallenge
    self.targetName = targetName
    self.targetInfo = targetInfo
  }

  init(_ bytes: [UInt8]) throws(SecurityError) {
    let reader = try NTLMMessageReader(bytes, kind: 2, headerSize: 48)
    flags = NTLMFlags(rawValue: reader.number(at: 20))
    serverChallenge = Array(bytes[24..<32])
    // Nothing depends on the name, which may be in any encoding.
    targetName = ""
    let info = try reader.field(at: 40)
    targetInfo = info.isEmpty ? NTLMTargetInfo() : try NTLMTargetInfo(info)
  }

  var bytes: [UInt8] {
    var writer = NTLMMessageWriter(kind: 2, headerSize: 56)
    writer.append(field: .utf16(targetName))
    writer.append(flags.rawValue)
    writer.append(serverChallenge)
    writer.append([UInt8](repeating: 0, count: 8))
    writer.append(field: targetInfo.bytes)
    writer.append(NTLMMessage.version)
    return writer.bytes
  }
}

/// The third message: who the client is, and the proof.
struct NTLMAuthenticate: Sendable {
  var flags: NTLMFlags
  var lmResponse: [UInt8] = []
  var ntResponse: [UInt8] = []
  var domain = ""
  var userName = ""
  var workstation = ""
  var encryptedSessionKey: [UInt8] = []
  /// The code over all three messages; all zero until it is known, nil when the client sends none.
  var integrityCode: [UInt8]?

  /// Where the code stands.
  static let integrityCodePlace = 72..<88

  init(flags: NTLMFlags) { self.flags = flags }

  init(_ bytes: [UInt8]) throws(SecurityError) {
    let reader = try NTLMMessageReader(bytes, kind: 3, headerSize: 64)
    flags = NTLMFlags(rawValue: reader.number(at: 60))
    guard flags.contains(.unicode) else { throw .tooWeak("names in Unicode") }
    lmResponse = Array(try reader.field(at: 12))
    ntResponse = Array(try reader.field(at: 20))
    domain = try reader.text(at: 28)
    userName = try reader.text(at: 36)
    workstation = try reader.text(at: 44)
    encryptedSessionKey = Array(try reader.field(at: 52))
    // Whether these bytes are a code, or already the payload, is told by the proof.
    if bytes.count >= Self.integrityCodePlace.upperBound {
      integrityCode = Array(bytes[Self.integrityCodePlace])
    }
  }

  var bytes: [UInt8] {
    let headerSize = integrityCode == nil ? 72 : Self.integrityCodePlace.upperBound
    var writer = NTLMMessageWriter(kind: 3, headerSize: headerSize)
    writer.append(field: lmResponse)
    writer.append(field: ntResponse)
    writer.append(field: .utf16(domain))
    writer.append(field: .utf16(userName))
    writer.append(field: .utf16(workstation))
    writer.append(field: encryptedSessionKey)
    writer.append(flags.rawValue)
    writer.append(NTLMMessage.version)
    if let integrityCode { writer.append(integrityCode) }
    return writer.bytes
  }
}
