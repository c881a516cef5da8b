import Testing

@testable import WireSecurity

/// The published vectors (`protocol.md` 14.3): user `User`, domain `Domain`, password `Password`.
@Suite struct NTLMVectorTests {
  private let serverChallenge: [UInt8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF]
  private let clientChallenge = [UInt8](repeating: 0xAA, count: 8)
  private let sessionKey = [UInt8](repeating: 0x55, count: 16)

  private func responseKey() throws -> [UInt8] {
    try NTLMComputation.responseKey(
      ntHash: NTLMComputation.ntHash(of: "Password"), userName: "User", domain: "Domain")
  }

  private func temporary() throws -> [UInt8] {
    let info = bytes(
      "02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000")
    return NTLMComputation.temporary(
      time: [UInt8](repeating: 0, count: 8), clientChallenge: clientChallenge,
      targetInfo: try NTLMTargetInfo(info[...]))
  }

  @Test(arguments: [
    ("", "31d6cfe0d16ae931b73c59d7e0c089c0"), ("abc", "a448017aaf21d8525fc10ae87aa6729d"),
    (
      "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
      "e33b4ddc9c38f2199c3e7b164fcc0536"
    ),
  ])
  func md4(_ text: String, _ digest: String) {
    #expect(hex(MD4.digest(Array(text.utf8))) == digest)
  }

  @Test func rc4() {
    var cipher = RC4(key: Array("Key".utf8))
    #expect(hex(cipher.applied(to: Array("Plain".utf8))) == "bbf316e8d9")
    #expect(hex(cipher.applied(to: Array("text".utf8))) == "40af0ad3")
  }

  @Test func hmacMD5() throws {
    let code = try MD5.authenticationCode(
      key: Array("Jefe".utf8), Array("what do ya want ".utf8), Array("for nothing?".utf8)[...])
    #expect(hex(code) == "750c783e6ab0b503eaa86e310a5db738")
  }

  @Test func keysAndResponses() throws {
    let key = try responseKey()
    #expect(hex(key) == "0c868a403bfd7a93a3001ef22ef02e3f")
    let proof = try NTLMComputation.proof(
      responseKey: key, serverChallenge: serverChallenge, temporary: try temporary()[...])
    #expect(hex(proof) == "68cd0ab851e51c96aabc927bebef6a1c")
    #expect(
      hex(
        try NTLMComputation.lmResponse(
          responseKey: key, serverChallenge: serverChallenge, clientChallenge: clientChallenge))
        == "86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa")
    let base = try NTLMComputation.sessionBaseKey(responseKey: key, proof: proof)
    #expect(hex(base) == "8de40ccadbc14a82f15cb0ad0de95ca3")
    #expect(
      hex(NTLMComputation.exchanged(sessionKey, under: base))
        == "c5dad2544fc9799094ce1ce90bc9d03e")
  }

  @Test func sealing() throws {
    let client = try NTLMSealing(
      sessionKey: sessionKey, role: .client, demandsListSignature: false)
    let message = [UInt8].utf16("Plaintext")
    let sealed = try client.seal(message)
    #expect(sealed.length == 16)
    #expect(sealed.plainLength == message.count)
    #expect(
      hex(sealed.octets)
        == "010000007fb38ec5c55d497600000000" + "54e50165bf1936dc996020c1811b0f06fb5f")
    let server = try NTLMSealing(
      sessionKey: sessionKey, role: .server, demandsListSignature: false)
    #expect(try server.open(length: 16, sealed.octets[...]) == message)
  }

  @Test(arguments: [
    ("User", "USER"), ("stra\u{df}e", "STRA\u{df}E"), ("\u{e9}\u{3b1}", "\u{c9}\u{391}"),
    ("i\u{131}", "II"),
  ])
  func upperCase(_ text: String, _ upper: String) {
    #expect(NTLMComputation.upperCase(text) == upper)
  }
}

/// Two hexadecimal digits for each byte, in lower case.
func hex(_ bytes: [UInt8]) -> String { Hex.encode(bytes).lowercased() }

/// The bytes of hexadecimal digits.
func bytes(_ hex: String) -> [UInt8] {
  var rest = hex[...]
  var bytes: [UInt8] = []
  while let byte = UInt8(rest.prefix(2), radix: 16) {
    bytes.append(byte)
    rest = rest.dropFirst(2)
  }
  return bytes
}
