/// Lets a long loop of native code notice Ctrl+C without asking at each pass.
public struct CancellationCheck {
  private var passes: UInt16 = 0

  /// A check for one loop.
  public init() {}

  /// Counts a pass; asks at every 1024th.
  /// - Throws: `CancellationError`.
  public mutating func pass() throws {
    passes &+= 1
    if passes & 1023 == 0 { try Task.checkCancellation() }
  }
}
