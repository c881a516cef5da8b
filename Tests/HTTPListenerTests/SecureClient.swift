import WireSecurity

/// A client that speaks TLS over a ``RawClient``; like that one it blocks.
final class SecureClient {
  let raw: RawClient
  private let engine: TLSEngine

  /// Connects and agrees on keys; any certificate will do.
  init(port: Int) throws {
    raw = try RawClient(port: port)
    engine = try TLSEngine(TLSContext(client: .anything))
    _ = try engine.receive([])
    raw.send(engine.drain())
    while engine.state == .handshake {
      guard let bytes = raw.read() else { throw RawClient.SocketError() }
      _ = try engine.receive(bytes)
      raw.send(engine.drain())
    }
  }

  var certificate: Certificate? { engine.peerCertificate }
  var version: String { engine.version }

  /// Protects a text and returns what would go over the wire.
  func protect(_ text: String) throws -> [UInt8] {
    try Array(text.utf8).withUnsafeBytes { try engine.write($0) }
    return engine.drain()
  }

  func send(_ text: String) throws {
    raw.send(try protect(text))
  }

  /// Says that nothing more comes.
  func end() {
    engine.close()
    raw.send(engine.drain())
  }

  /// Reads until the connection ends; whether it ended in the orderly way is the second part.
  func readToEnd() throws -> (text: String, isOrderly: Bool) {
    var plain: [UInt8] = []
    while let bytes = raw.read() {
      plain += try engine.receive(bytes)
      raw.send(engine.drain())
    }
    return (String(decoding: plain, as: UTF8.self), engine.state == .endedByPeer)
  }
}
