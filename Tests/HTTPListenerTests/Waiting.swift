import Foundation
import Synchronization
import Testing

/// Waits until something has happened, at most 20 seconds.
func waitUntil(
  _ condition: () -> Bool, sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  for _ in 1...2_000 where !condition() {
    try await Task.sleep(for: .milliseconds(10))
  }
  #expect(condition(), sourceLocation: sourceLocation)
}

/// A count that closures of other threads can raise.
final class Counter: Sendable {
  private let count = Atomic(0)

  var value: Int { count.load(ordering: .relaxed) }

  func increment() {
    count.add(1, ordering: .relaxed)
  }
}

/// Runs blocking work on a thread of its own.
func offPool<Value: Sendable>(
  _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread {
      continuation.resume(with: Result { try work() })
    }
  }
}
