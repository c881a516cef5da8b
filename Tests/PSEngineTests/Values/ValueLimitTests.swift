import PSEngine
import Testing

/// What would outgrow the memory is an error that scripts may catch.
@Suite struct ValueLimitTests {
  @Test(
    "operators give .NET's exception",
    arguments: [
      "$a = 'x'; while (1) { $a += $a }", "$h = 'x'; while (1) { $h = \"$h$h\" }",
      "$a = 1, 2; while (1) { $a += $a }", "'ab' * 1e9", "'ab' * [long]::MaxValue", "@(1) * 2e9",
      "@(1..10) * 1e8", "1..1e9", "'{0}{0}{0}' -f ('a' * 100MB)",
      "(, ('a' * 1000000) * 1000) -join ','", "('a' * 100000) -replace 'a', ('b' * 10000)",
    ])
  func operators(script: String) async throws {
    let caught = try await run(
      "try { \(script) } catch [OutOfMemoryException] { 'caught ' + $_.FullyQualifiedErrorId }")
    #expect(caught == "caught System.OutOfMemoryException")
  }

  @Test(
    "methods wrap it",
    arguments: [
      ("'a'.PadLeft(2e9)", "OutOfMemoryException"), ("'a'.PadRight(2e9)", "OutOfMemoryException"),
      ("'a'.PadLeft(-1)", "ArgumentOutOfRangeException"),
      ("[string]::new('a', 2e9)", "OutOfMemoryException"),
      ("[string]::new('a', -1)", "ArgumentOutOfRangeException"),
      ("[object[]]::new(2e9)", "OutOfMemoryException"), ("[int[]]::new(-1)", "OverflowException"),
      ("('a' * 1000000).Replace('a', 'b' * 1000)", "OutOfMemoryException"),
      (
        "$l = [System.Collections.ArrayList](1..10); while (1) { $l.AddRange($l) }",
        "OutOfMemoryException"
      ),
      (
        "$s = [System.Text.StringBuilder]::new('x'); while (1) { [void]$s.Append($s.ToString()) }",
        "OutOfMemoryException"
      ),
    ])
  func methods(script: String, id: String) async throws {
    let outcome = try await ScriptRun().run("try { \(script) } catch { $_.FullyQualifiedErrorId }")
    #expect(outcome.output == id)
  }

  @Test(arguments: [
    ("'aXbXc'.Replace('X', '--')", "a--b--c"), ("'aaa'.Replace('aa', 'b')", "ba"),
    ("'abc'.Replace('abc', '')", ""), ("'äöä'.Replace('ä', 'ae')", "aeöae"),
    ("'abc'.Replace('x', 'y')", "abc"), ("'ab'.Replace('b', $null)", "a"),
  ])
  func replacing(script: String, expected: String) async throws {
    #expect(try await run(script) == expected)
  }
}
