import Testing

@testable import PSCommands

@Suite struct SessionDriveTests {
  @Test("variables of the environment are items and content, in any case")
  func environment() async throws {
    let shell = try Shell()
    #expect(try await shell.run("Get-Content Env:\\sample").output == ["value"])
    #expect(
      try await shell.run("Get-Item Env:SAMPLE | Select-Object -ExpandProperty Value").output
        == ["value"])
    #expect(try await shell.run("Set-Item Env:\\New 5").errors == [])
    #expect(try await shell.run("dir Env:\\N* -Name").output == ["New"])
    #expect(try await shell.run("Rename-Item Env:\\New Newer").errors == [])
    #expect(try await shell.run("Test-Path Env:\\New,Env:\\Newer").output == ["False", "True"])
    #expect(try await shell.run("Remove-Item Env:\\Newer").errors == [])
    #expect(
      try await shell.run("Get-Item Env:\\Newer").errors
        == ["PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"])
    #expect(try await shell.run("Get-Content Env:\\OS").output == ["Windows_NT"])
  }

  @Test("variables are items; constants stay")
  func variables() async throws {
    let shell = try Shell()
    #expect(try await shell.run("New-Item Variable:\\v -Value 1").errors == [])
    #expect(try await shell.run("Get-Variable v -ValueOnly").output == ["1"])
    #expect(
      try await shell.run("New-Item Variable:\\v -Value 2").errors
        == ["VariableAlreadyExists,Microsoft.PowerShell.Commands.NewItemCommand"])
    #expect(try await shell.run("Clear-Item Variable:\\v").errors == [])
    #expect(try await shell.run("Get-Variable v -ValueOnly").output == [""])
    #expect(
      try await shell.run("Remove-Item Variable:\\true").errors
        == ["!VariableNotRemovable,Microsoft.PowerShell.Commands.RemoveItemCommand"])
  }

  @Test("aliases and functions are items")
  func commands() async throws {
    let shell = try Shell()
    #expect(try await shell.run("Get-Content Alias:\\gci").output == ["Get-ChildItem"])
    #expect(try await shell.run("New-Item Alias:\\zz -Value Get-Item").errors == [])
    #expect(
      try await shell.run("Get-Alias zz | Select-Object -ExpandProperty Definition").output
        == ["Get-Item"])
    #expect(
      try await shell.run("Set-Item Alias:\\gci x").errors
        == ["!AliasNotWritable,Microsoft.PowerShell.Commands.SetItemCommand"])
    #expect(try await shell.run("Get-Content Function:\\cd..").output == ["Set-Location .."])
    #expect(try await shell.run("Remove-Item Function:\\cd..").errors == [])
    #expect(try await shell.run("Test-Path Function:\\cd..").output == ["False"])
  }

  @Test("what these drives cannot do is refused")
  func refused() async throws {
    let shell = try Shell()
    #expect(
      try await shell.run("Get-ChildItem Env:\\ -Filter x").errors
        == ["NotSupported,Microsoft.PowerShell.Commands.GetChildItemCommand"])
    #expect(
      try await shell.run("Get-ItemProperty Env:\\SAMPLE").errors
        == ["NotSupported,Microsoft.PowerShell.Commands.GetItemPropertyCommand"])
    #expect(
      try await shell.run("Get-ChildItem Env:\\ -Depth 1").errors
        == ["NotSupported,Microsoft.PowerShell.Commands.GetChildItemCommand"])
  }
}
