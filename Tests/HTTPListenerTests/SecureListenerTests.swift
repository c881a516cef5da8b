import Foundation
import HTTPListener
import Testing
import WireSecurity

/// HTTPS, with what goes wrong in it.
@Suite struct SecureListenerTests {
  private static func identity(_ names: [String] = ["localhost", "127.0.0.1"]) throws
    -> CertifiedKey
  {
    var request = CertificateRequest(
      subject: "CN=localhost", notBefore: 1_577_836_800, notAfter: 2_493_072_000)
    request.algorithm = .ellipticCurve("P-256")
    request.dnsNames = names
    return try request.make()
  }

  private func computer(
    settings: [String: String] = ["Service.Auth.Basic": "true"],
    _ change: (inout ListenerOptions) -> Void = { _ in }
  ) async throws -> TestComputer {
    let tls = try TLSContext(server: Self.identity())
    return try await TestComputer(settings: settings) {
      $0.face.tls = tls
      change(&$0)
    }
  }

  private static let lastRequest = Messages.post(
    Messages.get(resource: "config"), headers: [Messages.authorization, "Connection: close"])

  @Test func basicWithoutAllowUnencrypted() async throws {
    let computer = try await computer()
    #expect(computer.listener.url.hasPrefix("https://127.0.0.1:"))
    let seen = try await offPool { [port = computer.listener.port] in
      let client = try SecureClient(port: port)
      try client.send(Self.lastRequest)
      let answer = try client.readToEnd()
      return (answer.text, answer.isOrderly, client.version, client.certificate?.commonName)
    }
    #expect(seen.0.headerLines.first == "HTTP/1.1 200 ")
    #expect(seen.0.hasSuffix("</s:Envelope>"))
    #expect(seen.1)
    #expect(seen.2 == "TLSv1.3")
    #expect(seen.3 == "localhost")
    await computer.listener.stop()
  }

  @Test func aRequestInSingleBytes() async throws {
    let computer = try await computer()
    let answer = try await offPool { [port = computer.listener.port] in
      let client = try SecureClient(port: port)
      for byte in try client.protect(Self.lastRequest) { client.raw.send([byte]) }
      return try client.readToEnd().text
    }
    #expect(answer.headerLines.first == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }

  @Test func aRecordOf16KilobytesInSmallPieces() async throws {
    let computer = try await computer()
    let answer = try await offPool { [port = computer.listener.port] in
      let client = try SecureClient(port: port)
      let filler = String(repeating: " ", count: 15 * 1024)
      let bytes = try client.protect(
        Messages.post(
          Messages.get() + filler, headers: [Messages.authorization, "Connection: close"]))
      for start in stride(from: 0, to: bytes.count, by: 7) {
        client.raw.send(Array(bytes[start..<min(start + 7, bytes.count)]))
      }
      return try client.readToEnd().text
    }
    #expect(answer.headerLines.first == "HTTP/1.1 200 ")
    await computer.listener.stop()
  }

  @Test(arguments: [
    (Array("POST /wsman HTTP/1.1\r\nHost: x\r\n\r\n".utf8), 1), ([0], 4_096), ([0xFF], 65_536),
    ([0x16, 0x03, 0x01, 0xFF, 0xFF, 0x01], 1),
  ])
  func bytesThatAreNoTLS(_ pattern: [UInt8], _ times: Int) async throws {
    let bytes = Array(repeatElement(pattern, count: times).joined())
    let computer = try await computer { $0.headerTimeout = .milliseconds(500) }
    let start = ContinuousClock.now
    _ = try await offPool { [port = computer.listener.port] in
      let client = try RawClient(port: port)
      client.send(bytes)
      return client.readToEnd()
    }
    #expect(ContinuousClock.now - start < .seconds(5))
    try await waitUntil { computer.listener.connectionCount == 0 }
    await computer.listener.stop()
  }

  @Test func aHandshakeThatStops() async throws {
    let computer = try await computer { $0.headerTimeout = .milliseconds(300) }
    let seen = try await offPool { [port = computer.listener.port] in
      let client = try RawClient(port: port)
      let engine = try TLSEngine(TLSContext(client: .anything))
      _ = try engine.receive([])
      client.send(Array(engine.drain().dropLast(20)))
      return client.readToEnd()
    }
    #expect(seen.isEmpty)
    try await waitUntil { computer.listener.connectionCount == 0 }
    await computer.listener.stop()
  }

  @Test func aConnectionThatIsCutOffInARequest() async throws {
    let computer = try await computer()
    try await offPool { [port = computer.listener.port] in
      let client = try SecureClient(port: port)
      try client.send(String(Messages.post(Messages.get()).dropLast(10)))
    }
    try await waitUntil { computer.listener.connectionCount == 0 }
    await computer.listener.stop()
  }

  @Test func aClientThatEndsInTheOrderlyWay() async throws {
    let computer = try await computer()
    let isOrderly = try await offPool { [port = computer.listener.port] in
      let client = try SecureClient(port: port)
      client.end()
      return try client.readToEnd().isOrderly
    }
    #expect(isOrderly)
    try await waitUntil { computer.listener.connectionCount == 0 }
    await computer.listener.stop()
  }

  @Test func headersThatAreTooLong() async throws {
    let computer = try await computer()
    let answer = try await offPool { [port = computer.listener.port] in
      let client = try SecureClient(port: port)
      try client.send(
        Messages.post(
          Messages.get(), headers: ["X: " + String(repeating: "x", count: 200_000)]))
      return try client.readToEnd().text
    }
    #expect(answer.headerLines.first?.hasPrefix("HTTP/1.1 4") ?? false)
    await computer.listener.stop()
  }

  @Test func pathAndCertificateOfAnOpenPort() async throws {
    let computer = try await computer()
    var face = computer.listener.face
    face.urlPrefix = "other/path"
    face.tls = try TLSContext(server: Self.identity(["new"]))
    computer.listener.change(to: face)
    let port = computer.listener.port
    #expect(computer.listener.url == "https://127.0.0.1:\(port)/other/path")
    let seen = try await offPool {
      try ["/wsman", "/other/path"].map { path in
        let client = try SecureClient(port: port)
        try client.send(
          Messages.post(
            Messages.get(), path: path, headers: [Messages.authorization, "Connection: close"]))
        return (try client.readToEnd().text.headerLines.first, client.certificate?.dnsNames)
      }
    }
    #expect(seen.map(\.0) == ["HTTP/1.1 404 ", "HTTP/1.1 200 "])
    #expect(seen.last?.1 == ["new"])
    await computer.listener.stop()
  }

  @Test(
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")),
    arguments: [
      ("-tls1", false), ("-tls1_1", false), ("-tls1_2", true), ("-tls1_3", true),
    ])
  func versions(_ option: String, isAccepted: Bool) async throws {
    let computer = try await computer()
    let port = computer.listener.port
    let text = try await Self.openssl(port, option)
    #expect(text.contains("CN = localhost") == isAccepted)
    #expect(text.contains("alert protocol version") == !isAccepted, "\(text)")
    await computer.listener.stop()
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
  func renegotiation() async throws {
    let computer = try await computer()
    let text = try await Self.openssl(computer.listener.port, "-tls1_2", input: "R\n")
    #expect(text.contains("RENEGOTIATING"))
    #expect(text.contains("no renegotiation"))
    try await waitUntil { computer.listener.connectionCount == 0 }
    await computer.listener.stop()
  }

  /// What `openssl s_client` prints of a connection; a line `R` makes it negotiate anew.
  private static func openssl(
    _ port: Int, _ option: String, input: String = ""
  ) async throws -> String {
    try await offPool {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/openssl")
      process.arguments = [
        "s_client", "-connect", "127.0.0.1:\(port)", option, "-cipher", "ALL:@SECLEVEL=0",
      ]
      let (lines, output) = (Pipe(), Pipe())
      process.standardInput = lines
      process.standardOutput = output
      process.standardError = output
      try process.run()
      if !input.isEmpty {
        // The program takes commands only after the handshake.
        Thread.sleep(forTimeInterval: 0.5)
        try lines.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        Thread.sleep(forTimeInterval: 0.5)
      }
      try lines.fileHandleForWriting.close()
      let text = String(
        decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      return text
    }
  }
}
