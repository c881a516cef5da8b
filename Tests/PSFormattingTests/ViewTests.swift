import PSEngine
import Testing

@testable import PSFormatting

/// The views of the WSMan drive, as its module registers them (`provider.md` 12.1).
private enum DriveViews {
  static let space = "Microsoft.WSMan.Management."

  static func register(in views: FormatViewTable) {
    let grouping = FormatGrouping("PSParentPath", label: "WSManConfig")
    views.add([
      .table(
        for: [space + "WSManConfigContainerElement"], groupBy: grouping, family: "WSMan",
        [
          FormatColumn("TypeNameOfElement", label: "Type", width: 15),
          FormatColumn("Keys", width: 35), FormatColumn("Name"),
        ]),
      .table(
        for: [space + "WSManConfigLeafElement"], groupBy: grouping, family: "WSMan",
        [
          FormatColumn("TypeNameOfElement", label: "Type", width: 15),
          FormatColumn("Name", width: 30), FormatColumn("SourceOfValue", width: 15),
          FormatColumn("Value"),
        ]),
      .table(
        for: [space + "WSManConfigLeafElement#InitParams"], groupBy: grouping, family: "WSMan",
        [
          FormatColumn("Name", label: "ParamName", width: 30),
          FormatColumn("Value", label: "ParamValue", width: 20),
        ]),
      .table(
        for: [space + "WSManConfigContainerElement#ComputerLevel"], groupBy: grouping,
        family: "WSMan",
        [
          FormatColumn("Name", label: "ComputerName", width: 45),
          FormatColumn("TypeNameOfElement", label: "Type", width: 20),
        ]),
    ])
  }

  static func element(
    _ type: String, parent: String, _ properties: [(String, PSValue)]
  ) -> PSValue {
    let base = type.prefix { $0 != "#" }
    let names = type.contains("#") ? [space + type, space + base] : [space + type]
    let item = Item(names, properties)
    item.setNote(
      "PSParentPath", .string(#"Microsoft.WSMan.Management\WSMan::"# + parent))
    return .object(item)
  }

  static func container(_ parent: String, keys: [String], _ name: String) -> PSValue {
    element(
      "WSManConfigContainerElement", parent: parent,
      [
        ("TypeNameOfElement", .string("Container")), ("Keys", .strings(keys)),
        ("Name", .string(name)),
      ])
  }

  static func leaf(
    _ parent: String, _ name: String, _ value: PSValue, type: String = "System.String"
  )
    -> PSValue
  {
    element(
      "WSManConfigLeafElement", parent: parent,
      [
        ("TypeNameOfElement", .string(type)), ("Name", .string(name)), ("SourceOfValue", .null),
        ("Value", value),
      ])
  }
}

@Suite("Views of the WSMan drive (provider.md 12)")
struct DriveViewTests {
  private func session(_ width: Int = 120) -> TestSession {
    let test = TestSession(width: width)
    DriveViews.register(in: test.session.formatViews)
    return test
  }

  @Test func listeners() async throws {
    #expect(
      try await session().shown(
        DriveViews.container(
          #"localhost\Listener"#, keys: ["Transport=HTTPS", "Address=*"], "Listener_1305953032"),
        DriveViews.container(
          #"localhost\Listener"#, keys: ["Transport=HTTP", "Address=*"], "Listener_1084132640"))
        == golden(
          #"""


             WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Listener

          Type            Keys                                Name
          ----            ----                                ----
          Container       {Transport=HTTPS, Address=*}        Listener_1305953032
          Container       {Transport=HTTP, Address=*}         Listener_1084132640


          """#))
  }

  @Test func arraysAndLongValues() async throws {
    let parent = #"localhost\Plugin\microsoft.powershell\Resources\Resource_1088764045"#
    #expect(
      try await session().shown(
        DriveViews.leaf(
          parent, "ResourceUri",
          .string("http://schemas.microsoft.com/powershell/microsoft.powershell")),
        DriveViews.leaf(parent, "Capability", .strings(["Shell"]), type: "System.Object[]"),
        DriveViews.leaf(parent, "Security", .null, type: "Container"))
        == golden(
          #"""


             WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Plugin\microsoft.powershell\Resources\Resource_1088764045

          Type            Name                           SourceOfValue   Value
          ----            ----                           -------------   -----
          System.String   ResourceUri                                    http://schemas.microsoft.com/powershell/microsoft.pow...
          System.Object[] Capability                                     {Shell}
          Container       Security


          """#))
  }

  @Test("Fixed columns cut also on a wide screen")
  func initializationParameters() async throws {
    let parent = #"localhost\Plugin\microsoft.powershell\InitializationParameters"#
    let lines = try await session().shown(
      DriveViews.element(
        "WSManConfigLeafElement#InitParams", parent: parent,
        [("Name", .string("startupscript")), ("Value", .string(#"C:\ps-test\Maintenance.ps1"#))]))
    #expect(
      Array(lines[4...6]) == [
        "ParamName                      ParamValue",
        "---------                      ----------",
        #"startupscript                  C:\ps-test\Mainte..."#,
      ])
  }

  @Test("Another view or another parent begins a new table")
  func recursion() async throws {
    let test = session(80)
    let lines = try await test.shown(
      DriveViews.leaf(#"localhost\Client"#, "URLPrefix", .string("wsman")),
      DriveViews.leaf(#"localhost\Client\Auth"#, "Basic", .string("true")),
      DriveViews.container(#"localhost\Listener"#, keys: ["Address=*"], "Listener_1"))
    #expect(
      lines
        == golden(
          #"""


             WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Client

          Type            Name                           SourceOfValue   Value
          ----            ----                           -------------   -----
          System.String   URLPrefix                                      wsman


             WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Client\Auth

          Type            Name                           SourceOfValue   Value
          ----            ----                           -------------   -----
          System.String   Basic                                          true


             WSManConfig: Microsoft.WSMan.Management\WSMan::localhost\Listener

          Type            Keys                                Name
          ----            ----                                ----
          Container       {Address=*}                         Listener_1


          """#))
  }

  @Test func computers() async throws {
    let test = session(80)
    let names = ["localhost", "server01"]
    let lines = try await test.shown(
      names.map {
        DriveViews.element(
          "WSManConfigContainerElement#ComputerLevel", parent: "WSMan",
          [("Name", .string($0)), ("TypeNameOfElement", .string("Container"))])
      })
    #expect(
      lines
        == golden(
          #"""


             WSManConfig: Microsoft.WSMan.Management\WSMan::WSMan

          ComputerName                                  Type
          ------------                                  ----
          localhost                                     Container
          server01                                      Container


          """#))
  }
}

@Suite("Views of general types (language.md 11.2 to 11.11)")
struct GeneralViewTests {
  @Test func version() async throws {
    let version = Item(
      ["System.Version"],
      [("Major", .int(5)), ("Minor", .int(1)), ("Build", .int(17763)), ("Revision", .int(1490))])
    #expect(
      try await TestSession().shown(.object(version))
        == golden(
          """

          Major  Minor  Build  Revision
          -----  -----  -----  --------
          5      1      17763  1490


          """))
  }

  @Test func dates() async throws {
    let date = PSValue.object(PSDateTime(ticks: 638_714_270_450_000_000))
    #expect(
      try await TestSession().shown(date) == ["", "Thursday, January 2, 2025 3:04:05 PM", "", ""])
    #expect(
      try await TestSession(persona: .core).shown(date)
        == ["", "Thursday, January 2, 2025 3:04:05 PM", ""])
  }

  @Test func service() async throws {
    let service = Item(
      ["System.ServiceProcess.ServiceController"],
      [
        ("Status", .string("Running")), ("Name", .string("WinRM")),
        ("DisplayName", .string("Windows Remote Management (WS-Management)")),
      ])
    #expect(
      try await TestSession(width: 80).shown(.object(service))
        == golden(
          """

          Status   Name               DisplayName
          ------   ----               -----------
          Running  WinRM              Windows Remote Management (WS-Manag...


          """))
  }

  @Test("Drives: at 80 columns CurrentLocation is hidden and Root shrinks")
  func drives() async throws {
    let test = TestSession(width: 80)
    let provider = ProviderInfo(
      name: "WSMan", moduleName: "Microsoft.WSMan.Management",
      implementingType: "Microsoft.WSMan.Management.WSManConfigProvider",
      capabilities: .credentials, provider: NoProvider())
    let drive = PSDriveInfo(name: "WSMan", provider: provider, root: "")
    #expect(
      try await test.shown(.object(drive))
        == golden(
          """

          Name           Used (GB)     Free (GB) Provider      Root
          ----           ---------     --------- --------      ----
          WSMan                                  WSMan


          """))
  }

  @Test("Files: the Directory line, the date in two right-aligned parts")
  func files() async throws {
    let file = Item(
      ["System.IO.FileInfo"],
      [
        ("Mode", .string("-a----")),
        ("LastWriteTime", .object(PSDateTime(ticks: 638_714_270_450_000_000))),
        ("Length", .number(.int64(12))), ("Name", .string("a.txt")),
      ])
    file.setNote(
      "PSParentPath", .string(#"Microsoft.PowerShell.Core\FileSystem::C:\lab"#))
    #expect(
      try await TestSession(width: 80).shown(.object(file))
        == golden(
          #"""


              Directory: C:\lab


          Mode                LastWriteTime         Length Name
          ----                -------------         ------ ----
          -a----         1/2/2025   3:04 PM             12 a.txt


          """#))
  }

  @Test("A credential shows the name of the secret's type, not the secret")
  func credential() async throws {
    let credential = PSCredential(
      userName: "lab\\admin", password: PSSecureString("hidden"))
    #expect(
      try await TestSession().shown(.object(credential))
        == golden(
          #"""

          UserName                      Password
          --------                      --------
          lab\admin System.Security.SecureString


          """#))
  }
}

/// A provider without items.
private final class NoProvider: CmdletProvider {
  func itemExists(_ path: String, _ context: ProviderContext) async throws -> Bool { false }
  func isItemContainer(_ path: String, _ context: ProviderContext) async throws -> Bool { false }
  func getItem(_ path: String, _ context: ProviderContext) async throws {}
  func getChildItems(_ path: String, _ context: ProviderContext) async throws {}
  func getChildNames(
    _ path: String, _ context: ProviderContext
  ) async throws -> [ProviderChild] { [] }
}

@Suite("Writing to a host")
struct HostLinesTests {
  @Test("Headers are coloured on a terminal, plain elsewhere; errors go to their own stream")
  func colors() {
    let lines = [
      OutputLine("Name", .header), OutputLine("a\u{1B}[2Jb"), OutputLine("broken", .error),
    ]
    let terminal = RecordingHost(width: 80, supportsColor: true)
    HostLines(terminal).write(lines)
    #expect(terminal.text == "\u{1B}[32;1mName\u{1B}[0m\na␛[2Jb\nbroken\n")
    #expect(terminal.errorText == "broken\n")
    let pipe = RecordingHost(width: 120)
    HostLines(pipe).write(lines)
    #expect(pipe.text == "Name\na␛[2Jb\nbroken\n")
  }
}
