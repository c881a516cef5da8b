import Testing

@testable import PSCommands

@Suite("Write- commands (language.md 8.6, 9.2)")
struct WriteCommandTests {
  @Test func writeHost() async throws {
    let shell = try Shell()
    _ = try await shell.run("Write-Host one 2,3 -Separator -")
    _ = try await shell.run("Write-Host end -NoNewline")
    #expect(shell.host.written == "one-2-3\nend")
  }

  @Test("Streams carry their prefixes; verbose and debug lines wait for their preference")
  func prefixes() async throws {
    let shell = try Shell()
    _ = try await shell.run("Write-Warning careful")
    _ = try await shell.run("Write-Verbose hidden")
    _ = try await shell.run("Write-Verbose shown -Verbose")
    _ = try await shell.run("Write-Information hidden")
    _ = try await shell.run("Write-Information told -InformationAction Continue")
    #expect(shell.host.written == "WARNING: careful\nVERBOSE: shown\ntold\n")
  }

  @Test func writeOutput() async throws {
    let shell = try Shell()
    #expect(try await shell.run("Write-Output 1,2 3").output == ["1", "2", "3"])
    #expect(try await shell.run("Write-Output 1,2 -NoEnumerate").output == ["1 2"])
    #expect(try await shell.run("Write-Output 'a b' | Write-Output").output == ["a b"])
  }

  @Test func writeError() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Write-Error broken").errors
        == ["Microsoft.PowerShell.Commands.WriteErrorException"])
    #expect(
      try await shell.run("Write-Error broken -ErrorId Own -Category ReadError").errors == ["Own"])
    #expect(
      try await shell.run("Write-Error broken -ErrorAction Stop").errors
        == ["!Microsoft.PowerShell.Commands.WriteErrorException"])
  }
}

@Suite("Get-Member (language.md 11.5)")
struct GetMemberTests {
  @Test func propertiesOfAString() async throws {
    let shell = try Shell()
    let result = try await shell.run("Write-Output text | Get-Member -MemberType Property")
    #expect(result.output == ["Length"])
    let shown = try await shell.run(
      "Write-Output text | Get-Member -Type Properties | Out-String -Width 60")
    #expect(
      shown.output == [
        """


           TypeName: System.String

        Name   MemberType Definition
        ----   ---------- ----------
        Length Property   int Length {get;}



        """
      ])
  }

  @Test("Members are sorted by kind, then by name; one block for each type")
  func order() async throws {
    let shell = try Shell()
    let result = try await shell.run("Get-Item C:\\ | Get-Member -Name PS*,Name,ToString,Exists")
    #expect(
      result.output == [
        "ToString", "PSChildName", "PSDrive", "PSIsContainer", "PSParentPath", "PSPath",
        "PSProvider", "Exists", "Name",
      ])
    let types = try await shell.run(
      "Write-Output a 1 b | Get-Member -Name GetType | Select-Object -ExpandProperty TypeName")
    #expect(types.output == ["System.String", "System.Int32"])
  }

  @Test func withoutObject() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Get-Member").errors
        == ["NoObjectInGetMember,Microsoft.PowerShell.Commands.GetMemberCommand"])
  }
}
