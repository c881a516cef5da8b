import PSEngine
import Testing

@Suite("Statements")
struct InterpreterStatementTests {
  @Test(
    arguments: [
      ("1 + 1", "2"), ("1, 2, 3", "1,2,3"), ("'a'; 'b'", "a,b"), ("$null", "<null>"),
      ("$x = 5", ""), ("($x = 5)", "5"), ("$x = 1; $x++; $x", "2"), ("$x = 1; ($x++); $x", "1,2"),
      ("$a = $b = 3; $a + $b", "6"), ("$a, $b = 1, 2, 3; \"$a|$b\"", "1|2 3"),
      ("$a, $b = 1; \"$a|$b\"", "1|"), ("$x += 2; $x", "2"), ("$x = 7; $x -= 2; $x *= 3; $x", "15"),
      ("$x = 'a'; $x += 'b'; $x", "ab"), ("$null = 5", ""), ("[void]5", ""),
    ])
  func `assignments and expressions`(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test(
    arguments: [
      ("if (1) { 'a' } else { 'b' }", "a"), ("if (0) { 'a' } elseif (1) { 'b' }", "b"),
      ("if (0) { 'a' } else { 'c' }", "c"), ("$x = if (1) { 2 }; $x", "2"),
      ("$i = 0; while ($i -lt 3) { $i; $i++ }", "0,1,2"),
      ("$i = 0; do { $i++ } while ($i -lt 3); $i", "3"),
      ("$i = 0; do { $i++ } until ($i -ge 4); $i", "4"),
      ("for ($i = 0; $i -lt 3; $i++) { $i }", "0,1,2"),
      ("for (;;) { break }", ""), ("foreach ($x in 1..3) { $x * 2 }", "2,4,6"),
      ("foreach ($x in $null) { 'no' }; 'end'", "end"), ("foreach ($x in @()) { 'no' }", ""),
      ("foreach ($x in 1..5) { if ($x -eq 2) { continue }; if ($x -eq 4) { break }; $x }", "1,3"),
      (
        ":a foreach ($x in 1..3) { foreach ($y in 1..3) { if ($y -eq 2) { continue a }; $x } }",
        "1,2,3"
      ),
      (":a while (1) { while (1) { break a } }; 'out'", "out"),
      ("foreach ($x in 1..2) { 1..3 | Pass-Through | Take-First 1 }", "1,end,1,end"),
      ("$s = foreach ($x in 1..3) { $x }; $s.Count", "3"),
      ("foreach ($x in 1..4) { $x; [void]$foreach.MoveNext() }", "1,3"),
    ])
  func `conditions and loops`(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test(
    arguments: [
      ("switch (2) { 1 { 'a' } 2 { 'b' } 2 { 'c' } default { 'd' } }", "b,c"),
      ("switch (2) { 2 { 'b'; break } 2 { 'c' } }", "b"),
      ("switch (1, 2) { 1 { 'one'; continue } default { 'other' } }", "one,other"),
      ("switch ('ABC') { 'abc' { 'yes' } }", "yes"),
      ("switch -CaseSensitive ('ABC') { 'abc' { 'yes' } default { 'no' } }", "no"),
      ("switch -Wildcard ('file.txt') { '*.txt' { $_ } }", "file.txt"),
      ("switch -Regex ('a1') { '\\d' { 'digit' } '^b' { 'b' } }", "digit"),
      ("switch (5) { { $_ -gt 3 } { 'big' } }", "big"),
      ("switch (1..3) { 2 { break } default { $_ } }", "1"),
    ])
  func `switch`(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test(
    arguments: [
      ("try { throw 'x' } catch { \"caught $_\" }", "caught x"),
      ("try { 1 } finally { 2 }", "1,2"),
      ("try { throw 'x' } catch { 'c' } finally { 'f' }", "c,f"),
      ("try { 1; throw 'x'; 2 } catch { $_.FullyQualifiedErrorId }", "1,x"),
      ("try { $null.Foo() } catch { $_.FullyQualifiedErrorId }", "InvokeMethodOnNull"),
      ("try { Fail-On a -Terminate -InputObject a } catch { $_.CategoryInfo.Activity }", "Fail-On"),
      ("try { try { throw 'a' } catch { throw } } catch { \"outer $_\" }", "outer a"),
      ("try { throw 'a' } catch [System.ArgumentException] { 1 } catch { 2 }", "2"),
      ("try { [int]'x' } catch [System.InvalidCastException] { 'cast' }", "cast"),
      ("function f { try { return 1 } finally { 'f' } }; f", "1,f"),
      (
        "try { 1/0 } catch { $_.Exception.Message }; 'on'",
        "Attempted to divide by zero.,on"
      ),
      ("function f { Fail-On a -Terminate -InputObject a; 'after' }; try { f } catch { 'c' }", "c"),
      ("trap { 'trapped'; continue } throw 'x'; 'on'", "trapped,on"),
    ])
  func `errors that are caught`(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test func `an error of a command ends its statement only`() async throws {
    let script = ScriptRun()
    let first = try await script.run("Fail-On a -Terminate -InputObject a; $?; 'on'; $?")
    #expect(first.output == "False,on,True")
    #expect(first.errors == ["CannotTake,Test.FailOnCommand"])
    let second = try await script.run("$x = 1; $y = $x.Nope(); 'on'")
    #expect(second.output == "on")
    #expect(second.errors == ["MethodNotFound"])
    #expect(second.place == "$y = $x.Nope()")
  }

  @Test func `throw and Stop end the script`() async throws {
    let script = ScriptRun()
    let thrown = try await script.run("1; throw 'x'; 'on'")
    #expect(thrown.thrown == "x")
    #expect(thrown.output == "1")
    #expect(thrown.place == "throw 'x'")
    let stopped = try await script.run("$ErrorActionPreference = 'Stop'; $null.Foo(); 'on'")
    #expect(stopped.thrown == "InvokeMethodOnNull")
    #expect(stopped.output == "")
  }

  @Test func `a record knows the calls that led to it`() async throws {
    let text = """
      function outer { inner 1 }
      function inner($n) { 1 | & { process { throw 'x' } } }
      try { outer } catch { $_.ScriptStackTrace }
      """
    #expect(
      try await run(text) == """
        at <ScriptBlock>, <No file>: line 2
        at inner, <No file>: line 2
        at outer, <No file>: line 1
        at <ScriptBlock>, <No file>: line 3
        """)
  }

  @Test func `exit, and break without a loop, leave everything`() async throws {
    #expect(try await ScriptRun().run("function f { exit 3 }; f; 'on'").end == "ExitSignal")
    #expect(try await ScriptRun().run("function f { break }; f; 'on'").end == "LoopSignal")
  }
}
