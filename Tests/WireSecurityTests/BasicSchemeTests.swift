import Testing
import WireSecurity

@Suite struct BasicSchemeTests {
  @Test func exampleOfRFC7617() throws {
    let credential = UserCredential(userName: "Aladdin", password: "open sesame")
    #expect(
      BasicScheme.authorization(for: credential) == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    let read = try #require(BasicScheme.credential(in: "basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="))
    #expect(read.userName == "Aladdin")
    #expect(read.password == "open sesame")
  }

  @Test(arguments: [("J\u{fc}rgen", "p\u{e4}ss:w\u{f6}rd"), ("a", ""), ("DOM\\user", "x y")])
  func roundTrip(_ userName: String, _ password: String) throws {
    let value = try #require(
      BasicScheme.authorization(for: UserCredential(userName: userName, password: password)))
    let read = try #require(BasicScheme.credential(in: value))
    #expect(read.userName == userName)
    #expect(read.password == password)
  }

  @Test(arguments: [("", "x"), ("a:b", "x"), ("a\0", "x"), ("a", "x\0"), ("a\n", "x")])
  func credentialsThatCannotTravel(_ userName: String, _ password: String) {
    let credential = UserCredential(userName: userName, password: password)
    #expect(BasicScheme.authorization(for: credential) == nil)
    #expect(throws: AuthenticationRefusal(.credentialsUnusable, scheme: .basic)) {
      try ClientAuthentication(
        scheme: .basic, credential: credential, service: ServiceName(host: "x"), path: "/wsman")
    }
  }

  @Test(arguments: [
    "Basic", "Basic ", "Basic !!!!", "Basic QQ=", "Basic QQ==", "Negotiate QTpC", "QTpC",
    "Basic QTpC QTpC", "Basic OnB3", "Basic /zpw", "Basic QQA6cA==", "Basic QTpwAA==", "",
  ])
  func unreadableValues(_ value: String) {
    #expect(BasicScheme.credential(in: value) == nil)
  }

  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func vectorsOfRFC4648(_ plain: String, _ encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test(arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm9v\n", "Zm-v"])
  func malformedBase64(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
