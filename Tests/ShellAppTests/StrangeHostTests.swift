import Foundation
import Testing

/// Hosts that are unknown, refuse, break off, keep silent, or speak another language: each is an
/// error in good time, and the shell goes on.
@Suite("Strange hosts")
struct StrangeHostTests {
  /// Connects as `Connect-WSMan HOST -Port N` does when everything is allowed, and tests.
  private func visit(
    _ host: String = "127.0.0.1", port: Int, limit: Double = 40
  ) async throws -> Program.Result {
    try await Program().run(
      input: """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts * -Force
        Set-Item WSMan:\\localhost\\Client\\NetworkDelayms 500
        Set-Item WSMan:\\localhost\\MaxTimeoutms 1500
        $c = [pscredential]::new('operator', (ConvertTo-SecureString 'x' -AsPlainText -Force))
        Connect-WSMan \(host) -Port \(port) -Authentication Basic -Credential $c
        "code $('0x{0:X8}' -f $Error[0].Exception.HResult) $($Error[0].FullyQualifiedErrorId)"
        Test-WSMan \(host) -Port \(port)
        "test $($Error[0].FullyQualifiedErrorId)"
        (dir WSMan:\\).Name
        'goes on'

        """, limit: limit)
  }

  private func check(
    _ result: Program.Result, code: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let id = "WsManError,Microsoft.WSMan.Management.ConnectWSManCommand"
    let first = result.outputLines.first ?? "(no output) \(result.errors)"
    if let code {
      #expect(first == "code \(code) \(id)", sourceLocation: sourceLocation)
    } else {
      #expect(first.hasPrefix("code 0x80"), sourceLocation: sourceLocation)
      #expect(first.hasSuffix(id), sourceLocation: sourceLocation)
    }
    #expect(
      result.outputLines.dropFirst() == [
        "test WsManError,Microsoft.WSMan.Management.TestWSManCommand", "localhost", "goes on",
      ], sourceLocation: sourceLocation)
    #expect(result.code == 0, sourceLocation: sourceLocation)
  }

  @Test func nobodyListens() async throws {
    check(try await visit(port: try StrangeHost.unusedPort()), code: "0x80338012")
  }

  @Test func nobodyHasTheName() async throws {
    check(try await visit("nobody.invalid", port: 5985), code: "0x803381B9")
  }

  @Test func theConnectionIsReset() async throws {
    let host = try StrangeHost { connection in
      connection.readRequest()
      connection.reset()
    }
    check(try await visit(port: host.port))
  }

  @Test func theConnectionIsClosed() async throws {
    let host = try StrangeHost { $0.readRequest() }
    check(try await visit(port: host.port))
  }

  @Test func nobodyAnswers() async throws {
    let host = try StrangeHost { $0.waitForEnd() }
    let result = try await visit(port: host.port)
    check(result, code: "0x80338126")
    #expect(result.seconds < 20 * Program.timeScale)
  }

  @Test(
    "answers that are no answers",
    arguments: [
      ("no HTTP", "SSH-2.0-OpenSSH_9.2p1 Debian\r\n", nil),
      ("not found", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "0x80338113"),
      ("unavailable", "HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n", "0x80338112"),
      (
        "moved", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n",
        "0x80338110"
      ),
      (
        "refused",
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
        "0x80070005"
      ),
      ("empty", StrangeHost.answer(""), "0x803380F5"),
      ("not XML", StrangeHost.answer("hello"), nil),
      (
        "a page",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>", nil
      ),
      (
        "half",
        StrangeHost.answer(
          "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>"), nil
      ),
      (
        "less than promised",
        "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: 500\r\n\r\n<s:Envelope",
        nil
      ),
      (
        "a document type",
        StrangeHost.answer("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>"),
        nil
      ),
      (
        "another envelope",
        StrangeHost.answer(
          "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>"
        ), nil
      ),
    ] as [(String, String, String?)])
  func strangeAnswers(_ name: String, _ answer: String, _ code: String?) async throws {
    try await expectRefusal(of: answer, code: code)
  }

  @Test func aDeepAnswer() async throws {
    try await expectRefusal(
      of: StrangeHost.answer(String(repeating: "<a>", count: 100_000)), code: nil)
  }

  private func expectRefusal(of answer: String, code: String?) async throws {
    let host = try StrangeHost(answering: answer)
    let result = try await visit(port: host.port)
    check(result, code: code)
    #expect(!result.errors.contains("root:"))
  }

  @Test func anAnswerOfHundredMegabytes() async throws {
    let host = try StrangeHost { connection in
      connection.readRequest()
      connection.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/soap+xml\r\nContent-Length: 104857600\r\n\r\n"
      )
      let chunk = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
      for _ in 0..<100 { connection.send(chunk) }
    }
    let result = try await visit(port: host.port)
    check(result)
    #expect(result.seconds < 30 * Program.timeScale)
  }
}
