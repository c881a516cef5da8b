import NIOHTTP1
import Testing

@testable import HTTPListener

@Suite struct HTTPRulesTests {
  private let rules = HTTPRules(urlPrefix: "wsman")

  private func verdict(
    _ uri: String = "/wsman", method: HTTPMethod = .POST,
    headers: [(String, String)] = [
      ("Content-Length", "10"), ("Content-Type", "application/soap+xml;charset=UTF-8"),
    ], hosts: [String] = ["h:5985"], version: HTTPVersion = .http1_1
  ) -> HTTPRules.Verdict {
    let all = hosts.map { ("Host", $0) } + headers
    return rules.judge(
      HTTPRequestHead(version: version, method: method, uri: uri, headers: HTTPHeaders(all)),
      largestBody: 1_000)
  }

  private let received = HTTPRules.Verdict.receive(length: 10, isAnonymousIdentify: false)

  @Test(arguments: [
    "/wsman", "/wsman/", "/WSMan", "/wsman?PSVersion=5.1", "/wsman/?x", "http://h:5985/wsman",
    "HTTPS://h/wsman?x=/",
  ])
  func pathsOfTheListener(_ uri: String) {
    #expect(verdict(uri) == received)
  }

  @Test func aRequestNamesOneHost() {
    #expect(verdict(hosts: []) == .refuse(.badRequest))
    #expect(verdict("http://h/wsman", hosts: []) == .refuse(.badRequest))
    #expect(verdict(hosts: ["a", "b"]) == .refuse(.badRequest))
    #expect(verdict(hosts: ["a", "a"]) == .refuse(.badRequest))
    #expect(verdict(hosts: [], version: .http1_0) == received)
    #expect(verdict(hosts: ["a", "b"], version: .http1_0) == .refuse(.badRequest))
  }

  @Test(arguments: [
    "/", "/wsmanx", "/wsma", "/wsman/x", "//wsman", "/ws%6dan", "http://h", "http://h?/wsman",
    "/wsman//", "/wsman/subscriptions/1",
  ])
  func otherPaths(_ uri: String) {
    #expect(verdict(uri) == .refuse(.notFound))
  }

  @Test(arguments: ["*", "wsman", "", "ftp://h/wsman", "h:5985"])
  func targetsThatAreNoPath(_ uri: String) {
    #expect(verdict(uri) == .refuse(.badRequest))
  }

  @Test func anotherPrefix() {
    let head = HTTPRequestHead(
      version: .http1_1, method: .POST, uri: "/A/b_1",
      headers: ["Host": "h", "Content-Length": "0"])
    #expect(
      HTTPRules(urlPrefix: "a/B_1").judge(head, largestBody: 1)
        == .receive(length: 0, isAnonymousIdentify: false))
  }

  @Test(arguments: [HTTPMethod.GET, .HEAD, .PUT, .OPTIONS, .RAW(value: "post")])
  func otherMethods(_ method: HTTPMethod) {
    #expect(verdict(method: method) == .refuse(.methodNotAllowed))
  }

  @Test(arguments: [
    "application/soap+xml", "Application/SOAP+XML; charset=\"utf-8\"", "text/xml",
    "application/xml ;charset=UTF-16",
  ])
  func acceptedTypes(_ type: String) {
    #expect(verdict(headers: [("Content-Length", "10"), ("Content-Type", type)]) == received)
  }

  @Test(arguments: [
    "", "text/html", "application/json", "application/soap", "application/soap+xmlx",
  ])
  func otherTypes(_ type: String) {
    #expect(
      verdict(headers: [("Content-Length", "10"), ("Content-Type", type)])
        == .refuse(.unsupportedType))
  }

  @Test(arguments: [
    ("-1", HTTPRules.HTTPStatus.badRequest), ("+5", .badRequest), ("", .badRequest),
    ("0x10", .badRequest), ("10, 10", .badRequest), ("1001", .tooLarge),
    ("99999999999999999999999", .tooLarge),
  ])
  func lengths(_ length: String, _ status: HTTPRules.HTTPStatus) {
    #expect(
      verdict(headers: [("Content-Length", length), ("Content-Type", "text/xml")])
        == .refuse(status))
  }

  @Test func aBodyOfUnknownLength() {
    #expect(verdict(headers: [("Content-Type", "text/xml")]) == .refuse(.lengthRequired))
    #expect(
      verdict(headers: [("Transfer-Encoding", "chunked"), ("Content-Type", "text/xml")])
        == .refuse(.lengthRequired))
  }

  @Test func identifyWithoutCredentials() {
    let common = [("Content-Length", "10"), ("Content-Type", "text/xml")]
    let anonymous = HTTPRules.Verdict.receive(length: 10, isAnonymousIdentify: true)
    #expect(verdict(headers: common + [("WSMANIDENTIFY", "unauthenticated")]) == anonymous)
    #expect(verdict("/wsman-anon/identify", headers: common) == anonymous)
    #expect(verdict(headers: common + [("wsmanidentify", "other")]) == received)
    #expect(
      verdict(
        headers: common + [("WSMANIDENTIFY", "unauthenticated"), ("Authorization", "Basic x")])
        == received)
  }

  @Test func longHeaders() {
    let common = [("Content-Length", "10"), ("Content-Type", "text/xml")]
    let long = String(repeating: "x", count: 17_000)
    #expect(verdict(headers: common + [("X", long)]) == .refuse(.headerTooLarge))
    #expect(verdict("/" + long) == .refuse(.headerTooLarge))
    #expect(verdict(headers: common + [("Authorization", "Kerberos " + long)]) == received)
    let many = (1...5).map { ("X\($0)", String(repeating: "x", count: 15_000)) }
    #expect(verdict(headers: common + many) == .refuse(.headerTooLarge))
  }

  @Test func dates() {
    #expect(HTTPDate.text(secondsSince1970: 1_747_847_559) == "Wed, 21 May 2025 17:12:39 GMT")
    #expect(HTTPDate.text(secondsSince1970: 0) == "Thu, 01 Jan 1970 00:00:00 GMT")
  }
}
