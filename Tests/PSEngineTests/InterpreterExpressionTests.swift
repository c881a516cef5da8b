import PSEngine
import Testing

@Suite("Expressions")
struct InterpreterExpressionTests {
  @Test(
    arguments: [
      ("1 + 2 * 3", "7"), ("7 / 2", "3.5"), ("7 % 4", "3"), ("2 - 3", "-1"),
      ("2147483647 + 1", "2147483648"), ("'a' * 3", "aaa"), ("'1' + 1", "11"), ("1 + '1'", "2"),
      ("-join ('a', 'b')", "ab"), ("-split 'a b  c'", "a,b,c"), ("'a,b' -split ','", "a,b"),
      ("1..3 -join '-'", "1-2-3"), ("3..1", "3,2,1"), ("'{0}:{1}' -f 1, 'x'", "1:x"),
      ("-not 1", "False"), ("!$false", "True"), ("-5", "-5"), ("+'5'", "5"), ("-bnot 0", "-1"),
      ("1 -eq 1 -and 2 -gt 1", "True"), ("0 -or 0", "False"), ("$false -and (1/0)", "False"),
      ("$true -or (1/0)", "True"), ("1 -xor 1", "False"), ("5 -band 4", "4"),
      ("'abc' -match 'b(.)'; $Matches[1]", "True,c"), ("'abc' -like 'A*'", "True"),
      ("1, 2, 3 -gt 1", "2,3"), ("1, 2 -contains 2", "True"), ("2 -in 1, 2", "True"),
      ("1 -is [int]", "True"), ("'1' -as [int]", "1"), ("'abc' -replace 'b', 'x'", "axc"),
      ("1kb", "1024"), ("0x10", "16"), ("1.5", "1.5"), ("10000000000", "10000000000"),
    ])
  func operators(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test(
    arguments: [
      ("$x = 'v'; \"a $x b\"", "a v b"), ("\"$(1 + 1)\"", "2"), ("\"$(1, 2)\"", "1 2"),
      ("$h = @{ k = 1 }; \"$($h['k'])|$h.k\"", "1|System.Collections.Hashtable.k"),
      ("$OFS = '-'; \"$(1, 2)\"", "1-2"), ("\"$null|\"", "|"), ("\"${x}y\"", "y"),
      ("$env:FOO = 'bar'; \"$env:FOO\"", "bar"), ("'$x'", "$x"), ("\"`$x\"", "$x"),
      ("\"$nodrive:x|\"", "|"),
    ])
  func `expandable texts`(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test(
    arguments: [
      ("@(1).Count", "1"), ("@().Count", "0"), ("@($null).Count", "1"), ("(,(1,2)).Count", "1"),
      ("$(1; 2)", "1,2"), ("@(1; 2).Count", "2"), ("$x = @(); $x += 1; $x += 2; $x.Count", "2"),
      ("$h = @{ a = 1; 'b c' = 2 }; $h.a; $h['b c']; $h.Count", "1,2,2"),
      ("$h = [ordered]@{ z = 1; a = 2 }; $h.Keys -join ','", "z,a"),
      ("$h = @{}; $h.x = 1; $h['y'] = 2; $h.x + $h.y", "3"),
      ("$h = @{ n = 1 }; $h.n++; $h.n += 5; $h.n", "7"),
      ("$a = 1, 2, 3; $a[0]; $a[-1]; $a[0, 2] -join '+'; $a[1..2] -join '+'", "1,3,1+3,2+3"),
      ("$a = 1, 2; $a[1] = 9; $a[1]", "9"), ("$a = 1, 2; $a[0] += 4; $a", "5,2"),
      ("$o = [pscustomobject]@{ A = 1 }; $o.A = 4; $o.A", "4"),
      ("$m = 'Length'; 'abc'.$m; 'abc'.\"$m\"", "3,3"), ("'abc'.ToUpper().Substring(1)", "BC"),
      ("[int]::MaxValue", "2147483647"), ("[math]::Max(1, 2)", "2"),
      ("[string]::Join('-', 1, 2)", "1-2"),
      ("[int]'5' + 1", "6"), ("[int]$x = '5'; $x = '7'; $x + 1", "8"), ("[string]5 + 1", "51"),
      ("& { $args[0] + 1 } 2", "3"), ("$b = { param($a) $a * 2 }; & $b 4", "8"),
      ("(1..3 | Pass-Through).Count", "3"), ("$x = 5; $r = [ref]$x; $r.Value = 6; $x", "6"),
      ("@{ f = { 'in' } }.f.Invoke()", "in"), ("enum E { A; B = 5; C }; [int][E]::C", "6"),
      ("$null.Count", "0"), ("$x = 1; $x.Foo", "<null>"),
    ])
  func `literals, members, conversions`(text: String, expected: String) async throws {
    #expect(try await run(text) == expected)
  }

  @Test func `arrays do not grow`() async throws {
    let outcome = try await ScriptRun().run("$a = 1, 2; $a.Add(3); $a.SetValue(5, 0); $a")
    #expect(outcome.output == "5,2")
    #expect(outcome.errors == ["NotSupportedException"])
  }

  @Test func `a constraint stays with its variable`() async throws {
    let outcome = try await ScriptRun().run("[int]$x = 1; $x = 'no'; $x")
    #expect(outcome.output == "1")
    #expect(outcome.errors.count == 1)
  }

  @Test func `validation attributes stay with their variable`() async throws {
    let outcome = try await ScriptRun().run(
      "[ValidateRange(1, 5)][int]$x = '3'; $x = 9; $x; [ValidateSet('a')]$y = 'b'")
    #expect(outcome.output == "3")
    #expect(outcome.errors == ["ValidateSetFailure", "ValidateSetFailure"])
  }

  @Test(
    arguments: [
      ("Write-Many (1/0)", "1/0"), ("if (1/0) { }", "1/0"), ("$x = 1/0", "$x = 1/0"),
      ("while ($null.Foo()) { }", "$null.Foo()"), ("1; [nope]1", "[nope]"),
      ("foreach ($i in 1) { 1/0 }", "1/0"), ("function f { 1/0 }; f", "1/0"),
      ("$null[0] = 1", "$null[0] = 1"),
    ])
  func `errors know their place`(text: String, place: String) async throws {
    let outcome = try await ScriptRun().run(text)
    #expect(outcome.errors.count == 1)
    #expect(outcome.place == place)
  }

  @Test func `strict mode refuses variables and properties that are not there`() async throws {
    let script = ScriptRun()
    await script.runspace.withContext { $0.scope.strictMode = 2 }
    #expect(try await script.run("$nothing").errors == ["VariableIsUndefined"])
    #expect(try await script.run("'a'.Nope").errors == ["PropertyNotFoundStrict"])
  }

  @Test func `ternary and null operators of 7`() async throws {
    let script = ScriptRun(persona: .core)
    #expect(try await script.text("1 ? 'a' : 'b'; $null ?? 'c'; $x ??= 4; $x ??= 5; $x") == "a,c,4")
    #expect(try await script.text("${n}?.Foo(); ${n}?[0]; 'end'") == "<null>,<null>,end")
    #expect(try await script.text("1 && 2; Fail-On a -InputObject a || 'or'") == "1,2,or")
  }
}
