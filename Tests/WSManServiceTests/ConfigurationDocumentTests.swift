import Testing
import WSManProtocol
import XMLStream

@testable import WSManService

struct ConfigurationDocumentTests {
  private static let base = "http://schemas.microsoft.com/wbem/wsman/1/config"

  @Test func sectionsAreAsTheSpecificationPrintsThem() throws {
    let expected = try SpecificationDocuments.load()
    for section in ConfigurationSection.allCases {
      let text = try #require(expected[section.resourceURI])
      let document = ConfigurationDocument.document(of: section, in: ComputerConfiguration())
      #expect(try document.description == SpecificationDocuments.compact(text))
    }
  }

  @Test func listenerIsAsTheSpecificationPrintsIt() throws {
    let text = try #require(
      SpecificationDocuments.load()[Self.base + "/listener?Address=*+Transport=HTTP"])
    let document = ListenerDocument.document(
      of: .standard, listeningOn: ["127.0.0.1", "192.0.2.10", "::1", "fe80::10%5"])
    #expect(try document.description == SpecificationDocuments.compact(text))
  }

  @Test func pluginsAreAsTheSpecificationPrintsThem() throws {
    let expected = try SpecificationDocuments.load()
    #expect(PluginDocument.standard(in: .current).count == 7)
    for plugin in PluginDocument.standard(in: .current) {
      let text = try #require(expected[Self.base + "/plugin?Name=" + plugin.name])
      #expect(try plugin.document.description == SpecificationDocuments.compact(text))
      #expect(plugin.document.attribute(localName: "Name") == plugin.name)
    }
    let names = PluginDocument.standard(in: .current).map { $0.name.lowercased() }
    #expect(names == names.sorted())
  }

  @Test func oldGenerationsLeaveOutWhatTheyDoNotHave() {
    let document = ConfigurationDocument.document(
      of: .serviceAuth, in: ComputerConfiguration(profile: .winrm11))
    #expect(document.children.map(\.localName) == ["Basic", "Kerberos", "Negotiate"])
  }

  @Test func policyIsMarked() {
    let document = ConfigurationDocument.document(
      of: .serviceAuth, in: ComputerConfiguration(policy: ["Service.Auth.Basic": "true"]))
    #expect(document.description.contains(#"<cfg:Basic Source="GPO">true</cfg:Basic>"#))
  }

  @Test func noAddressIsNil() {
    let document = ListenerDocument.document(of: .standard, listeningOn: [])
    #expect(document.description.contains(#"<cfg:ListeningOn xsi:nil="true"/>"#))
  }

  private func merge(
    _ inner: String, root: String = "Client", namespace: String = base + "/client",
    of section: ConfigurationSection = .client
  ) throws -> ComputerConfiguration {
    let body = try XMLFragment(
      parsing:
        #"<p:\#(root) xmlns:p="\#(namespace)" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\#(inner)</p:\#(root)>"#
    )
    return try ConfigurationMerge.merging(body, of: section, into: ComputerConfiguration())
  }

  @Test func putChangesOnlyWhatIsThere() throws {
    let changed = try merge("<p:Auth><p:CredSSP>TRUE</p:CredSSP></p:Auth>")
    #expect(changed.overrides == ["Client.Auth.CredSSP": "true"])
    #expect(try merge("").overrides.isEmpty)
    #expect(try merge(#"<p:TrustedHosts xsi:nil="true"/>"#).overrides.isEmpty)
  }

  @Test func putTakesTheWholeDocumentBack() throws {
    let document = ConfigurationDocument.document(of: .config, in: ComputerConfiguration())
    let client = try #require(document.child(localName: "Client"))
    let hosts = try #require(client.child(localName: "TrustedHosts"))
    let body = document.replacingContent(of: hosts, withText: "*.contoso.com")
    let changed = try ConfigurationMerge.merging(
      body, of: .config, into: ComputerConfiguration())
    #expect(changed.overrides == ["Client.TrustedHosts": "*.contoso.com"])
  }

  @Test func putTakesOtherSpellings() throws {
    let changed = try merge(
      "<p:URLPREFIX>x</p:URLPREFIX>", root: "client", namespace: Self.base + "/Client.xsd")
    #expect(changed.overrides == ["Client.URLPrefix": "x"])
  }

  @Test(arguments: [
    ("<p:Nonsense>1</p:Nonsense>", 2_150_858_817), ("<p:Auth><p:X/></p:Auth>", 2_150_858_817),
    ("<p:Auth>true</p:Auth>", 2_150_858_817), ("text", 2_150_858_817),
    ("<p:URLPrefix><p:a/></p:URLPrefix>", 2_150_858_817),
    ("<p:URLPrefix>a</p:URLPrefix><p:urlprefix>b</p:urlprefix>", 2_150_858_817),
    ("<URLPrefix xmlns=''>a</URLPrefix>", 2_150_858_840),
    ("<p:NetworkDelayms>abc</p:NetworkDelayms>", 2_150_858_838),
  ])
  func putRefuses(inner: String, code: UInt32) throws {
    let problem = try #require(throws: ConfigurationProblem.self) { try merge(inner) }
    #expect(problem.code == code)
  }

  @Test func putRefusesForeignRoots() throws {
    let name = try #require(throws: ConfigurationProblem.self) { try merge("", root: "Service") }
    #expect(name.code == 2_150_858_773)
    let space = try #require(throws: ConfigurationProblem.self) {
      try merge("", namespace: "urn:x")
    }
    #expect(space.code == 2_150_858_840)
  }
}
