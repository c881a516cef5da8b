import Foundation
import Testing
import WSManClient

@testable import CurlTransport

/// Everything a connection may meet, against a server that misbehaves byte by byte.
@Suite struct CurlConnectionTests {
  static func connection(_ url: String, largestReply: Int = 1 << 20) throws -> CurlConnection {
    let library = try CurlLibrary.shared.get()
    let loop = try #require(CurlLoop.shared)
    var options = CurlOptions(url: url)
    options.largestReply = largestReply
    options.connectTimeout = 5_000
    return try CurlConnection(library: library, loop: loop, options: options)
  }

  static func request(
    _ body: String = "<x/>", timeout: Int = 10_000, isRepeatable: Bool = true
  ) -> HTTPRequest {
    HTTPRequest(
      body: Array(body.utf8),
      header: .init(
        contentType: "application/soap+xml;charset=UTF-8", authorization: "Basic YTpi"),
      timeout: timeout, isRepeatable: isRepeatable)
  }

  /// The failure of one exchange with a server.
  private func failure(
    timeout: Int = 10_000, largestReply: Int = 1 << 20,
    _ handler: @escaping @Sendable (RawConnection) -> Void
  ) async throws -> CurlFailure {
    let server = try RawServer(handler)
    defer { server.stop() }
    let connection = try Self.connection(server.url, largestReply: largestReply)
    let error = await #expect(throws: CurlFailure.self) {
      try await connection.perform(Self.request(timeout: timeout))
    }
    return try #require(error)
  }

  @Test func requestsAreSentAsTheServiceExpects() async throws {
    let server = try RawServer { connection in
      while let request = connection.readRequest() { connection.answer(request) }
    }
    defer { server.stop() }
    let connection = try Self.connection(server.url)
    // What is prepared for the first exchange must still hold for the next one.
    for _ in 1...2 {
      let reply = try await connection.perform(Self.request("<a/>"))
      let lines = String(decoding: reply.body, as: UTF8.self).components(separatedBy: "\r\n")
      #expect(lines.first == "POST /wsman HTTP/1.1")
      #expect(lines.last == "<a/>")
      #expect(
        lines.dropFirst().dropLast(2).sorted() == [
          "Accept-Encoding: identity", "Authorization: Basic YTpi", "Connection: Keep-Alive",
          "Content-Length: 4", "Content-Type: application/soap+xml;charset=UTF-8",
          "Host: 127.0.0.1:\(server.port)", "User-Agent: Microsoft WinRM Client",
        ])
      #expect(reply.status == 200)
      #expect(reply.contentType == "application/soap+xml;charset=UTF-8")
    }
  }

  @Test func oneConnectionForAllExchanges() async throws {
    let server = try RawServer { connection in
      while connection.readRequest() != nil { connection.answer("<y/>") }
    }
    defer { server.stop() }
    let connection = try Self.connection(server.url)
    var fresh: [Bool] = []
    for _ in 1...20 { fresh.append(try await connection.perform(Self.request()).isFreshConnection) }
    #expect(fresh == [true] + Array(repeating: false, count: 19))
    #expect(server.connectionCount == 1)
  }

  @Test func aLargeBodyGoesWithoutExpect() async throws {
    let server = try RawServer { connection in
      guard let request = connection.readRequest() else { return }
      connection.answer("\(request.contains("Expect")) \(request.contains("chunked"))")
    }
    defer { server.stop() }
    let connection = try Self.connection(server.url)
    let large = String(repeating: "x", count: 2_000_000)
    let reply = try await connection.perform(Self.request(large))
    #expect(String(decoding: reply.body, as: UTF8.self) == "false false")
  }

  @Test func answersInEveryForm() async throws {
    let server = try RawServer { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 100 Continue\r\nContent-Type: text/html\r\n\r\n")
      connection.send(
        "HTTP/1.1 500 (null)\r\ncontent-TYPE:  a/b \r\nWWW-Authenticate: Negotiate\r\n")
      connection.send("WWW-Authenticate: Basic realm=\"x\"\r\nTransfer-Encoding: chunked\r\n\r\n")
      for part in ["3\r\nabc\r\n", "4\r\ndefg\r\n", "0\r\n\r\n"] { connection.send(part) }
      _ = connection.readRequest()
      connection.answer("moved", status: "302", headers: ["Location: http://127.0.0.1:1/"])
      _ = connection.readRequest()
      connection.send("HTTP/1.0 200\r\n\r\nuntil the end")
    }
    defer { server.stop() }
    let connection = try Self.connection(server.url)
    let chunked = try await connection.perform(Self.request())
    #expect(chunked.status == 500)
    #expect(chunked.contentType == "a/b")
    #expect(chunked.challenges == ["Negotiate", "Basic realm=\"x\""])
    #expect(String(decoding: chunked.body, as: UTF8.self) == "abcdefg")
    let redirect = try await connection.perform(Self.request())
    #expect(redirect.status == 302)
    #expect(redirect.location == "http://127.0.0.1:1/")
    let open = try await connection.perform(Self.request())
    #expect(String(decoding: open.body, as: UTF8.self) == "until the end")
    #expect(open.contentType == nil)
  }

  /// The length twice, as some servers and proxies write it, and two lengths, of which one is a lie.
  @Test(arguments: [("4", "4", true), ("4", "5", false), ("5", "4", false), ("4", "-1", false)])
  func twoLengths(_ one: String, _ other: String, _ isRead: Bool) async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.send("HTTP/1.1 200\r\nContent-Type: text/xml\r\nContent-Length: \(one)\r\n")
      connection.send("Content-Length: \(other)\r\n\r\n<x/>")
    }
    defer { server.stop() }
    let connection = try Self.connection(server.url)
    let reply = try? await connection.perform(Self.request())
    #expect((reply.map { String(decoding: $0.body, as: UTF8.self) } == "<x/>") == isRead)
  }

  @Test func nobodyListens() async throws {
    let port = try RawServer.unusedPort()
    let connection = try Self.connection("http://127.0.0.1:\(port)/wsman")
    let failure = await #expect(throws: CurlFailure.self) {
      try await connection.perform(Self.request())
    }
    #expect(failure?.cause == .notConnected)
    #expect(failure?.systemError == ECONNREFUSED)
    #expect(failure?.isConnected == false)
  }

  @Test func aNameThatDoesNotExist() async throws {
    let connection = try Self.connection("http://no-such-host.invalid:5985/wsman")
    let failure = await #expect(throws: CurlFailure.self) {
      try await connection.perform(Self.request())
    }
    #expect(failure?.cause == .nameNotResolved)
  }

  @Test func aServerThatSaysNothing() async throws {
    let failure = try await failure(timeout: 300) { $0.waitForEnd() }
    #expect(failure.cause == .timedOut)
    #expect(failure.isConnected)
    #expect(!failure.hasAnswerBegun)
  }

  @Test func aServerThatStopsInTheMiddle() async throws {
    let failure = try await failure(timeout: 300) { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345")
      connection.waitForEnd()
    }
    #expect(failure.cause == .timedOut)
    #expect(failure.hasAnswerBegun)
  }

  @Test func aServerThatResets() async throws {
    let failure = try await failure { connection in
      _ = connection.readRequest()
      connection.reset()
    }
    #expect(failure.cause == .notReceived)
  }

  @Test func aServerThatEndsWithoutAWord() async throws {
    let failure = try await failure { _ = $0.readRequest() }
    #expect(failure.cause == .nothingReceived)
    func advice(_ scheme: String) -> String {
      failure.transportFailure(address: "\(scheme)://host/wsman", timeout: 1, limit: 1).description
    }
    #expect(advice("http").contains("-UseSSL"))
    #expect(!advice("https").contains("-UseSSL"))
  }

  @Test func aTruncatedAnswer() async throws {
    let failure = try await failure { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n12345")
    }
    #expect(failure.cause == .cutShort)
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH_9.2\r\n", "220 mail ready\r\n", "\u{15}\u{3}\u{1}\0\u{2}\u{2}P",
    "\0\0\0\0\0\0\0\0",
    "{\"error\": 1}\n",
  ])
  func aServerOfAnotherProtocol(_ greeting: String) async throws {
    let failure = try await failure { connection in
      _ = connection.readRequest()
      connection.send(greeting)
    }
    #expect(failure.cause == .notHTTP)
  }

  @Test(arguments: ["Content-Length: 104857600", "X: y", "Transfer-Encoding: chunked"])
  func anEndlessAnswer(_ header: String) async throws {
    let failure = try await failure { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n")
      let block = String(repeating: "x", count: 65_536)
      for _ in 1...1_600 {
        guard connection.send(header.hasPrefix("T") ? "10000\r\n\(block)\r\n" : block) else {
          return
        }
      }
      Issue.record("all 100 MB were taken")
    }
    #expect(failure.cause == .tooLong(.body))
  }

  @Test func anEndlessHeader() async throws {
    let failure = try await failure { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\n")
      let line = "X: " + String(repeating: "x", count: 4_096) + "\r\n"
      while connection.send(line) {}
    }
    #expect(failure.cause == .tooLong(.header))
  }

  /// libcurl itself takes no line of such a length.
  @Test func anEndlessHeaderLine() async throws {
    let failure = try await failure { connection in
      _ = connection.readRequest()
      connection.send("HTTP/1.1 200 OK\r\nX: ")
      let part = String(repeating: "x", count: 4_096)
      while connection.send(part) {}
    }
    #expect(failure.cause == .tooLong(.header))
  }

  @Test func ipv6() async throws {
    let server = try RawServer(isIPv6: true) { connection in
      guard let request = connection.readRequest() else { return }
      connection.answer(
        request.components(separatedBy: "\r\n").first { $0.hasPrefix("Host") } ?? "")
    }
    defer { server.stop() }
    let connection = try Self.connection("http://[::1]:\(server.port)/wsman")
    let reply = try await connection.perform(Self.request())
    #expect(String(decoding: reply.body, as: UTF8.self) == "Host: [::1]:\(server.port)")
  }
}
