import Synchronization
import Testing

@testable import WSManService

struct WatchdogTests {
  /// Numbers of deadlines that passed.
  private final class Record: Sendable {
    let numbers = Mutex<[Int]>([])

    func note(_ number: Int) { numbers.withLock { $0.append(number) } }

    /// Waits until that many deadlines have passed.
    func wait(for count: Int) async throws {
      for _ in 0..<1000 where numbers.withLock({ $0.count }) < count {
        try await Task.sleep(for: .milliseconds(10))
      }
    }
  }

  @Test func deadlinesPassWhateverTheOrderOfAsking() async throws {
    let watchdog = Watchdog()
    let record = Record()
    var watches: [Watchdog.Watch] = []
    for (number, time) in [(3, 300), (1, 20), (2, 160), (4, 60_000)] {
      watches.append(
        watchdog.watch(for: .milliseconds(time)) { record.note(number) })
    }
    try await record.wait(for: 3)
    #expect(record.numbers.withLock { Set($0) } == [1, 2, 3])
    #expect(watches.map { watchdog.end($0) } == [false, false, false, true])
  }

  @Test func aDeadlineThatEndedDoesNothing() async throws {
    let watchdog = Watchdog()
    let record = Record()
    let ended = watchdog.watch(for: .milliseconds(20)) { record.note(1) }
    #expect(watchdog.end(ended))
    #expect(!watchdog.end(ended))
    _ = watchdog.watch(for: .milliseconds(60)) { record.note(2) }
    try await record.wait(for: 1)
    #expect(record.numbers.withLock { $0 } == [2])
  }

  @Test func workThatFinishesInSpiteOfTheLimitCounts() async throws {
    let answer = try await TimeLimit.run(.milliseconds(10)) {
      try? await Task.sleep(for: .seconds(30))
      return 42
    }
    #expect(answer == 42)
  }

  @Test func workIsCancelledWithItsCaller() async throws {
    let caller = Task {
      try await TimeLimit.run(.seconds(60)) { try await Task.sleep(for: .seconds(60)) }
    }
    caller.cancel()
    await #expect(throws: CancellationError.self) { try await caller.value }
  }
}
