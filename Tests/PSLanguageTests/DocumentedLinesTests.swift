import Testing

@testable import PSLanguage

/// Lines of the kinds that documentation and test files use must be read without complaint.
@Suite struct DocumentedLinesTests {
  static let lines = [
    "Connect-WSMan -ComputerName \"server01\"; cd WSMan:; dir",
    "$cred = Get-Credential Administrator",
    "Get-WSManInstance wmicimv2/* -Enumerate -Dialect Association -Filter \"{Object=X?name=w}\"",
    "Invoke-WSManAction -Action stop -ResourceURI wmicimv2/X -FilePath:input.xml",
    "New-WSManInstance winrm/config/Listener -SelectorSet @{Transport='HTTPS'; Address='*'}",
    "Set-Item -Path \"WSMan:\\server02\\service\\auth\\credSSP\" -Value $true",
    "winrm set winrm/config/client/auth @{Basic=\"true\"}",
    "winrm set winrm/config/client @{TrustedHosts=\"<local>\"}",
    "winrm e wmicimv2/* -dialect:Association -filter:{Object=A?Name=B;ResultClassName=C}",
    "winrm invoke Create wmicimv2/Win32_Process @{CommandLine=\"a.exe\";CurrentDirectory=\"C:\\\"}",
    "winrm create winrm/config/Listener?Address=IP:1.2.3.4+Transport=HTTP",
    "net user $testUser $password /add > $null 2>&1",
    "(Get-PSProvider WSMan).Home = $null",
    "$params = @{\n  Role = 'Client' # who\n  DelegateComputer = 'a', 'b'\n}\nEnable-WSManCredSSP @params",
    "It \"a `$null b\" -Skip:($a -or $b) -TestCases $cases { param($x) $x | Should -Be 1 }",
    "New-Item -Path WSMan:\\localhost\\plugin @splat -Force `\r\n  -RunAs $cred",
    "[Diagnostics.CodeAnalysis.SuppressMessageAttribute('Rule', '')]\nparam()\nImport-Module X",
    "$text = @\"\n<a b=\"{0}\">${env:windir}</a>\n\"@ -f 'y'",
    "if ($IsWindows -and !$skip) { $a = 1 } else { $a = 2 }",
  ]

  @Test(arguments: lines) func documentedLinesParse(_ line: String) {
    let diagnostics = Parser.parse(line).diagnostics
    #expect(diagnostics.isEmpty, "\(diagnostics.first?.message ?? "")")
  }
}
