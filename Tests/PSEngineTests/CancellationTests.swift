import PSEngine
import Testing

/// Ctrl+C ends what native code does on its own, too.
@Suite struct CancellationTests {
  @Test(
    "work within one operator ends",
    arguments: [
      "('a' * 30000) -replace '(?=(a*))a', '$1'", "('a' * 30000) -match '(a*)*(a*)*(a*)*b'",
      "[regex]::Matches('a' * 30000, '(?=(a*))a')",
      "$l = 1..300000; while (1) { [void]($l -eq 5) }",
      "$l = 1..300000; while (1) { [void]($l -like '5*') }",
      "$l = [System.Collections.ArrayList](300000..1); while (1) { $l.Reverse(); $l.Sort() }",
    ])
  func operators(script: String) async throws {
    let session = ScriptRun()
    let task = Task { try await session.run(script) }
    try await Task.sleep(for: .milliseconds(300))
    let start = ContinuousClock.now
    task.cancel()
    let outcome = try await task.value
    #expect(outcome.end == "CancellationError")
    #expect(.now - start < .seconds(5))
  }
}
