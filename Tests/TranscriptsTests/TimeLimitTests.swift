import Testing

@testable import Transcripts

@Suite("Work that must end in time")
struct TimeLimitTests {
  @Test func workInTime() async {
    let outcome = await TimeLimit.run(.seconds(60)) { 5 }
    guard case .finished(5) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func workThatHeedsItsCancellation() async {
    let start = ContinuousClock.now
    let outcome = await TimeLimit.run(.milliseconds(20)) {
      try? await Task.sleep(for: .seconds(60))
    }
    guard case .stopped = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("work that goes on is left alone")
  func workThatCannotBeStopped() async {
    let (release, continuation) = AsyncStream.makeStream(of: Void.self)
    defer { continuation.finish() }
    let outcome = await TimeLimit.run(.milliseconds(20), patience: .milliseconds(20)) {
      // A task of its own does not see the cancellation.
      await Task { for await _ in release {} }.value
    }
    guard case .abandoned = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }
}
