import Testing

@testable import PSLanguage

@Suite struct TokenTests {
  /// The tokens as `role-or-kind:text`.
  private func tokens(_ text: String) -> [String] {
    Parser.parse(text).tokens.map { token in
      (token.role == .plain ? "\(token.kind)" : "\(token.role)") + ":" + token.text
    }
  }

  @Test func rolesTellWhatATokenIsFor() {
    #expect(
      tokens("Get-Item -Path WSMan:\\ | ft # x") == [
        "commandName:Get-Item", "parameter:-Path", "argument:WSMan:\\", "operatorSymbol:|",
        "commandName:ft", "comment:# x",
      ])
    #expect(
      tokens("$x.Name = [int]::MaxValue") == [
        "variable:$x", "operatorSymbol:.", "memberName:Name", "operatorSymbol:=", "bracket:[",
        "typeName:int", "bracket:]", "operatorSymbol:::", "memberName:MaxValue",
      ])
    #expect(
      tokens("function f { if ($a) { @{k=1} } }").filter { $0.hasPrefix("functionName") } == [
        "functionName:f"
      ])
  }

  @Test func stringsComeBeforeWhatIsInside() {
    #expect(
      tokens("a \"b$(c $d)\"") == [
        "commandName:a", "stringExpandable:\"b$(c $d)\"", "bracket:$(", "commandName:c",
        "variable:$d", "bracket:)",
      ])
  }

  static let unfinished = [
    ("Get-It", "commandName:Get-It"), ("Get-Item -Pa", "parameter:-Pa"),
    ("(Get-Item WSMan:\\lo", "argument:WSMan:\\lo"), ("$x.Na", "memberName:Na"),
    ("[System.Ma", "typeName:System.Ma"), ("a | b; c $en", "variable:$en"),
    ("a \"$(b c", "argument:c"), ("foo 'a b", "stringLiteral:'a b"),
    ("if ($a) { b -c", "parameter:-c"),
    ("$x = Get-", "commandName:Get-"), ("a @par", "splattedVariable:@par"),
    ("a -b:c", "argument:c"),
    ("a ) b\nGet-It", "commandName:Get-It"), ("$env:co", "variable:$env:co"),
    ("a > C:\\x", "redirectionTarget:C:\\x"), ("@{ k = Get-It", "commandName:Get-It"),
  ]

  @Test(arguments: unfinished) func theLastTokenOfAnUnfinishedLineIsKnown(
    _ example: (String, String)
  ) {
    #expect(tokens(example.0).last == example.1)
  }

  static let places = [
    ("a |", 1, 4, "EmptyPipeElement"), ("$x 5", 1, 4, "UnexpectedToken"),
    ("a\nb )", 2, 3, "UnexpectedToken"), ("(1", 1, 3, "MissingEndParenthesisInExpression"),
    ("\u{1F600}x (", 1, 6, "ExpectedExpression"), ("1 + ", 1, 4, "ExpectedValueExpression"),
    ("a < b", 1, 3, "RedirectionNotSupported"), ("x | 5", 1, 5, "ExpressionsMustBeFirstInPipeline"),
    ("@{a=1;b=2;A=3}", 1, 11, "DuplicateKeyInHashLiteral"),
  ]

  @Test(arguments: places) func diagnosticsPointAtThePlace(
    _ example: (String, Int, Int, String)
  ) throws {
    let diagnostic = try #require(Parser.parse(example.0).diagnostics.first)
    let position = diagnostic.extent.startPosition
    #expect(diagnostic.id == example.3)
    #expect(position.lineNumber == example.1)
    #expect(position.columnNumber == example.2)
    #expect(!diagnostic.message.isEmpty)
  }

  @Test func extentsCoverTheirText() throws {
    let result = Parser.parse("$a = dir x | sort # c\n")
    let statement = try #require(result.ast.endBlock?.statements.first)
    #expect(statement.extent.text == "$a = dir x | sort")
    guard case .assignment(let assignment) = statement else {
      Issue.record("no assignment")
      return
    }
    #expect(assignment.target.extent.text == "$a")
    #expect(assignment.operatorExtent.text == "=")
    #expect(assignment.value.extent.text == "dir x | sort")
  }

  @Test func scriptBlocksKnowTheirInnerText() throws {
    let result = Parser.parse("{ 1; 2 }")
    guard
      case .scriptBlock(let block) = try #require(
        result.ast.endBlock?.statements.first?.singleExpression)
    else {
      Issue.record("no script block")
      return
    }
    #expect(block.scriptBlock.bodyExtent.text == " 1; 2 ")
    #expect(block.scriptBlock.extent.text == "{ 1; 2 }")
  }
}
