/// The session's source of random numbers: repeatable when the session has a seed.
public final class SessionRandom {
  private var generator: any RandomNumberGenerator

  /// Makes a source.
  /// - Parameter seed: makes it repeatable; `nil` uses the system's generator.
  public init(seed: UInt64?) {
    generator = seed.map { SplitMix64(state: $0) } ?? SystemRandomNumberGenerator()
  }

  /// Starts the repeatable sequence of a seed (`Get-Random -SetSeed`).
  public func restart(seed: UInt64) { generator = SplitMix64(state: seed) }

  /// Draws numbers.
  public func withGenerator<T>(_ body: (inout AnyGenerator) -> T) -> T {
    var any = AnyGenerator(base: generator)
    defer { generator = any.base }
    return body(&any)
  }

  /// A generator of a kind that is not known.
  public struct AnyGenerator: RandomNumberGenerator {
    fileprivate var base: any RandomNumberGenerator
    /// The next 64 bits.
    public mutating func next() -> UInt64 { base.next() }
  }

  private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }
}

extension SessionState {
  /// The session's source of random numbers.
  public var random: SessionRandom {
    service(SessionRandom.self) { SessionRandom(seed: configuration.seed) }
  }
}
