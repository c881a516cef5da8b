import Testing
import ThrowawayFolder

@testable import PSCommands

@Suite struct PipelineCommandTests {
  private func shell() throws -> Shell {
    let shell = try Shell()
    try shell.folder.write("10\n9\n2\nB\na\na\n", to: "n.txt")
    try shell.folder.write("0123456789", to: "Sub/big.bin")
    try shell.folder.write("01", to: "Sub/small.bin")
    try shell.folder.write("0", to: "Sub/tiny.log")
    return shell
  }

  @Test("the simple form of Where-Object has all operators")
  func simpleWhere() async throws {
    let shell = try shell()
    let names = { (line: String) in
      try await shell.run("dir Sub | \(line) | Select-Object -ExpandProperty Name").output
    }
    #expect(try await names("where Length -gt 1") == ["big.bin", "small.bin"])
    #expect(try await names("where Length -le 2") == ["small.bin", "tiny.log"])
    #expect(try await names("where Name -like *.BIN") == ["big.bin", "small.bin"])
    #expect(try await names("where Name -clike *.BIN") == [])
    #expect(try await names("where Name -match ^.i") == ["big.bin", "tiny.log"])
    #expect(try await names("where Name -notmatch ^.i") == ["small.bin"])
    #expect(try await names("where Name -in big.bin,x") == ["big.bin"])
    #expect(try await names("where Name TINY.log") == ["tiny.log"])
    #expect(try await names("where Name -ceq TINY.log") == [])
    #expect(try await names("where PSIsContainer") == [])
    #expect(try await names("where -Not PSIsContainer").count == 3)
    #expect(try await names("where Nothing -eq $null").count == 3)
    #expect(
      try await shell.run("dir | where Name -gt").errors
        == [
          "!ValueNotSpecifiedForWhereObject,Microsoft.PowerShell.Commands.WhereObjectCommand"
        ])
  }

  @Test("ForEach-Object reads properties and calls methods")
  func members() async throws {
    let shell = try shell()
    #expect(try await shell.run("dir Sub | % Length").output == ["10", "2", "1"])
    #expect(try await shell.run("Get-Content n.txt | % ToUpper").output.last == "A")
    let cut = try await shell.run("Get-Content n.txt | % Substring 2")
    #expect(cut.output == [""])
    #expect(
      cut.errors
        == Array(
          repeating: "MethodInvocationError,Microsoft.PowerShell.Commands.ForEachObjectCommand",
          count: 5))
    #expect(try await shell.run("dir Sub | % Nothing").output == [])
  }

  @Test("Select-Object takes parts of the stream and of the objects")
  func select() async throws {
    let shell = try shell()
    #expect(try await shell.run("Get-Content n.txt | select -First 2").output == ["10", "9"])
    #expect(try await shell.run("Get-Content n.txt | select -Last 1").output == ["a"])
    #expect(
      try await shell.run("Get-Content n.txt | select -Unique").output
        == ["10", "9", "2", "B", "a"])
    #expect(try await shell.run("Get-Content n.txt | select -Index 0,2").output == ["10", "2"])
    #expect(
      try await shell.run("dir Sub | select name,Length -First 1").output
        == ["@{Name=big.bin; Length=10}"])
    #expect(
      try await shell.run("dir Sub | select N*,None -Last 1").output
        == ["@{Name=tiny.log; None=}"])
    #expect(
      try await shell.run("dir Sub | select -ExpandProperty Nope").errors.count == 3)
    #expect(
      try await shell.run("dir Sub | select Name,name -First 1").errors == [
        "AlreadyExistingUserSpecifiedPropertyNoExpand,"
          + "Microsoft.PowerShell.Commands.SelectObjectCommand"
      ])
  }

  @Test("sorting is stable, by several keys, in either direction")
  func sort() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Get-Content n.txt | sort").output == ["10", "2", "9", "a", "a", "B"])
    #expect(
      try await shell.run("Get-Content n.txt | sort -Descending -Unique").output
        == ["B", "a", "9", "2", "10"])
    #expect(
      try await shell.run("dir Sub | sort Length | % Name").output
        == ["tiny.log", "small.bin", "big.bin"])
    #expect(
      try await shell.run("dir Sub | sort Extension,Length | % Name").output
        == ["small.bin", "big.bin", "tiny.log"])
  }

  @Test("groups keep the order of their first members")
  func group() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("dir Sub | group Extension | select Count,Name").output
        == ["@{Count=2; Name=.bin}", "@{Count=1; Name=.log}"])
    #expect(
      try await shell.run("Get-Content n.txt | group | where Count -gt 1 | % Name").output == ["a"])
  }

  @Test("measuring numbers and text")
  func measure() async throws {
    let shell = try shell()
    #expect(
      try await shell.run(
        "dir Sub | measure Length -Sum -Average -Maximum -Minimum "
          + "| select Count,Average,Sum,Maximum,Minimum,Property"
      ).output.first == "@{Count=3; Average=4.33333333333333; Sum=13; Maximum=10; Minimum=1; "
        + "Property=Length}")
    #expect(
      try await shell.run("Get-Content n.txt | measure -Line -Word -Character | select L*,W*,C*")
        .output == ["@{Lines=6; Words=6; Characters=7}"])
    #expect(
      try await shell.run("Get-Content n.txt | measure -Sum").errors.first
        == "NonNumericInputObject,Microsoft.PowerShell.Commands.MeasureObjectCommand")
    #expect(
      try await shell.run("dir Sub | measure Nope -Sum").errors
        == ["GenericMeasurePropertyNotFound,Microsoft.PowerShell.Commands.MeasureObjectCommand"])
  }

  @Test("differences of two sets")
  func compare() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Compare-Object a,b,c b,c,d").output
        == ["@{InputObject=d; SideIndicator==>}", "@{InputObject=a; SideIndicator=<=}"])
    #expect(
      try await shell.run("Compare-Object a,B b,x -IncludeEqual -ExcludeDifferent").output
        == ["@{InputObject=B; SideIndicator===}"])
    #expect(
      try await shell.run("Compare-Object a,B a,b -CaseSensitive -PassThru").output == ["b", "B"])
  }

  @Test("neighbours that are equal are dropped")
  func unique() async throws {
    let shell = try shell()
    #expect(
      try await shell.run("Get-Content n.txt | Get-Unique").output == ["10", "9", "2", "B", "a"])
    #expect(try await shell.run("dir Sub | Get-Unique -OnType").output == ["big.bin"])
  }
}
