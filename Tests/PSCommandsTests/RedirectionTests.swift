import PSEngine
import Testing

@Suite("Redirection")
struct RedirectionTests {
  @Test(
    arguments: [
      ("'a' > C:\\f; 'b' >> C:\\f; Get-Content C:\\f", ["a", "b"]),
      ("1..3 > C:\\f; Get-Content C:\\f", ["1", "2", "3"]),
      ("Write-Output x | Write-Output > C:\\f; Get-Content C:\\f", ["x"]),
      ("$null > C:\\f; Test-Path C:\\f", ["True"]),
      ("& { 1; Write-Error e; 2 } 2> C:\\f; @(Get-Content C:\\f).Count -gt 1", ["1", "2", "True"]),
      ("& { 1; Write-Warning w } 3> C:\\f; Get-Content C:\\f", ["1", "w"]),
      (
        "& { 1; Write-Warning w } 3>&1 | ForEach-Object { $_.GetType().Name }",
        ["Int32", "WarningRecord"]
      ),
      (
        "& { 1; Write-Error e; Write-Warning w } *>&1 | ForEach-Object { $_.GetType().Name }",
        ["Int32", "ErrorRecord", "WarningRecord"]
      ),
      (
        "& { Write-Warning w; Write-Verbose v -Verbose; Write-Host h } *>&1 | ForEach-Object { $_ -is [System.Management.Automation.WarningRecord]; $_ -is [Management.Automation.VerboseRecord]; $_ -is [System.Management.Automation.InformationRecord]; $_ -is [System.Management.Automation.InformationalRecord] }",
        [
          "True", "False", "False", "True", "False", "True", "False", "True", "False", "False",
          "True", "False",
        ]
      ), ("[System.Management.Automation.DebugRecord].BaseType.Name", ["InformationalRecord"]),
      ("& { 1; Write-Error e } *> C:\\f; (Get-Content C:\\f)[0]", ["1"]),
      ("$x = & { 1; Write-Error e } 2>&1; $x.Count", ["2"]),
      ("Get-Item C:\\nope 2>&1 > C:\\f; (Get-Content C:\\f)[0] -like 'Get-Item : *'", ["True"]),
      ("Get-Item -Nope 2>$null; 'on'", ["on"]), ("nosuchcommand 2>$null; 'on'", ["on"]),
      ("1/0 2>$null; $?", ["False"]), ("$(1; Write-Error e) 2>$null", ["1"]),
      ("Get-Item C:\\nope 2>$null; $?", ["False"]), ("Write-Output 5 > $null", []),
      ("Write-Verbose v -Verbose 4>&1", ["v"]), ("Write-Host h 6>&1", ["h"]),
      ("if ($true) { 'in' > C:\\f }; Get-Content C:\\f", ["in"]),
    ])
  func `streams go where they are sent`(text: String, expected: [String]) async throws {
    #expect(try await Shell().script(text) == expected)
  }

  @Test func `new files have the encoding of Windows PowerShell, others keep theirs`() async throws
  {
    let shell = try Shell()
    #expect(
      try await shell.script("'a' > C:\\f; (Get-Content C:\\f -Encoding Byte)[0, 1]") == [
        "255", "254",
      ])
    #expect(
      try await shell.script(
        "Set-Content C:\\g 'a' -Encoding ascii; 'b' >> C:\\g; (Get-Content C:\\g -Encoding Byte)[0]"
      )
        == ["97"])
  }

  @Test func `a target that cannot be written is an error of the statement`() async throws {
    let lines = try await Shell().script("'a' > Nope:\\f; 'on'")
    #expect(lines.first == "on")
    #expect(lines.count == 2)
  }

  @Test func `the last command's success is seen in the next line`() async throws {
    let shell = try Shell()
    _ = await shell.runspace.run("Get-Item C:\\nope")
    _ = await shell.runspace.run("$?; $?")
    #expect(shell.host.written.hasSuffix("False\nTrue\n"))
  }
}
