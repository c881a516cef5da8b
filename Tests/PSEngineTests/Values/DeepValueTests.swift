import PSEngine
import Testing

/// Values nested far more deeply than the thread's stack would carry.
@Suite struct DeepValueTests {
  /// The test's threads have a small stack, so that this is deep.
  private static let depth = 50_000

  @Test(
    "deep values are let go without recursion",
    arguments: [
      "$a = , $a", "$a = [pscustomobject]@{ a = $a }", "$a = @{ a = $a }",
      "$a = [ordered]@{ a = $a }",
      "$l = [System.Collections.ArrayList]::new(); [void]$l.Add($a); $a = $l; $l = 0",
      "$a = [ref]$a", "$a = $a.psobject", "$a = [Exception]::new('x', $e); $e = $a; $a = 0",
      "$a = @{ a = $a }.GetEnumerator()",
    ])
  func letGo(step: String) async throws {
    let script =
      "$a = 1; $e = $null; for ($i = 0; $i -lt \(Self.depth); $i++) { \(step) }"
      + "; $a = 0; $e = 0; 'free'"
    #expect(try await run(script) == "free")
  }

  @Test("closures that hold closures are let go without recursion")
  func closures() async throws {
    let script =
      "$b = {}; for ($i = 0; $i -lt 5000; $i++) { $x = $b; $b = { $x }.GetNewClosure() }"
      + "; $b = 0; $x = 0; 'free'"
    #expect(try await run(script) == "free")
  }

  @Test("a value that is still held elsewhere stays whole")
  func shared() async throws {
    let script = """
      $inner = , 'x'
      $keep = $inner
      $outer = 1
      for ($i = 0; $i -lt 1000; $i++) { $outer = $outer, $inner }
      $outer = 0
      $keep[0]
      $inner.Count
      """
    #expect(try await run(script) == "x,1")
  }
}
