import Logging
import Testing
import WSManClient
import WSManProtocol

@testable import CurlTransport

/// What the transport makes of the answers of servers.
@Suite struct CurlTransportTests {
  /// The failure of an Identify with a server that sends these bytes, after one request, and ends.
  private func failure(
    timeout: Duration = .seconds(10), _ answer: @escaping @Sendable (RawConnection) -> Void
  ) async throws -> TransportFailure {
    let error = await #expect(throws: TransportFailure.self) {
      _ = try await identify(timeout: timeout, answer)
    }
    return try #require(error)
  }

  private func identify(
    timeout: Duration = .seconds(10), _ answer: @escaping @Sendable (RawConnection) -> Void
  ) async throws -> ResponseEnvelope {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      answer(connection)
    }
    defer { server.stop() }
    let transport = try await Self.transport(port: server.port)
    return try await transport.exchange(.identify, in: ExchangeContext(timeout: timeout))
  }

  static func transport(
    host: String = "127.0.0.1", port: Int, isSecure: Bool = false,
    _ change: (inout WSManSessionOptions) -> Void = { _ in }
  ) async throws -> any WSManTransport {
    var options = WSManSessionOptions()
    options.authentication = .basic
    options.credential = SessionCredential(userName: "a", password: "b")
    change(&options)
    let target = ConnectionTarget(
      host: host, transport: isSecure ? .https : .http, port: port, path: "wsman")
    let connector = CurlConnector(logger: Logger(label: "test"))
    return try #require(try await connector.connect(to: target, options: options))
  }

  private static let soap = "http://www.w3.org/2003/05/soap-envelope"

  static func identifyAnswer(_ wrapper: String = "") -> String {
    """
    <s:Envelope xmlns:s="\(soap)"><s:Header/><s:Body>\(wrapper)<i:IdentifyResponse \
    xmlns:i="http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd">\
    <i:ProtocolVersion>http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd</i:ProtocolVersion>\
    <i:ProductVendor>V</i:ProductVendor><i:ProductVersion>1</i:ProductVersion>\
    </i:IdentifyResponse></s:Body></s:Envelope>
    """
  }

  static let fault = """
    <s:Envelope xmlns:s="\(soap)"><s:Header/><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value>\
    </s:Code><s:Reason><s:Text xml:lang="en">no</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>
    """

  @Test(arguments: [
    "application/soap+xml;charset=UTF-8", "text/xml", "Application/SOAP+XML; charset=\"utf-8\"",
    "application/xml",
  ])
  func anAnswerOfAnyXMLType(_ type: String) async throws {
    let response = try await identify { $0.answer(Self.identifyAnswer(), contentType: type) }
    guard case .identify(let answer) = response.body else {
      Issue.record("no Identify answer")
      return
    }
    #expect(answer.productVendor == "V")
  }

  @Test func anAnswerWithoutType() async throws {
    let response = try await identify { connection in
      let body = Self.identifyAnswer()
      connection.send("HTTP/1.1 200\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
    }
    #expect(response.fault == nil)
  }

  @Test(arguments: ["200 OK", "400 x", "403 x", "500", "503 (null)", "501 x"])
  func aFaultIsAnAnswerWhateverTheStatus(_ status: String) async throws {
    let response = try await identify { $0.answer(Self.fault, status: status) }
    #expect(response.fault?.soapCode == .sender)
  }

  @Test func unauthorized() async throws {
    let failure = try await failure { connection in
      connection.answer(
        "", status: "401",
        headers: ["WWW-Authenticate: Negotiate, CredSsp", "WWW-Authenticate: Digest realm=\"x\""])
    }
    #expect(failure.code.rawValue == 0x8033_810E)
    #expect(failure.description.contains("It offers: Negotiate, CredSSP, Digest."))
  }

  @Test func unauthorizedWithAFault() async throws {
    let failure = try await failure { $0.answer(Self.fault, status: "401") }
    #expect(failure.description.hasSuffix("The server says: no"))
  }

  @Test(arguments: [
    (404, UInt32(0x8033_8113)), (413, 0x8033_8111), (503, 0x8033_8112), (302, 0x8033_8110),
    (400, 0x8033_8171), (500, 0x8033_8170), (418, 0x8033_810F),
  ])
  func statusesWithoutMessage(_ status: Int, _ code: UInt32) async throws {
    let empty = try await failure { $0.answer("", status: "\(status) x") }
    #expect(empty.cause == .httpStatus(status))
    #expect(empty.code.rawValue == code)
    let page = try await failure {
      $0.answer("<html><body>x</body></html>", status: "\(status) x", contentType: "text/html")
    }
    #expect(page.cause == .httpStatus(status))
  }

  @Test func redirection() async throws {
    let failure = try await failure {
      $0.answer("", status: "302 x", headers: ["Location: http://elsewhere/wsman"])
    }
    #expect(failure.description.contains("http://elsewhere/wsman"))
  }

  @Test func emptyAnswers() async throws {
    #expect(try await failure { $0.answer("") }.cause == .emptyAnswer)
    #expect(try await failure { _ in }.cause == .connectionLost)
    #expect(try await failure { $0.reset() }.cause == .connectionLost)
    #expect(
      try await failure { $0.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<s:") }.cause
        == .connectionLost)
  }

  @Test(arguments: [
    "<html><body/></html>", "<!DOCTYPE html><p>x", " \r\n<HTML>", "<!doctype HTML SYSTEM \"x\">",
  ])
  func webPages(_ page: String) async throws {
    #expect(try await failure { $0.answer(page, contentType: "text/html") }.cause == .html)
    #expect(try await failure { $0.answer(page) }.cause == .html)
  }

  @Test(arguments: [
    ("{}", "application/json"), ("ok", "text/plain"), ("\u{1F600}", "application/soap+xml"),
    ("<x/>", "image/png"),
  ])
  func otherContent(_ body: String, _ type: String) async throws {
    #expect(
      try await failure { $0.answer(body, contentType: type) }.cause == .contentType(type))
  }

  @Test(arguments: [
    "<x/>", "<", "<s:Envelope>", "<a></b>", "<a>\u{0}</a>",
    "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"/>",
    "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>",
    "<!DOCTYPE s [<!ENTITY a \"b\">]>\(identifyAnswer("&a;"))",
    "<!DOCTYPE s [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\(identifyAnswer("&a;"))",
  ])
  func brokenMessages(_ body: String) async throws {
    try await expectNoEnvelope(in: body)
  }

  @Test func aDeepMessage() async throws {
    try await expectNoEnvelope(in: String(repeating: "<a>", count: 100_000))
  }

  private func expectNoEnvelope(in body: String) async throws {
    for status in ["200 OK", "500 x"] {
      let failure = try await failure { $0.answer(body, status: status) }
      guard case .envelope = failure.cause else {
        Issue.record("\(failure)")
        continue
      }
      #expect(!failure.description.contains("root:"))
    }
  }

  @Test func anAnswerInAnotherEncoding() async throws {
    let failure = try await failure { connection in
      let body: [UInt8] = [0xFF, 0xFE] + Self.identifyAnswer().utf8.flatMap { [$0, 0] }
      connection.send(
        "HTTP/1.1 200\r\nContent-Type: application/soap+xml;charset=UTF-16\r\n"
          + "Content-Length: \(body.count)\r\n\r\n")
      connection.send(body)
    }
    #expect(failure.cause == .encodingMismatch)
  }

  @Test func aCompressedAnswer() async throws {
    let failure = try await failure { $0.answer("x", headers: ["Content-Encoding: gzip"]) }
    #expect(failure.description.contains("compressed (gzip)"))
  }

  @Test func anAnswerOfAHundredMegabytes() async throws {
    let failure = try await failure { connection in
      connection.send("HTTP/1.1 200\r\nContent-Type: text/xml\r\n\r\n<a>")
      let block = String(repeating: "<b/>", count: 65_536)
      for _ in 1...400 { guard connection.send(block) else { return } }
      Issue.record("all 100 MB were taken")
    }
    #expect(failure.cause == .answerTooLarge(8 << 20))
  }

  @Test func whatTheTextsSay() async throws {
    let silent = try await failure(timeout: .milliseconds(300)) { $0.waitForEnd() }
    #expect(silent.cause == .timedOut)
    #expect(silent.description.contains("accepted, but no answer came within 300 ms"))
    let greeting = try await failure { $0.send("SSH-2.0-OpenSSH_9.2\r\n") }
    #expect(greeting.description.contains("is not HTTP"))
    #expect(greeting.code == .destinationUnreachable)
    let transport = try await Self.transport(port: try RawServer.unusedPort())
    let refused = await #expect(throws: TransportFailure.self) {
      try await transport.exchange(.identify, in: ExchangeContext(timeout: .seconds(10)))
    }
    #expect(refused?.cause == .connectionRefused)
    #expect(refused?.description.contains("nothing listens there") ?? false)
  }

  @Test(arguments: ["", "a b", "a/b", "user@host", "a?b", "[::1]", "a\r\nb", "a#b"])
  func hostsThatAreNone(_ host: String) async throws {
    let failure = await #expect(throws: TransportFailure.self) {
      _ = try await Self.transport(host: host, port: 5985)
    }
    #expect(failure?.cause == .nameNotResolved)
  }

  @Test func theLocalSessionIsNotForTheNetwork() async throws {
    let target = ConnectionTarget(
      host: "localhost", transport: .http, port: 5985, path: "wsman", isLocalSession: true)
    let connector = CurlConnector(logger: Logger(label: "test"))
    #expect(try await connector.connect(to: target, options: WSManSessionOptions()) == nil)
  }
}
