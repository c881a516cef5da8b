import PSEngine
import Testing
import ThrowawayFolder

@testable import PSCommands

/// The commands as people type them, through the interpreter.
@Suite struct ScriptedCommandTests {
  private func shell() throws -> Shell {
    let shell = try Shell()
    try shell.folder.write("one", to: "a.txt")
    try shell.folder.write("three", to: "Sub/b.txt")
    return shell
  }

  @Test("blocks of ForEach-Object see the object and the caller's variables")
  func forEach() async throws {
    let shell = try shell()
    #expect(try await shell.text("1,2,3 | ForEach-Object { $_ * 2 }") == ["2", "4", "6"])
    #expect(
      try await shell.text("$sum = 0; 1..4 | % { $sum += $_ }; $sum") == ["10"])
    #expect(
      try await shell.text("1,2 | % { 'b' } { $_ } { 'e' }") == ["b", "1", "2", "e"])
    #expect(
      try await shell.text("1,2 | % -Begin { 'b' } -Process { $_ } -End { 'e' }")
        == ["b", "1", "2", "e"])
    #expect(try await shell.text("% { 'once' }") == ["once"])
    #expect(try await shell.text("$null | % { 'null' }") == ["null"])
    #expect(try await shell.text("$null,1 | % { \"[$_]\" }") == ["[]", "[1]"])
    #expect(try await shell.text("(1,$null,2 | where { $true }).Count") == ["3"])
    #expect(try await shell.text("(,(1,2) | % { $_.Count })") == ["2"])
    #expect(try await shell.text("% -InputObject (1,2) { $_.Count }") == ["2"])
    #expect(try await shell.text("'ab','cd' | % Substring 1") == ["b", "d"])
    #expect(try await shell.text("1..3 | % { if ($_ -eq 2) { return }; $_ }") == ["1", "3"])
  }

  @Test("blocks of Where-Object decide by truth")
  func whereBlock() async throws {
    let shell = try shell()
    #expect(try await shell.text("1..6 | Where-Object { $_ % 2 }") == ["1", "3", "5"])
    #expect(try await shell.text("1..6 | ? { $_ -gt 2 -and $_ -lt 5 }") == ["3", "4"])
    #expect(try await shell.text("@{a=1},@{a=2} | where a -eq 2 | % { $_.a }") == ["2"])
  }

  @Test("calculated properties")
  func calculated() async throws {
    let shell = try shell()
    #expect(
      try await shell.text("'x' | select @{n='Twice';e={$_ + $_}}, Length | % Twice") == ["xx"])
    #expect(
      try await shell.text("dir | select Name, @{Label='Big'; Expression={$_.Length -gt 1}}").count
        == 2)
    #expect(try await shell.text("3,1,2 | sort { -$_ }") == ["3", "2", "1"])
    #expect(
      try await shell.text(
        "@{a=1;b=1},@{a=1;b=2},@{a=0;b=9} | sort @{e={$_.a}}, @{e={$_.b};Descending=$true} "
          + "| % { \"$($_.a)$($_.b)\" }") == ["09", "12", "11"])
    #expect(
      try await shell.text("1..6 | group { $_ % 3 } | % { \"$($_.Name)=$($_.Group -join ',')\" }")
        == ["1=1,4", "2=2,5", "0=3,6"])
    #expect(
      try await shell.text("(1..4 | group { $_ % 2 } -AsHashTable -AsString)['0'] -join ','")
        == ["2,4"])
  }

  @Test("-First ends the commands before it")
  func first() async throws {
    let shell = try shell()
    #expect(
      try await shell.text("$n = 0; 1..1000 | % { $script:n++; $_ } | select -First 2; $n")
        == ["1", "2", "2"])
    #expect(
      try await shell.text("$n = 0; 1..10 | % { $n++; $_ } | select -First 2 -Wait; $n")
        == ["1", "2", "10"])
  }

  @Test("measuring what is piped in")
  func measure() async throws {
    let shell = try shell()
    #expect(try await shell.text("(1..10 | measure -Sum -Average).Sum") == ["55"])
    #expect(try await shell.text("(1..10 | measure -Average).Average") == ["5.5"])
    #expect(try await shell.text("(@() | measure).Count") == ["0"])
    #expect(try await shell.text("('b','a' | measure -Maximum).Maximum") == ["b"])
  }

  @Test("variables of functions and scopes")
  func scopes() async throws {
    let shell = try shell()
    #expect(
      try await shell.text("$v = 1; function f { Set-Variable v 2; $v }; f; $v") == ["2", "1"])
    #expect(
      try await shell.text("function g { Set-Variable w 3 -Scope Global }; g; $w") == ["3"])
    #expect(
      try await shell.text("function up { Set-Variable u 4 -Scope 1 }; up; $u") == ["4"])
    #expect(
      try await shell.text("function k { Set-Alias kk Get-Item }; k; Test-Path Alias:kk")
        == ["False"])
  }

  @Test("functions that every session begins with")
  func predefined() async throws {
    let shell = try shell()
    #expect(await shell.runspace.promptText() == "PS C:\\> ")
    #expect(try await shell.text("cd Sub; cd..; (pwd).Path") == ["C:\\"])
    #expect(try await shell.text("cd Sub; cd\\; (pwd).Path") == ["C:\\"])
    #expect(try await shell.text("cd Env:; C:; (pwd).Path") == ["C:\\"])
    #expect(try await shell.text("(mkdir x\\y).Name") == ["y"])
    #expect(shell.folder.exists("x/y"))
    #expect(try await shell.text("prompt") == ["PS C:\\> "])
    #expect(try await shell.text("(Get-Command mkdir).CommandType") == ["Function"])
    #expect(
      try await shell.text("$ExecutionContext.InvokeCommand.ExpandString('$(1+1) \"$HOME\"')")
        == ["2 \"\(shell.folder.path)\""])
  }

  @Test("drives as variables and functions made through their drive")
  func driveVariables() async throws {
    let shell = try shell()
    #expect(try await shell.text("$env:SAMPLE; $env:sample = 'x'; $Env:SAMPLE") == ["value", "x"])
    #expect(try await shell.text("Set-Item Function:\\twice { 2 * $args[0] }; twice 4") == ["8"])
    #expect(try await shell.text("${function:three} = { 3 }; three") == ["3"])
    #expect(try await shell.text("${C:\\a.txt}") == ["one"])
    #expect(
      try await shell.text("New-PSDrive s FileSystem C:\\Sub | Out-Null; (dir s:\\).Name")
        == ["b.txt"])
    #expect(
      try await shell.text(
        "function d { $null = New-PSDrive t FileSystem C:\\Sub; Test-Path t:\\b.txt }; d; "
          + "Test-Path t:\\") == ["True", "False"])
  }

  @Test("piped objects find their item")
  func piped() async throws {
    let shell = try shell()
    #expect(
      try await shell.text("dir -Recurse -File | Get-Content") == ["one", "three"])
    #expect(
      try await shell.text("dir -Recurse -File | Rename-Item -NewName { 'n' + $_.Name }") == [])
    #expect(shell.folder.exists("na.txt") && shell.folder.exists("Sub/nb.txt"))
    #expect(try await shell.text("'na.txt','Sub' | Test-Path -PathType Leaf") == ["True", "False"])
    #expect(try await shell.text("(Get-Item na.txt).Length") == ["3"])
    #expect(try await shell.text("(Get-Item na.txt).LastWriteTime.Year -gt 2000") == ["True"])
    #expect(
      try await shell.text("(Get-Item na.txt).IsReadOnly = $true; (Get-Item na.txt).Mode")
        == ["-ar---"])
  }

  @Test("history and its repetition")
  func history() async throws {
    let shell = try shell()
    _ = await shell.runspace.run("$x = 5")
    _ = await shell.runspace.run("$x + 1")
    _ = await shell.runspace.run("r")
    #expect(try await shell.text("(Get-History).CommandLine") == ["$x = 5", "$x + 1", "$x + 1"])
  }

  @Test("errors can be caught by their type and id")
  func errors() async throws {
    let shell = try shell()
    #expect(
      try await shell.text(
        "try { Get-Item nope -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "
          + "$_.CategoryInfo.Category; $_.Exception.Message }") == [
          "PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand", "ObjectNotFound",
          "Cannot find path 'C:\\nope' because it does not exist.",
        ])
    #expect(
      try await shell.text(
        "try { cd X: -ErrorAction Stop } catch "
          + "[System.Management.Automation.DriveNotFoundException] { 'drive' }") == ["drive"])
  }

  @Test("credentials without a question")
  func credential() async throws {
    let shell = try shell()
    #expect(
      try await shell.text(
        "$p = ConvertTo-SecureString 'pw' -AsPlainText -Force; "
          + "$c = [pscredential]::new('u', $p); (Get-Credential $c).UserName; "
          + "$c.GetNetworkCredential().Password") == ["u", "pw"])
  }
}
