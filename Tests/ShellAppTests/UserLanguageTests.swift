import Testing

@testable import ShellApp

@Suite struct UserLanguageTests {
  @Test(
    arguments: [
      ([:], "en-US"), (["LANG": "fr_FR.UTF-8"], "fr-FR"), (["LANG": "fr"], "fr-FR"),
      (["LANG": "fr_CA@euro"], "fr-CA"), (["LANG": "C"], "en-US"), (["LANG": ""], "en-US"),
      (["LC_ALL": "fr_FR", "LANG": "en_US"], "fr-FR"),
      (["LANGUAGE": "fr", "LANG": "en_US.UTF-8"], "fr-FR"),
      (["LANGUAGE": "en_GB:fr", "LANG": "fr_FR.UTF-8"], "en-GB"),
      (["LANGUAGE": "de:fr_CH:en", "LANG": "en_US.UTF-8"], "fr-CH"),
      (["LANGUAGE": "de", "LANG": "fr_FR.UTF-8"], "fr-FR"),
      (["LANGUAGE": "fr"], "fr-FR"), (["LANGUAGE": "fr", "LC_ALL": ""], "fr-FR"),
      (["LANGUAGE": "fr", "LANG": "C"], "en-US"),
      (["LANGUAGE": "fr", "LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"], "en-US"),
      (["LANGUAGE": "fr", "LANG": "POSIX"], "en-US"), (["LANG": "../../etc"], "en-US"),
    ] as [([String: String], String)])
  func culture(_ environment: [String: String], _ expected: String) {
    #expect(UserLanguage.culture(environment) == expected)
  }

  @Test(
    arguments: [
      ("fr", true), ("fr-FR", true), ("zh-Hans-CN", true), ("es-419", true), ("", false),
      ("fr_FR", false), ("f", false), ("fr-", false), ("../fr", false), ("nonsense!", false),
    ])
  func name(_ text: String, _ expected: Bool) {
    #expect(UserLanguage.isName(text) == expected)
  }
}
