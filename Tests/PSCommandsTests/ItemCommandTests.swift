import PSEngine
import SystemFiles
import Testing
import ThrowawayFolder

@testable import PSCommands

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

@Suite struct ItemCommandTests {
  typealias Result = Shell.Result

  private func shell(answers: [String] = []) throws -> Shell {
    let shell = try Shell(answers: answers)
    try shell.folder.write("two\nlines\n", to: "b.txt")
    try shell.folder.write("one", to: "a.txt")
    try shell.folder.write("x", to: "Sub/inner.txt")
    try shell.folder.write("y", to: "Sub/deep/last.log")
    try shell.folder.write("h", to: ".hidden")
    return shell
  }

  @Test("a listing shows folders first, hides dot files, and prints names")
  func listing() async throws {
    let shell = try shell()
    #expect(try await shell.run("Get-ChildItem").output == ["Sub", "a.txt", "b.txt"])
    #expect(try await shell.run("dir C:\\ -Name").output == ["Sub", "a.txt", "b.txt"])
    #expect(try await shell.run("dir -Force -File").output == [".hidden", "a.txt", "b.txt"])
    #expect(try await shell.run("dir -Directory").output == ["Sub"])
    #expect(try await shell.run("dir C:\\*.txt").output == ["C:\\a.txt", "C:\\b.txt"])
    #expect(try await shell.run("dir C:\\a.txt").output == ["C:\\a.txt"])
    #expect(try await shell.run("dir -Filter a*").output == ["a.txt"])
    #expect(try await shell.run("dir -Exclude a*").output == ["C:\\Sub", "C:\\b.txt"])
  }

  @Test("recursion goes level by level; a name that is no container is searched for")
  func recursion() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("dir -Recurse").output
        == ["Sub", "a.txt", "b.txt", "deep", "inner.txt", "last.log"])
    #expect(
      try await shell.run("dir -Recurse -Name").output
        == ["Sub", "a.txt", "b.txt", "Sub\\deep", "Sub\\inner.txt", "Sub\\deep\\last.log"])
    #expect(
      try await shell.run("dir -Depth 1 -Name").output
        == ["Sub", "a.txt", "b.txt", "Sub\\deep", "Sub\\inner.txt"])
    #expect(try await shell.run("dir last.log -Recurse -Name").output == ["Sub\\deep\\last.log"])
    #expect(
      try await shell.run("dir *.txt -Recurse -Name").output
        == ["a.txt", "b.txt", "Sub\\inner.txt"])
    #expect(
      try await shell.run("dir C:\\Sub -Recurse -Include *.log").output
        == ["C:\\Sub\\deep\\last.log"])
  }

  @Test("a missing path is reported with the path of the drive, and the rest goes on")
  func missing() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Get-Item nope,a.txt")
        == Result(
          output: ["C:\\a.txt"],
          errors: ["PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"]))
    #expect(
      try await shell.run("dir X:\\").errors
        == ["DriveNotFound,Microsoft.PowerShell.Commands.GetChildItemCommand"])
    #expect(try await shell.run("Get-Item C:\\no*") == Result())
    #expect(
      try await shell.run("Get-Item Nope::x").errors
        == ["ProviderNotFound,Microsoft.PowerShell.Commands.GetItemCommand"])
  }

  @Test("items carry the engine's notes and their own properties")
  func properties() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Get-Item a.txt | Select-Object -ExpandProperty PSPath").output
        == ["Microsoft.PowerShell.Core\\FileSystem::C:\\a.txt"])
    #expect(
      try await shell.run("Get-Item Sub\\inner.txt | Select-Object -ExpandProperty PSParentPath")
        .output == ["Microsoft.PowerShell.Core\\FileSystem::C:\\Sub"])
    #expect(
      try await shell.run("Get-Item a.txt | Select-Object -ExpandProperty Mode").output
        == ["-a----"])
    #expect(
      try await shell.run("Get-Item b.txt | Select-Object -ExpandProperty Length").output == ["10"])
    #expect(try await shell.run("dir Sub | Get-Item").output.count == 2)
  }

  @Test("paths name items: both separators, other case, provider-qualified, real ones")
  func forms() async throws {
    let shell = try shell()
    for path in [
      "sub/INNER.txt", "C:/Sub\\inner.txt", ".\\Sub\\..\\Sub\\inner.txt",
      "FileSystem::C:\\Sub\\inner.txt", shell.folder.path + "/Sub\\inner.txt",
    ] {
      #expect(try await shell.run("Get-Item \(path)").output == ["C:\\Sub\\inner.txt"], "\(path)")
    }
  }

  @Test("Test-Path never fails")
  func testPath() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Test-Path a.txt,Sub,nope,X:\\,*.txt").output
        == ["True", "True", "False", "False", "True"])
    #expect(try await shell.run("Test-Path a.txt,Sub -PathType Leaf").output == ["True", "False"])
    #expect(
      try await shell.run("Test-Path a.txt,Sub -PathType Container").output == ["False", "True"])
  }

  @Test("New-Item makes files, folders and links, and refuses what exists")
  func newItem() async throws {
    let shell = try shell()
    #expect(try await shell.run("New-Item n.txt -Value text").output == ["C:\\n.txt"])
    #expect(try shell.folder.text("n.txt") == "text")
    #expect(
      try await shell.run("New-Item n.txt").errors
        == ["NewItemIOError,Microsoft.PowerShell.Commands.NewItemCommand"])
    #expect(try await shell.run("New-Item x\\y\\z -ItemType Directory").errors == [])
    #expect(shell.folder.exists("x/y/z"))
    #expect(
      try await shell.run("New-Item x -ItemType Directory").errors
        == ["DirectoryExist,Microsoft.PowerShell.Commands.NewItemCommand"])
    #expect(
      try await shell.run("New-Item no\\file.txt").errors
        == ["NewItemIOError,Microsoft.PowerShell.Commands.NewItemCommand"])
    #expect(try await shell.run("New-Item -Path x -Name f.txt -WhatIf").output == [])
    #expect(!shell.folder.exists("x/f.txt"))
    #expect(shell.host.written.contains("What if: Performing the operation \"Create File\""))
  }

  @Test("a folder with children is asked about; -Recurse answers, -Force does not")
  func removeItem() async throws {
    let shell = try shell(answers: ["n", "y"])
    #expect(try await shell.run("Remove-Item Sub -Force").errors == [])
    #expect(shell.folder.exists("Sub/inner.txt"))
    #expect(
      shell.host.written.contains(
        "The item at Microsoft.PowerShell.Core\\FileSystem::C:\\Sub has children"))
    #expect(try await shell.run("Remove-Item Sub").errors == [])
    #expect(!shell.folder.exists("Sub"))
    #expect(try await shell.run("Remove-Item *.txt").errors == [])
    #expect(!shell.folder.exists("a.txt"))
    #expect(
      try await shell.run("Remove-Item .hidden").errors == [
        "RemoveFileSystemItemUnAuthorizedAccess,Microsoft.PowerShell.Commands.RemoveItemCommand"
      ])
  }

  @Test("the current location and what holds it cannot be removed")
  func removeInUse() async throws {
    let shell = try shell()
    _ = try await shell.run("Set-Location Sub\\deep")
    #expect(
      try await shell.run("Remove-Item C:\\Sub -Recurse").errors
        == ["InvalidOperation,Microsoft.PowerShell.Commands.RemoveItemCommand"])
    #expect(shell.folder.exists("Sub/deep/last.log"))
  }

  @Test("a removed link leaves what it points to")
  func removeLink() async throws {
    let shell = try shell()
    let outside = try ThrowawayFolder()
    try outside.write("k", to: "kept.txt")
    try FileCalls.makeLink(shell.folder.path + "/Sub/link", to: outside.path)
    #expect(try await shell.run("Remove-Item Sub -Recurse").errors == [])
    #expect(outside.exists("kept.txt"))
    #expect(!shell.folder.exists("Sub"))
  }

  @Test("a file that no value could hold is appended to and copied")
  func largeFile() async throws {
    let shell = try shell()
    let size = off_t(ValueLimits.textSize) + 1
    try #require(truncate(shell.folder.path + "/a.txt", size) == 0)
    #expect(try await shell.run("Add-Content a.txt x -Encoding UTF8").errors == [])
    #expect(try FileCalls.status(shell.folder.path + "/a.txt").size == size + 2)
    #expect(try await shell.run("Copy-Item a.txt Sub").errors == [])
    #expect(try FileCalls.status(shell.folder.path + "/Sub/a.txt").size == size + 2)
  }

  @Test("copies, moves and renames")
  func transfer() async throws {
    let shell = try shell()
    #expect(try await shell.run("Copy-Item a.txt Sub").errors == [])
    #expect(try shell.folder.text("Sub/a.txt") == "one")
    #expect(try await shell.run("Copy-Item Sub Other -Recurse").errors == [])
    #expect(shell.folder.exists("Other/deep/last.log"))
    #expect(
      try await shell.run("Copy-Item a.txt a.txt").errors
        == ["CopyError,Microsoft.PowerShell.Commands.CopyItemCommand"])
    #expect(try await shell.run("Move-Item a.txt Other\\moved.txt").errors == [])
    #expect(try shell.folder.text("Other/moved.txt") == "one")
    #expect(
      try await shell.run("Rename-Item b.txt B.TXT -PassThru").output == ["C:\\B.TXT"])
    #expect(try SystemCalls.names(in: shell.folder.path).contains("B.TXT"))
    #expect(
      try await shell.run("Rename-Item B.TXT x\\y").errors
        == ["Argument,Microsoft.PowerShell.Commands.RenameItemCommand"])
    #expect(
      try await shell.run("Copy-Item B.TXT Env:\\x").errors
        == [
          "CopyItemSourceAndDestinationNotSameProvider,Microsoft.PowerShell.Commands.CopyItemCommand"
        ])
  }

  @Test("the parts of a path and their combination")
  func pathCommands() async throws {
    let shell = try shell()
    #expect(try await shell.run("Split-Path C:\\a\\b").output == ["C:\\a"])
    #expect(try await shell.run("Split-Path C:\\a\\b -Leaf").output == ["b"])
    #expect(try await shell.run("Split-Path WSMan:\\x -Qualifier").output == ["WSMan:"])
    #expect(try await shell.run("Split-Path C:\\a -NoQualifier").output == ["\\a"])
    #expect(try await shell.run("Join-Path C:\\a b").output == ["C:\\a\\b"])
    #expect(try await shell.run("Resolve-Path *.txt").output == ["C:\\a.txt", "C:\\b.txt"])
    #expect(
      try await shell.run("Resolve-Path Sub\\inner.txt -Relative").output
        == [".\\Sub\\inner.txt"])
    #expect(
      try await shell.run("Convert-Path a.txt").output == [shell.folder.path + "/a.txt"])
  }

  @Test("a confined shell sees nothing outside of its folder")
  func confined() async throws {
    let shell = try Shell(allowsPrograms: false)
    #expect(
      try await shell.run("Get-Item /etc/passwd").errors
        == ["PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"])
    #expect(try await shell.run("Test-Path /etc").output == ["False"])
    #expect(
      try await shell.run("Set-Content /tmp/wsmansh-outside.txt x").errors == [
        "GetContentWriterUnauthorizedAccessError,Microsoft.PowerShell.Commands.SetContentCommand"
      ])
  }
}
