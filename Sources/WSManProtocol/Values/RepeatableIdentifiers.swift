import Synchronization

/// GUIDs that are the same on every run, for sessions with a seed: the ids of messages, sessions,
/// enumerations and shells come from here while ``current`` is set, in the order of asking.
///
/// A value of the task rather than a parameter: ids are drawn on both sides of the wire, where nobody
/// knows of the session that asked.
public final class RepeatableIdentifiers: Sendable {
  /// The source of the present task; `nil` where nobody may foresee an id.
  @TaskLocal public static var current: RepeatableIdentifiers?

  private let state: Mutex<UInt64>

  /// A source.
  /// - Parameter seed: what all ids follow from.
  public init(seed: UInt64) {
    state = Mutex(seed)
  }

  /// Sources of work that goes on at the same time, one for each number: what one of them draws does
  /// not depend on how fast the others are.
  public func branches() -> @Sendable (_ number: Int) -> RepeatableIdentifiers {
    let seed = next()
    return { RepeatableIdentifiers(seed: Self.mixed(seed &+ UInt64(truncatingIfNeeded: $0))) }
  }

  /// The next 64 bits of the sequence known as SplitMix64.
  func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      return Self.mixed(state)
    }
  }

  private static func mixed(_ bits: UInt64) -> UInt64 {
    var bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
