import PSEngine
import Testing

@testable import PSFormatting

@Suite("Errors as shown (language.md 9.2, 9.3)")
struct ErrorViewTests {
  private var missing: ErrorReport {
    var report = ErrorReport(
      message: #"Cannot find path 'WSMan:\localhost\nope' because it does not exist."#,
      category: ErrorCategoryText(
        category: "ObjectNotFound", targetName: #"WSMan:\localhost\nope"#, targetType: "String",
        activity: "Set-Item", reason: "ItemNotFoundException"),
      fullyQualifiedErrorId: "PathNotFound,Microsoft.PowerShell.Commands.SetItemCommand",
      conciseName: "Set-Item")
    report.prefix = "Set-Item"
    report.position = ErrorReport.Position(
      line: 1, column: 1, source: #"Set-Item WSMan:\localhost\nope 1"#,
      marks: String(repeating: "~", count: 32))
    return report
  }

  private func lines(
    _ report: ErrorReport, terminal width: Int = 120, _ style: OutputStyle = .desktop
  ) -> [String] {
    ErrorView.lines(report, lineWidth: width - 1, style: style)
  }

  @Test func normalView() {
    #expect(
      lines(missing)
        == golden(
          #"""
          Set-Item : Cannot find path 'WSMan:\localhost\nope' because it does not exist.
          At line:1 char:1
          + Set-Item WSMan:\localhost\nope 1
          + ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
              + CategoryInfo          : ObjectNotFound: (WSMan:\localhost\nope:String) [Set-Item], ItemNotFoundException
              + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.SetItemCommand
          """#) + [" "])
  }

  @Test("Long lines are cut into chunks of W-6 with four blanks each: three of them start the next")
  func chunks() {
    #expect(
      Array(lines(missing, terminal: 80)[4...7]) == [
        #"    + CategoryInfo          : ObjectNotFound: (WSMan:\localhost\nope:String) [ "#,
        "   Set-Item], ItemNotFoundException",
        "    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.SetIt ",
        "   emCommand",
      ])
  }

  @Test("With a message of its own nothing follows the id")
  func detailsMessage() {
    var report = missing
    report.isExceptionMessage = false
    #expect(lines(report).last?.hasPrefix("    + FullyQualifiedErrorId") == true)
  }

  @Test("A throw has no command in front")
  func thrown() {
    var report = ErrorReport(
      message: "x",
      category: ErrorCategoryText(
        category: "OperationStopped", targetName: "x", targetType: "String",
        reason: "RuntimeException"),
      fullyQualifiedErrorId: "x", conciseName: "Exception")
    report.position = ErrorReport.Position(
      line: 1, column: 1, source: #"throw "x""#, marks: "~~~~~~~~~")
    #expect(
      lines(report)
        == golden(
          #"""
          x
          At line:1 char:1
          + throw "x"
          + ~~~~~~~~~
              + CategoryInfo          : OperationStopped: (x:String) [], RuntimeException
              + FullyQualifiedErrorId : x
          """#) + [" "])
    #expect(lines(report, .core) == ["Exception: x"])
  }

  @Test("A syntax error shows the place before the message")
  func syntaxError() {
    var report = ErrorReport(
      message: "Missing closing '}' in statement block.",
      category: ErrorCategoryText(
        category: "ParserError", reason: "ParentContainsErrorRecordException"),
      fullyQualifiedErrorId: "MissingEndCurlyBrace", conciseName: "ParserError")
    report.isSyntaxError = true
    report.position = ErrorReport.Position(line: 1, column: 5, source: "if ($", marks: "    ~")
    #expect(
      lines(report)
        == golden(
          """
          At line:1 char:5
          + if ($
          +     ~
          Missing closing '}' in statement block.
              + CategoryInfo          : ParserError: (:) [], ParentContainsErrorRecordException
              + FullyQualifiedErrorId : MissingEndCurlyBrace
          """) + [" "])
  }

  @Test("Names of more than 40 characters keep both ends")
  func longNames() {
    var report = missing
    report.category.targetName = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ"
    #expect(
      ErrorView.categoryText(report, style: .desktop)
        == "ObjectNotFound: (abcdefghijklmno...56789ABCDEFGHIJ:String) [Set-Item], "
        + "ItemNotFoundException")
    #expect(
      ErrorView.categoryText(report, style: .core)
        == "ObjectNotFound: (abcdefghijklmnopqrs…123456789ABCDEFGHIJ:String) [Set-Item], "
        + "ItemNotFoundException")
  }

  @Test func categoryView() {
    var style = OutputStyle.desktop
    style.errorView = .category
    #expect(
      lines(missing, style) == [
        #"ObjectNotFound: (WSMan:\localhost\nope:String) [Set-Item], ItemNotFoundException"#
      ])
  }

  private func lines(_ report: ErrorReport, _ style: OutputStyle) -> [String] {
    lines(report, terminal: 120, style)
  }

  @Test("In a script PowerShell 7 shows the line and the message behind a bar")
  func conciseView() {
    var report = missing
    #expect(
      lines(report, .core) == [
        #"Set-Item: Cannot find path 'WSMan:\localhost\nope' because it does not exist."#
      ])
    report.position?.fileName = #"C:\lab\set.ps1"#
    report.position?.line = 4
    #expect(
      lines(report, .core)
        == golden(
          #"""
          Set-Item: C:\lab\set.ps1:4
          Line |
             4 |  Set-Item WSMan:\localhost\nope 1
               |  ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
               | Cannot find path 'WSMan:\localhost\nope' because it does not exist.
          """#))
    report.position?.fileName = nil
    report.position?.isMultiline = true
    #expect(lines(report, .core).first == "Set-Item:")
  }

  @Test("What a program writes to its error stream is shown as it is")
  func programText() {
    var report = missing
    report.isPlainMessage = true
    report.message = "grep: x: No such file"
    #expect(lines(report) == ["grep: x: No such file"])
  }

  @Test("A message of a megabyte is laid out in linear time")
  func hugeMessage() {
    var report = missing
    report.fullyQualifiedErrorId = String(repeating: "x", count: 1_000_000)
    let start = ContinuousClock.now
    #expect(lines(report).count > 8_000)
    #expect(ContinuousClock.now - start < .seconds(5))
  }
}
