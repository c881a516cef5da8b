import Testing

@testable import PSCommands

/// Dates, random numbers, objects, members, expressions.
struct UtilityCommandTests {
  @Test(arguments: [
    ("Get-Date -Date '2024-05-01 13:05' -Format 'yyyy/MM/dd HH:mm'", ["2024/05/01 13:05"]),
    ("Get-Date '2024-05-01' -UFormat '%Y-%m-%d %j %a %%'", ["2024-05-01 122 Wed %"]),
    ("(Get-Date 2024-05-01 -Day 3 -Hour 4).ToString('s')", ["2024-05-03T04:00:00"]),
    ("(New-TimeSpan -Start '2024-01-01' -End '2024-01-02 01:00').TotalHours", ["25"]),
    ("(New-TimeSpan -Days 1 -Seconds 5).ToString()", ["1.00:00:05"]),
    ("Get-Random -Minimum 5 -Maximum 6", ["5"]),
    ("(1..10 | Get-Random -Count 10 | Sort-Object) -join ''", ["12345678910"]),
    ("(1..3 | Get-Random -Count 2 | Sort-Object -Unique).Count", ["2"]),
    ("(New-Guid).ToString().Length", ["36"]), ("(Get-Culture).Name", ["en-US"]),
    ("(New-Object System.Version 1, 2).ToString()", ["1.2"]),
    ("(New-Object PSObject -Property @{a=1}).a", ["1"]),
    ("$l = New-Object System.Collections.ArrayList; [void]$l.Add(5); $l.Count", ["1"]),
    ("(New-Object -TypeName string -ArgumentList 'x', 3)", ["xxx"]),
    ("Invoke-Expression '1 + 1; $v = 3'; $v", ["2", "3"]),
    ("(Measure-Command { Start-Sleep -Milliseconds 20 }).TotalMilliseconds -ge 15", ["True"]),
    ("(Get-Host).Name", ["TestHost"]),
  ])
  func results(script: String, expected: [String]) async throws {
    let result = try await Shell().script(script)
    #expect(result == expected)
  }

  @Test func addMember() async throws {
    let result = try await Shell().script(
      """
      $o = [pscustomobject]@{a=2}
      $o | Add-Member -MemberType NoteProperty -Name b -Value 3
      $o | Add-Member -NotePropertyName c -NotePropertyValue 4
      $o | Add-Member -NotePropertyMembers @{d=5}
      $o | Add-Member ScriptProperty sum { $this.a + $this.b }
      $o | Add-Member ScriptMethod times { param($n) $this.a * $n }
      $o | Add-Member AliasProperty e d
      $o.b; $o.c; $o.d; $o.sum; $o.times(10); $o.e
      $o | Add-Member -TypeName My.Type
      $o.PSObject.TypeNames[0]
      $s = 'text' | Add-Member -NotePropertyName n -NotePropertyValue 1 -PassThru
      "$s $($s.n) $($s.Length)"
      """)
    #expect(result == ["3", "4", "5", "5", "20", "5", "My.Type", "text 1 4"])
  }

  @Test(arguments: [
    ("New-Object No.Such", "!TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand"),
    (
      "New-Object System.Version 1, 2, 3, 4, 5",
      "!CannotFindAppropriateCtor,Microsoft.PowerShell.Commands.NewObjectCommand"
    ),
    (
      "Get-Random -Minimum 5 -Maximum 5",
      "!MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetRandomCommand"
    ),
    (
      "Get-Date -Month 2 -Day 30",
      "!ArgumentOutOfRange,Microsoft.PowerShell.Commands.GetDateCommand"
    ),
    (
      "New-Object -ComObject WScript.Shell",
      "!NotSupported,Microsoft.PowerShell.Commands.NewObjectCommand"
    ),
  ])
  func errors(script: String, id: String) async throws {
    let result = try await Shell().script(script)
    #expect(result.last?.hasPrefix(id) == true, "\(result)")
  }

  @Test func strictMode() async throws {
    let result = try await Shell().script("Set-StrictMode -Version 2; ([pscustomobject]@{a=1}).b")
    #expect(result.last?.hasPrefix("!PropertyNotFoundStrict") == true)
    #expect(try await Shell().script("Set-StrictMode -Off; ([pscustomobject]@{a=1}).b") == [""])
  }
}

/// Values that could bring a careless implementation down.
struct HostileValueTests {
  @Test(arguments: [
    "Start-Sleep ([double]::NaN)", "Get-Random -Minimum -1e308 -Maximum 1.7e308",
    "Get-Random -Minimum ([double]::NaN) -Maximum 5.0", "[datetime]::MaxValue.AddDays(1e300)",
    "[timespan]::MinValue - [timespan]::MaxValue", "-[timespan]::MinValue",
    "[long]::MinValue / -1", "[int]::MinValue % -1", "[long]::MinValue * -1",
    "'x'.PadLeft([int]::MaxValue)", "'x'.Substring([int]::MinValue)", "1 -shl [int]::MaxValue",
    "'{0:N99}' -f 1e308", "'{0,2147483647}' -f 1", "'{0:d9999999}' -f 1", "[char]::new()",
    "'a' * -1", "[math]::Round(1e308, 15)", "[convert]::ToInt32('zz', 16)", "'x'[[int]::MinValue]",
    "@(1)[[int]::MaxValue]", "[decimal]::MaxValue * 10", "[decimal]::MaxValue + 0.5d",
    "[decimal]::MinValue - 1", "1d / 3d * 3d", "0x8000000000000000", "-bnot [long]::MinValue",
    "[byte]300", "[sbyte]-129", "[uint64]-1", "[datetime]::new(0, 13, 45)",
    "(Get-Date -Year 9999).AddYears(1)",
    "'a' -match '(((((a{1,1000}){1,1000}){1,1000}){1,1000})'", "'a' -split 'a', [int]::MinValue",
    "$x = [System.Collections.ArrayList]@(1); [void]$x.Add($x); \"$x\"; ConvertTo-Json $x -Depth 100",
    "$h = @{}; $h.self = $h; ConvertTo-Json $h -Depth 100 -Compress", "[version]'99999999999.1'",
    "[int[]]::new(-1)", "[string]::new('a', -1)", "[timespan]'99999999:00:00:00'",
  ])
  func scriptsGoOn(script: String) async throws {
    let result = try await Shell().script(script + "; 'alive'")
    #expect(result.contains("alive") || result.last?.hasPrefix("!") == true, "\(result)")
  }
}
