import Foundation
import Testing

@testable import HTTPListener

/// Requests as they should be, and what the listener makes of others.
@Suite struct ListenerRequestTests {
  @Test func anAnswerLooksLikeThatOfWindows() async throws {
    let computer = try await TestComputer()
    let answer = try await computer.answer(Messages.post(Messages.get()))
    await computer.listener.stop()
    let lines = answer.headerLines
    #expect(lines.first == "HTTP/1.1 200 ")
    #expect(
      lines.dropFirst().map { $0.prefix { $0 != ":" } }
        == ["Content-Type", "Server", "Date", "Content-Length"])
    #expect(lines.contains("Content-Type: application/soap+xml;charset=UTF-8"))
    #expect(lines.contains("Server: Microsoft-HTTPAPI/2.0"))
    #expect(answer.body.contains("uuid:11111111-1111-1111-1111-111111111111"))
    #expect(answer.body.contains("TrustedHosts"))
  }

  @Test func aFreshComputerRefusesBasicInClearText() async throws {
    let computer = try await TestComputer(settings: [:])
    let answer = try await computer.exchange(Messages.post(Messages.get()))
    await computer.listener.stop()
    let lines = answer.headerLines.filter { !$0.hasPrefix("Date: ") }
    #expect(
      lines == [
        "HTTP/1.1 401 ", "Server: Microsoft-HTTPAPI/2.0", "WWW-Authenticate: Negotiate",
        "Connection: close", "Content-Length: 0",
      ])
    #expect(answer.body.isEmpty)
  }

  @Test(arguments: [
    ["Service.Auth.Basic": "true"], ["Service.AllowUnencrypted": "true"],
  ])
  func bothSettingsAreNeeded(_ settings: [String: String]) async throws {
    let computer = try await TestComputer(settings: settings)
    let answer = try await computer.exchange(Messages.post(Messages.get()))
    await computer.listener.stop()
    #expect(answer.headerLines.first == "HTTP/1.1 401 ")
    #expect(!answer.contains("Basic"))
  }

  @Test(arguments: [
    "w:secret", "wsma:secret", "wsmanx:secret", ":secret", "wsman\0:secret", "wsman:secret\0",
    "wsman:", "wsman:Secret", "wsman:secretx", "wsman", "nobody:secret", "SERVER01\\wsma:secret",
  ])
  func otherCredentials(_ pair: String) async throws {
    let computer = try await TestComputer()
    let authorization = "Authorization: Basic \(Data(pair.utf8).base64EncodedString())"
    let answer = try await computer.exchange(
      Messages.post(Messages.get(), headers: [authorization]))
    await computer.listener.stop()
    #expect(answer.headerLines.first == "HTTP/1.1 401 ")
    #expect(answer.headerLines.contains("WWW-Authenticate: Basic realm=\"WSMAN\""))
  }

  @Test func identifyWithoutCredentials() async throws {
    let computer = try await TestComputer(settings: [:])
    let marked = try await computer.answer(
      Messages.post(Messages.identify, headers: ["WSMANIDENTIFY: unauthenticated"]))
    let path = try await computer.answer(
      Messages.post(Messages.identify, path: "/wsman-anon/identify", headers: []))
    let get = try await computer.answer(
      Messages.post(Messages.get(), headers: ["WSMANIDENTIFY: unauthenticated"]))
    await computer.listener.stop()
    #expect(marked.headerLines.first == "HTTP/1.1 200 ")
    #expect(marked.contains("OS: 0.0.0 SP: 0.0 Stack: 3.0"))
    #expect(path.contains("OS: 0.0.0 SP: 0.0 Stack: 3.0"))
    #expect(get.headerLines.first != "HTTP/1.1 200 ")
    #expect(!get.contains("TrustedHosts"))
  }

  @Test func aChangedSettingWorksWithTheNextRequest() async throws {
    let computer = try await TestComputer()
    let before = try await computer.answer(Messages.post(Messages.get()))
    try await computer.set("Service.Auth.Basic", to: "false")
    let after = try await computer.exchange(Messages.post(Messages.get()))
    await computer.listener.stop()
    #expect(before.headerLines.first == "HTTP/1.1 200 ")
    #expect(after.headerLines.first == "HTTP/1.1 401 ")
  }

  @Test func utf16IsAnsweredInUtf16() async throws {
    let computer = try await TestComputer()
    let message = Data([0xFF, 0xFE]) + (Messages.get().data(using: .utf16LittleEndian) ?? Data())
    let head =
      "POST /wsman HTTP/1.1\r\nHost: x\r\n\(Messages.authorization)\r\n"
      + "Content-Type: application/soap+xml;charset=UTF-16\r\nContent-Length: \(message.count)\r\n"
      + "Connection: close\r\n\r\n"
    let answer = try await offPool { [port = computer.listener.port] in
      let client = try RawClient(port: port)
      client.send(Array(head.utf8) + Array(message))
      var bytes: [UInt8] = []
      while let more = client.read() { bytes += more }
      return bytes
    }
    await computer.listener.stop()
    let data = Data(answer)
    let separator = try #require(data.range(of: Data("\r\n\r\n".utf8)))
    let header = String(decoding: data[..<separator.lowerBound], as: UTF8.self)
    #expect(header.contains("charset=UTF-16"))
    let body = data[separator.upperBound...]
    #expect(Array(body.prefix(2)) == [0xFF, 0xFE])
    let text = try #require(String(data: body.dropFirst(2), encoding: .utf16LittleEndian))
    #expect(text.contains("TrustedHosts"))
  }

  @Test(arguments: [
    ("GET /wsman HTTP/1.1\r\nHost: x\r\n\r\n", 405),
    (Messages.post("<x/>", path: "/other"), 404),
    (Messages.post("<x/>", contentType: "text/plain"), 415),
    ("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n\r\n", 411),
    (
      "POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 411
    ),
    ("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 512001\r\n\r\n", 413),
    ("POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400),
    (
      "POST /wsman HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400
    ),
    ("\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", 400), ("GET\r\n\r\n", 400),
    ("POST /wsman HTTP/1.1\r\nContent-Type: text/xml\r\nContent-Length: 0\r\n\r\n", 400),
    ("POST /wsman HTTP/1.1\r\nHost: x\r\nHost: y\r\nContent-Length: 0\r\n\r\n", 400),
    ("POST /wsman HTTP/9.9\r\n\r\n", 400), ("POST /wsman HTTP/1.1\r\nA B: c\r\n\r\n", 400),
    (
      "POST /wsman HTTP/1.1\r\nX: \(String(repeating: "x", count: 20_000))\r\n"
        + "Content-Length: 0\r\n\r\n", 431
    ),
  ])
  func requestsThatHTTPRefuses(_ request: String, _ status: Int) async throws {
    let computer = try await TestComputer()
    let answer = try await computer.exchange(request)
    await computer.listener.stop()
    #expect(answer.headerLines.first?.hasPrefix("HTTP/1.1 \(status)") ?? false, "\(answer)")
  }

  /// The client can read the refusal although it sends all of its two megabytes first.
  @Test func aBodyThatIsTooLongIsRefusedReadably() async throws {
    let computer = try await TestComputer()
    let answer = try await computer.exchange(
      Messages.post(String(repeating: "x", count: 2_000_000)))
    await computer.listener.stop()
    #expect(answer.headerLines.first == "HTTP/1.1 413 ")
  }

  @Test(arguments: [
    "", "x", "<", "<x/>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
    "\u{0}\u{0}\u{0}", "{\"a\": 1}",
  ])
  func bodiesThatAreNoMessage(_ body: String) async throws {
    try await expectRefusal(of: body)
  }

  @Test func aDeepBody() async throws {
    try await expectRefusal(of: String(repeating: "<a>", count: 100_000))
  }

  private func expectRefusal(of body: String) async throws {
    let computer = try await TestComputer()
    let answer = try await computer.answer(Messages.post(body))
    let next = try await computer.answer(Messages.post(Messages.get()))
    await computer.listener.stop()
    let status = try #require(answer.headerLines.first)
    #expect(status == "HTTP/1.1 500 " || body.isEmpty && status == "HTTP/1.1 200 ")
    #expect(!answer.contains("root:"))
    #expect(next.headerLines.first == "HTTP/1.1 200 ")
  }
}
