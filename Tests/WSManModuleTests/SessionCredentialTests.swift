import PSEngine
import Testing
import WSManClient

@testable import WSManModule

/// The user name that is sent for the one that was given (`cmdlets.md` 3.2).
@Suite struct SessionCredentialTests {
  @Test(arguments: [
    ("anna", "anna"), (#"CONTOSO\anna"#, #"CONTOSO\anna"#), (#".\anna"#, #".\anna"#),
    (#"\anna"#, "anna"), ("anna@contoso.com", "anna@contoso.com"),
    ("anna@contoso", #"contoso\anna"#),
    ("anna@home@contoso.com", #"contoso.com\anna@home"#), (#"a\b@c"#, #"a\b@c"#),
    ("an.na@x", #"x\an.na"#),
  ])
  func sentName(given: String, sent: String) {
    let credential = SessionCredential(
      PSCredential(userName: given, password: PSSecureString("P@ssw0rd")))
    #expect(credential.userName == sent)
    #expect(credential.password == "P@ssw0rd")
  }
}
