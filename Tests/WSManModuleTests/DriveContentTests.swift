import Testing
import WSManClient
import WSManProtocol
import XMLStream

/// What the drive sends when it changes listeners, mappings and plugins (`provider.md` 10.7).
@Suite struct DriveContentTests {
  private static let base = "http://schemas.microsoft.com/wbem/wsman/1/config"
  private static let plugin = """
    <PlugInConfiguration xmlns="\(base)/PluginConfiguration" Name="Test" Filename="f.dll" \
    SDKVersion="2" XmlRenderingType="text" RunAsUser="" RunAsPassword="" xml:lang="en-US">\
    <InitializationParameters><Param Name="PSVersion" Value="5.1"/></InitializationParameters>\
    <Resources><Resource ResourceUri="http://foo/"><Security Uri="http://foo/" Sddl="s"/>\
    <Capability Type="Shell"/></Resource></Resources><Quotas MaxShells="25"/>\
    </PlugInConfiguration>
    """

  private let service: ScriptedService
  private let shell: ModuleShell

  init() throws {
    let plugin = try XMLFragment(parsing: Self.plugin)
    let listener = try XMLFragment(
      parsing: """
        <c:Listener xmlns:c="\(Self.base)/listener"><c:Address>*</c:Address>\
        <c:Transport>HTTP</c:Transport><c:Port>5985</c:Port><c:Hostname/><c:Enabled>true</c:Enabled>\
        <c:URLPrefix>wsman</c:URLPrefix><c:CertificateThumbprint/></c:Listener>
        """)
    service = ScriptedService { request in
      let resource = request.header.resource?.text.lowercased() ?? ""
      switch request.body {
      case .create:
        return .create(
          CreateResponse(
            reference: EndpointReference(
              resource: ResourceURI(resource), selectors: request.header.selectors)))
      case .put: return .put(nil)
      case .delete: return .delete
      case .enumerate:
        let object = resource.hasSuffix("plugin") ? plugin : listener
        return .enumerate(EnumerationBatch(context: nil, items: [.object(object)]))
      default: return .get(resource.hasSuffix("plugin") ? plugin : listener)
      }
    }
    shell = try ModuleShell(connector: service)
  }

  /// The content of the last request that creates or changes something.
  private func sent(_ script: String) async throws -> (content: String, selectors: SelectorSet) {
    let result = try await shell.run(script)
    #expect(result.errors.isEmpty)
    for request in service.requests.reversed() {
      switch request.body {
      case .create(let content?), .put(let content?):
        return (content.description, request.header.selectors)
      default: continue
      }
    }
    return ("", [:])
  }

  @Test func listener() async throws {
    let new = "New-Item WSMan:\\localhost\\Listener -Address * -Transport HTTP -Force"
    let space = "\(Self.base)/listener.xsd"
    #expect(
      try await sent(new) == (
        """
        <p:Listener xmlns:p="\(space)"><p:Enabled>True</p:Enabled>\
        <p:URLPrefix>wsman</p:URLPrefix></p:Listener>
        """, ["Address": "*", "Transport": "HTTP"]
      ))
    #expect(
      try await sent(new + " -Port 80 -HostName 'a&b' -Enabled $false -Cert 12") == (
        """
        <p:Listener xmlns:p="\(space)"><p:Hostname>a&amp;b</p:Hostname><p:Enabled>False</p:Enabled>\
        <p:URLPrefix>wsman</p:URLPrefix><p:Port>80</p:Port>\
        <p:CertificateThumbPrint>12</p:CertificateThumbPrint></p:Listener>
        """, ["Address": "*", "Transport": "HTTP"]
      ))
  }

  @Test("only the user's own name is sent")
  func mapping() async throws {
    let sent = try await sent(
      """
      $p = ConvertTo-SecureString 'a<b' -AsPlainText -Force
      $c = New-Object PSCredential 'DOMAIN\\user', $p
      $i = New-Item WSMan:\\localhost\\ClientCertificate -Issuer 12 -Credential $c -Force
      """)
    #expect(
      sent == (
        """
        <p:certmapping xmlns:p="\(Self.base)/service/certmapping.xsd"><p:Enabled>True</p:Enabled>\
        <p:UserName>user</p:UserName><p:Password>a&lt;b</p:Password></p:certmapping>
        """, ["Issuer": "12", "Subject": "*", "Uri": "*"]
      ))
  }

  @Test func plugin() async throws {
    let sent = try await sent(
      """
      $p = ConvertTo-SecureString 'a"b' -AsPlainText -Force
      $c = New-Object PSCredential 'user', $p
      New-Item WSMan:\\localhost\\Plugin -Plugin N -FileName f.dll -Resource http://a -SDK 2 `
        -Capability Get, Put -XML text -RunAs $c -AutoRestart -UseShared -ProcessIdle 120
      """)
    #expect(
      sent == (
        """
        <PlugInConfiguration xmlns="\(Self.base)/PluginConfiguration" Name="N" Filename="f.dll" \
        SDKVersion="2" RunAsUser="user" RunAsPassword="a&quot;b" AutoRestart="True" \
        ProcessIdleTimeoutSec="120" UseSharedProcess="True" XmlRenderingType="text"><Resources>\
        <Resource ResourceUri="http://a/"><Capability Type="Get"/><Capability Type="Put"/>\
        </Resource></Resources></PlugInConfiguration>
        """, ["Name": "N"]
      ))
  }

  /// The document of the plugin as it is put back, with some of its text replaced.
  private func plugin(_ old: String, _ new: String) -> String {
    let text = Self.plugin.replacing(" xml:lang=\"en-US\"", with: "")
    return old.isEmpty ? text : text.replacing(old, with: new)
  }

  @Test(
    "changes leave the rest of the document as it was",
    arguments: [
      ("Set-Item $t\\FILENAME g.dll", "\"f.dll\"", "\"g.dll\""),
      ("Set-Item $t\\Quotas\\maxshells 5", "\"25\"", "\"5\""),
      ("Set-Item $t\\InitializationParameters\\psversion '<'", "\"5.1\"", "\"&lt;\""),
      (
        "Set-Item $t\\Resources\\Resource_1528792879\\SupportsOptions $true",
        "\"http://foo/\"><S", "\"http://foo/\" SupportsOptions=\"True\"><S"
      ),
      (
        "Set-Item $t\\Resources\\Resource_1528792879\\Security\\Security_102797211\\sddl z -Force",
        "\"s\"", "\"z\""
      ),
      (
        "Set-Item $t\\RunAsUser (New-Object PSCredential u, (ConvertTo-SecureString p -AsP -F))",
        "RunAsUser=\"\" RunAsPassword=\"\"", "RunAsUser=\"u\" RunAsPassword=\"p\""
      ),
      ("Clear-Item $t\\RunAsUser", "", ""),
      (
        "New-Item $t\\InitializationParameters n v", "5.1\"/>",
        "5.1\"/><Param Name=\"n\" Value=\"v\"/>"
      ),
      (
        "New-Item $t\\Resources -ResourceUri foo -Capability Get", "</Resources>",
        "<Resource ResourceUri=\"foo\"><Capability Type=\"Get\"/></Resource></Resources>"
      ),
      (
        "New-Item $t\\Resources\\Resource_1528792879\\Security -Sddl d -Force", "<Capability",
        "<Security Uri=\"http://foo/\" Sddl=\"d\"/><Capability"
      ),
      (
        "Remove-Item $t\\InitializationParameters\\PSVersion",
        "<InitializationParameters><Param Name=\"PSVersion\" Value=\"5.1\"/></InitializationParameters>",
        "<InitializationParameters/>"
      ),
    ] as [(String, String, String)])
  func changes(_ command: String, _ old: String, _ new: String) async throws {
    let sent = try await sent(
      "$WarningPreference = 'SilentlyContinue'; $t = 'WSMan:\\localhost\\Plugin\\test'; \(command)")
    #expect(sent.content == plugin(old, new))
    #expect(sent.selectors == ["Name": "Test"])
  }

  @Test("a name that is no name in XML is never sent")
  func names() async throws {
    for name in ["a b", "1", "x`\"y", "xmlns", "a:b", "<"] {
      let result = try await shell.run(
        "try { Set-Item \"WSMan:\\localhost\\Plugin\\Test\\\(name)\" 1 } catch { $_.FullyQualifiedErrorId }"
      )
      #expect(
        result.output
          == ["System.InvalidOperationException,Microsoft.PowerShell.Commands.SetItemCommand"])
    }
    #expect(!service.requests.contains { if case .put = $0.body { true } else { false } })
  }
}
