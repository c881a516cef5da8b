import Testing

@testable import PSLanguage

@Suite struct ExpressionTests {
  static let precedence = [
    Case("2 + 3, 4", "(+ 2 (, 3 4))"),
    Case("-not 1, 2", "(, (-not 1) 2)"),
    Case(#""{0} {1}" -f 1, 2"#, #"(-f "{0} {1}" (, 1 2))"#),
    Case("1..3 + 4", "(+ (.. 1 3) 4)"),
    Case("$a -eq 1 -and $b -eq 2", "(-and (-eq $a 1) (-eq $b 2))"),
    Case("-join $a -eq 'x'", #"(-eq (-join $a) "x")"#),
    Case("-join 'a','b'", #"(, (-join "a") "b")"#),
    Case("(,$x.Y).Count", "(. (paren (, (. $x Y))) Count)"),
    Case("1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)"),
    Case("1 -bor 2 -eq 3", "(-bor 1 (-eq 2 3))"),
    Case("$a -or $b -and $c", "(-and (-or $a $b) $c)"),
    Case("1 - -1", "(- 1 -1)"),
    Case("-$x", "(- $x)"),
    Case("- 5", "(- 5)"),
    Case("!$a.b", "(-not (. $a b))"),
    Case("$i++", "(++post $i)"),
    Case("++$i", "(++pre $i)"),
    Case("--$i", "(--pre $i)"),
    Case("$i--", "(--post $i)"),
    Case("[int]'5' + 1", #"(+ (convert [int] "5") 1)"#),
    Case("[int]", "[int]"),
    Case("[int],[string]", "(, [int] [string])"),
    Case("[int][string]$x", "(convert [int] (convert [string] $x))"),
    Case("$x -is [int]", "(-is $x [int])"),
    Case("$x -as [int] -eq 5", "(-eq (-as $x [int]) 5)"),
    Case("'a,b' -split ',' -join '-'", #"(-join (-split "a,b" ",") "-")"#),
    Case("-split 'a b'", #"(-split "a b")"#),
    Case("$a -ceq 'x'", #"(-ceq $a "x")"#),
    Case("$a -INotMatch 'x'", #"(-inotmatch $a "x")"#),
    Case("$a \u{2013}eq 1", "(-eq $a 1)"),
    Case("5 \u{2013} 3", "(- 5 3)"),
    Case("$a -and\n $b", "(-and $a $b)"),
    Case("1 +\r\n 2", "(+ 1 2)"),
    Case("1,\n2", "(, 1 2)"),
    Case("1 `\n + 2", "(+ 1 2)"),
    Case("5 % 2", "(% 5 2)"),
    Case("$a -replace 'x'", #"(-replace $a "x")"#),
    Case("10 -shl 2", "(-shl 10 2)"),
    Case(",1,2", "(, (, 1) 2)"),
    Case("1..$n", "(.. 1 $n)"),
  ]

  @Test(arguments: precedence) func operatorsBindAsDocumented(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let members = [
    Case("$x.Name", "(. $x Name)"),
    Case("$x.A.B[0].C", "(. (index (. (. $x A) B) 0) C)"),
    Case("$x.Trim()", "(call $x Trim)"),
    Case("$x.Replace('a', 'b').Length", #"(. (call $x Replace "a" "b") Length)"#),
    Case("$x.$y", "(. $x $y)"),
    Case("$x.($y + 1)", "(. $x (paren (+ $y 1)))"),
    Case("$x.\"a b\"", #"(. $x "a b")"#),
    Case("$x.$($y.Name)", "(. $x ($ (. $y Name)))"),
    Case("[math]::PI", "(:: [math] PI)"),
    Case("[math]::Round(1.5, 0)", "(call:: [math] Round 1.5 0)"),
    Case("[pscredential]::new($a, $b)", "(call:: [pscredential] new $a $b)"),
    Case("$x[-1]", "(index $x -1)"),
    Case("$x[0, 2]", "(index $x (, 0 2))"),
    Case("$x[1..3]", "(index $x (.. 1 3))"),
    Case("$x.\n  Name", "(. $x Name)"),
    Case("$h.1", "(. $h 1)"),
    Case("(Get-Item x).Value", "(. (paren (command Get-Item x)) Value)"),
    Case("$x.Where({ $_ }, 'First')", #"(call $x Where (script $_) "First")"#),
    Case("$x.ForEach{ $_ }", "(call $x ForEach (script $_))"),
    Case("$x.M((1,2), 3)", "(call $x M (paren (, 1 2)) 3)"),
    Case("$x.M(@{a=1,2}, 3)", "(call $x M (hashtable (entry a (, 1 2))) 3)"),
    Case(
      "[System.Environment]::OSVersion.Version", "(. (:: [System.Environment] OSVersion) Version)"),
    Case(
      "[System.Collections.Generic.List[string]]::new()",
      "(call:: [System.Collections.Generic.List[string]] new)"),
    Case("[Dictionary[string, int[]]]", "[Dictionary[string,int[]]]"),
    Case("[int[]](1,2)", "(convert [int[]] (paren (, 1 2)))"),
    Case("[int[,]]", "[int[,]]"),
    Case("$a::B", "(:: $a B)"),
    Case("'abc'.Length", #"(. "abc" Length)"#),
    Case("@(1,2).Count", "(. (@ (, 1 2)) Count)"),
    Case("{ 1 }.Invoke()", "(call (script 1) Invoke)"),
    Case("@{a=1}.a", "(. (hashtable (entry a 1)) a)"),
    Case("5.ToString()", "(call 5 ToString)"),
  ]

  @Test(arguments: members) func membersFollowTheirTarget(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let groups = [
    Case("$(1; 2)", "($ 1 2)"),
    Case("@()", "(@)"),
    Case("@(1\n2)", "(@ 1 2)"),
    Case("($x = 5)", "(paren (= $x 5))"),
    Case("@{}", "(hashtable)"),
    Case("@{a=1; 'b c' = 2\n $k = 3 }", #"(hashtable (entry a 1) (entry "b c" 2) (entry $k 3))"#),
    Case(
      "@{Credential = Get-Credential x}",
      "(hashtable (entry Credential (command Get-Credential x)))"),
    Case(
      "@{ a = @{ b = $null }\n # note\n c = 1,\n 2 }",
      "(hashtable (entry a (hashtable (entry b $null))) (entry c (, 1 2)))"),
    Case("@{1='x'; if=2}", #"(hashtable (entry 1 "x") (entry if 2))"#),
    Case("[ordered]@{a=1}", "(convert [ordered] (hashtable (entry a 1)))"),
    Case(
      "@{a = if ($x) { 1 } else { 2 }}", "(hashtable (entry a (if $x (block 1) (else (block 2)))))"),
    Case("{ }", "(script)"),
    Case("{ param($a) $a }", "(script (param $a) $a)"),
  ]

  @Test(arguments: groups) func bracketsHoldStatements(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let assignments = [
    Case("$x = 1", "(= $x 1)"),
    Case("$a = $b = 1", "(= $a (= $b 1))"),
    Case("$a, $b = 1, 2", "(= (, $a $b) (, 1 2))"),
    Case("[int]$x = '5'", #"(= (convert [int] $x) "5")"#),
    Case(
      "[ValidateSet('a')][string]$x = 'a'",
      #"(= (attributed (attribute ValidateSet "a") (convert [string] $x)) "a")"#),
    Case("$x.Name += 'a'", #"(+= (. $x Name) "a")"#),
    Case("$x[0] *= 2", "(*= (index $x 0) 2)"),
    Case("$env:X = 'a'", #"(= $env:X "a")"#),
    Case("${a b} -= 1", "(-= $a b 1)"),
    Case("[T]::P = 5", "(= (:: [T] P) 5)"),
    Case(
      "(Get-PSProvider X).Home = 'C:\\'", #"(= (. (paren (command Get-PSProvider X)) Home) "C:\\")"#
    ),
    Case("$x = dir | sort", "(= $x (pipeline (command dir) (command sort)))"),
    Case("$x = if (1) { 'a' } else { 'b' }", #"(= $x (if 1 (block "a") (else (block "b"))))"#),
    Case("$x =\n 5", "(= $x 5)"),
    Case("$null = foo", "(= $null (command foo))"),
    Case("$d['it:skip'] = !$IsWindows", #"(= (index $d "it:skip") (-not $IsWindows))"#),
    Case("1 = 2", "error InvalidLeftHandSide"),
    Case("5++", "error OperatorRequiresVariableOrProperty"),
  ]

  @Test(arguments: assignments) func assignmentsTakeStatements(_ example: Case) {
    #expect(tree(example.text) == example.tree)
  }

  static let core = [
    Case("$a ? 1 : 2", "(?: $a 1 2)"),
    Case("$a ?? $b", "(?? $a $b)"),
    Case("$a ??= 1", "(??= $a 1)"),
    Case("${a}?.b", "(?. $a b)"),
    Case("${a}?[0]", "(?[ $a 0)"),
    Case("a && b || c", "(chain (command a) (&& (command b)) (|| (command c)))"),
    Case("a\n| b", "(pipeline (command a) (command b))"),
    Case("sleep 1 &", "(background (command sleep 1))"),
    Case("0b101", "5"),
    Case("100uy", "100uy"),
  ]

  @Test(arguments: core) func laterSyntaxIsAcceptedOnRequest(_ example: Case) {
    #expect(tree(example.text, core: true) == example.tree)
    #expect(tree(example.text).hasPrefix("error") || tree(example.text) != example.tree)
  }
}
