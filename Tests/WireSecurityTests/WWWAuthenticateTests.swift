import Testing
import WireSecurity

@Suite struct WWWAuthenticateTests {
  private func names(_ values: String...) -> [String] {
    WWWAuthenticate.challenges(in: values).map(\.name)
  }

  @Test func oneLineForEachScheme() {
    #expect(
      names("Negotiate", "Kerberos", "CredSSP", "Basic realm=\"WSMAN\"")
        == ["Negotiate", "Kerberos", "CredSSP", "Basic"])
  }

  @Test func oneLineForAllSchemes() {
    let challenges = WWWAuthenticate.challenges(in: ["Negotiate, CredSsp, Basic Realm='WSMan'"])
    #expect(challenges.map(\.scheme) == [.negotiate, .credSSP, .basic])
    #expect(challenges.last?.value(of: "realm") == "WSMan")
  }

  @Test func parametersWithCommasAndQuotes() throws {
    let challenges = WWWAuthenticate.challenges(in: [
      #"Digest realm="a, \"b\"", qop="auth,auth-int" , nonce=abc,stale = true, Basic realm=x"#
    ])
    #expect(challenges.map(\.name) == ["Digest", "Basic"])
    let digest = try #require(challenges.first)
    #expect(digest.value(of: "realm") == "a, \"b\"")
    #expect(digest.value(of: "qop") == "auth,auth-int")
    #expect(digest.value(of: "nonce") == "abc")
    #expect(digest.value(of: "stale") == "true")
    #expect(digest.token == nil)
  }

  @Test(arguments: ["TlRMTVNTUAAB", "YQ==", "YWI="])
  func tokens(_ token: String) throws {
    let challenges = WWWAuthenticate.challenges(in: ["Negotiate \(token)", "Basic realm=\"x\""])
    #expect(challenges.map(\.token) == [token, nil])
  }

  @Test(arguments: [
    "", ",", ", ,", "=", "=x", "Basic realm=\"", "Basic realm=", "\"", "Digest ,,, =", "a b c d",
    "Basic realm=\"x\\", "\u{1F600}", "Negotiate ====",
  ])
  func anythingIsRead(_ value: String) {
    #expect(WWWAuthenticate.challenges(in: [value]).count <= 4)
  }

  @Test(arguments: [
    ("Authorization", "Basic QTpC", "Basic [redacted]"),
    ("authorization", "Negotiate YII", "Negotiate [redacted]"),
    ("AUTHORIZATION", "secret", "[redacted]"),
    ("Proxy-Authorization", "Basic QTpC", "Basic [redacted]"),
    ("WWW-Authenticate", "Basic realm=\"WSMAN\"", "Basic realm=\"WSMAN\""),
    ("WWW-Authenticate", "Negotiate oYG2", "Negotiate [redacted]"),
    ("Set-Cookie", "a=b", "[redacted]"),
    ("Content-Type", "text/xml", "text/xml"),
  ])
  func redaction(_ name: String, _ value: String, _ shown: String) {
    #expect(HeaderRedaction.redacted(name: name, value: value) == shown)
  }
}
