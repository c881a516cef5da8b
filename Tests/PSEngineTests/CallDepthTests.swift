import Testing

@testable import PSEngine

/// Endless recursion ends, whatever the script does about the error.
@Suite struct CallDepthTests {
  @Test(
    "calls made while the error unwinds do not multiply",
    arguments: [
      "function f { try { f } finally { f } }; f", "function f { try { f } catch { f } }; f",
      "function f { trap { f }; f }; f",
    ])
  func unwinding(script: String) async throws {
    let outcome = try await ScriptRun().run(script)
    #expect(outcome.thrown == "CallDepthOverflow")
  }

  @Test("once the stack has unwound, the whole depth is there again")
  func unwound() async throws {
    let script = """
      function Deep($n) { if ($n) { Deep ($n - 1) } else { 'bottom' } }
      function Endless { Endless }
      try { Endless } catch { 'caught' }
      Deep 900
      """
    #expect(try await run(script) == "caught,bottom")
  }

  @Test func halves() {
    var depth = CallDepth()
    let deepest = CallDepth.deepest
    // Back at 500, half of the way down is open; back at the top, all of it.
    let calls = [deepest - 1, deepest, 500, 700, 760, 3, deepest - 1]
    let answers = calls.map { depth.allows($0) }
    #expect(answers == [true, false, true, true, false, true, true])
  }
}
