import Testing
import WSManClient

@testable import WSManModule

/// The grammar of the `winrm` tool (`cmdlets.md` 7.1 to 7.3).
@Suite("winrm: command lines")
struct WinRMCommandLineTests {
  @Test(
    arguments: [
      ("g", .get), ("GET", .get), ("s", .set), ("put", .set), ("p", .set), ("c", .create),
      ("d", .delete), ("e", .enumerate), ("Enum", .enumerate), ("i", .invoke), ("id", .identify),
      ("qc", .quickconfig), ("configSDDL", .configsddl), ("helpmsg", .helpmsg),
    ] as [(String, WinRMOperation)])
  func operations(_ word: String, _ operation: WinRMOperation) {
    #expect(WinRMOperation(word: word) == operation)
  }

  @Test(
    arguments: [
      "r": .remote, "machine": .remote, "SSL": .usessl, "un": .unencrypted, "u": .username,
      "p": .password, "c": .certificate, "a": .authentication, "auth": .authentication,
      "pac": .proxyaccess, "pa": .proxyauthentication, "proxyauth": .proxyauthentication,
      "pu": .proxyusername, "pp": .proxypassword, "f": .format, "q": .quiet,
      "returntype": .returnType, "SKIPCACHECK": .skipCAcheck,
    ] as [String: WinRMSwitch])
  func switches(_ word: String, _ option: WinRMSwitch) {
    #expect(WinRMSwitch(word: word) == option)
  }

  @Test(arguments: ["option", "associators", "references", "", "remot"])
  func noSwitches(_ word: String) {
    #expect(WinRMSwitch(word: word) == nil)
  }

  @Test func aWholeLine() throws {
    let line = try WinRMCommandLine([
      "g", "winrm/config", "-r:https://h:5986", "-a:certificate", "-certificate:\"ab cd\"",
      "/timeout:5000", "--ignored:x",
    ])
    #expect(line.operation == .get)
    #expect(line.arguments == ["winrm/config"])
    #expect(line[.remote] == "https://h:5986")
    #expect(line[.certificate] == "ab cd")
    #expect(line[.timeout] == "5000")
    #expect(line.switches.count == 4)
  }

  @Test func inputMayStandAnywhere() throws {
    let line = try WinRMCommandLine(["set", "-r:h", "@{A=\"1\"}"].shuffledInput())
    #expect(line.input?.pairs.first?.name == "A")
    #expect(line.arguments == ["winrm/config"])
  }

  @Test func variablesOfTheEnvironment() throws {
    let line = try WinRMCommandLine(["get", "%A%/config%B%%", "-r:%C"]) {
      $0 == "A" ? "winrm" : nil
    }
    #expect(line.arguments == ["winrm/config%B%%"])
    #expect(line[.remote] == "%C")
  }

  @Test(
    arguments: [
      ["nosuch"], ["get"], ["get", "a", "b"], ["identify", "a"], ["invoke", "a"], ["helpmsg"],
      ["get", "-r:h", "winrm/config"], ["get", "a", "-r", "h"], ["get", "a", "@{A=\"1\"}"],
      ["set", "a", "@{A=\"1\"}", "@{B=\"1\"}"], ["get", "a", "{A=\"1\"}"],
      ["get", "a", "-r:1", "-remote:2"], ["get", "a", "-bad"], ["get", "a", "-quiet"],
      ["qc", "-r:h"], ["get", "a", "-file:x"], ["get", "a", "-shallow"], ["get", "a", "-r"],
      ["get", "a", "-r:"], ["get", "a", "-usessl:true", "-r:h"], ["get", "a", "-r:\"h"],
      ["get", "a", "-bad", "-bad:x"],
    ])
  func usage(_ words: [String]) throws {
    let error = try #require(throws: WinRMUsageError.self) { try WinRMCommandLine(words) }
    guard case .usage = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.text.hasPrefix("Error: "))
    #expect(error.text.hasSuffix("Type \"winrm -?\" for help."))
  }

  @Test func allWrongSwitchesAreToldTogether() throws {
    let error = try #require(throws: WinRMUsageError.self) {
      try WinRMCommandLine(["get", "a", "-bad:secret", "-quiet", "-r"])
    }
    #expect(error.text.split(separator: "\n").count == 4)
    #expect(!error.text.contains("secret"))
  }

  @Test(
    arguments: [
      ["-f:yaml"], ["-timeout:soon"], ["-timeout:0"], ["-timeout:99999999999"],
      ["-encoding:ascii", "-r:h"], ["-a:ntlm"], ["-usessl"], ["-unencrypted"],
      ["-encoding:utf-8"], ["-p:x"], ["-u:a", "-c:b"], ["-a:none", "-u:x"], ["-a:basic"],
      ["-a:digest", "-c:x"], ["-a:credssp"], ["-a:certificate"], ["-a:kerberos", "-c:x"],
      ["-a:certificate", "-c:x", "-u:y"], ["-defaultCreds"],
      ["-defaultCreds", "-a:negotiate", "-u:x"], ["-SPNPort", "-a:basic", "-u:x"], ["-pa:basic"],
      ["-pu:x", "-pac:no_proxy"], ["-pp:x", "-pu:y"],
    ])
  func rules(_ switches: [String]) throws {
    let error = try #require(throws: WinRMUsageError.self) {
      try WinRMConnection(WinRMCommandLine(["get", "winrm/config"] + switches)).check()
    }
    guard case .rule = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!error.text.contains("\n"))
  }

  @Test(
    arguments: [
      ["-f:#xml"], ["-r:h", "-usessl", "-un", "-encoding:UTF-16"], ["-u:a", "-p:b", "-a:Basic"],
      ["-a:none"], ["-c:x"], ["-a:certificate", "-c:x"], ["-a:negotiate", "-defaultCreds"],
      ["-SPNPort"], ["-a:kerberos", "-SPNPort"],
      ["-pac:ie_settings", "-pa:digest", "-pu:a", "-pp:b"],
    ])
  func allowed(_ switches: [String]) throws {
    try WinRMConnection(WinRMCommandLine(["get", "winrm/config"] + switches)).check()
  }

  @Test func optionsOfTheSession() throws {
    let line = try WinRMCommandLine([
      "id", "-r:h", "-u:d\\u", "-p:w", "-a:basic", "-usessl", "-skipCAcheck", "-skipCNcheck",
      "-skipRevocationcheck", "-timeout:7", "-encoding:utf-16",
    ])
    let options = WinRMConnection(line).options(password: nil, .init())
    #expect(options.authentication == .basic)
    #expect(options.credential == .init(userName: "d\\u", password: "w"))
    #expect(options.useSSL && options.skipCACheck && options.skipCNCheck)
    #expect(options.skipRevocationCheck && options.useUTF16)
    #expect(options.operationTimeout == 7)
    let certificate = WinRMConnection(try WinRMCommandLine(["id", "-c:\"ab cd\""]))
      .options(password: nil, .init())
    #expect(certificate.authentication == .clientCertificate)
    #expect(certificate.certificateThumbprint == "abcd")
  }

  @Test(arguments: [["get", "-?"], ["get", "x", "y", "/?"], ["-?"], [], ["help", "@{}"]])
  func help(_ words: [String]) throws {
    let text = try #require(WinRMHelp.text(for: WinRMCommandLine(words), width: 120))
    #expect(text.hasPrefix("Windows Remote Management Command Line Tool\n\n"))
  }
}

extension [String] {
  /// The words with the resource before the switch and the input first.
  fileprivate func shuffledInput() -> [String] { [self[0], self[2], "winrm/config", self[1]] }
}

/// `@{KEY="VALUE"}` (`cmdlets.md` 7.2).
@Suite("winrm: hash syntax")
struct WinRMHashTests {
  private static func pairs(_ text: String) throws -> [String] {
    try WinRMHash(text).pairs.map { "\($0.name)=\($0.value ?? "-")" }
  }

  @Test(
    arguments: [
      ("@{}", []), ("{ }", []), ("@{A=\"1\"}", ["A=1"]), ("{A=\"1\";a=\"2\"}", ["A=1", "a=2"]),
      ("{ A = \"x y\" ; p:B_2 = $NULL }", ["A=x y", "p:B_2=-"]), ("{A=\"\"}", ["A="]),
      ("{A=\"a;b}=\"}", ["A=a;b}="]), ("{C=\"C:\\\"}", ["C=C:\\"]),
    ] as [(String, [String])])
  func right(_ text: String, _ expected: [String]) throws {
    #expect(try Self.pairs(text) == expected)
  }

  @Test(
    arguments: [
      "", "@", "{", "}", "@{", "{A}", "{A=}", "{A=1}", "{A=\"1\";}", "{;A=\"1\"}", "{A=\"1\"}x",
      "{A=\"1\" B=\"2\"}", "{A=\"1}", "{=\"1\"}", "{A-B=\"1\"}", "{A=\"1\";A=\"2\"}", "{A='1'}",
      "{A=$nul}", "{A=\"a\"b\"}", "{A=\"1\"},", "{ä=\"1\"}", "{A=\t\"1\"}",
    ])
  func wrong(_ text: String) {
    #expect(throws: WinRMUsageError.self) { try WinRMHash(text) }
  }

  @Test func aPasswordIsNotShownAgain() throws {
    let error = try #require(throws: WinRMUsageError.self) {
      try WinRMHash("@{Password=\"hunter2\" x}")
    }
    #expect(!error.text.contains("hunter2"))
    #expect(error.text.hasPrefix("Syntax error"))
  }
}

/// `winrm helpmsg` (`cmdlets.md` 7.7).
@Suite("winrm: numbers")
struct WinRMHelpMessageTests {
  @Test(arguments: ["0x5", "5", "0x80070005", "-2147024891", "2147942405"])
  func oneText(_ word: String) throws {
    #expect(try #require(WinRMHelpMessage.text(for: word)).hasPrefix("Access is denied"))
  }

  @Test(arguments: ["0x80338012", "-2144108526", "2150858770"])
  func another(_ word: String) {
    #expect(WinRMHelpMessage.text(for: word)?.contains("cannot be reached") == true)
  }

  @Test(arguments: ["", "x", "0x", "0x1FFFFFFFF", "4294967296", "-2147483649", "5.0"])
  func noNumber(_ word: String) {
    #expect(WinRMHelpMessage.text(for: word) == nil)
  }
}
