import Testing

@testable import PSLanguage

@Suite struct StatementTests {
  static let statements = [
    Case(
      "if ($a) { 1 } elseif ($b) { 2 }\nelse { 3 }",
      "(if $a (block 1) $b (block 2) (else (block 3)))"),
    Case("if ($a) { 1 }\nb", "(if $a (block 1)) (command b)"),
    Case("if (a b) {}", "(if (command a b) (block))"),
    Case("while ($line = f) { $line }", "(while (= $line (command f)) (block $line))"),
    Case("do { 1 } while ($a)", "(do-while (block 1) $a)"),
    Case("do { 1 }\nuntil ($a)", "(do-until (block 1) $a)"),
    Case("for ($i = 0; $i -lt 3; $i++) { $i }", "(for (= $i 0) (-lt $i 3) (++post $i) (block $i))"),
    Case("for (;;) { break }", "(for - - - (block (break)))"),
    Case(
      ":outer foreach ($x in 1,2) { continue outer }",
      "(foreach :outer $x (, 1 2) (block (continue outer)))"),
    Case(
      "foreach ($x in dir | sort) {}",
      "(foreach $x (pipeline (command dir) (command sort)) (block))"),
    Case(
      "switch ($x) { 1 { 'a' } 'b' { 2 } {$_ -gt 3} { 3 } default { 4 } }",
      #"(switch $x (case 1 (block "a")) (case "b" (block 2)) (case (script (-gt $_ 3)) (block 3)) (default (block 4)))"#
    ),
    Case(
      "switch -Wildcard -CaseSensitive (a) { b* { 1; break } }",
      "(switch -wildcard -casesensitive (command a) (case b* (block 1 (break))))"),
    Case("switch -regex -file a.txt { x {1} }", "(switch -regex -file a.txt (case x (block 1)))"),
    Case(
      "try { a } catch [X], [Y.Z] { 1 } catch { 2 } finally { 3 }",
      "(try (block (command a)) (catch [X] [Y.Z] (block 1)) (catch (block 2)) (finally (block 3)))"),
    Case("try { a }\nfinally { b }", "(try (block (command a)) (finally (block (command b))))"),
    Case("trap [X] { 1 }", "(trap [X] (block 1))"),
    Case("return", "(return)"),
    Case("return 1, 2", "(return (, 1 2))"),
    Case("return dir | sort", "(return (pipeline (command dir) (command sort)))"),
    Case("exit 3", "(exit 3)"),
    Case("throw \"x\"", #"(throw "x")"#),
    Case("throw", "(throw)"),
    Case("data x { 1 }", "(data x (block 1))"),
    Case("enum E { A\n B = 2 }", "(enum E (A) (B 2))"),
    Case("using namespace System.Text\n1", "(using namespace System.Text) 1"),
    Case("{ if ($a) { return 1 } 2 }", "(script (if $a (block (return 1))) 2)"),
  ]

  @Test(arguments: statements) func statementsAreRead(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let functions = [
    Case("function f { 1 }", "(function f (script 1))"),
    Case(
      "function Get-It($a, [int]$b = 5) { $a }",
      "(function Get-It (parameters $a (parameter [int] $b = 5)) (script $a))"),
    Case("function global:prompt { 'x' }", #"(function global:prompt (script "x"))"#),
    Case("filter f { $_ }", "(filter f (script (process $_)))"),
    Case(
      "function f { begin { 1 } process { 2 } end { 3 } }",
      "(function f (script (begin 1) (process 2) (end 3)))"),
    Case(
      "function f\n{\n  [CmdletBinding(SupportsShouldProcess, ConfirmImpact='High')]\n  param (\n    [Parameter(Mandatory, Position=0)]\n    [string[]] $ComputerName = $env:COMPUTERNAME, # note\n    [switch] $Full\n  )\n  $Full\n}",
      #"(function f (script (param (attribute CmdletBinding SupportsShouldProcess ConfirmImpact="High") (parameter (attribute Parameter Mandatory Position=0) [string[]] $ComputerName = $env:COMPUTERNAME) (parameter [switch] $Full)) $Full))"#
    ),
    Case("[A.B('x', '')]\nparam()\na", #"(param (attribute A.B "x" "")) (command a)"#),
    Case("param($a)\n$a", "(param $a) $a"),
    Case("[int]5", "(convert [int] 5)"),
    Case("{ [int]5; 6 }", "(script (convert [int] 5) 6)"),
    Case("{ [int]$x = 5 }", "(script (= (convert [int] $x) 5))"),
    Case("{ [Foo]::Bar() }", "(script (call:: [Foo] Bar))"),
    Case(
      "{ param([ValidateSet('a','b')]$x) }",
      #"(script (param (parameter (attribute ValidateSet "a" "b") $x)))"#),
    Case(
      "function f { dynamicparam { 1 } end { 2 } }",
      "(function f (script (dynamicparam 1) (end 2)))"),
    Case("function f { process { 1 } 2 }", "error MissingNamedBlocks"),
    Case("function f { process { 1 } process { 2 } }", "error DuplicateScriptCommandClause"),
  ]

  @Test(arguments: functions) func functionsAndParametersAreRead(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let incomplete = [
    "(", "(1", "{", "$(", "@(1", "@{", "@{a", "@{a=", "@{a=1", "$x[", "$x[0", "'abc", "\"abc",
    "\"a$(", "@'\nabc", "@\"\nabc\n", "@'", "<# abc", "a |", "1 +", "$x =", "$x +=", "1,", "a b,",
    "a `", "if", "if (", "if ($x)", "if ($x) {", "if ($x) { } else", "function f", "function",
    "function f {", "function f(", "function f($a", "try {}", "try", "do {}", "do {} while",
    "while (1)", "for (;;)", "foreach ($x in 1)", "foreach ($x", "switch (1)", "switch (1) {",
    "switch (1) { 1", "param(", "param($a", "[Parameter()]", "[int", "-not", "$x -eq", "$x.",
    "& ", "${abc", "a (b", "a { b", "$x.Foo(", "$x.Foo(1,", "try { } catch", ":a", "{ begin",
    "if ($x) { }\nelseif", "\"$x $(a) b", "enum E {", "throw (", "a > ",
  ]

  @Test(arguments: incomplete) func textThatEndsTooEarlyIsIncomplete(_ text: String) {
    let result = Parser.parse(text)
    #expect(result.isIncompleteInput, "\(result.diagnostics.first?.id ?? "no diagnostic")")
    let lineLater = Parser.parse(text + "\n")
    if !text.hasSuffix("`"), !text.hasSuffix("> ") {
      #expect(lineLater.isIncompleteInput)
    }
  }

  static let complete = [
    "", " ", "# a", "a", "if ($x) { }", "return", "a `\n", "'a'", "@'\n'@", "function f { }",
    "{ }", "$x", "a |\n b", "1 + 1",
  ]

  @Test(arguments: complete) func completeTextHasNoDiagnostics(_ text: String) {
    #expect(Parser.parse(text).diagnostics.isEmpty)
  }

  static let wrong = [
    "a )", "if ($x) }", "(1 2)", "@{a 1}", "function f }", "$x[]", "1 + )", "try { } 5",
    "foreach (1 in 2) { }", "@'abc'@", "@'\nabc\n '@", "switch (1) { default {} default {} }",
  ]

  @Test(arguments: wrong) func wrongTextIsNotIncomplete(_ text: String) {
    let result = Parser.parse(text)
    #expect(!result.diagnostics.isEmpty)
    #expect(!result.isIncompleteInput)
  }
}
