import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite struct LocationCommandTests {
  private func shell() throws -> Shell {
    let shell = try Shell()
    try shell.folder.write("", to: "Sub/deep/x.txt")
    try shell.folder.write("", to: "Sub2/y.txt")
    return shell
  }

  @Test("the location moves within the drive and never above its root")
  func moving() async throws {
    let shell = try shell()
    #expect(try await shell.run("Get-Location").output == ["C:\\"])
    #expect(try await shell.run("Set-Location sub\\DEEP -PassThru").output == ["C:\\Sub\\deep"])
    #expect(try await shell.run("Set-Location .. -PassThru").output == ["C:\\Sub"])
    #expect(try await shell.run("Set-Location ..\\..\\.. -PassThru").output == ["C:\\"])
    #expect(try await shell.run("cd Sub -PassThru").output == ["C:\\Sub"])
    #expect(try await shell.run("cd \\ -PassThru").output == ["C:\\"])
    #expect(try await shell.run("cd Env: -PassThru").output == ["Env:\\"])
    #expect(try await shell.run("cd C: -PassThru").output == ["C:\\"])
    #expect(try await shell.run("cd - -PassThru").output == ["Env:\\"])
    #expect(try await shell.run("cd - -PassThru").output == ["C:\\"])
    #expect(try await shell.run("cd -PassThru").output == ["C:\\"])
  }

  @Test("a place outside of the start folder is shown as it is")
  func outside() async throws {
    let shell = try shell()
    let other = try ThrowawayFolder()
    try other.write("", to: "in/x")
    #expect(try await shell.run("cd \(other.path) -PassThru").output == [other.path])
    #expect(try await shell.run("cd in -PassThru").output == [other.path + "/in"])
    #expect(try await shell.run("cd .. -PassThru").output == [other.path])
    #expect(try await shell.run("dir -Name").output == ["in"])
    #expect(try await shell.run("Push-Location Env:").errors == [])
    #expect(try await shell.run("Pop-Location -PassThru").output == [other.path])
    #expect(try await shell.run("cd C:\\Sub -PassThru").output == ["C:\\Sub"])
  }

  @Test("what is no single container is refused and the location stays")
  func refused() async throws {
    let shell = try shell()
    let type = "Microsoft.PowerShell.Commands.SetLocationCommand"
    #expect(try await shell.run("cd none").errors == ["PathNotFound,\(type)"])
    #expect(try await shell.run("cd Sub\\deep\\x.txt").errors == ["PathNotFound,\(type)"])
    #expect(try await shell.run("cd Sub*").errors == ["Argument,\(type)"])
    #expect(try await shell.run("cd Nope:\\").errors == ["DriveNotFound,\(type)"])
    #expect(try await shell.run("cd Su*2 -PassThru").output == ["C:\\Sub2"])
  }

  @Test("stacks remember locations")
  func stacks() async throws {
    let shell = try shell()
    #expect(try await shell.run("Push-Location Sub -PassThru").output == ["C:\\Sub"])
    #expect(try await shell.run("Push-Location C:\\Sub2 -StackName other").errors == [])
    #expect(try await shell.run("Get-Location -Stack").output == ["C:\\"])
    #expect(try await shell.run("Pop-Location -PassThru").output == ["C:\\"])
    #expect(try await shell.run("Pop-Location") == Shell.Result())
    #expect(try await shell.run("Pop-Location -StackName other -PassThru").output == ["C:\\Sub"])
    #expect(
      try await shell.run("Pop-Location -StackName other").errors
        == ["Argument,Microsoft.PowerShell.Commands.PopLocationCommand"])
  }

  @Test("drives are made, listed, used and removed")
  func drives() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Get-PSDrive").output
        == ["Alias", "C", "Env", "Function", "Variable"])
    #expect(try await shell.run("New-PSDrive X FileSystem C:\\Sub").output == ["X"])
    #expect(try await shell.run("dir X:\\ -Name").output == ["deep"])
    #expect(try await shell.run("cd X:\\deep -PassThru").output == ["X:\\deep"])
    #expect(
      try await shell.run("Remove-PSDrive X").errors
        == ["InvalidOperation,Microsoft.PowerShell.Commands.RemovePSDriveCommand"])
    #expect(
      try await shell.run("New-PSDrive x FileSystem C:\\").errors
        == ["DriveAlreadyExists,Microsoft.PowerShell.Commands.NewPSDriveCommand"])
    _ = try await shell.run("cd C:\\")
    #expect(try await shell.run("Remove-PSDrive X").errors == [])
    #expect(
      try await shell.run("Get-PSDrive X").errors
        == ["GetLocationNoMatchingDrive,Microsoft.PowerShell.Commands.GetPSDriveCommand"])
    #expect(
      try await shell.run("Remove-PSDrive X").errors
        == ["DriveNotFound,Microsoft.PowerShell.Commands.RemovePSDriveCommand"])
    #expect(
      try await shell.run("New-PSDrive y Nope C:\\").errors
        == ["ProviderNotFound,Microsoft.PowerShell.Commands.NewPSDriveCommand"])
  }

  @Test("providers in the order of Windows PowerShell")
  func providers() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Get-PSProvider | Select-Object -ExpandProperty Name").output
        == ["Alias", "Environment", "FileSystem", "Function", "Variable"])
    #expect(
      try await shell.run("Get-PSProvider FileSystem | Select-Object -ExpandProperty Capabilities")
        .output == ["Filter, ShouldProcess, Credentials"])
  }
}
