import PSEngine
import PSLanguage
import Testing

/// Operators and members as scripts write them.
struct OperatorScriptTests {
  private func run(_ text: String) async throws -> [String] {
    let runspace = Runspace(
      configuration: RunspaceConfiguration(), host: ScriptedHost(), modules: [])
    return try await runspace.withContext { context in
      let collector = ArrayCollector()
      let errors = ArrayCollector()
      let result = context.session.parse(text)
      if let problem = result.diagnostics.first { return ["!syntax: \(problem.message)"] }
      let inner = context.redirected { $0.error = errors }
      try await inner.invoke(ScriptBlock(result.ast), newScope: false, output: collector)
      return collector.values.map(shown)
        + errors.values.map { "!" + (($0.asObject as? ErrorRecord)?.errorId ?? "") }
    }
  }

  @Test(arguments: [
    ("1 + 2 * 3", ["Int32 7"]), ("'a' * 3 + 'b'", ["String aaab"]), ("10 / 4", ["Double 2.5"]),
    ("-join ('a', 'b')", ["String ab"]), ("'{0:d3}' -f 7", ["String 007"]),
    ("'a,b' -split ','", ["String a", "String b"]),
    ("$x = 1; $x += 'a'; $x", ["!InvalidCastFromStringToInteger", "Int32 1"]),
    ("$x = $null; $x += 5; $x", ["Int32 5"]),
    ("$i = 5; $i++; $i; --$i; $i", ["Int32 6", "Int32 5"]),
    ("[int]$n = '12'; $n + 1", ["Int32 13"]),
    ("[string[]]$s = 1, 2; $s.GetType().FullName", ["String System.String[]"]),
    ("@{a=1}.a; @{a=1}['A']; @{a=1}.Count", ["Int32 1", "Int32 1", "Int32 1"]),
    ("(1..3).ForEach({ $_ * 2 }) -join ' '", ["String 2 4 6"]),
    ("(1..6).Where({ $_ % 2 -eq 0 }) -join ' '", ["String 2 4 6"]),
    ("(1..6).Where({ $_ -gt 2 }, 'First')", ["Int32 3"]),
    (
      "$a, $b = (1..4).Where({ $_ -gt 2 }, 'Split'); $a -join ''; $b -join ''",
      ["String 34", "String 12"]
    ),
    ("'abc' -match '(?<x>b)'; $Matches.x; $Matches[0]", ["Boolean True", "String b", "String b"]),
    ("('x', 'y') -contains 'Y'", ["Boolean True"]), ("[math]::Round(3.14159, 2)", ["Double 3.14"]),
    (
      "$l = [System.Collections.Generic.List[int]]::new(); $l.Add(3); $l.Add('4'); $l.Count; $l[1]",
      ["Int32 2", "Int32 4"]
    ),
    ("$r = 0; [int]::TryParse('42', [ref]$r); $r", ["Boolean True", "Int32 42"]),
    ("[datetime]'2024-05-01' -gt [datetime]'2024-04-30'", ["Boolean True"]),
    ("([version]'10.0.1').Major", ["Int32 10"]),
    ("[System.ConsoleColor]::Red -eq 'red'", ["Boolean True"]),
    ("{ param($a) $a + 1 }.Invoke(2)", ["Int32 3"]),
    ("(Get-Nothing).x", ["!CommandNotFoundException"]),
    ("$o = [pscustomobject]@{b=1; a=2}; $o.PSObject.Properties.Name -join ','", ["String b,a"]),
    ("$o = [pscustomobject]@{b=1}; \"$o\"", ["String @{b=1}"]),
    ("[char]65 + [char]66", ["String AB"]),
    ("$x = [ordered]@{z=1; y=2}; $x.Keys -join ''; $x[0]", ["String zy", "Int32 1"]),
    ("'a'.PadLeft(3, '*').ToUpper()", ["String **A"]), ("$null -eq 0", ["Boolean False"]),
    ("@(1, $null, 2) -eq $null", ["null"]), ("1, 2, 1 -ne 1", ["Int32 2"]),
    ("[string]::Format('{0}-{1}', 1, 'b')", ["String 1-b"]),
    ("0x7FFFFFFF + 1", ["Double 2147483648"]),
    (
      "$h = @{}; $h.x = 1; $h['y'] = 2; ($h.Keys | ForEach-Object { $_ }) -join ''",
      ["!CommandNotFoundException"]
    ),
    ("$e = @{a=1}.GetEnumerator(); $e.Name; $e.Value", ["String a", "Int32 1"]),
    ("'text'[0]; 'text'[-1]; -join 'text'[1..2]", ["Char t", "Char t", "String ex"]),
    ("[void][System.Collections.ArrayList]::new().Add(1); 'x'", ["String x"]),
    (
      "$l = [System.Collections.ArrayList]@(1,2); $l.Clear(); $y = $l.Clear(); $null -eq $y",
      ["Boolean True"]
    ),
    ("[nullable[int]]$null -eq $null", ["Boolean True"]),
    ("1.0d / 3", ["Decimal 0.3333333333333333333333333333"]),
    ("'{0,8:N2}|' -f 1234.5", ["String 1,234.50|"]),
    ("5 -band 3; 5 -bor 3; 5 -bxor 3; -bnot 5", ["Int32 1", "Int32 7", "Int32 6", "Int32 -6"]),
    ("$s = 'x'; $s.Length = 5", ["!PropertyAssignmentException"]),
    ("$null.Foo()", ["!InvokeMethodOnNull"]),
    ("[int]'abc'", ["!InvalidCastFromStringToInteger"]), ("[nope]::x", ["!TypeNotFound"]),
    ("('a' | Get-Nope)", ["!CommandNotFoundException"]), ("'b' -in 'a', 'b'", ["Boolean True"]),
    ("[scriptblock]::Create('1+1').InvokeReturnAsIs()", ["Int32 2"]),
    ("'a-b_c' -replace '[-_]', '.'; 'AbC' -creplace 'b', 'x'", ["String a.b.c", "String AxC"]),
  ])
  func scripts(text: String, expected: [String]) async throws {
    let result = try await run(text)
    #expect(Set(result) == Set(expected) && result.count == expected.count, "\(result)")
  }
}
