import PSEngine
import Testing

@Suite("Commands and functions")
struct InterpreterCommandTests {
  @Test(
    arguments: [
      ("Write-Many 3", "1,2,3"), ("Write-Many -Count 2", "1,2"), ("Write-Many -Count:2", "1,2"),
      ("Write-Many (1 + 1)", "1,2"), ("1..3 | Pass-Through", "1,2,3"),
      ("1..100 | Pass-Through | Take-First 2", "1,2,end"), ("& 'Write-Many' 1", "1"),
      ("$c = 'Write-Many'; & $c 1", "1"), ("$h = @{ Count = 2 }; Write-Many @h", "1,2"),
      ("$a = , 2; Write-Many @a", "1,2"), ("$x = Write-Many 1; $x", "1"),
      ("@() | Pass-Through", ""), ("'a' | & { process { $_ + '!' } }", "a!"),
      ("sb x", "A|Name=x"), ("Show-Bound -Name a$(1 + 1)b", "A|Name=a2b"),
      ("Show-Bound 0x10", "A|Name=0x10"), ("Show-Bound 1kb", "A|Name=1kb"),
      ("Show-Bound 007", "A|Name=007"), ("$n = 0x10; Show-Bound $n", "A|Name=16"),
    ])
  func commands(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test(
    arguments: [
      ("function f { 1; 2 }; f", "1,2"), ("function f($a, $b = 5) { $a + $b }; f 1", "6"),
      ("function f { param([int]$n) $n + 1 }; f -n 4", "5"),
      ("function f { $args.Count }; f 1 2", "2"),
      ("function f { return 1; 2 }; f; 'on'", "1,on"), ("filter d { $_ * 2 }; 1..3 | d", "2,4,6"),
      ("function f { begin { 'b' } process { $_ } end { 'e' } }; 1, 2 | f", "b,1,2,e"),
      ("function f { @($input).Count }; 1..3 | f", "3"),
      ("function f { $x = 2 }; $x = 1; f; $x", "1"),
      ("function f { $script:x = 2 }; $x = 1; f; $x", "2"),
      ("function f { $global:y = 3 }; f; $y", "3"), (". { $x = 2 }; $x", "2"),
      ("& { $x = 2 }; $x", "<null>"),
      ("function f { function g { 'g' }; g }; f", "g"), ("function global:h { 'h' }; h", "h"),
      (
        "function fact($n) { if ($n -le 1) { 1 } else { $n * (fact ($n - 1)) } }; fact 10",
        "3628800"
      ),
      ("function f { foreach ($i in 1..3) { if ($i -eq 2) { return } $i } }; f", "1"),
      ("function f { [CmdletBinding()] param([switch]$s) $s.IsPresent }; f -s; f", "True,False"),
      ("function f { process { if ($_ -eq 2) { return } $_ } }; 1..3 | f", "1,3"),
      ("function f { Show-Bound @args }; f -Name x -NameFormat Long", "A|Name=x|NameFormat=Long"),
      ("function f { Show-Bound @args }; f -NameFormat:Short y", "A|Name=y|NameFormat=Short"),
      ("function f { $args[0] }; f -x", "-x"), ("function f { Show-Bound @PSBoundParameters }", ""),
      ("function f() { param($a) $a }; f 3", "3"),
      ("foreach ($x in 1..2) { 1..3 | & { process { if ($_ -eq 2) { break }; $_ } } }; 'e'", "1,e"),
      ("$f = { $x }; $x = 4; & $f", "4"),
      ("$x = 1; $c = { $x }.GetNewClosure(); $x = 2; & $c", "1"),
    ])
  func functions(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test func `redirection of streams`() async throws {
    let script = ScriptRun()
    let merged = try await script.run(
      "$r = Fail-On a -InputObject a 2>&1; $r.FullyQualifiedErrorId")
    #expect(merged.output == "CannotTake,Test.FailOnCommand")
    #expect(merged.errors.isEmpty)
    #expect(try await script.run("Fail-On a -InputObject a 2>$null; 'on'").errors.isEmpty)
    #expect(try await script.run("1/0 2>$null; 'on'").errors.isEmpty)
    #expect(try await script.run("& { $null.Foo(); 1 } *>$null; 'on'").output == "on")
    #expect(try await script.text("Write-Many 3 > $null") == "")
    #expect(try await script.text("& { Fail-On a -InputObject a; 5 } 2>&1 | Take-First 1") != "")
  }

  @Test func `unknown commands and bad operands of the call operator`() async throws {
    let script = ScriptRun()
    let unknown = try await script.run("nosuch 1; 'on'")
    #expect(unknown.errors == ["CommandNotFoundException"])
    #expect(unknown.output == "on")
    #expect(unknown.place == "nosuch")
    #expect(try await script.run("& $null").errors == ["BadExpression"])
  }

  @Test(
    arguments: [
      "function f { f }; f; 'on'", "function f { f; f }; f; 'on'", "$b = { & $b }; & $b",
      "$b = { . $b }; & $b", "function f { $(f) }; f", "function f { \"$(f)\" }; f",
      "function f { if (f) { 1 } }; f", "function f { 1 | Pass-Through | f }; f",
      "$b = { $b.Invoke() }; & $b", "$b = { (1).ForEach($b) }; & $b",
      "function f { switch (1) { { f } { 1 } } }; f", "function f($x = (f)) { }; f",
      "function f { foreach ($i in f) { } }; f", "function f { @{ a = f } }; f",
    ])
  func `endless recursion ends as an error`(text: String) async throws {
    let outcome = try await ScriptRun().run(text)
    #expect(outcome.thrown == "CallDepthOverflow")
    #expect(outcome.output == "")
  }

  @Test func `cancellation ends loops at once`() async throws {
    for text in [
      "while ($true) {}", "for (;;) { $i++ }", "do { 1 } while (1)", "while (1) { Write-Many 1 }",
      "try { while ($true) {} } finally { $f = 'done' }",
    ] {
      let script = ScriptRun()
      let task = Task { await script.runspace.run(text) }
      try await Task.sleep(for: .milliseconds(30))
      task.cancel()
      #expect(await task.value == .cancelled, "\(text)")
      if text.hasPrefix("try") { #expect(try await script.text("$f") == "done") }
    }
  }
}
