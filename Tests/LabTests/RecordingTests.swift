import Testing

@testable import Lab

/// Masks and values of lab files that are made of recorded computers.
@Suite struct RecordingTests {
  @Test func namesKeepTheirMasks() {
    var mask = NameMask()
    mask.add(computer: "server01.contoso.com")
    mask.add(computer: "SERVER1")
    mask.add(domain: "CONTOSO")
    mask.add(account: "CONTOSO\\anna")
    mask.add(account: "administrator")
    mask.add(address: "10.1.2.3")
    mask.add(trustedHosts: "<local>,*.fabrikam.com, web7.fabrikam.com,10.9.9.9")
    #expect(
      mask.masked(#"SERVER01 server01x server01.contoso.com CONTOSO\Anna server1-a x_anna"#)
        == #"COMPUTER1 server01x computer1.domain1.example DOMAIN1\user1 server1-a x_anna"#)
    #expect(
      mask.masked("10.1.2.3:5985 10.1.2.30 web7.fabrikam.com administrator")
        == "192.0.2.1:5985 10.1.2.30 computer3.domain2.example administrator")
    let sids = "(A;;GA;;;S-1-5-21-1-2-3-500)(A;;GR;;;S-1-5-21-4-5-6-1001)(A;;GA;;;S-1-5-32-544)"
    #expect(
      mask.masked(sids + "S-1-5-21-1-2-3-501")
        == "(A;;GA;;;S-1-5-21-1-1-1-500)(A;;GR;;;S-1-5-21-1-1-2-1001)(A;;GA;;;S-1-5-32-544)"
        + "S-1-5-21-1-1-1-501")
  }

  @Test(arguments: [
    ("VariableValue", "Server=a;Pwd = x;Uid=b", "Server=a;Pwd = (hidden);Uid=b"),
    ("Command", #"run -Password "a b" -User c"#, #"run -Password (hidden) -User c"#),
    ("Value", "https://bob:pass@host/x", "https://bob:(hidden)@host/x"),
    ("Value", "PublicKeyToken=31bf3856ad364e35", "PublicKeyToken=31bf3856ad364e35"),
    ("Value", #"{"access_token": "abc"}"#, #"{"access_token": (hidden)}"#),
    ("DefaultPassword", "anything", "(hidden)"), ("ClientSecret", "", ""),
    ("SerialNumber", "123", "123"),
  ])
  func secretsNeverGoOut(_ name: String, _ value: String, _ expected: String) {
    #expect(SecretMask(isThorough: false).masked(value, of: name) == expected)
  }

  @Test(arguments: [
    ("SerialNumber", "123", "(hidden)"), ("UUID", "x", "(hidden)"), ("Caption", "x", "x"),
    ("CommandLine", #""C:\a b\c.exe" /k:1"#, #""C:\a b\c.exe" (hidden)"#),
    ("PathName", #"C:\Program Files\x\y.exe -k net"#, #"C:\Program Files\x\y.exe (hidden)"#),
    ("PathName", #"C:\x\y.exe"#, #"C:\x\y.exe"#), ("VariableValue", "x", "(hidden)"),
  ])
  func moreIsLeftOutWhenAskedFor(_ name: String, _ value: String, _ expected: String) {
    #expect(SecretMask(isThorough: true).masked(value, of: name) == expected)
  }

  @Test(arguments: [
    "", "~", "null", "True", "- a", "a: b", "a #b", "[", "{a}", "a, b", "'", "\"", "\\", "\t", "é",
    "line\nline", "\u{2028}", "%x", "@x", "*a", "&a", "!t", "|", ">", "0x1", "1e3", "=", "<<",
    " a ", "a\u{7}", "---", "]", "12:30:45", "\u{1F600}", "a]b", String(repeating: "[", count: 99),
  ])
  func textsAreReadBack(_ text: String) throws {
    let lab = try LabDocument.parse(
      "a: \(YAMLText.scalar(text))\nb: \(YAMLText.list([text, "x"]))\n", file: "f.yaml")
    let fields = try lab.fields(["a", "b"], of: "x")
    let one = try #require(fields["a"])
    #expect(try one.text(of: "a") == text)
    #expect(!one.isNull)
    let items = try #require(fields["b"]).items(of: "b")
    #expect(try items.map { try $0.text(of: "b") } == [text, "x"])
  }

  @Test func identityOfAnotherProduct() throws {
    let product = LabProduct(
      vendor: LabProduct.windowsVendor, version: "OS: 6.1.7601 SP: 1.0 Stack: 2.0")
    #expect(product.system?.version == "6.1.7601")
    #expect(product.stack == "2.0")
    #expect(LabProduct(vendor: "Openwsman Project", version: "2.7.2").system == nil)
  }

  @Test(arguments: [
    ("users: [{name: u, password: p, id: 1}]", "from 500 to"),
    ("users: [{name: u, password: p, id: 1001}, {name: v, password: p, id: 1001}]", "with the id"),
    ("groups: [{name: Users, id: 1001}]", "an id of its own"),
    ("groups: [{name: a/b}]", "no name of a group"),
    ("groups: [{name: A}, {name: a}]", "two groups"),
    ("listeners: [{address: here}]", "no address of a listener"),
    ("listeners: [{port: 0}]", "from 1 to 65535"),
    ("listeners: [{}, {port: 81}]", "two listeners"),
    ("listeners: [{certificate: xyz}]", "no thumbprint"),
    ("certificateMappings: [{user: u}]", "needs an issuer"),
    ("plugins: [<a/>]", "PlugInConfiguration"), ("plugins: ['<a']", "no XML"),
    ("plugins: [{remove: x}]", "no plugin \"x\""),
    ("plugins: [{}]", "or {remove: NAME}"),
    ("product: {vendor: v}", "needs a version"),
    ("instances: [{class: Win32_BIOS, namespace: root/x, values: []}]", "no namespace"),
  ])
  func mistakesAreErrors(_ text: String, _ message: String) throws {
    let error = #expect(throws: LabFileError.self) {
      try LabFile(text: "computers:\n  - name: pc1\n    \(text)\n", file: "f.yaml")
    }
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    #expect(error?.line == 3)
  }

  @Test func groupsAndDetailsOfUsers() throws {
    let lab = try LabFile(
      text: """
        computers:
          - name: pc1
            groups: [{name: Night Shift, comment: c}, {name: Guests, comment: g}, {name: Old, id: 3000}]
            users:
              - {name: u, password: ~, groups: [night shift], fullName: F, comment: C, active: false}
              - {name: v, password: p, id: 2000}
        """, file: "f.yaml")
    let entry = try #require(lab.entries.first)
    var directory = AccountDirectory(users: entry.users, groups: entry.groups, domain: nil)
    let user = try #require(directory.user(named: "u"))
    #expect(
      (user.fullName, user.comment, user.isActive, user.identifier) == ("F", "C", false, 1001))
    #expect(directory.user(named: "v")?.identifier == 2000)
    let shift = try #require(directory.group(named: "Night Shift"))
    #expect(shift.sid.hasSuffix("-1003"))
    #expect(shift.members == ["u"])
    #expect(directory.group(named: "Guests")?.comment == "g")
    #expect(directory.groups.map(\.name) == directory.groups.map(\.name).sorted())
    try directory.apply(.addUser("w", password: "p"), at: 0) { _ in nil }
    #expect(directory.user(named: "w")?.identifier == 3001)
  }
}
