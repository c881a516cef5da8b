import Testing

@testable import PSLanguage

@Suite struct CommandTests {
  static let arguments = [
    Case("dir", "(command dir)"),
    Case("dir WSMan:\\localhost\\Client", "(command dir WSMan:\\localhost\\Client)"),
    Case(
      "winrm g winrm/config/listener?Address=*+Transport=HTTP",
      "(command winrm g winrm/config/listener?Address=*+Transport=HTTP)"),
    Case(
      "a http://lab01:5985/wsman IP:127.0.0.1 wmicimv2/*",
      "(command a http://lab01:5985/wsman IP:127.0.0.1 wmicimv2/*)"),
    Case("a a#b a@b user@domain", "(command a a#b a@b user@domain)"),
    Case("a a\"b c\"d", #"(command a "ab cd")"#),
    Case("a \"a\"b", #"(command a "a" b)"#),
    Case("a $x\"b\"", #"(command a (word $x "b"))"#),
    Case("a $x", "(command a $x)"),
    Case(
      "a $x.Name $x.A.B $x[0] $x.Name.Trim() $x::Y",
      "(command a (. $x Name) (. (. $x A) B) (index $x 0) (call (. $x Name) Trim) (:: $x Y))"),
    Case(
      "a $x.A.$($y.Name) $x.$y $x.\"a b\"",
      #"(command a (. (. $x A) ($ (. $y Name))) (. $x $y) (. $x "a b"))"#),
    Case(
      "a (b).Name (b)[0]", "(command a (. (paren (command b)) Name) (index (paren (command b)) 0))"),
    Case("a $x\\sub\\$($y.Name)", #"(command a (word $x "\\sub\\" ($ (. $y Name))))"#),
    Case("a $x+2 $x/y $x-y", #"(command a (word $x "+2") (word $x "/y") (word $x "-y"))"#),
    Case(
      "a a$(1+1)b name=$($p.Name)",
      #"(command a (word "a" ($ (+ 1 1)) "b") (word "name=" ($ (. $p Name))))"#),
    Case("a $(2+2) @(1,2) (2+2)", "(command a ($ (+ 2 2)) (@ (, 1 2)) (paren (+ 2 2)))"),
    Case("a -file:$dir\\x.xml", #"(command a (-file: (word $dir "\\x.xml")))"#),
    Case("a { b } @{k=1} [int]", "(command a (script (command b)) (hashtable (entry k 1)) [int])"),
    Case("a 5 1kb 0x10 1.5 -5 .5", "(command a 5 1024 16 1.5 -5 0.5)"),
    Case("a a,b,c", "(command a (, a b c))"),
    Case("a $x,$y 1, 2", "(command a (, $x $y) (, 1 2))"),
    Case("a a ,\n b", "(command a (, a b))"),
    Case("a -Name b -Force", "(command a -Name b -Force)"),
    Case("a -Name:b", "(command a (-Name: b))"),
    Case("a -Name: b", "(command a (-Name: b))"),
    Case("a -Skip:($x -or $y)", "(command a (-Skip: (paren (-or $x $y))))"),
    Case("a -encoding:utf-8", "(command a (-encoding: utf-8))"),
    Case("a -x'b'", "(command a -xb)"),
    Case("a -- -b", "(command a -- -b)"),
    Case("a --% /b %X% \"c|d\" | e", #"(pipeline (command a (--% "/b %X% \"c|d\"")) (command e))"#),
    Case("a -?", "(command a -?)"),
    Case("a @params -Force @args", "(command a @params -Force @args)"),
    Case("net user x /add", "(command net user x /add)"),
    Case("a if for while", "(command a if for while)"),
    Case("a b=$c", #"(command a (word "b=" $c))"#),
    Case("a a`$b a` b", #"(command a a$b "a b")"#),
    Case("a `\n b", "(command a b)"),
    Case("a \\\\server\\c$", "(command a \\\\server\\c$)"),
    Case("a 127.0.0.1 5..10 1x", "(command a 127.0.0.1 5..10 1x)"),
    Case("a [a-z]* *.txt", "(command a [a-z]* *.txt)"),
    Case("a ~ . .. ..\\b", "(command a ~ . .. ..\\b)"),
    Case("a 'it''s'", #"(command a "it's")"#),
    Case("a # comment", "(command a)"),
    Case("a <# x #> b", "(command a b)"),
    Case("a ${env:computername}", "(command a $env:computername)"),
    Case("a $env:SystemRoot\\x", #"(command a (word $env:SystemRoot "\\x"))"#),
    Case("a -Tag a, b", "(command a -Tag (, a b))"),
  ]

  @Test(arguments: arguments) func argumentsAreReadAsDocumented(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let names = [
    Case("\"dir\"", #""dir""#),
    Case("& \"dir\" x", #"(& "dir" x)"#),
    Case("& { 1 } a", "(& (script 1) a)"),
    Case("& $x.y a", "(& (. $x y) a)"),
    Case("& (Get-Command x) a", "(& (paren (command Get-Command x)) a)"),
    Case(". .\\a.ps1 b", "(dot .\\a.ps1 b)"),
    Case(". { 1 }", "(dot (script 1))"),
    Case(".\\a.ps1", "(command .\\a.ps1)"),
    Case("./a", "(command ./a)"),
    Case("..\\a", "(command ..\\a)"),
    Case("7z x", "(command 7z x)"),
    Case("3com", "(command 3com)"),
    Case("1.5", "1.5"),
    Case("% { $_ }", "(command % (script $_))"),
    Case(
      "dir | ?{ $_ } | %{ $_.Name }",
      "(pipeline (command dir) (command ? (script $_)) (command % (script (. $_ Name))))"),
    Case("foreach-object { 1 }", "(command foreach-object (script 1))"),
    Case("a | foreach { 1 }", "(pipeline (command a) (command foreach (script 1)))"),
    Case("/usr/bin/ls -l", "(command /usr/bin/ls -l)"),
    Case("1,2 | a", "(pipeline (, 1 2) (command a))"),
    Case("a |\n b", "(pipeline (command a) (command b))"),
    Case("a; b\nc", "(command a) (command b) (command c)"),
    Case("C:\\x\\a.ps1", "(command C:\\x\\a.ps1)"),
    Case("data", "(command data)"),
    Case("process x", "(command process x)"),
  ]

  @Test(arguments: names) func firstTokenDecides(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let redirections = [
    Case("a > b", "(command a (1> b))"),
    Case("a >> b 2>&1", "(command a (1>> b) (2>&1))"),
    Case("a 2>$null", "(command a (2> $null))"),
    Case("a *> b", "(command a (*> b))"),
    Case("a 3>> \"b c\"", #"(command a (3>> "b c"))"#),
    Case("a b>c", "(command a b>c)"),
    Case("& { a } 2>$null", "(& (script (command a)) (2> $null))"),
    Case("$(a) *> f", "(redirected ($ (command a)) (*> f))"),
    Case("5 > x", "(redirected 5 (1> x))"),
    Case("a 22 > b", "(command a 22 (1> b))"),
    Case("a < b", "error RedirectionNotSupported"),
    Case("a <port>", "error RedirectionNotSupported"),
    Case("a >\nb", "error MissingFileSpecification"),
    Case("a > b > c", "error StreamAlreadyRedirected"),
    Case("a 1>&2", "error RedirectionNotSupported"),
  ]

  @Test(arguments: redirections) func redirectionsNameStreams(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let errors = [
    Case("a | 5", "error ExpressionsMustBeFirstInPipeline"),
    Case("| a", "error EmptyPipeElement"),
    Case("a || b", "error InvalidEndOfLine"),
    Case("a && b", "error InvalidEndOfLine"),
    Case("a &", "error AmpersandNotAllowed"),
    Case("a ,", "error MissingArgument"),
    Case("a b,", "incomplete MissingArgument"),
    Case("a -x:", "incomplete ParameterRequiresArgument"),
    Case("$x 5", "error UnexpectedToken"),
    Case("5 6", "error UnexpectedToken"),
    Case("@x", "error SplattingNotPermitted"),
    Case(")", "error UnexpectedToken"),
    Case("a }", "error UnexpectedToken"),
    Case("-foo", "error MissingExpressionAfterOperator"),
    Case("-eq 5", "error UnexpectedToken"),
    Case("var x", "error ReservedKeywordNotAllowed"),
    Case("class X {}", "error StatementNotSupported"),
    Case("a $x:\\b", "error InvalidVariableReferenceWithDrive"),
    Case("\"$x: y\"", "error InvalidVariableReferenceWithDrive"),
    Case("@{a=1; A=2}", "error DuplicateKeyInHashLiteral"),
    Case("()", "error ExpectedExpression"),
    Case("if () { }", "error MissingExpressionAfterToken"),
  ]

  @Test(arguments: errors) func errorsHaveIdentifiers(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  @Test func parametersKeepBlanksBeforeTheirValue() throws {
    let result = Parser.parse("a -x:1 -y: 2")
    guard case .pipeline(let pipeline) = try #require(result.ast.endBlock?.statements.first),
      case .command(let command) = try #require(pipeline.elements.first)
    else {
      Issue.record("no command")
      return
    }
    let blanks = command.elements.compactMap { element -> Bool? in
      if case .parameter(let parameter) = element { parameter.hasBlankBeforeArgument } else { nil }
    }
    #expect(blanks == [false, true])
    #expect(command.extent.text == "a -x:1 -y: 2")
  }
}
