import Testing

@testable import Transcripts

/// What the specification numbers or lists one by one has a transcript each; that they pass is the
/// business of `TranscriptSuiteTests`.
@Suite("What is documented has transcripts")
struct DocumentedBehaviourTests {
  private static func sections(in folder: String) throws -> [Transcript.Section] {
    try TranscriptFiles.all.filter { $0.path.contains(folder) }.flatMap { file in
      try TranscriptParser.parse(file.text(), name: file.path).sections
    }
  }

  @Test("the numbered requirements of the drive (provider.md 17)") func requirements() throws {
    let sections = try Self.sections(in: "/Transcripts/drive/")
    for number in 1...32 {
      let found = sections.filter { $0.title.hasPrefix("17.\(number) ") }
      #expect(found.count == 1, "17.\(number)")
      #expect(found.allSatisfy { $0.directives.skipReason == nil }, "17.\(number)")
      // Something is compared: what is printed, or the id of an error.
      #expect(
        found.allSatisfy { section in
          section.interactions.contains {
            $0.skipReason == nil && (!$0.expected.isEmpty || $0.errorId != nil)
          }
        }, "17.\(number)")
    }
  }

  @Test(
    "the commands of winrm that people are told to type (cmdlets.md 7.9)",
    arguments: [
      #"winrm quickconfig"#,
      #"winrm qc -q"#,
      #"winrm quickconfig -transport:https"#,
      #"winrm get winrm/config"#,
      #"winrm get winrm/config -format:pretty"#,
      #"winrm g winrm/config -r:https://h:5986 -a:certificate -certificate:"…""#,
      #"winrm enumerate winrm/config/listener"#,
      #"winrm enumerate winrm/config/plugin -format:pretty"#,
      #"winrm enum winrm/config/resource"#,
      #"winrm enum winrm/config/service/certmapping"#,
      #"winrm create winrm/config/Listener?Address=*+Transport=HTTPS @{Hostname="HOST";CertificateThumbprint="…"}"#,
      #"winrm create winrm/config/listener?Address=IP:1.2.3.4+Transport=HTTP"#,
      #"winrm delete winrm/config/listener?Address=*+Transport=HTTP"#,
      #"winrm create winrm/config/listener?Address=*+Transport=HTTP @{Port="…"}"#,
      #"winrm set winrm/config/listener?Address=*+Transport=HTTPS @{Enabled="false"}"#,
      #"winrm set winrm/config @{MaxEnvelopeSizekb="100"}"#,
      #"winrm set winrm/config/client/auth @{Basic="true"}"#,
      #"winrm set winrm/config/client @{TrustedHosts="<local>"}"#,
      #"winrm set winrm/config/client '@{TrustedHosts="[0:0:0:0:0:0:0:0]"}'"#,
      #"winrm set winrm/config/winrs '@{MaxShellsPerUser="7"}'"#,
      #"winrm set winrm/config/service/auth @{CredSSP="true"}"#,
      #"winrm get wmicimv2/Win32_Service?Name=spooler"#,
      #"winrm e wmicimv2/Win32_Service -dialect:selector -filter:{State="Running"}"#,
      #"winrm e wmicimv2/* -filter:"select * from Win32_Service where State!='Running' and StartMode='Auto'""#,
      #"winrm e wmicimv2/* -dialect:Association -filter:{Object=Win32_Service?Name=WinRM;AssociationClassName=Win32_DependentService;…}"#,
      #"winrm invoke StartService wmicimv2/Win32_Service?Name=spooler"#,
      #"winrm invoke StopService … -file:input.xml"#,
      #"winrm invoke Create wmicimv2/Win32_Process @{CommandLine="notepad.exe";CurrentDirectory="C:\"}"#,
      #"winrm invoke restore winrm/config @{}"#,
      #"winrm invoke restore winrm/config/plugin @{}"#,
      #"winrm create winrm/config/plugin?name=MyPlugIn -file:myplugin.xml"#,
      #"winrm create shell/cmd -file:shell.xml -remote:srv.corp.com"#,
      #"winrm configSDDL http://schemas.microsoft.com/wbem/wsman/1/wmi/ WmiNamespace"#,
      #"winrm identify -remote:www.example.com"#,
      #"winrm id -r:server01 -auth:none"#,
      #"winrm helpmsg 0x5"#,
    ])
  func winrm(_ documented: String) throws {
    // Whoever tells such a line leaves out what is different everywhere.
    let parts = documented.split(separator: "…")
    let typed = try Self.sections(in: "/Transcripts/winrm/").flatMap(\.interactions)
      .filter { $0.skipReason == nil }.map(\.command)
    #expect(
      typed.contains { command in
        var rest = command[...]
        for part in parts {
          guard let found = rest.firstRange(of: part) else { return false }
          rest = rest[found.upperBound...]
        }
        return rest.isEmpty || rest.hasPrefix(")") || rest.hasPrefix(" |")
      })
  }
}
