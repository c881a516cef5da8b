import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite struct VariableCommandTests {
  @Test("variables are made, changed, emptied and removed")
  func lifeOfAVariable() async throws {
    let shell = try Shell()
    let space = "Microsoft.PowerShell.Commands."
    #expect(try await shell.run("New-Variable a 1").errors == [])
    #expect(
      try await shell.run("New-Variable A 2").errors
        == ["VariableAlreadyExists,\(space)NewVariableCommand"])
    #expect(try await shell.run("Set-Variable a,b x").errors == [])
    #expect(try await shell.run("Get-Variable a,b -ValueOnly").output == ["x", "x"])
    #expect(try await shell.run("Clear-Variable a").errors == [])
    #expect(try await shell.run("Get-Variable a -ValueOnly").output == [""])
    #expect(try await shell.run("Remove-Variable a").errors == [])
    #expect(
      try await shell.run("Get-Variable a").errors == [
        "VariableNotFound,\(space)GetVariableCommand"
      ])
    #expect(
      try await shell.run("Remove-Variable a").errors
        == ["VariableNotFound,\(space)RemoveVariableCommand"])
    #expect(try await shell.run("Get-Variable nosuch*").errors == [])
  }

  @Test("read-only variables want -Force, constants never change")
  func options() async throws {
    let shell = try Shell()
    let space = "Microsoft.PowerShell.Commands."
    #expect(try await shell.run("Set-Variable r 1 -Option ReadOnly").errors == [])
    #expect(
      try await shell.run("Set-Variable r 2").errors
        == ["VariableNotWritable,\(space)SetVariableCommand"])
    #expect(
      try await shell.run("Remove-Variable r").errors
        == ["VariableNotRemovable,\(space)RemoveVariableCommand"])
    #expect(try await shell.run("Set-Variable r 3 -Force -PassThru").errors == [])
    #expect(try await shell.run("Get-Variable r -ValueOnly").output == ["3"])
    #expect(try await shell.run("Remove-Variable r -Force").errors == [])
    #expect(
      try await shell.run("Set-Variable true 0 -Force").errors
        == ["VariableNotWritable,\(space)SetVariableCommand"])
  }

  @Test("what is piped in becomes one value")
  func pipedValues() async throws {
    let shell = try Shell()
    try shell.folder.write("1\n2\n", to: "f.txt")
    #expect(try await shell.run("Get-Content f.txt | Set-Variable lines").errors == [])
    #expect(try await shell.run("Get-Variable lines -ValueOnly").output == ["1 2"])
  }

  @Test("aliases are made, changed and looked up")
  func aliases() async throws {
    let shell = try Shell()
    let space = "Microsoft.PowerShell.Commands."
    #expect(try await shell.run("Set-Alias zz Get-Item").errors == [])
    #expect(
      try await shell.run("New-Alias zz Get-Item").errors
        == ["AliasAlreadyExists,\(space)NewAliasCommand"])
    #expect(
      try await shell.run("Get-Alias nope").errors
        == ["ItemNotFoundException,\(space)GetAliasCommand"])
    #expect(
      try await shell.run("Set-Alias gci x").errors == ["AliasNotWritable,\(space)SetAliasCommand"])
    #expect(
      try await shell.run("Set-Alias dir Get-Item").errors
        == ["AliasAllScopeOptionCannotBeRemoved,\(space)SetAliasCommand"])
    #expect(
      try await shell.run("Get-Alias -Definition Set-Location").output == ["cd", "chdir", "sl"])
  }
}
