import PSEngine
import Testing

/// Names of properties and of certificates, and the suggestions behind wrong names of drives.
@Suite struct PropertyCompletionTests {
  private let shell: ModuleShell

  init() throws { shell = try ModuleShell() }

  @Test(
    arguments: [
      ("dir wsman:\\localhost\\Client | Where-Object Sour", ["SourceOfValue"]),
      ("dir wsman:\\localhost\\Client | sort nam", ["Name"]),
      ("dir wsman:\\localhost\\Client | Sort-Object Name, Val", ["Value"]),
      ("Get-Item wsman:\\localhost\\MaxTimeoutms | select -ExpandProperty val", ["Value"]),
      ("dir wsman:\\localhost\\Client | where Value -eq 1 | ft -Property Sou", ["SourceOfValue"]),
      ("dir wsman:\\localhost\\Client | foreach typ", ["TypeNameOfElement", "Type"]),
      ("dir wsman:\\localhost\\Client | where { $_.Sou", ["SourceOfValue"]),
      ("dir wsman:\\localhost\\Client | where { (1) -and $_.Sou", ["SourceOfValue"]),
      ("$PWD | select Provi", ["Provider", "ProviderPath"]),
      ("Get-Nothing | select Na", []), ("dir wsman:\\nowhere | select Na", []),
      ("dir (Get-Location) | select Na", []), ("{ $_.Na", []),
    ] as [(String, [String])])
  func properties(_ line: String, _ expected: [String]) async {
    #expect(await shell.complete(line) == expected)
  }

  @Test func classes() async {
    #expect(
      await shell.complete("Get-WSManInstance wmicimv2/Win32_S") == ["wmicimv2/Win32_Service"])
    #expect(await shell.complete("Get-WSManInstance wmicimv2/win32_b") == ["wmicimv2/Win32_BIOS"])
  }

  @Test(
    "what a newcomer types is answered with what was perhaps meant",
    arguments: [
      ("cd wsamn:", "Did you mean WSMan:?"), ("cd wsman", "Did you mean WSMan:?"),
      ("quit", "To leave, type: exit"), ("exitt", "Did you mean exit?"),
      ("cd nowhere", nil), ("cd nowhere:", nil),
    ] as [(String, String?)])
  func suggestions(_ line: String, _ expected: String?) async {
    _ = await shell.runspace.run(line, interactive: true)
    let last = shell.host.written.split(separator: "\n").last.map(String.init) ?? ""
    #expect(expected.map { $0 == last } ?? last.contains("FullyQualifiedErrorId"), "\(last)")
  }
}
