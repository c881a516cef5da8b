import Synchronization

/// Numbers of ports, one after the other, for the listeners of several computers.
public final class PortRow: Sendable {
  private let next: Atomic<Int>

  /// A row of ports.
  ///
  /// - Parameter first: the number of the first one.
  public init(first: Int) {
    next = Atomic(first)
  }

  /// The next number; nil when the row has come to its end.
  func take() -> Int? {
    let number = next.add(1, ordering: .relaxed).oldValue
    return (1...65_535).contains(number) ? number : nil
  }
}
