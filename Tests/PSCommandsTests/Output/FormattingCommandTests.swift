import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite("Format- and Out- commands (language.md 10.10)")
struct FormattingCommandTests {
  @Test func tableOfChosenProperties() async throws {
    let shell = try Shell()
    let result = try await shell.run("Get-PSDrive WSMan,Env | Format-Table Name,Root | Out-String")
    #expect(result.output == ["\nName Root\n---- ----\nEnv\n\n\n"])
  }

  @Test("Out-Default shows what a pipeline leaves; a scalar is a line of its own")
  func outDefault() async throws {
    let shell = try Shell()
    _ = try await shell.run("Write-Output one two | Out-Default")
    #expect(shell.host.written == "one\ntwo\n")
    _ = try await shell.run("Get-PSDrive Env | Format-List Name | Out-Default")
    #expect(shell.host.written == "one\ntwo\n\n\nName : Env\n\n\n\n")
  }

  @Test func wideAndStream() async throws {
    let shell = try Shell()
    let result = try await shell.run(
      "Get-PSDrive Env,Alias | Format-Wide Name -Column 2 | Out-String -Stream -Width 21")
    #expect(result.output == ["", "", "Env        Alias", "", ""])
  }

  @Test("What is formatted cannot be formatted again")
  func formattedTwice() async throws {
    let shell = try Shell()
    let result = try await shell.run("Get-PSDrive Env | Format-Table | Format-List")
    #expect(
      result.errors == [
        "!ConsoleLineOutputOutOfSequencePacket,Microsoft.PowerShell.Commands.FormatListCommand"
      ])
  }

  @Test("Format objects that are kept print later; a lone one prints its cells")
  func keptFormatObjects() async throws {
    let shell = try Shell()
    let result = try await shell.run(
      "Get-PSDrive Env | Format-Table Name | Where-Object ClassId2e4f51ef21dd47e99d3c952918aff9cd "
        + "-eq 27c87ef9bbda4f709f6b4002fa4af63c | Out-String -Stream")
    #expect(result.output == ["Env"])
  }

  @Test func conflictingParameters() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Get-PSDrive Env | Format-Table Name -View x").errors == [
        "!FormatCannotSpecifyViewAndProperty,Microsoft.PowerShell.Commands.FormatTableCommand"
      ])
    #expect(
      try await shell.run("Get-PSDrive Env | Format-Table -View x").errors == [
        "!FormatViewNotFound,Microsoft.PowerShell.Commands.FormatTableCommand"
      ])
  }

  @Test func outNull() async throws {
    let shell = try Shell()
    #expect(try await shell.run("Write-Output one | Out-Null") == Shell.Result())
  }

  @Test("Out-Host -Paging stops after a page; Q ends the command")
  func paging() async throws {
    let shell = try Shell(answers: ["", "q"])
    for number in 1...60 { _ = try await shell.run("Set-Variable v\(number) x") }
    _ = try await shell.run("Get-Variable v* -ValueOnly | Out-Host -Paging")
    let shown = shell.host.written.split(separator: "\n").filter { $0 == "x" }
    #expect(shown.count == shell.host.height)
  }

  @Test("After Q nobody is asked again, though a table has more lines when its rows end")
  func pagingEndsOnce() async throws {
    let shell = try Shell(answers: ["q", "q", "q"])
    for number in 1...60 { _ = try await shell.run("Set-Variable v\(number) x") }
    _ = try await shell.run("Get-Variable v* | Out-Host -Paging")
    #expect(shell.host.written.split(separator: "\n").filter { $0.contains("Q quit") }.count == 1)
  }

  @Test("What more and help show goes where their output goes: to a file, to a variable")
  func pagesElsewhere() async throws {
    let shell = try Shell(answers: ["q"])
    let counts = try await shell.text(
      """
      1..60 | more > C:\\numbers.txt; $page = 1..60 | more
      (Get-Content C:\\numbers.txt).Count; $page.Count
      help Get-Item > C:\\help.txt
      (Get-Content C:\\help.txt) -contains 'NAME'
      """)
    #expect(counts == ["60", "60", "True"])
    #expect(!shell.host.written.contains("Q quit"))
  }

  @Test("What more shows goes on as lines when a command stands behind them")
  func pagedLinesGoOn() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Write-Output a b c | more | Select-Object -Last 2").output == ["b", "c"])
  }
}

@Suite("Out-File and Tee-Object")
struct OutFileTests {
  @Test("Windows PowerShell writes UTF-16 with a mark; appending keeps the encoding of the file")
  func encodings() async throws {
    let shell = try Shell()
    _ = try await shell.run("Write-Output a | Out-File C:\\u.txt")
    #expect(try shell.folder.bytes("u.txt") == [0xFF, 0xFE, 0x61, 0, 0x0A, 0])
    _ = try await shell.run("Write-Output b | Out-File C:\\u.txt -Append")
    #expect(try shell.folder.bytes("u.txt").suffix(4) == [0x62, 0, 0x0A, 0])
    _ = try await shell.run("Write-Output a | Out-File C:\\p.txt -Encoding ascii")
    _ = try await shell.run("Write-Output b | Out-File C:\\p.txt -Append")
    #expect(try shell.folder.bytes("p.txt") == Array("a\nb\n".utf8))
    _ = try await shell.run("Write-Output a | Out-File C:\\m.txt utf8")
    #expect(try shell.folder.bytes("m.txt") == [0xEF, 0xBB, 0xBF, 0x61, 0x0A])
  }

  @Test func tableInAFile() async throws {
    let shell = try Shell()
    _ = try await shell.run(
      "Get-PSDrive Env | Format-Table Name | Out-File C:\\t.txt ascii -Width 40")
    #expect(try shell.folder.bytes("t.txt") == Array("\nName\n----\nEnv\n\n\n".utf8))
  }

  @Test func noClobber() async throws {
    let shell = try Shell()
    _ = try await shell.run("Write-Output a | Out-File C:\\f.txt ascii")
    #expect(
      try await shell.run("Write-Output b | Out-File C:\\f.txt -NoClobber").errors
        == ["!NoClobber,Microsoft.PowerShell.Commands.OutFileCommand"])
    #expect(try shell.folder.bytes("f.txt") == Array("a\n".utf8))
  }

  @Test("-WhatIf writes nothing; a pipeline may read the file that it ends in")
  func whatIfAndSelf() async throws {
    let shell = try Shell()
    _ = try await shell.run("Write-Output a | Out-File C:\\w.txt -WhatIf")
    #expect(try await shell.run("Test-Path C:\\w.txt").output == ["False"])
    _ = try await shell.run("Write-Output a | Out-File C:\\s.txt ascii")
    _ = try await shell.run("Get-Content C:\\s.txt | Out-File C:\\s.txt ascii")
    #expect(try shell.folder.bytes("s.txt") == Array("a\n".utf8))
  }

  @Test("A provider without content is refused with a hint")
  func noContent() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Write-Output a | Out-File Nope:\\x").errors.first?.hasPrefix("!") == true
    )
  }

  @Test func tee() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Write-Output a b | Tee-Object C:\\tee.txt").output == ["a", "b"])
    #expect(try shell.folder.bytes("tee.txt").count == 2 + 8)
    #expect(try await shell.run("Write-Output a b | Tee-Object -Variable kept").output.count == 2)
    #expect(try await shell.run("Get-Variable kept -ValueOnly").output == ["a b"])
  }
}

extension ThrowawayFolder {
  /// The bytes of a file below the folder.
  func bytes(_ name: String) throws -> [UInt8] { try FileBytes.read(path + "/" + name) }
}
