import Testing

@testable import WireSecurity

/// Digest (RFC 7616, RFC 2617): the published example, and the client's steps.
struct DigestSchemeTests {
  private static let nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093"
  private static let user = UserCredential(userName: "Mufasa", password: "Circle Of Life")

  private func challenges(_ texts: String...) -> [AuthenticationChallenge] {
    WWWAuthenticate.challenges(in: texts)
  }

  private func response(
    _ header: String, method: String = "POST"
  ) throws -> String {
    let challenge = try #require(challenges(header).first)
    return try DigestResponse.authorization(
      try #require(DigestResponse.Challenge(challenge)), Self.user, method: method,
      path: "/dir/index.html", count: 1, clientNonce: "0a4f113b")
  }

  /// RFC 2617 3.5.
  @Test func thePublishedExample() throws {
    let value = try response(
      """
      Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="\(Self.nonce)", \
      opaque="5ccc069c403ebaf9f0171e9517f40e41"
      """, method: "GET")
    #expect(
      value
        == """
        Digest username="Mufasa", realm="testrealm@host.com", nonce="\(Self.nonce)", \
        uri="/dir/index.html", response="6629fae49393a05397450978507c4ef1", \
        opaque="5ccc069c403ebaf9f0171e9517f40e41", qop=auth, nc=00000001, cnonce="0a4f113b"
        """)
  }

  /// The values were computed with Python's `hashlib`.
  @Test(arguments: [
    ("qop=\"auth\"", "440c5a7b9ed304fecd2ddd39c9c7b726"),
    ("qop=\"auth\", algorithm=MD5-sess", "ecde0e9bb4b8703514fadab84b56ac98"),
    ("algorithm=MD5", "606b58711e1cc9535f12f39968f07304"),
    ("algorithm=md5-sess", "31e646ad179db0cae3a372779367a565"),
    (
      "qop=auth, algorithm=SHA-256",
      "db81bea2c0389f9219f63eeba74964dff519509a32fe117e3f241c6f0e06afc9"
    ),
    (
      "qop=auth, algorithm=SHA-256-sess",
      "1aadc6f8cfb71609ce69d6db9122a300a13037a4673ec82e1912e5ecab2dfa48"
    ),
  ])
  func functions(_ parameters: String, _ expected: String) throws {
    let value = try response(
      "Digest realm=\"testrealm@host.com\", nonce=\"\(Self.nonce)\", \(parameters)")
    #expect(value.contains("response=\"\(expected)\""))
  }

  @Test(arguments: [
    "Digest realm=\"r\"", "Digest nonce=\"n\"", "Digest realm=\"r\", nonce=\"n\", algorithm=SHA-1",
    "Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\"", "Basic realm=\"r\"",
  ])
  func whatCannotBeAnswered(_ header: String) throws {
    let challenge = try #require(challenges(header).first)
    #expect(DigestResponse.Challenge(challenge) == nil)
  }

  @Test func quotesInNamesAreEscaped() throws {
    let challenge = try #require(
      challenges("Digest realm=\"a \\\"b\\\"\", nonce=\"n\", qop=auth").first)
    let value = try DigestResponse.authorization(
      try #require(DigestResponse.Challenge(challenge)),
      UserCredential(userName: "d\\u", password: "p"), path: "/wsman", count: 0xFFFF_FFFF,
      clientNonce: "c")
    #expect(value.hasPrefix(#"Digest username="d\\u", realm="a \"b\"", "#))
    #expect(value.contains("nc=ffffffff"))
  }

  @Test func theClientCountsAndStops() throws {
    var client = try DigestClient(credential: Self.user, path: "/wsman")
    #expect(client.start() == .send(authorization: nil, carriesMessage: false))
    let offer = "Digest realm=\"r\", nonce=\"one\", qop=\"auth\""
    let sha = "Digest realm=\"r\", nonce=\"two\", qop=\"auth\", algorithm=SHA-256"
    let first = header(
      client.received(status: 401, challenges: challenges(offer, sha), binding: nil))
    #expect(first?.contains("algorithm=SHA-256") == true)
    #expect(first?.contains("nc=00000001") == true)
    #expect(client.received(status: 200, challenges: [], binding: nil) == .done)
    let second = header(client.start())
    #expect(second?.contains("nc=00000002") == true)
    let stale = "Digest realm=\"r\", nonce=\"three\", qop=\"auth\", stale=true"
    let third = header(client.received(status: 401, challenges: challenges(stale), binding: nil))
    #expect(third?.contains("nonce=\"three\"") == true)
    #expect(third?.contains("nc=00000001") == true)
    let refusal = client.received(status: 401, challenges: challenges(offer), binding: nil)
    guard case .refused(let reason) = refusal else {
      Issue.record("\(refusal)")
      return
    }
    #expect(reason.reason == .credentialsRefused)
  }

  @Test func aServerThatRepeatsItsNonceIsNotAskedForEver() throws {
    var client = try DigestClient(credential: Self.user, path: "/wsman")
    _ = client.start()
    let stale = challenges("Digest realm=\"r\", nonce=\"n\", qop=\"auth\", stale=true")
    _ = client.received(status: 401, challenges: stale, binding: nil)
    guard case .refused = client.received(status: 401, challenges: stale, binding: nil) else {
      Issue.record("it goes on")
      return
    }
  }

  @Test(arguments: [("a:b", "p"), ("", "p"), ("a\0", "p"), ("a", "p\n")])
  func namesThatCannotTravel(_ userName: String, _ password: String) {
    #expect(throws: AuthenticationRefusal.self) {
      try DigestClient(
        credential: UserCredential(userName: userName, password: password), path: "/wsman")
    }
  }

  private func header(_ step: ClientStep) -> String? {
    if case .send(let authorization, carriesMessage: true) = step { authorization } else { nil }
  }
}
