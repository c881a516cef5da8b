import Foundation
import Testing

/// A computer behind sockets becomes a lab file, and the lab file the same computer.
@Suite("Export-WSManLab")
struct LabExportTests {
  private static let lab = #"""
    namespaces:
      root/fabrikam: |
        class Fabrikam_Door {
          [key] uint32 Number;
          boolean Open;
          string Keys[];
          datetime Built;
          sint16 Height;
        };
    computers:
      - name: original
        domain: none
        addresses: [192.0.2.77]
        configuration:
          Service\Auth\Basic: true
          Service\AllowUnencrypted: true
          Client\TrustedHosts: "a.example,[2001:db8::1]"
          MaxEnvelopeSizekb: 1000
        policy:
          Service\DisableRunAs: true
          Client\AllowUnencrypted: true
        groups:
          - {name: Night Shift, comment: "Who: runs it", id: 2001}
          - {name: Users, comment: Everybody here}
        users:
          - name: operator
            password: s3cret
            groups: [Administrators, Night Shift]
            fullName: "Olga: Operator"
            comment: '# not a comment'
          - {name: sleeper, password: ~, active: false, id: 1500}
        listeners:
          - {address: "*", transport: HTTP, port: 5985}
          - {address: "IP:192.0.2.77", transport: HTTP, port: 8080, hostname: door, enabled: false}
          - address: "*"
            transport: HTTPS
            hostname: original
            certificate: 0123456789abcdef0123456789abcdef01234567
            enabled: false
        certificateMappings:
          - issuer: 89abcdef0123456789abcdef0123456789abcdef
            subject: "*@contoso.com"
            uri: http://schemas.microsoft.com/wbem/wsman/1/wmi/*
            user: operator
            enabled: false
        plugins:
          - {remove: SEL Plugin}
          - |
            <PlugInConfiguration xmlns="http://schemas.microsoft.com/wbem/wsman/1/config/PluginConfiguration"
              Name="Tool &amp; Co" Filename="C:\tool.dll" SDKVersion="1" XmlRenderingType="text"
              RunAsUser="operator" RunAsPassword="s3cret">
              <InitializationParameters><Param Name="Mode" Value="&lt;fast&gt;"/></InitializationParameters>
              <Resources>
                <Resource ResourceUri="http://example.com/tool">
                  <Security Uri="http://example.com/tool" Sddl="O:NSG:BAD:P(A;;GA;;;BA)"/>
                  <Capability Type="Shell"/>
                </Resource>
              </Resources>
            </PlugInConfiguration>
        instances:
          - class: Win32_Environment
            values:
              - {Name: ODD, UserName: <SYSTEM>, VariableValue: "a\tb'c\"d [ [ {\\ null: #\u2028ü"}
              - {Name: EMPTY, UserName: <SYSTEM>, VariableValue: ""}
              - {Name: DB, UserName: <SYSTEM>, VariableValue: "Server=x;Password=hunter2;"}
          - class: Fabrikam_Door
            namespace: root/fabrikam
            values:
              - {Number: 1, Open: true, Keys: [a, "b, c"], Built: 20240301081530.000000+000, Height: -2}
              - {Number: 2, Open: false, Keys: [x, y]}
    """#

  private static let classes = [
    "Win32_BIOS", "Win32_ComputerSystem", "Win32_OperatingSystem", "Win32_Service",
    "Win32_LogicalDisk", "Win32_NetworkAdapterConfiguration", "Win32_Environment",
    "Win32_UserAccount", "Win32_Group", "Win32_GroupUser", "Win32_Process",
  ]

  /// Commands that write all instances of the classes to a file, one a line.
  private static func instances(of computer: String, to file: String, port: String = "") -> String {
    """
    '\(classes.joined(separator: "','"))' -split "','" | ForEach-Object {
      Get-WSManInstance -ComputerName \(computer) -Enumerate "wmicimv2/$_"\(port)
    } | ForEach-Object { $_.OuterXml -replace '<cim:Datetime>2[^<]*Z</cim:Datetime>', '' } |
      Set-Content \(file)
    """
  }

  @Test("makes a twin that answers as the computer did") func roundTrip() async throws {
    let program = try Program()
    let ready = program.home.appending(path: "ready.json")
    let service = try RunningProgram(
      program,
      [
        "serve", "--lab", try program.file("lab.yaml", Self.lab), "--port", "0", "--ready-file",
        ready.path,
      ])
    let isReady = try await service.wait { FileManager.default.fileExists(atPath: ready.path) }
    try #require(isReady, "\(service.text)")
    let port = try #require(
      try JSONDecoder().decode(Ready.self, from: Data(contentsOf: ready)).computers.first?.port)
    let session = " -Port \(port) -Authentication Basic -Credential $c"
    let recorded = try await program.run(
      input: """
        Set-Item WSMan:\\localhost\\Client\\AllowUnencrypted true
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts 127.0.0.1 -Force
        $c = [pscredential]::new('operator', (ConvertTo-SecureString 's3cret' -AsPlainText -Force))
        Connect-WSMan 127.0.0.1\(session)
        Export-WSManConfiguration before.xml 127.0.0.1
        Export-WSManLab 127.0.0.1 twin.yaml -Class \(Self.classes.joined(separator: ","))
        Export-WSManLab 127.0.0.1 doors.yaml -Class Fabrikam_Door -Namespace root\\fabrikam
        \(Self.instances(of: "127.0.0.1", to: "before.txt", port: session))

        """)
    #expect(recorded.errors == "")
    service.signal(SIGTERM)
    #expect(try await service.end() == 0)
    try checkText(try program.text("twin.yaml"))

    let twin = try await program.run(
      "shell", "--lab", "twin.yaml",
      input: """
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts original -Force
        Connect-WSMan original
        Compare-WSManConfiguration original -Path before.xml
        \(Self.instances(of: "original", to: "after.txt"))
        (Get-WSManInstance -ComputerName original winrm/config/service/certmapping -Enumerate).Subject

        """)
    #expect(twin.errors == "")
    #expect(twin.output == "*@contoso.com\n")
    let before = try program.text("before.txt")
    #expect(before.contains("Olga: Operator"))
    let masked = before.replacing("Password=hunter2", with: "Password=(hidden)")
    #expect(try program.text("after.txt").split(separator: "\n") == masked.split(separator: "\n"))
    try await checkDoors(program)
  }

  /// What is in the file, and what must not be.
  private func checkText(_ text: String) throws {
    #expect(!text.contains("s3cret"))
    #expect(!text.contains("hunter2"))
    #expect(text.contains("Client\\AllowUnencrypted: true"))
    #expect(text.contains("    policy:"))
    #expect(text.contains("        password: ~"))
    #expect(!text.contains("DomainRole: ~"))
  }

  /// A class that the program does not know is declared in the file.
  private func checkDoors(_ program: Program) async throws {
    let doors = try await program.run(
      "shell", "--lab", "doors.yaml",
      input: """
        Set-Item WSMan:\\localhost\\Client\\TrustedHosts original -Force
        Get-WSManInstance -ComputerName original -Enumerate wmi/root/fabrikam/Fabrikam_Door |
          ForEach-Object { "$($_.Number) $($_.Open) $($_.Height) $($_.Keys -join '|') $($_.Built.Datetime)" }
        (Get-WSManInstance -ComputerName original wmi/root/fabrikam/Fabrikam_Door -SelectorSet @{Number = 2}).Open

        """)
    #expect(doors.errors == "")
    #expect(
      doors.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        == ["1 true -2 a|b, c 2024-03-01T08:15:30Z", "2 false Height x|y", "false"])
  }
}

extension Program {
  /// The text of a file in the home folder.
  func text(_ name: String) throws -> String {
    try String(contentsOf: home.appending(path: name), encoding: .utf8)
  }
}
