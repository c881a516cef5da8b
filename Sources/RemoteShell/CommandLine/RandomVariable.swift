import PSEngine
import Synchronization

/// `%RANDOM%`: another number each time it is read. Copies of the interpreter go on with one sequence.
final class RandomVariable: Sendable {
  private let source: Mutex<SessionRandom>

  /// - Parameter seed: makes the sequence repeatable; nil takes the system's numbers.
  init(seed: UInt64?) {
    source = Mutex(SessionRandom(seed: seed))
  }

  /// The next number, from 0 to 32,767.
  func next() -> Int {
    source.withLock { $0.withGenerator { Int.random(in: 0...32_767, using: &$0) } }
  }
}
