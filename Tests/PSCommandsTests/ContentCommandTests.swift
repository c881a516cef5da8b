import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite struct ContentCommandTests {
  @Test("content is read line by line, in parts, raw, and cut at delimiters")
  func reading() async throws {
    let shell = try Shell()
    try shell.folder.write("a\r\nb\nc\n", to: "l.txt")
    #expect(try await shell.run("Get-Content l.txt").output == ["a", "b", "c"])
    #expect(try await shell.run("Get-Content l.txt -Raw").output == ["a\r\nb\nc\n"])
    #expect(try await shell.run("Get-Content l.txt -TotalCount 2").output == ["a", "b"])
    #expect(try await shell.run("Get-Content l.txt -Tail 1").output == ["c"])
    #expect(try await shell.run("Get-Content l.txt -ReadCount 2").output == ["a b", "c"])
    #expect(try await shell.run("Get-Content l.txt -Delimiter b").output == ["a\r\nb", "\nc\n"])
    #expect(
      try await shell.run("Get-Content l.txt -Encoding Byte -TotalCount 3").output
        == ["97", "13", "10"])
    #expect(
      try await shell.run("Get-Content l.txt -Tail 1 -TotalCount 1").errors
        == ["!TailAndHeadCannotCoexist,Microsoft.PowerShell.Commands.GetContentCommand"])
  }

  @Test("errors of reading")
  func readingErrors() async throws {
    let shell = try Shell()
    try shell.folder.write("", to: "Sub/x")
    #expect(
      try await shell.run("Get-Content none.txt").errors
        == ["PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand"])
    #expect(
      try await shell.run("Get-Content Sub").errors == [
        "GetContentReaderUnauthorizedAccessError,Microsoft.PowerShell.Commands.GetContentCommand"
      ])
    #expect(
      try await shell.run("Set-Content no\\x.txt y").errors == [
        "GetContentWriterDirectoryNotFoundError,Microsoft.PowerShell.Commands.SetContentCommand"
      ])
  }

  @Test("writing replaces or appends, with the encoding asked for or that of the file")
  func writing() async throws {
    let shell = try Shell()
    #expect(try await shell.run("Set-Content f.txt one,two").errors == [])
    #expect(try shell.folder.text("f.txt") == "one\ntwo\n")
    #expect(try await shell.run("Add-Content f.txt 3").errors == [])
    #expect(try shell.folder.text("f.txt") == "one\ntwo\n3\n")
    #expect(try await shell.run("Set-Content f.txt x -NoNewline -Encoding Unicode").errors == [])
    #expect(try FileBytes.read(shell.folder.path + "/f.txt") == [0xff, 0xfe, 0x78, 0])
    #expect(try await shell.run("Add-Content f.txt y -NoNewline").errors == [])
    #expect(try FileBytes.read(shell.folder.path + "/f.txt") == [0xff, 0xfe, 0x78, 0, 0x79, 0])
    #expect(try await shell.run("Get-Content f.txt").output == ["xy"])
    #expect(try await shell.run("Clear-Content f.txt").errors == [])
    #expect(try shell.folder.text("f.txt") == "")
    #expect(try await shell.run("Set-Content f.txt z -WhatIf").errors == [])
    #expect(try shell.folder.text("f.txt") == "")
  }

  @Test("a pipeline may read the file that it ends in")
  func sameFile() async throws {
    let shell = try Shell()
    try shell.folder.write("b\na\n", to: "f.txt")
    #expect(try await shell.run("Get-Content f.txt | Sort-Object | Set-Content f.txt").errors == [])
    #expect(try shell.folder.text("f.txt") == "a\nb\n")
  }

  @Test("Select-String finds lines in files and in what is piped in")
  func selectString() async throws {
    let shell = try Shell()
    try shell.folder.write("one\nTwo\nthree\n", to: "f.txt")
    #expect(
      try await shell.run("Select-String -Pattern t. -Path f.txt").output
        == ["f.txt:2:Two", "f.txt:3:three"])
    #expect(
      try await shell.run("Select-String t. f.txt -CaseSensitive").output == ["f.txt:3:three"])
    #expect(try await shell.run("Get-Content f.txt | Select-String -NotMatch t").output == ["one"])
    #expect(try await shell.run("Select-String . f.txt -SimpleMatch -Quiet").output == ["False"])
    #expect(try await shell.run("dir | Select-String one").output == ["f.txt:1:one"])
  }
}
