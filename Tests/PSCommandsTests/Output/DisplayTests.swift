import PSEngine
import Testing

@testable import PSCommands

/// What is seen after a line has been typed: language, commands and formatting together.
@Suite("Typed lines and what they show")
struct DisplayTests {
  /// What a host of 120 columns gets.
  private func shown(_ lines: String...) async throws -> String {
    let shell = try Shell()
    for line in lines { _ = await shell.runspace.run(line) }
    return shell.host.written
  }

  @Test("One line is one formatting run: the second object goes into the columns of the first")
  func oneRunPerLine() async throws {
    #expect(
      try await shown("[pscustomobject]@{A=1;B='x'}; [pscustomobject]@{B='y';C=2}")
        == "\nA B\n- -\n1 x\n  y\n\n\n")
    #expect(
      try await shown("[pscustomobject]@{A=1}", "[pscustomobject]@{B=2}")
        == "\nA\n-\n1\n\n\n\nB\n-\n2\n\n\n")
  }

  @Test func calculatedProperties() async throws {
    #expect(
      try await shown(
        "1..3 | Select-Object @{n='N';e={$_}} | Format-Table N,@{L='Square';E={$_.N*$_.N}}")
        == "\nN Square\n- ------\n1      1\n2      4\n3      9\n\n\n")
  }

  @Test("A property that fails is empty and reports nothing")
  func failingProperty() async throws {
    #expect(
      try await shown("[pscustomobject]@{A=1} | Format-Table A,@{L='X';E={1/0}}")
        == "\nA X\n- -\n1\n\n\n")
  }

  @Test("Format objects in a variable print when they reach the end of a pipeline")
  func keptTable() async throws {
    #expect(
      try await shown(
        "$t = [pscustomobject]@{A=1} | Format-Table", "$t", "($t | Out-String).Length")
        == "\nA\n-\n1\n\n\n9\n")
  }

  @Test("A table that a command formats ends what was shown before and begins anew")
  func formattedAfterDefault() async throws {
    #expect(
      try await shown("[pscustomobject]@{A=1}; [pscustomobject]@{B=2} | Format-Table")
        == "\nA\n-\n1\n\n\n\nB\n-\n2\n\n\n")
  }

  @Test func groups() async throws {
    #expect(
      try await shown("'a','b' | Group-Object | Format-List Name,Count -GroupBy Name")
        == "\n\n   Name: a\n\n\nName  : a\nCount : 1\n\n\n\n   Name: b\n\n\nName  : b\nCount : 1\n\n\n\n"
    )
  }

  @Test("Errors stand where they happen, in the normal view")
  func errors() async throws {
    #expect(
      try await shown("Get-Item C:\\nope; 'after'") == #"""
        Get-Item : Cannot find path 'C:\nope' because it does not exist.
        At line:1 char:1
        + Get-Item C:\nope; 'after'
        + ~~~~~~~~~~~~~~~~
            + CategoryInfo          : ObjectNotFound: (C:\nope:String) [Get-Item], ItemNotFoundException
            + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand

        after

        """#)
    #expect(
      try await shown("function F { Write-Error 'inner' }", "F") == #"""
        F : inner
        At line:1 char:1
        + F
        + ~
            + CategoryInfo          : NotSpecified: (:) [Write-Error], WriteErrorException
            + FullyQualifiedErrorId : Microsoft.PowerShell.Commands.WriteErrorException,F


        """#)
    #expect(
      try await shown("Write-Error 'x'").hasPrefix(
        "Write-Error 'x' : x\n    + CategoryInfo          : NotSpecified: (:) [Write-Error]"))
  }

  @Test("Members of an error that scripts read")
  func errorMembers() async throws {
    #expect(
      try await shown(
        "Get-Item C:\\nope -ErrorAction SilentlyContinue",
        "$e = $Error[0]; $e.CategoryInfo.Category; $e.CategoryInfo.Reason",
        "$e.CategoryInfo; $e.InvocationInfo.MyCommand.Name; $e.Exception.GetType().FullName")
          == """
          ObjectNotFound
          ItemNotFoundException

          """
          + """


          Category   : ObjectNotFound
          Activity   : Get-Item
          Reason     : ItemNotFoundException
          TargetName : C:\\nope
          TargetType : String

          Get-Item
          System.Management.Automation.ItemNotFoundException



          """)
  }

  @Test("Redirections format as the display does; merged warnings keep their prefix")
  func redirections() async throws {
    let shell = try Shell()
    for line in [
      "[pscustomobject]@{A=1} > C:\\r.txt", "'more' >> C:\\r.txt", "Get-Item C:\\no 2> C:\\e.txt",
      "Write-Warning careful 3>&1",
    ] {
      _ = await shell.runspace.run(line)
    }
    let text = TextFileEncoding.decode(try shell.folder.bytes("r.txt"))
    #expect(text == "\nA\n-\n1\n\n\nmore\n")
    let errors = TextFileEncoding.decode(try shell.folder.bytes("e.txt"))
    #expect(errors.hasPrefix("Get-Item : Cannot find path"))
    #expect(shell.host.written == "WARNING: careful\n")
  }

  @Test("$FormatEnumerationLimit and $ErrorView are obeyed")
  func preferences() async throws {
    #expect(
      try await shown("$FormatEnumerationLimit = 2; [pscustomobject]@{A=1,2,3}")
        == "\nA\n-\n{1, 2...}\n\n\n")
    #expect(
      try await shown("$ErrorView = 'CategoryView'", "Get-Item C:\\nope")
        == "ObjectNotFound: (C:\\nope:String) [Get-Item], ItemNotFoundException\n")
  }

  @Test("What was collected before an error is shown before the error ends the line")
  func rowsBeforeError() async throws {
    let text = try await shown("[pscustomobject]@{A=1}; throw 'stop'")
    #expect(text.hasPrefix("\nA\n-\n1\n"))
    #expect(text.contains("stop\nAt line:1 char:25\n"))
  }

  @Test func tee() async throws {
    #expect(
      try await shown("1,2 | Tee-Object -Variable kept | Out-Null", "$kept.Count") == "2\n")
  }
}
