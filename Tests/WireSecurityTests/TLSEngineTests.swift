import COpenSSL
import Testing

@testable import WireSecurity

/// Two engines that talk to each other in memory.
@Suite struct TLSEngineTests {
  /// A server and a client with what lies between them.
  private struct Pair {
    let server: TLSEngine
    let client: TLSEngine

    init(
      trust: TLSContext.Trust? = nil, host: String? = "server01", asks: Bool = false
    ) throws {
      let authority = try TestCertificates.authority()
      let identity = try TestCertificates.request(
        "CN=server01", names: ["server01", "127.0.0.1"]
      ).make(signedBy: authority)
      server = try TLSEngine(TLSContext(server: identity, asksForCertificate: asks))
      client = try TLSEngine(
        TLSContext(client: trust ?? .authorities([authority.certificate])), host: host)
    }

    /// Carries bytes to and fro until both are silent; what the server reads is returned.
    func talk() throws -> (atServer: [UInt8], atClient: [UInt8]) {
      var atServer: [UInt8] = []
      var atClient: [UInt8] = []
      if client.state == .handshake { atClient += try client.receive([]) }
      while true {
        let out = client.drain()
        if !out.isEmpty { atServer += try server.receive(out) }
        let back = server.drain()
        if !back.isEmpty { atClient += try client.receive(back) }
        if out.isEmpty, back.isEmpty { return (atServer, atClient) }
      }
    }
  }

  private func write(_ bytes: [UInt8], on engine: TLSEngine) throws {
    try bytes.withUnsafeBytes { try engine.write($0) }
  }

  @Test(arguments: ["server01", "127.0.0.1"]) func bytesInBothDirections(_ host: String) throws {
    let pair = try Pair(host: host)
    _ = try pair.talk()
    #expect(pair.server.state == .open)
    #expect(pair.client.state == .open)
    #expect(pair.server.version == "TLSv1.3")
    #expect(pair.client.peerCertificate?.commonName == "server01")
    let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try write(long, on: pair.client)
    try write(Array("answer".utf8), on: pair.server)
    let seen = try pair.talk()
    #expect(seen.atServer == long)
    #expect(seen.atClient == Array("answer".utf8))
  }

  @Test func recordsThatArriveByteByByte() throws {
    let pair = try Pair()
    _ = try pair.talk()
    let long = [UInt8](repeating: 7, count: 16 * 1024 + 100)
    try write(long, on: pair.client)
    var seen: [UInt8] = []
    for byte in pair.client.drain() { seen += try pair.server.receive([byte]) }
    #expect(seen == long)
  }

  @Test func anOrderlyEnd() throws {
    let pair = try Pair()
    _ = try pair.talk()
    try write([1, 2, 3], on: pair.client)
    pair.client.close()
    #expect(try pair.talk().atServer == [1, 2, 3])
    #expect(pair.server.state == .endedByPeer)
    try pair.server.wireEnded()
    // The other direction still works.
    try write([4], on: pair.server)
    #expect(throws: TLSError.closed) { try write([5], on: pair.client) }
  }

  @Test func aConnectionThatIsCutOff() throws {
    let pair = try Pair()
    _ = try pair.talk()
    try write([1, 2, 3], on: pair.client)
    _ = try pair.talk()
    #expect(throws: TLSError.truncated) { try pair.server.wireEnded() }
    #expect(throws: TLSError.closed) { try pair.server.receive([1]) }
    let early = try Pair()
    #expect(throws: TLSError.truncated) { try early.server.wireEnded() }
  }

  @Test func bytesThatAreChangedOnTheWay() throws {
    let pair = try Pair()
    _ = try pair.talk()
    try write([1, 2, 3], on: pair.client)
    var bytes = pair.client.drain()
    bytes[bytes.count - 1] ^= 1
    #expect(throws: TLSError.self) { try pair.server.receive(bytes) }
    #expect(pair.server.state == .failed)
    #expect(!pair.server.drain().isEmpty, "the other side is told")
  }

  @Test(arguments: [
    (Array("POST /wsman HTTP/1.1\r\n\r\n".utf8), 1), ([0], 64), ([0xFF], 20_000),
    ([0x16, 0x03, 0x01, 0x00, 0x00], 1),
  ])
  func bytesThatAreNoTLS(_ pattern: [UInt8], _ times: Int) throws {
    let bytes = Array(repeatElement(pattern, count: times).joined())
    let pair = try Pair()
    #expect(throws: TLSError.self) {
      for _ in 1...50 { _ = try pair.server.receive(bytes) }
    }
    #expect(pair.server.state == .failed)
  }

  @Test func aHandshakeThatNeverEnds() throws {
    let server = try Pair().server
    // Pieces of one message that claims to be long.
    var record: [UInt8] = [0x16, 3, 1, 0x40, 0, 1, 0, 0xFF, 0xFF]
    record += [UInt8](repeating: 0, count: 0x4000 - 4)
    #expect(throws: TLSError.self) {
      for _ in 1...100 { _ = try server.receive(record) }
    }
  }

  @Test(arguments: [
    (Int(TLS1_VERSION), false), (Int(TLS1_1_VERSION), false), (Int(TLS1_2_VERSION), true),
  ])
  func versions(_ version: Int, isAccepted: Bool) throws {
    let authority = try TestCertificates.authority()
    let server = try TLSEngine(TLSContext(server: try TestCertificates.request("CN=a").make()))
    let context = try TLSContext(client: .authorities([authority.certificate]))
    let functions = context.library.tls.pointee
    functions.SSL_CTX_set_verify(context.pointer, SSL_VERIFY_NONE, nil)
    _ = functions.SSL_CTX_set_cipher_list(context.pointer, "ALL:@SECLEVEL=0")
    for limit in [SSL_CTRL_SET_MIN_PROTO_VERSION, SSL_CTRL_SET_MAX_PROTO_VERSION] {
      _ = functions.SSL_CTX_ctrl(context.pointer, limit, version, nil)
    }
    let client = try TLSEngine(context)
    _ = try client.receive([])
    let hello = client.drain()
    #expect(!hello.isEmpty)
    guard isAccepted else {
      #expect(throws: TLSError.self) { try server.receive(hello) }
      // An alert: fatal, protocol version.
      #expect(server.drain().suffix(2) == [2, 70])
      return
    }
    _ = try server.receive(hello)
    _ = try client.receive(server.drain())
    _ = try server.receive(client.drain())
    #expect(server.state == .open)
    #expect(server.version == "TLSv1.2")
  }

  @Test func certificatesThatAreNotTrusted() throws {
    let stranger = try TestCertificates.authority().certificate
    let unknown = try Pair(trust: .authorities([stranger]))
    let error = #expect(throws: TLSError.self) { try unknown.talk() }
    guard case .peerCertificate = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let named = try Pair(host: "server02")
    let other = #expect(throws: TLSError.self) { try named.talk() }
    #expect(other?.description.contains("ostname mismatch") ?? false)
    let any = try Pair(trust: .anything, host: nil, asks: true)
    _ = try any.talk()
    #expect(any.server.state == .open)
    #expect(any.server.peerCertificate == nil)
  }

  @Test func aServerWithoutKey() throws {
    let made = try TestCertificates.request("CN=a").make()
    #expect(throws: TLSError.certificate(.noPrivateKey)) {
      try TLSContext(server: CertifiedKey(made.certificate))
    }
  }
}
